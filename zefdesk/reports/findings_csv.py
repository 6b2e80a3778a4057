"""The findings report as CSV."""

from collections.abc import Iterable
from typing import BinaryIO

from zefdesk.domain import clock
from zefdesk.reports.csv_text import Fields
from zefdesk.reports.finding_rows import TITLES, FindingRow


def write_findings(found: Iterable[FindingRow], out: BinaryIO) -> int:
    """Write findings in the manner of the canonical CSV; gives how many."""
    fields = Fields()
    out.write(fields.header(TITLES))
    written = 0
    for one in found:
        texts = (one.code, one.title, one.severity, one.message, one.innocent)
        line = (
            str(one.number),
            *map(fields.field, texts),
            _whole(one.session),
            fields.field(one.charger),
            fields.field(one.serial),
            "" if one.began is None else clock.iso(one.began, one.zone),
            fields.field(one.source_file),
            _whole(one.source_line),
            fields.field(one.aside_by),
            "" if one.aside_at is None else clock.iso(one.aside_at, "UTC"),
            fields.field(one.aside_because),
        )
        out.write(fields.lines([[value] for value in line]))
        written += 1
    return written


def _whole(number: int | None) -> str:
    return "" if number is None else str(number)
