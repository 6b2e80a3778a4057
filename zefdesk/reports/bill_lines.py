"""Bill Details as a table: one row a line of each bill; a bill without lines is one row with its text."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from zefdesk.billing.reported import ReportedBill, ReportedLine, read_bill
from zefdesk.domain import quantity
from zefdesk.reports.rows import Batch

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
)
"""The fields of the rows whose bills are read."""

TITLES = (
    *("Session No.", "Charger", "Charger Serial", "Session Began", "Line", "Kind", "Description", "Quantity", "Unit"),
    *("Rate", "Line Amount", "Currency", "Sums to Cost", "Source File", "Source Line"),
)
"""The header; by its names nobody takes it for a report of sessions."""


class BillLine(NamedTuple):
    """One line; `kind` is charge, tax, text (a bill without lines) or unreadable, `sums` yes, no or empty."""

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


def bill_lines(rows: Batch) -> Iterator[BillLine]:
    """Read the bills of rows of `FIELDS`; sessions without Bill Details give nothing."""
    for number, name, serial, start, zone, details, cost, currency, path, line in (row[: len(FIELDS)] for row in rows):
        bill = read_bill(details) if details else None
        if bill is None:
            continue
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
