"""Instants and wall clocks: whole seconds of UTC, the zone they were read in, and the two odd hours of a year.

An instant is an int, seconds since 1970-01-01 UTC. A wall clock is an int too: the seconds that the same
reading of the clock would be if it were UTC. A zone is its IANA name ("America/Chicago") or a fixed
offset ("-05:00"); both are kept as text, since both are what a source or a person said.
"""

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from enum import Enum
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from zefdesk.domain.trouble import UnknownName

DAY = 86_400
QUARTER = 900
_EPOCH_DAY = date(1970, 1, 1).toordinal()
_HALF_SECOND = 500_000
_OFFSET = re.compile(r"(?:UTC|GMT)?([+-])(\d{1,2})(?::?([0-5]\d))?")
_EARLIEST, _LATEST = -62_135_596_800, 253_402_300_799


class Odd(Enum):
    """What is odd about a wall clock reading in a zone."""

    AMBIGUOUS = "occurs twice"
    NONEXISTENT = "does not exist"


@lru_cache(maxsize=512)
def zone(name: str) -> tzinfo:
    """Give the zone of an IANA name or a fixed offset; raises UnknownName for anything else."""
    text = name.strip()
    if text.upper() in {"Z", "UTC", "GMT"}:
        return UTC
    if match := _OFFSET.fullmatch(text):
        hours, minutes = int(match[2]), int(match[3] or 0)
        if hours < 24:  # noqa: PLR2004 -- hours of a day
            delta = timedelta(hours=hours, minutes=minutes)
            return timezone(-delta if match[1] == "-" else delta)
    try:
        if "/" not in text and text not in available_timezones():
            raise ZoneInfoNotFoundError(text)  # noqa: TRY301 -- one exit for all that is unknown
        return ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        msg = f"unknown time zone '{name}': give an IANA name such as America/Chicago, or an offset such as -05:00"
        raise UnknownName(msg) from error


def offset_name(seconds: int) -> str:
    """Write a fixed offset as a zone: `-05:00`."""
    sign, size = ("-", -seconds) if seconds < 0 else ("+", seconds)
    return f"{sign}{size // 3600:02d}:{size % 3600 // 60:02d}"


@lru_cache(maxsize=1 << 16)
def _offset_in_quarter(name: str, quarter: int) -> int:
    moment = datetime.fromtimestamp(quarter * QUARTER, zone(name))
    offset = moment.utcoffset()
    return int(offset.total_seconds()) if offset else 0


def offset_at(name: str, instant: int) -> int:
    """Seconds that the zone is ahead of UTC at an instant (zones change only at whole quarters of an hour)."""
    if not _EARLIEST + DAY < instant < _LATEST - DAY:
        return 0
    return _offset_in_quarter(name, instant // QUARTER)


def wall_of(name: str, instant: int) -> int:
    """Give the wall clock of an instant in a zone."""
    return instant + offset_at(name, instant)


@lru_cache(maxsize=1 << 16)
def _offset_of_quarter(name: str, quarter: int) -> tuple[int, Odd | None]:
    wall = quarter * QUARTER
    early, late = offset_at(name, wall - DAY), offset_at(name, wall + DAY)
    if early == late:
        return early, None
    fits = [offset for offset in (early, late) if offset_at(name, wall - offset) == offset]
    if len(fits) == 2:  # noqa: PLR2004 -- both passes of the repeated hour
        return early, Odd.AMBIGUOUS
    return (fits[0], None) if fits else (early, Odd.NONEXISTENT)


def instant_of(name: str, wall: int) -> tuple[int, Odd | None]:
    """Give the instant at which a zone's clock shows `wall`, and what is odd about it.

    A reading in the repeated hour of autumn is its first pass; one in the missing hour of spring is
    read by the offset before the change.
    """
    offset, odd = _offset_of_quarter(name, wall // QUARTER)
    return wall - offset, odd


@lru_cache(maxsize=1 << 14)
def _date_text(day: int) -> str:
    return date_of(day).isoformat()


def wall_text(wall: int, separator: str = "T") -> str:
    """Write a wall clock as `2026-05-02T08:13:00`."""
    day, second = divmod(wall, DAY)
    return f"{_date_text(day)}{separator}{second // 3600:02d}:{second % 3600 // 60:02d}:{second % 60:02d}"


def iso(instant: int, name: str) -> str:
    """Write an instant as ISO 8601 to the second, with the offset of the zone: `2026-05-02T08:13:00-05:00`."""
    offset = offset_at(name, instant)
    return wall_text(instant + offset) + offset_name(offset)


def wall_datetime(wall: int) -> datetime:
    """Give the wall clock as a datetime without zone, as a spreadsheet keeps it."""
    return datetime(1970, 1, 1) + timedelta(seconds=wall)  # noqa: DTZ001 -- a spreadsheet's date has no zone


def wall_from(year: int, month: int, day: int, second: int = 0) -> int:
    """Give the wall clock of a date and a second of the day; raises ValueError for a date that does not exist."""
    return wall_of_day(date(year, month, day)) + second


def wall_of_day(day: date) -> int:
    """Give the wall clock at the beginning of a day."""
    return day_number(day) * DAY


def day_number(day: date) -> int:
    """Give the days since 1970-01-01."""
    return day.toordinal() - _EPOCH_DAY


def date_of(number: int) -> date:
    """Give the date that is so many days since 1970-01-01; raises ValueError beyond the calendar."""
    try:
        return date.fromordinal(number + _EPOCH_DAY)
    except OverflowError as error:
        raise ValueError(str(error)) from error


def read_instant(text: str, name: str) -> int:
    """Read ISO 8601 as an instant, by the clock of a zone where it names no offset; raises ValueError.

    A fraction of a second is rounded half-up. A reading in the repeated hour of autumn is its first pass.
    """
    read = datetime.fromisoformat(text)
    aware = read.tzinfo is not None
    if aware:
        try:
            read = read.astimezone(UTC)
        except OverflowError as error:
            raise ValueError(str(error)) from error
    wall = wall_from(read.year, read.month, read.day, read.hour * 3600 + read.minute * 60 + read.second)
    return (wall if aware else instant_of(name, wall)[0]) + (read.microsecond >= _HALF_SECOND)


def short_name(name: str, instant: int) -> str:
    """Give the short name of a zone at an instant: `CDT`, or its offset where it has none."""
    return datetime.fromtimestamp(instant, zone(name)).strftime("%Z").removeprefix("UTC") or "UTC"
