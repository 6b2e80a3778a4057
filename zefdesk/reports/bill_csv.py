"""The bill-details report as CSV: every line of every bill."""

from collections.abc import Iterable
from decimal import Decimal
from typing import BinaryIO

from zefdesk.domain import clock
from zefdesk.reports.bill_lines import TITLES, Profiles, bill_lines, plain
from zefdesk.reports.csv_text import Fields
from zefdesk.reports.rows import Batch


def write_bills(batches: Iterable[Batch], out: BinaryIO, profiles: Profiles) -> int:
    """Write rows of `bill_lines.FIELDS` in the manner of the canonical CSV; gives how many lines."""
    fields = Fields()
    out.write(fields.header(TITLES))
    written = 0
    for rows in batches:
        lines = [
            (
                str(one.session),
                fields.field(one.charger),
                fields.field(one.serial),
                clock.iso(one.began, one.zone),
                str(one.line),
                one.kind,
                fields.field(one.description),
                _number(one.quantity),
                fields.field(one.unit),
                _number(one.rate),
                _number(one.amount),
                one.currency or "",
                one.sums,
                fields.field(one.source_file),
                "" if one.source_line is None else str(one.source_line),
                one.bill,
                fields.field(one.why),
            )
            for one in bill_lines(rows, profiles)
        ]
        written += len(lines)
        if lines:
            out.write(fields.lines(list(zip(*lines, strict=True))))
    return written


def _number(number: Decimal | None) -> str:
    return "" if number is None else plain(number)
