"""Bills as a table: one row a line of each reported bill, and of each computed one; a bill without lines is one row."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from zefdesk.billing.document import rule_name
from zefdesk.billing.exact import rounded
from zefdesk.billing.packed import Kept, unpacked
from zefdesk.billing.reported import ReportedBill, ReportedLine, read_bill
from zefdesk.billing.words import why
from zefdesk.domain import money, quantity
from zefdesk.domain.bill import Bill, Line
from zefdesk.domain.profile import BillingProfile
from zefdesk.domain.rate import HOUR, MINUTE, Per
from zefdesk.reports.rows import Batch, Row

FIELDS = (
    "id",
    "name",
    "serial",
    "start",
    "display_zone",
    "bill_details",
    "cost",
    "currency",
    "source_file",
    "source_line",
    "computed",
    "computed_excl",
    "computed_currency",
    "computed_rate",
    "computed_profile",
    "computed_body",
)
"""The fields of the rows whose bills are read."""

TITLES = (
    *("Session No.", "Charger", "Charger Serial", "Session Began", "Line", "Kind", "Description", "Quantity", "Unit"),
    *("Rate", "Line Amount", "Currency", "Sums to Cost", "Source File", "Source Line"),
    *("Bill", "Why"),
)
"""The header; by its names nobody takes it for a report of sessions."""


REPORTED, COMPUTED = "reported", "computed"
Profiles = Mapping[int, BillingProfile]


class BillLine(NamedTuple):
    """One line; `kind` is charge, tax, text (a bill without lines) or unreadable, or what a computed line is.

    `sums` is yes, no or empty; `bill` says whose bill it is, `why` why a computed line is there.
    """

    session: int
    charger: str | None
    serial: str | None
    began: int
    zone: str
    line: int
    kind: str
    description: str
    quantity: Decimal | None
    unit: str
    rate: Decimal | None
    amount: Decimal | None
    currency: str | None
    sums: str
    source_file: str | None
    source_line: int | None
    bill: str = REPORTED
    why: str = ""


def bill_lines(rows: Batch, profiles: Profiles) -> Iterator[BillLine]:
    """Give the bills of rows of `FIELDS`, the reported one before the computed one; `profiles` by their numbers.

    Sessions without Bill Details and without a computed bill of a profile give nothing.
    """
    for row in rows:
        yield from _reported(row)
        yield from computed_lines(row, profiles)


def _reported(row: Row) -> Iterator[BillLine]:
    number, name, serial, start, zone, details, cost, currency, path, line = row[:10]
    bill = read_bill(details) if details else None
    if bill is not None:
        sums = _sums(bill, cost)
        for at, told in enumerate(_told(bill), 1):
            yield BillLine(
                number,
                name,
                serial,
                start,
                zone,
                at,
                _kind(bill, told),
                told.description,
                told.quantity,
                told.unit,
                told.rate,
                told.amount,
                currency,
                sums,
                path,
                line,
            )


def _told(bill: ReportedBill) -> tuple[ReportedLine, ...]:
    return bill.lines or (ReportedLine(bill.text, None, "", None, None),)


def _kind(bill: ReportedBill, line: ReportedLine) -> str:
    if bill.lines:
        return "tax" if line.tax else "charge"
    return "unreadable" if bill.unreadable else "text"


def _sums(bill: ReportedBill, cost: int | None) -> str:
    answer = None if cost is None else bill.sums_to(quantity.to_decimal(cost))
    return "" if answer is None else "yes" if answer else "no"


def plain(number: Decimal) -> str:
    """Write a decimal with all its digits; with an exponent only where there would be very many zeros."""
    return format(number, "f") if abs(number.adjusted()) < 30 else str(number)  # noqa: PLR2004 -- more than any bill


def computed_lines(row: Row, profiles: Profiles) -> Iterator[BillLine]:
    """Give the lines of the computed bill of a row; a simple rate has none. Times are counted in hours."""
    number, name, serial, start, zone, _, cost, told, path, line, incl, excl, currency, _, profile, body = row[
        : len(FIELDS)
    ]
    if body is None or profile not in profiles:
        return
    bill = unpacked(body, Kept(excl, incl, None, None), profiles[profile])
    lines = [
        (_described(one, bill), one.kind.value, *_counted(one, bill), one.amount, why(one, bill)) for one in bill.lines
    ]
    lines += [
        (f"{tax.name} {quantity.plain(tax.percent)} %", "tax", None, "", None, tax.amount, "") for tax in bill.taxes
    ]
    sums = "" if cost is None or told not in {None, currency} else "yes" if cost == incl else "no"
    for at, (text, kind, count, unit, rate, amount, reason) in enumerate(lines, 1):
        place = (number, name, serial, start, zone, at)
        paid = Decimal(money.plain(amount, currency))
        yield BillLine(*place, kind, text, count, unit, rate, paid, currency, sums, path, line, COMPUTED, reason)


def _described(line: Line, bill: Bill) -> str:
    if line.cost is None:
        return line.kind.value.capitalize()
    name, rule = bill.profile.costs[line.cost].name, rule_name(line, bill)
    return name if rule in {None, "base"} else f"{name}: {rule}"


def _counted(line: Line, bill: Bill) -> tuple[Decimal | None, str, Decimal | None]:
    """Give quantity, unit and rate, such that quantity times rate is the amount."""
    if line.cost is None or line.rule is None:
        return None, "", None
    per = bill.profile.costs[line.cost].per
    parts = {Per.HOUR: HOUR, Per.MINUTE: MINUTE}.get(per, 1)
    billed = rounded(line.billed, parts, 1)
    unit = {Per.KWH: "kWh", Per.HOUR: "h", Per.MINUTE: "min", Per.SESSION: "session"}[per]
    return Decimal(quantity.plain(billed)), unit, Decimal(money.plain(line.rate, bill.currency))
