"""A computed bill for a person on a terminal: lines with their reasons, taxes, total, and what to know about it."""

from zefdesk.billing.words import rate_words, why
from zefdesk.cli.session_texts import amount
from zefdesk.cli.streams import say
from zefdesk.cli.table import Table
from zefdesk.domain import quantity
from zefdesk.domain.bill import ESTIMATED, Bill, Line
from zefdesk.domain.notation import duration
from zefdesk.domain.profile import Dimension
from zefdesk.domain.quantity import NANO

_TITLES = ("Line", "Billed", "Rate", "Amount")


def print_bill(bill: Bill) -> None:
    """Print a bill."""
    profile = bill.profile
    say(f"{profile.name}, version {profile.version}, {bill.currency}, clock of {bill.zone}")
    say()
    Table(_TITLES, (1, 2, 3)).print([_row(line, bill) for line in bill.lines])
    for tax in bill.taxes:
        say(
            f"{tax.name} {quantity.plain(tax.percent)} % on {amount(tax.taxable, bill.currency)}: "
            f"{amount(tax.amount, bill.currency)}"
        )
    say(f"Total {amount(bill.total_incl, bill.currency)} (before tax {amount(bill.total_excl, bill.currency)})")
    if bill.range:
        low, high = (amount(one, bill.currency) for one in bill.range)
        say(f"{ESTIMATED}; it is between {low} and {high}.")
    say()
    for number, line in enumerate(bill.lines, 1):
        say(f"{number}. {why(line, bill)}")
    for note in bill.notes:
        say(f"{note.code}: {note.text}")
    for dimension, missed in bill.unpriced:
        say(f"Without a price: {counted(dimension, missed)} ({dimension.value})")


def _row(line: Line, bill: Bill) -> tuple[str, ...]:
    cost = None if line.cost is None else bill.profile.costs[line.cost]
    name = cost.name if cost else line.kind.value.capitalize()
    if line.rule is None or cost is None:
        return (f"{name}: {line.kind.value}" if cost else name), "", "", amount(line.amount, bill.currency)
    rate = rate_words(line.rate, cost.per, bill.currency)
    return name, counted(cost.dimension, line.billed), rate, amount(line.amount, bill.currency)


def counted(dimension: Dimension, nano: int) -> str:
    """Write a quantity with its unit; time as h:mm:ss, with what is less than a second only where there is some."""
    if dimension is Dimension.ENERGY:
        return f"{quantity.plain(nano)} kWh"
    if dimension is Dimension.SESSION:
        return "1 session"
    seconds, rest = divmod(nano, NANO)
    return duration(seconds) + (quantity.plain(rest)[1:] if rest else "")
