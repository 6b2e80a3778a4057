"""Sessions as CSV: the canonical form, which our own import reads back to the letter."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import BinaryIO

from zefdesk.domain import columns
from zefdesk.domain.columns import ARTICLE_FIELDS, Kind
from zefdesk.reports.csv_text import NOTHING, Fields
from zefdesk.reports.moment import Moments
from zefdesk.reports.rows import Batch

NOT_YET: Mapping[str, str] = MappingProxyType({"computed_cost": "Computed Cost", "difference": "Difference"})
"""Columns that stay empty as long as nothing is priced."""

COLUMNS = (
    *ARTICLE_FIELDS,
    "end",
    "currency",
    "connector",
    "bill_state",
    *NOT_YET,
    "stop_reason",
    "findings",
    "session_id",
    "source_file",
    "source_line",
)
"""The columns of the canonical form, in their order."""

FIELDS = (*(key for key in COLUMNS if key not in NOT_YET), "display_zone")
"""The fields of the rows that are written."""

_COME_AGAIN = frozenset(
    {"name", "sticker", "serial", "initiator", "currency", "connector", "bill_state", "stop_reason", "source_file"}
)


def title(key: str) -> str:
    """Give the header of a column."""
    return NOT_YET.get(key) or columns.column(key).title


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
        if key in NOT_YET:
            made.append(NOTHING)
            continue
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
            made.append(fields.money(column, values["currency"]))
        elif kind is Kind.NUMBER:
            made.append(fields.number(column))
        else:
            made.append(fields.many(column))
    return fields.lines(made)
