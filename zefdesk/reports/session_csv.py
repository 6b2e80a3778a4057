"""Sessions as CSV: the canonical form, which our own import reads back to the letter."""

from collections.abc import Iterable
from typing import BinaryIO

from zefdesk.domain import columns
from zefdesk.domain.columns import ARTICLE_FIELDS, Kind
from zefdesk.reports.csv_text import Fields
from zefdesk.reports.moment import Moments
from zefdesk.reports.rows import CURRENCY_OF, Batch, with_currencies

COLUMNS = (
    *ARTICLE_FIELDS,
    "end",
    "currency",
    "connector",
    "bill_state",
    "computed",
    "difference",
    "stop_reason",
    "findings",
    "session_id",
    "source_file",
    "source_line",
)
"""The columns of the canonical form, in their order."""

FIELDS = (*with_currencies(COLUMNS), "display_zone")
"""The fields of the rows that are written."""

_COME_AGAIN = frozenset(
    {"name", "sticker", "serial", "initiator", "currency", "connector", "bill_state", "stop_reason", "source_file"}
)


def title(key: str) -> str:
    """Give the header of a column."""
    return columns.column(key).title


def write_canonical(batches: Iterable[Batch], out: BinaryIO) -> int:
    """Write rows of `FIELDS`: UTF-8, CRLF, instants as ISO 8601 with offset; gives how many."""
    fields, moments = Fields(), Moments()
    out.write(fields.header(map(title, COLUMNS)))
    written = 0
    for rows in batches:
        written += len(rows)
        out.write(_lines(rows, fields, moments))
    return written


def _lines(rows: Batch, fields: Fields, moments: Moments) -> bytes:
    values = dict(zip(FIELDS, zip(*rows, strict=True), strict=False))
    made: list[Iterable[str]] = []
    for key in COLUMNS:
        column, kind = values[key], columns.column(key).kind
        if key in _COME_AGAIN:
            made.append(map(fields.text.__getitem__, column))
        elif kind is Kind.INSTANT:
            made.append(moments.column(column, values["display_zone"]))
        elif kind is Kind.DURATION:
            made.append(fields.durations(column))
        elif kind is Kind.ENERGY:
            made.append(map(fields.energy.__getitem__, column))
        elif kind is Kind.MONEY:
            made.append(fields.money(column, values[CURRENCY_OF[key]]))
        elif kind is Kind.NUMBER:
            made.append(fields.number(column))
        else:
            made.append(fields.many(column))
    return fields.lines(made)
