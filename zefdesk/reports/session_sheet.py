"""The sheet of sessions: the columns of the canonical CSV or the chosen ones, typed, with the zone of their clock.

What people said of the sessions follows, where they said anything.
"""

from collections.abc import Callable, Sequence

from zefdesk.domain import columns
from zefdesk.domain.columns import Kind
from zefdesk.reports import said_columns
from zefdesk.reports.book import Book
from zefdesk.reports.local_csv import clock_zone
from zefdesk.reports.overflow import Sheets
from zefdesk.reports.rows import CURRENCY_OF, Row
from zefdesk.reports.said_columns import SaidCells
from zefdesk.reports.session_csv import title
from zefdesk.reports.sheet import Sheet

_PIXELS_A_CHARACTER = 7
_Cell = Callable[[Sheet, Row, str], None]


class SessionSheets:
    """Writes rows of these fields with the columns of these keys; with `said`, what people said of them."""

    def __init__(
        self, book: Book, fields: Sequence[str], keys: Sequence[str], expected: int, *, said: bool = False
    ) -> None:
        at = {field: place for place, field in enumerate(fields)}
        self._start, self._zone = at["start"], at["display_zone"]
        cells = [_cell(column, key, at) for column, key in enumerate(keys)]
        self._cells: list[_Cell] = cells
        self._zone_column = len(keys) if any(_is_instant(key) for key in keys) else None
        zoned = self._zone_column is not None
        beyond = said_columns.beyond(keys) if said else []
        titles = [*map(_title, keys), *(["Time Zone"] if zoned else []), *(one.title for one in beyond)]
        widths = [*map(_width, keys), *([20.0] if zoned else []), *(one.width for one in beyond)]
        self._said = SaidCells(beyond, len(titles) - len(beyond), fields)
        self._sheets = Sheets(book, "Sessions", titles, widths, expected)

    def write(self, row: Row) -> None:
        """Write one session."""
        sheet = self._sheets.next_row()
        zone = clock_zone(row[self._start], row[self._zone])
        for cell in self._cells:
            cell(sheet, row, zone)
        if self._zone_column is not None:
            sheet.text(self._zone_column, zone)
        self._said.write(sheet, row)

    def finish(self) -> None:
        """Close the table."""
        self._sheets.finish()


def _title(key: str) -> str:
    """Give the header of a column; the number of a session is called as in the sheets that name it."""
    return said_columns.NUMBER.title if key == said_columns.NUMBER.field else title(key)


def _is_instant(key: str) -> bool:
    return columns.column(key).kind is Kind.INSTANT


def _width(key: str) -> float:
    return columns.column(key).width / _PIXELS_A_CHARACTER


def _cell(column: int, key: str, at: dict[str, int]) -> _Cell:
    place, currency, kind = at[key], at[CURRENCY_OF.get(key, "currency")], columns.column(key).kind
    if kind is Kind.INSTANT:
        return lambda sheet, row, zone: sheet.instant(column, row[place], zone)
    if kind is Kind.DURATION:
        return lambda sheet, row, _: sheet.duration(column, row[place])
    if kind is Kind.ENERGY:
        return lambda sheet, row, _: sheet.energy(column, row[place])
    if kind is Kind.MONEY:
        return lambda sheet, row, _: sheet.money(column, row[place], row[currency])
    if kind is Kind.NUMBER:
        return lambda sheet, row, _: sheet.whole(column, row[place])
    return lambda sheet, row, _: sheet.text(column, row[place])
