"""Cells to instants: fast where date and clock are known, exact where a zone or an odd hour comes in."""

import re
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

from zefdesk.domain import clock
from zefdesk.domain.clock import Odd
from zefdesk.formats.date_order import DateOrder
from zefdesk.formats.memo import Memo
from zefdesk.formats.moment import DAY, Moment, OpenOrder, read_clock, read_day, read_moment, read_typed, seconds_of
from zefdesk.formats.quick import DAY_HOURS, MINUTES, SECONDS
from zefdesk.formats.zones import is_fixed

_ISO_DATE = 10
_CLOCK_BEHIND = re.compile(r"[T ]\d{1,2}:\d{2}.*$")
_EPOCH_DAY = 719_163
_HALF = 500_000
FIRST_INSTANT, LAST_INSTANT = -62_135_596_800 + 2 * DAY, 253_402_300_799 - 2 * DAY
"""Between them every zone's calendar has a date (years 1 to 9999, without their outermost days)."""


At = tuple[int, int, str, bool, Odd | None]
"""An instant, its wall clock, the zone it was read in, whether the cell itself told that, what is odd about it."""


class Instants:
    """Reads cells of one file. `need_zone` is called where a clock has no zone from anywhere, and raises."""

    def __init__(self, order: DateOrder, need_zone: Callable[[], str]) -> None:
        self.order = order
        self.need_zone = need_zone
        self._clocks = Memo(_clock_or_none)
        self._days: dict[str | None, Memo] = {}
        self._ordinals: dict[str | None, Memo] = {}

    def read(self, cell: Any, zone: str | None) -> At:  # noqa: ANN401 -- text or typed
        """Read a cell; `zone` is where a clock without one stands. Raises ValueError for what is no instant."""
        if isinstance(cell, str):
            if cell[10:11] == "T":
                day, rest = cell[:_ISO_DATE], cell[_ISO_DATE + 1 :]
            else:
                day, _, rest = cell.partition(" ")
            try:
                hour, minute, last = rest.split(":")
                seconds = DAY_HOURS[hour] + MINUTES[minute] + SECONDS[last]
                own = None
            except (ValueError, KeyError):
                if not rest or (known := self._clocks[rest]) is None:
                    return self._placed(self._read_slowly(cell), zone)
                seconds, own = known
            if (base := self.days(zone)[day]) is not None:
                if own is None and base[1] is not None:
                    return base[1] + seconds, base[0] + seconds, base[2], False, None
                return self._placed(Moment(base[0] + seconds, own), zone)
            return self._placed(self._read_slowly(cell), zone)
        if type(cell) is datetime:
            midnight, first, name = self.ordinals(zone)[cell.toordinal()]
            if first is not None:
                second = cell.hour * 3600 + cell.minute * 60 + cell.second + (cell.microsecond >= _HALF)
                return first + second, midnight + second, name, False, None
        return self._placed(read_typed(cell), zone)

    def ordinals(self, zone: str | None) -> Memo:
        """Give the like of `days` for the days of typed dates."""
        memo = self._ordinals.get(zone)
        if memo is None:
            memo = self._ordinals[zone] = Memo(lambda day: _midnight((day - _EPOCH_DAY) * DAY, zone))
        return memo

    def days(self, zone: str | None) -> Memo:
        """Give the memo of dates in a zone: wall clock and instant of midnight (None on an odd day), and the zone."""
        memo = self._days.get(zone)
        if memo is None:
            memo = self._days[zone] = Memo(lambda text: self._day(text, zone))
        return memo

    def _day(self, text: str, zone: str | None) -> tuple[int, int | None, str] | None:
        try:
            wall = read_day(text.rstrip(","), self.order.order)
        except OpenOrder:
            wall = read_day(text.rstrip(","), self.order.decide())
        return None if wall is None else _midnight(wall, zone)

    def _read_slowly(self, cell: str) -> Moment:
        try:
            return read_moment(cell, self.order.order)
        except OpenOrder:
            return read_moment(cell, self.order.decide())

    def _placed(self, moment: Moment, zone: str | None) -> At:
        wall, own, absolute = moment
        if absolute:
            shown = zone or "+00:00"
            return wall, clock.wall_of(shown, wall), shown, True, None
        if own is not None:
            at = _checked(clock.instant_of(own, wall)[0])
            if zone and not is_fixed(zone) and clock.offset_at(zone, at) == wall - at:
                return at, wall, zone, True, None
            odd = None if is_fixed(own) else clock.instant_of(own, wall)[1]
            return at, wall, own, True, odd
        name = zone if zone is not None else self.need_zone()
        at, odd = clock.instant_of(name, wall)
        return _checked(at), wall, name, False, odd

    def joined(self, day: Any, at: Any) -> Any:  # noqa: ANN401 -- text or typed
        """Give one cell for a date in one column and the clock in another, whose own date does not count."""
        if isinstance(day, str) and isinstance(at, str):
            return f"{_CLOCK_BEHIND.sub('', day.strip())} {_clock_part(at)}".strip()
        wall = self._wall_of_day(day)
        second, own = self._clock_of(at)
        return clock.wall_text(wall + second, " ") + (own or "")

    def _wall_of_day(self, cell: Any) -> int:  # noqa: ANN401 -- text or typed
        moment = self._read_slowly(cell) if isinstance(cell, str) else read_typed(cell)
        return moment.wall // DAY * DAY

    def _clock_of(self, cell: Any) -> tuple[int, str | None]:  # noqa: ANN401 -- text or typed
        if isinstance(cell, str):
            return read_clock(_clock_part(cell)) if cell.strip() else (0, None)
        if isinstance(cell, datetime):
            return seconds_of(cell.time()), None
        if isinstance(cell, time):
            return seconds_of(cell) + (cell.microsecond >= 500_000), None  # noqa: PLR2004 -- half a second
        if isinstance(cell, date):
            return 0, None
        return round(cell % 1 * DAY), None

    def on_day_of(self, start_wall: int, cell: Any, zone: str | None) -> At:  # noqa: ANN401 -- text or typed
        """Read an end that is a clock alone, on the day of the start or the next one."""
        second, own = self._clock_of(cell)
        wall = start_wall // DAY * DAY + second
        return self._placed(Moment(wall if wall >= start_wall else wall + DAY, own), zone)


def _midnight(wall: int, zone: str | None) -> tuple[int, int | None, str]:
    """Give a day's first second as wall clock and, if its clock runs evenly all day, as instant; and the zone."""
    if zone is None or not in_calendar(wall):
        return wall, None, ""
    first, odd = clock.instant_of(zone, wall)
    last, odd_too = clock.instant_of(zone, wall + DAY - 1)
    return wall, None if odd or odd_too or last - first != DAY - 1 else first, zone


def _clock_part(text: str) -> str:
    """Of `12/30/1899 14:05` only the clock counts."""
    text = text.strip()
    first, _, rest = text.partition(" ")
    return (
        rest if rest and ":" not in first and ("/" in first or "-" in first or "." in first) and ":" in rest else text
    )


def in_calendar(instant: int) -> bool:
    """Whether every zone's calendar has a date for an instant."""
    return FIRST_INSTANT < instant < LAST_INSTANT


def _checked(instant: int) -> int:
    if not in_calendar(instant):
        raise ValueError(instant)
    return instant


def _clock_or_none(text: str) -> tuple[int, str | None] | None:
    try:
        return read_clock(text)
    except ValueError:
        return None
