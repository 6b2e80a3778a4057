"""The arithmetic of a bill in words: what was counted, times what price; and whether the lines sum to the cost."""

from decimal import Decimal
from typing import NamedTuple

from zefdesk.billing.reported import ReportedBill, ReportedLine
from zefdesk.domain import money, quantity
from zefdesk.domain.notation import Notation
from zefdesk.domain.session import Session

TIMES = "\u00d7"
_PER = {"hour": "h", "hours": "h", "hr": "h", "hrs": "h", "minute": "min", "minutes": "min", "mins": "min"}
_COUNTED = {"session", "sessions", "flat", "each", "item", "count", "start", "starts"}


class Comparison(NamedTuple):
    """How lines and cost compare: the tone (`accent`, `info`, `bad`), a word or two, a sentence or nothing."""

    tone: str
    word: str
    sentence: str = ""


class Purse(NamedTuple):
    """How amounts are written: the notation, the currency of the session, the currency that is at home here."""

    notation: Notation
    currency: str | None
    home: str | None = None

    def amount(self, value: Decimal | None) -> str:
        """Write an amount of money; empty where it is unknown, plain where it is too large to be one."""
        if value is None:
            return ""
        nano = _nano(value)
        return f"{value:f}" if nano is None else self.notation.money(nano, self.currency, self.home)

    def number(self, value: Decimal) -> str:
        """Write a quantity with the decimals it has."""
        nano = _nano(value)
        if nano is None:
            return f"{value:f}"
        places = len(quantity.plain(nano).partition(".")[2])
        return self.notation.number(nano, places)


def _nano(value: Decimal) -> int | None:
    try:
        return quantity.to_nano(value)
    except (OverflowError, ValueError):
        return None


def energy_text(nano: int, notation: Notation, places: int = 2) -> str:
    """Write energy exactly: with at least so many decimals, more only where it has more."""
    return notation.number(nano, max(places, len(quantity.plain(nano).partition(".")[2])))


def of_line(line: ReportedLine, purse: Purse) -> str:
    """Write what a line counts, as quantity, times sign and rate per unit; empty where the source gives neither."""
    unit = _PER.get(line.unit.casefold(), line.unit)
    if line.rate is not None and line.tax and line.quantity is None:
        return _percent(line.rate, purse)
    parts = []
    if line.quantity is not None:
        parts.append(f"{purse.number(line.quantity)} {unit}".strip())
    if line.rate is not None:
        per = f" / {unit}" if unit and unit.casefold() not in _COUNTED else ""
        parts.append(f"{purse.amount(line.rate)}{per}")
    return f" {TIMES} ".join(parts)


def _percent(rate: Decimal, purse: Purse) -> str:
    return f"{purse.number(rate * 100 if abs(rate) < 1 else rate)} %"


def compare(bill: ReportedBill, session: Session, purse: Purse) -> Comparison:
    """Compare the lines with the cost that the source reported."""
    if session.cost is None:
        return Comparison("info", "No Cost to compare with", "The source gives Bill Details, but no Cost.")
    whole = bill.sum
    if whole is None:
        return Comparison("info", "Cannot be summed", "Not every line has an amount that is a number.")
    cost = quantity.to_decimal(session.cost)
    if whole == cost:
        return Comparison("accent", "Equal to the Cost, to the cent")
    if bill.sums_to(cost):
        return Comparison("accent", "Equal to the Cost", "The lines sum to it without the tax: prices include the tax.")
    return _differing(bill, whole, cost, purse)


def _differing(bill: ReportedBill, whole: Decimal, cost: Decimal, purse: Purse) -> Comparison:
    cent = Decimal(1).scaleb(-money.decimals(purse.currency))
    difference = whole - cost
    if abs(difference) < cent / 2:
        return Comparison("accent", "Equal to the Cost, to the cent", f"The lines sum to {purse.amount(whole)}.")
    more = "more" if difference > 0 else "less"
    word = f"{purse.amount(abs(difference))} {more} than the Cost"
    return Comparison("bad", word, f"The lines sum to {purse.amount(whole)}. {_likely(bill, whole, cost)}")


def _likely(bill: ReportedBill, whole: Decimal, cost: Decimal) -> str:
    if bill.total is not None and bill.total == cost != whole:
        return "The bill's own total is the Cost: a part of it may have no line of its own, such as a tax or a minimum."
    if bill.total is not None and bill.total == whole:
        return "The bill's own total is the sum of its lines: the Cost was changed, capped or rounded elsewhere."
    return "A tax, a minimum or a cap may be part of the Cost without a line of its own."


def charges(bill: ReportedBill) -> tuple[ReportedLine, ...]:
    """Give the lines that are not taxes."""
    return tuple(line for line in bill.lines if not line.tax)


def taxes(bill: ReportedBill) -> tuple[ReportedLine, ...]:
    """Give the tax lines."""
    return tuple(line for line in bill.lines if line.tax)


def net(bill: ReportedBill) -> Decimal | None:
    """Give the sum before tax; None where a line has no amount."""
    amounts = [line.amount for line in charges(bill)]
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(amounts) else None
