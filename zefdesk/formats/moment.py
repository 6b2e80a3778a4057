"""Dates and clocks in every usual form, to wall clocks and the zone that stands with them."""

import re
from datetime import date, datetime, time
from typing import Any, NamedTuple

from zefdesk.domain import clock
from zefdesk.formats.number import float_text
from zefdesk.formats.zones import zone_name

DAY = clock.DAY
_MONTHS = {
    name: at
    for at, name in enumerate(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1)
}
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
_NUMERIC = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})")
_COMPACT = re.compile(r"((?:19|20)\d\d)(0[1-9]|1[0-2])([0-3]\d)")
_DAY_MONTH = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?[-\s./]*(?:of\s+)?([a-z]{3,9})\.?,?[-\s./]*(\d{4}|\d{2})(?!\d)", re.IGNORECASE
)
_MONTH_DAY = re.compile(
    r"([a-z]{3,9})\.?[-\s./]*(\d{1,2})(?:st|nd|rd|th)?(?:,\s*|[-\s./]+)(\d{4}|\d{2})(?![\d:])", re.IGNORECASE
)
_YEAR_MONTH = re.compile(r"(\d{4})[-\s./]*([a-z]{3,9})\.?,?[-\s./]*(\d{1,2})(?!\d)", re.IGNORECASE)
_WEEKDAY = re.compile(r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+", re.IGNORECASE)
_LEADING = re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}(?!\d)|\d{8}(?=[T\s]|$)")
_CLOCK = re.compile(
    r"(\d{1,2})(?:[:.h](\d{2})(?:[:.m](\d{2})s?(?:[.,:](\d{1,12}))?)?)?\s*([ap])?(?(5)\.?\s?m?\.?)\s*(.*)",
    re.IGNORECASE,
)
_COMPACT_CLOCK = re.compile(r"([0-2]\d)([0-5]\d)([0-5]\d)?(?:[.,]\d+)?\s*(Z|[+-]\d{2}:?\d{2})?")
_NUMBER = re.compile(r"(\d{1,17})(?:[.,](\d{1,15}))?")
_CLOCK_FIRST = re.compile(r"(\d{1,2}:\d{2}(?::\d{2})?(?:\s*[ap]\.?m\.?)?),?\s+(.*\d{4}.*)", re.IGNORECASE)
_CLOCK_WORDS = frozenset({"uhr", "h", "hrs", "local", "local time"})
_BLANKS = {ord(mark): " " for mark in "\u00a0\u202f\u2009\t"}
_SERIALS = (20_000, 80_000)
_SERIAL_ZERO = 25_569
_PIVOT, _HOURS, _NOON, _SIXTY = 70, 24, 12, 60


class Moment(NamedTuple):
    """A wall clock and the zone beside it; `absolute` says that `wall` is UTC by its nature (an epoch)."""

    wall: int
    zone: str | None = None
    absolute: bool = False


class OpenOrder(Exception):
    """A date whose meaning hangs on the order of day and month, which is not decided yet."""


class Shape(NamedTuple):
    """The three numbers of a date such as `05/02/2026`, and what stands between them."""

    first: int
    second: int
    year: int
    mark: str


def shape_of(text: str) -> Shape | None:
    """Give the parts of a date in which day and month could change places; None for any other text."""
    match = _NUMERIC.match(_bare(text))
    if not match or text[match.end() : match.end() + 1].isdigit():
        return None
    return Shape(int(match[1]), int(match[3]), _full_year(match[4]), match[2])


def _bare(text: str) -> str:
    return _WEEKDAY.sub("", text.translate(_BLANKS).strip(), count=1)


def _full_year(text: str) -> int:
    year = int(text)
    return year if len(text) > 2 else year + (2000 if year < _PIVOT else 1900)  # noqa: PLR2004 -- two digits


def read_day(text: str, order: str | None) -> int | None:
    """Give the wall clock of midnight of a date in digits, None where the text is none.

    Raises OpenOrder where `order` is needed and None, ValueError for a date that does not exist.
    """
    if match := _YEAR_FIRST.fullmatch(text) or _COMPACT.fullmatch(text):
        year, month, day = (int(part) for part in match.groups() if part.isdigit())
        return clock.wall_from(year, month, day)
    match = _NUMERIC.fullmatch(text)
    if not match:
        return None
    first, second = int(match[1]), int(match[3])
    if order == "ymd":
        if len(match[4]) > 2:  # noqa: PLR2004 -- two digits
            raise ValueError(text)
        return clock.wall_from(_full_year(match[1].zfill(2)), second, int(match[4]))
    if order is None and first != second:
        raise OpenOrder(text)
    month, day = (second, first) if order == "dmy" else (first, second)
    return clock.wall_from(_full_year(match[4]), month, day)


