"""Sessions under two prices as CSV."""

from collections.abc import Iterable
from typing import BinaryIO

from zefdesk.domain import clock, money
from zefdesk.reports.comparison_rows import TITLES, ComparedRow
from zefdesk.reports.csv_text import Fields


def write_comparison(rows: Iterable[ComparedRow], out: BinaryIO) -> int:
    """Write sessions in the manner of the canonical CSV; gives how many."""
    fields = Fields()
    out.write(fields.header(TITLES))
    written = 0
    for one in rows:
        code = one.draft_currency or one.in_force_currency
        line = (
            str(one.session),
            fields.field(one.charger),
            fields.field(one.name),
            clock.iso(one.began, one.zone),
            fields.field(one.zone),
            _amount(one.in_force, one.in_force_currency),
            one.in_force_currency or "",
            _amount(one.draft, one.draft_currency),
            one.draft_currency or "",
            _amount(one.difference, code),
            fields.field(one.why_none_in_force),
            fields.field(one.why_none_draft),
        )
        out.write(fields.lines([[value] for value in line]))
        written += 1
    return written


def _amount(nano: int | None, code: str | None) -> str:
    return "" if nano is None else money.plain(nano, code)
