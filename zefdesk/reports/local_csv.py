"""Sessions as CSV for the Excel of one country: its separator, decimal mark and dates, with the chosen columns."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from zefdesk.domain import clock, columns
from zefdesk.domain.columns import Kind
from zefdesk.domain.notation import Notation
from zefdesk.reports.csv_text import Fields
from zefdesk.reports.rows import CURRENCY_OF, Batch, with_currencies
from zefdesk.reports.session_csv import title

BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Dialect:
    """How one country's Excel reads a CSV file; it takes `;` between fields where the comma marks decimals."""

    notation: Notation = field(default_factory=Notation)
    separator: str = ""

    @property
    def between(self) -> str:
        """The separator: the one that was named, else the one that goes with the decimal mark."""
        return self.separator or (";" if self.notation.decimal == "," else ",")


def fields_of(keys: Sequence[str]) -> tuple[str, ...]:
    """Give the fields of the rows that are written for these columns."""
    return (*dict.fromkeys((*with_currencies(keys), "start")), "display_zone")


def write_local(batches: Iterable[Batch], out: BinaryIO, dialect: Dialect, keys: Sequence[str]) -> int:
    """Write rows of `fields_of(keys)`: UTF-8 with its mark, so that Excel knows it; gives how many.

    Instants are the clock of the charger; where any is shown, a last column names its zone.
    """
    fields = Fields(dialect.between, dialect.notation.decimal)
    zoned = any(columns.column(key).kind is Kind.INSTANT for key in keys)
    out.write(BOM + fields.header([*map(title, keys), *(["Time Zone"] if zoned else [])]))
    written = 0
    for rows in batches:
        values = dict(zip(fields_of(keys), zip(*rows, strict=True), strict=False))
        made = [_column(key, values, fields, dialect.notation) for key in keys]
        if zoned:
            zones = zip(values["start"], values["display_zone"], strict=True)
            made.append([_zone_text(clock_zone(instant, zone)) for instant, zone in zones])
        out.write(fields.lines(made))
        written += len(rows)
    return written


def clock_zone(instant: int, zone: str) -> str:
    """Give the zone in which the clock of an instant can be read back; an offset in the second pass of an hour."""
    wall = clock.wall_of(zone, instant)
    return zone if clock.instant_of(zone, wall)[0] == instant else clock.offset_name(wall - instant)


def _zone_text(zone: str) -> str:
    """Give a zone as text that no spreadsheet takes for a time: an offset as `UTC-06:00`."""
    return f"UTC{zone}" if zone[0] in "+-" else zone


def _column(key: str, values: Mapping[str, Sequence[Any]], fields: Fields, notation: Notation) -> Iterable[str]:
    column, kind = values[key], columns.column(key).kind
    if kind is Kind.INSTANT:
        return [_moment(one, zone, fields, notation) for one, zone in zip(column, values["display_zone"], strict=True)]
    if kind is Kind.MONEY:
        return fields.money(column, values[CURRENCY_OF[key]])
    if kind is Kind.NUMBER:
        return fields.number(column)
    if kind is Kind.DURATION:
        return fields.durations(column)
    memo: Mapping[Any, str] = fields.energy if kind is Kind.ENERGY else fields.text
    return map(memo.__getitem__, column)


def _moment(instant: int | None, zone: str, fields: Fields, notation: Notation) -> str:
    if instant is None:
        return ""
    wall = clock.wall_of(zone, instant)
    return fields.quoted(f"{notation.day(wall)} {clock.wall_text(wall)[11:]}")
