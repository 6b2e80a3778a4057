"""One sheet of a workbook, written row by row: typed cells, texts to the letter, never a formula or a link."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from zefdesk.domain import clock, money, quantity
from zefdesk.domain.notation import duration
from zefdesk.reports.bill_lines import plain
from zefdesk.reports.exact import decimal_number, nano_number
from zefdesk.reports.formats import Formats

LAST_ROW = 1_048_575
"""The last row of a sheet, counted from 0; the header is row 0."""
_TEXT_UNITS = 32_767
_CUT = " […cut: whole in the CSV]"
_SERIAL_1970 = 25_569
_MARCH_1900, _YEAR_10000 = -2_203_891_200, 253_402_300_800


class Sheet:
    """A worksheet with a header in row 0; cells of a row may be written in any order, rows in theirs."""

    def __init__(self, worksheet: Any, formats: Formats, titles: Sequence[str], widths: Sequence[float]) -> None:  # noqa: ANN401 -- XlsxWriter has no types
        self._out = worksheet
        self._formats = formats
        self._columns = len(titles)
        self.row = 0
        for column, (title, width) in enumerate(zip(titles, widths, strict=True)):
            worksheet.set_column(column, column, max(width, len(title) + 3))
            worksheet.write_string(0, column, title, formats.header)
        worksheet.freeze_panes(1, 0)

    @property
    def full(self) -> bool:
        """Whether no row is left."""
        return self.row >= LAST_ROW

    def finish(self) -> None:
        """Let a person filter all rows."""
        self._out.autofilter(0, 0, self.row, self._columns - 1)

    def next_row(self) -> None:
        """Go on to the next row."""
        self.row += 1

    def text(self, column: int, text: str | None) -> None:
        """Write a text to the letter; one that is too long for a cell is cut, and says so."""
        if text:
            self._out.write_string(self.row, column, fitting(text))

    def whole(self, column: int, number: int | None) -> None:
        """Write a whole number."""
        if number is not None:
            self._number(column, nano_number(number * quantity.NANO), str(number), None)

    def wall(self, column: int, wall: int) -> None:
        """Write what a clock shows, as a date; one that a spreadsheet does not know as text."""
        if _MARCH_1900 <= wall < _YEAR_10000:
            self._out.write_number(self.row, column, wall / clock.DAY + _SERIAL_1970, self._formats.moment)
        else:
            self.text(column, clock.wall_text(wall, " "))

    def instant(self, column: int, instant: int | None, zone: str) -> None:
        """Write an instant as the clock of the zone shows it; ISO 8601 where that clock shows it twice."""
        if instant is None:
            return
        wall = clock.wall_of(zone, instant)
        if clock.instant_of(zone, wall)[0] == instant:
            self.wall(column, wall)
        else:
            self.text(column, clock.iso(instant, zone))

    def duration(self, column: int, seconds: int | None) -> None:
        """Write seconds as elapsed time; less than none, which a spreadsheet cannot show, as text."""
        if seconds is None:
            return
        if seconds < 0:
            self.text(column, duration(seconds))
        else:
            self._out.write_number(self.row, column, seconds / clock.DAY, self._formats.elapsed)

    def energy(self, column: int, nano: int | None) -> None:
        """Write energy in kWh."""
        if nano is not None:
            self._number(column, nano_number(nano), quantity.plain(nano), self._formats.energy)

    def money(self, column: int, nano: int | None, currency: str | None) -> None:
        """Write an amount in the format of its currency."""
        if nano is not None:
            shown = money.plain(nano, currency)
            places = len(shown.partition(".")[2])
            self._number(column, nano_number(nano), shown, self._formats.money(currency, places))

    def decimal(self, column: int, number: Decimal | None) -> None:
        """Write a decimal as the source gave it."""
        if number is not None:
            self._number(column, decimal_number(number), plain(number), None)

    def _number(self, column: int, number: float | None, shown: str, form: object) -> None:
        if number is None:
            self.text(column, shown)
        else:
            self._out.write_number(self.row, column, number, form)


def fitting(text: str) -> str:
    """Give a text that a cell can hold: at most 32,767 units of UTF-16, and only signs that can be written."""
    if len(text) > _TEXT_UNITS // 2 and len(text.encode("utf-16-le", "surrogatepass")) > _TEXT_UNITS * 2:
        room = (_TEXT_UNITS - len(_CUT)) * 2
        text = text.encode("utf-16-le", "surrogatepass")[:room].decode("utf-16-le", "ignore") + _CUT
    return text if text.isascii() else text.encode("utf-8", "replace").decode()