def read_clock(text: str) -> tuple[int, str | None]:
    """Give seconds of the day and the zone that stands behind them; raises ValueError."""
    if len(text) == 8 and text[2] == text[5] == ":" and text.isascii():  # noqa: PLR2004 -- 08:13:00, the usual case
        parts = text.split(":")
        if all(map(str.isdigit, parts)):
            return _seconds(*map(int, parts)), None
    text = text.translate(_BLANKS).strip()
    if match := _COMPACT_CLOCK.fullmatch(text):
        hour, minute, second = int(match[1]), int(match[2]), int(match[3] or 0)
        return _seconds(hour, minute, second), zone_name(match[4]) if match[4] else None
    match = _CLOCK.fullmatch(text)
    if not match or (match[2] is None and not match[5]):
        raise ValueError(text)
    hour = int(match[1])
    if match[5]:
        hour = _twelve(hour, match[5].casefold())
    return _seconds(hour, int(match[2] or 0), int(match[3] or 0)), _zone_behind(match[6])


def _twelve(hour: int, half: str) -> int:
    if hour <= _NOON:
        return hour % _NOON + (_NOON if half == "p" else 0)
    if half == "a":
        raise ValueError(hour)
    return hour


def _seconds(hour: int, minute: int, second: int) -> int:
    if minute >= _SIXTY or second > _SIXTY or hour > _HOURS or (hour == _HOURS and (minute or second)):
        raise ValueError(hour)
    return hour * 3600 + minute * 60 + min(second, _SIXTY - 1)


def _zone_behind(text: str) -> str | None:
    text = text.strip()
    if not text or text.casefold() in _CLOCK_WORDS:
        return None
    outer = text.partition("[")[0].partition("(")[0].strip()
    zone = zone_name(outer or text)
    if zone is None:
        raise ValueError(text)
    return zone


def read_moment(text: str, order: str | None) -> Moment:
    """Read a date with or without clock and zone, an epoch or a spreadsheet's serial number.

    Raises ValueError, and OpenOrder where `order` is needed and None.
    """
    text = " ".join(_bare(text).split())
    if match := _NUMBER.fullmatch(text):
        if len(match[1]) == 14 and not match[2]:  # noqa: PLR2004 -- 20260502081300
            return _moment(_required_day(match[1][:8], order), match[1][8:])
        if len(match[1]) != 8 or not _COMPACT.fullmatch(match[1]):  # noqa: PLR2004 -- 20260502
            return _numeric(match)
    if match := _LEADING.match(text):
        return _moment(_required_day(match[0], order), text[match.end() :])
    for pattern, names in ((_MONTH_DAY, "mdy"), (_DAY_MONTH, "dmy"), (_YEAR_MONTH, "ymd")):
        if (match := pattern.match(text)) and _month(match[names.index("m") + 1]):
            parts = {name: match[at] for at, name in enumerate(names, 1)}
            wall = clock.wall_from(_full_year(parts["y"]), _month(parts["m"]), int(parts["d"]))
            return _moment(wall, text[match.end() :])
    if match := _CLOCK_FIRST.fullmatch(text):
        behind = read_moment(match[2], order)
        return Moment(behind.wall + read_clock(match[1])[0], behind.zone)
    raise ValueError(text)


def _required_day(text: str, order: str | None) -> int:
    day = read_day(text, order)
    if day is None:
        raise ValueError(text)
    return day


def _moment(day: int, rest: str) -> Moment:
    rest = rest.strip(" ,")
    if rest[:1] in "Tt" and rest[1:2].isdigit():
        rest = rest[1:]
    rest = rest.removeprefix("at ").removeprefix("- ")
    if not rest:
        return Moment(day)
    second, zone = read_clock(rest)
    return Moment(day + second, zone)


def _month(word: str) -> int:
    return _MONTHS.get(word[:3].casefold(), 0)


def _numeric(match: re.Match[str]) -> Moment:
    whole, part = int(match[1]), match[2] or ""
    if _SERIALS[0] <= whole < _SERIALS[1]:
        fraction = int(part or 0)
        scale = 10 ** len(part)
        return Moment((whole - _SERIAL_ZERO) * DAY + (2 * fraction * DAY + scale) // (2 * scale))
    if 10**8 <= whole < 10**11:
        return Moment(whole, None, absolute=True)
    if 10**11 <= whole < 10**14:
        return Moment(whole // 1000, None, absolute=True)
    if 10**14 <= whole < 10**17:
        return Moment(whole // 1_000_000, None, absolute=True)
    raise ValueError(match[0])


def read_typed(cell: Any) -> Moment:  # noqa: ANN401 -- whatever a workbook's cell holds
    """Read a workbook's date, or the number that one is; raises ValueError."""
    if isinstance(cell, datetime):
        whole = cell.replace(microsecond=0, tzinfo=None)
        up = 1 if cell.microsecond >= 500_000 else 0  # noqa: PLR2004 -- half a second
        return Moment(clock.wall_from(whole.year, whole.month, whole.day, seconds_of(whole.time())) + up)
    if isinstance(cell, date):
        return Moment(clock.wall_from(cell.year, cell.month, cell.day))
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        raise TypeError(cell)
    match = _NUMBER.fullmatch(float_text(cell))
    if not match:
        raise ValueError(cell)
    return _numeric(match)


def seconds_of(at: time) -> int:
    """Give the second of the day."""
    return at.hour * 3600 + at.minute * 60 + at.second
