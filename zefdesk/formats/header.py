"""The header of a table: found among titles and blank lines, matched with a mapping as a set of fields."""

from collections.abc import Iterable
from dataclasses import dataclass

from zefdesk.formats.heading import Heading, read_heading
from zefdesk.formats.mapping import Mapping
from zefdesk.formats.table import MOST_COLUMNS, Row
from zefdesk.formats.units import fold

_NEEDED_AMOUNTS = ("energy", "plug_duration", "charge_duration", "cost")
_EXACT, _SURE = 1.0, 0.9


@dataclass(frozen=True, slots=True)
class Header:
    """A header that a mapping recognises: at which row of the table, which columns, how sure (0 to 1)."""

    at: int
    row: Row
    columns: dict[str, Heading]
    confidence: float


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A row that looks like a header and lacks fields that are needed."""

    row: Row
    found: tuple[str, ...]
    missing: tuple[str, ...]


def find(head: list[Row], mapping: Mapping) -> Header | NearMiss | None:
    """Find the row of a table's head that is a header of the mapping, or the one that comes nearest to it."""
    best: Header | None = None
    near: NearMiss | None = None
    for at, row in enumerate(head):
        columns = match(row, mapping)
        missing = lacking(columns)
        if columns and not missing and (confidence := _confidence(row, columns, mapping)):
            if best is None or confidence > best.confidence:
                best = Header(at, row, columns, confidence)
        elif len(columns) > 1 and (near is None or len(columns) > len(near.found)):
            near = NearMiss(row, tuple(one.title for one in columns.values()), missing)
    return best or near


def match(row: Row, mapping: Mapping) -> dict[str, Heading]:
    """Give the columns of a row by field; of two columns for one field the surer name counts, then the first."""
    columns: dict[str, Heading] = {}
    for column, cell in enumerate(row.cells[: MOST_COLUMNS * 20]):
        heading = read_heading(cell, column, mapping) if cell != "" else None
        if heading and (heading.field not in columns or heading.rank < columns[heading.field].rank):
            columns[heading.field] = heading
    return _paired(columns, "end", _paired(columns, "start", columns))


def _paired(columns: dict[str, Heading], field: str, _: dict[str, Heading]) -> dict[str, Heading]:
    """Let a lone date or clock column stand for the instant: `Start Time` alone is the start."""
    day, clock = columns.get(f"{field}_date"), columns.get(f"{field}_clock")
    if field not in columns and (alone := (day and not clock and day) or (clock and not day and clock)):
        del columns[alone.field]
        columns[field] = Heading(field, alone.rank, alone.column, alone.title, zone=alone.zone, order=alone.order)
    return columns


def lacking(columns: Iterable[str]) -> tuple[str, ...]:
    """Name the needed fields that are not there: Start, Serial or Name, and an amount."""
    has = set(columns)
    missing = [] if "start" in has or {"start_date", "start_clock"} <= has else ["Start"]
    if not has & {"serial", "name"}:
        missing.append("Serial or Name")
    if not has & set(_NEEDED_AMOUNTS):
        missing.append("Energy, a duration or Cost")
    return tuple(missing)


def _confidence(row: Row, columns: dict[str, Heading], mapping: Mapping) -> float:
    if mapping.exact:
        names = {fold(str(cell)) for cell in row.cells if str(cell).strip()}
        return _EXACT if names - mapping.optional == mapping.header - mapping.optional else 0.0
    fields = set(columns) | ({"start"} if "start_date" in columns else set())
    return _SURE * len(fields & set(mapping.reference)) / len(mapping.reference)
