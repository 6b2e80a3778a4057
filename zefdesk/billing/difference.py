"""Why a reported cost is not the computed one: said where a figure of the bill explains it, never guessed."""

from zefdesk.billing.words import money_words
from zefdesk.domain import money
from zefdesk.domain.bill import Bill, LineKind
from zefdesk.domain.quantity import unit_of

_MOVEMENTS = {
    LineKind.MINIMUM: "the minimum",
    LineKind.MAXIMUM: "the maximum",
    LineKind.THRESHOLD: "the threshold below which nothing is billed",
    LineKind.CAP: "the cap",
    LineKind.FLOOR: "the floor",
}


def difference(reported: int | None, currency: str | None, computed: int, of: str | None) -> int | None:
    """Give computed less reported; None where there is no reported cost, or it is in another currency."""
    return None if reported is None or (currency and of and currency != of) else computed - reported


def why_differs(reported: int | None, currency: str | None, computed: int, of: str | None, bill: Bill | None) -> str:
    """Give one sentence; empty where reported and computed cost are equal.

    `reported` and `computed` are billionths of their currencies, `bill` is None for a simple rate.
    """
    if reported is None:
        return "The report gives no cost."
    if currency and of and currency != of:
        return f"The report's cost is in {currency}, the computed one in {of}: they cannot be compared."
    if reported == computed:
        return ""
    if reported == 0:
        return "The report charged nothing: free vend, a member, a charger that was offline, or no price set."
    return (_of_bill(reported, bill) if bill else "") or _plainly(reported, computed, of or currency)


def _of_bill(reported: int, bill: Bill) -> str:
    if bill.range and bill.range.low <= reported <= bill.range.high:
        return "The report's cost lies within the range of what its row allows."
    if bill.total_excl != bill.total_incl and reported == bill.total_excl:
        return "The report's cost is the total before tax."
    for kind, words in _MOVEMENTS.items():
        moved = sum(line.amount for line in bill.lines if line.kind is kind)
        if moved and reported == bill.total_incl - moved:
            return f"The report's cost is the total without {words}."
    cent = unit_of(money.decimals(bill.currency))
    if abs(reported - bill.total_incl) <= cent * max(1, len(bill.lines)) // 2 + cent // 2:
        return "The difference is no more than the rounding of the lines."
    for line in bill.lines:
        if line.amount and reported == bill.total_incl - line.amount:
            return f"The report's cost is the total without the line of {money_words(line.amount, bill.currency)}."
    return ""


def _plainly(reported: int, computed: int, currency: str | None) -> str:
    more = "more" if reported > computed else "less"
    return f"The report charged {money_words(abs(reported - computed), currency)} {more} than the charger's rate gives."
