"""Rows as text that pastes into a spreadsheet: one line a session, tabs between, numbers as they are written here."""

from array import array
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from zefdesk.desktop.sessions import cells
from zefdesk.desktop.sessions.cells import NUMBER, Row, Writing
from zefdesk.domain import columns
from zefdesk.domain.columns import Kind
from zefdesk.services import reviewing
from zefdesk.services.progress import Progress, Report

if TYPE_CHECKING:
    from zefdesk.store.ledger import Ledger

_CHUNK = 1000
_FORMULA = ("=", "+", "-", "@")
_BREAKS = str.maketrans({"\t": " ", "\n": " ", "\r": " ", "\v": " ", "\f": " ", "\u2028": " ", "\u2029": " "})


def as_text(
    ledger: "Ledger", ids: "array[int]", keys: Sequence[str], writing: Writing, report: Report, *, headers: bool
) -> str:
    """Write these sessions, loaded or not, with these columns; raises Cancelled where `report` asks to stop."""
    written = replace(writing, shown=frozenset(keys))
    lines = ["\t".join(columns.column(key).header for key in keys)] if headers else []
    for at in range(0, len(ids), _CHUNK):
        found = reviewing.sessions(ledger, ids[at : at + _CHUNK])
        lines += [_line(row, keys) for row in cells.rows(found, written)]
        report(Progress("", min(at + _CHUNK, len(ids)) / len(ids)))
    return "\n".join(lines)


def _line(row: Row, keys: Sequence[str]) -> str:
    return "\t".join(_field(row, key) for key in keys)


def _field(row: Row, key: str) -> str:
    column = columns.COLUMNS[key]
    if column.kind is not Kind.TEXT or key == "findings":
        return row.texts[NUMBER[key]].removeprefix("+")  # which a spreadsheet would take for a formula
    text = str(columns.value_of(row.stored, key) or "").translate(_BREAKS)
    return f"'{text}" if text.startswith(_FORMULA) else text
