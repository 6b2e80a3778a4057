"""The clock of a log's line: found anywhere in it, in any usual writing, and read quickly in lines alike."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from zefdesk.domain.clock import DAY, day_number
from zefdesk.ocpp.instants import SECOND

MINUTE = 60 * SECOND
_DAY = DAY * SECOND
_MOST_KNOWN = 1 << 16
_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    rb"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    rb"|Nov(?:ember)?|Dec(?:ember)?)\.?(?![a-z])"
)
_CLOCK = re.compile(
    rb"""(?xi)
    (?: (?<!\d)(?P<y>(?:19|20)\d\d)(?P<s>[-/.])(?P<m>\d\d?)(?P=s)(?P<d>\d\d?)
      | (?<!\d)(?P<y2>20\d\d)(?P<m2>\d\d)(?P<d2>\d\d)(?=[T ])
      | (?<![\d.])(?P<first>\d\d?)(?P<s3>[-/.])(?P<second>\d\d?)(?P=s3)(?P<y3>(?:19|20)\d\d)
      | (?<!\d)(?P<d4>\d\d?)[ /-](?P<m4>"""
    + _MONTH
    + rb""")[ /-](?P<y4>(?:19|20)\d\d)
      | (?<![a-z])(?P<m5>"""
    + _MONTH
    + rb""")[ ]{1,2}(?P<d5>\d\d?)(?!\d)(?:,?[ ](?P<y5>(?:19|20)\d\d))? )
    (?:[T_ \t]|[,;|:][ ]?|\\*"[,;]\\*"){1,2}
    (?P<hour>\d\d?):(?P<minute>\d\d)
    (?::(?P<sec>\d\d)(?:[.,](?P<fraction>\d{1,9})\d*)?)?
    (?P<half>[ ]?[ap]m\b)?
    (?P<zone>[ ]?(?:Z(?![a-z0-9])|(?:UTC|GMT)(?![+\w-])|[+-]\d\d:?\d\d(?!\d)) | [+-]\d\d(?![\d:-]))?"""
)
_EPOCH = re.compile(
    rb"""(?xi)(?:^[\s\[(]*|(?:\b|@)(?:ts|time|timestamp|date|datetime|epoch|created|logged_?at)\\*"?\s*[:=]\s*\\*"?)
    (?P<seconds>1\d{9})(?P<fraction>\d{3}(?:\d{3}){0,2}|[.,]\d{1,9})?(?![\w.-])"""
)
_ALONE = re.compile(
    rb"(?<![\d:.])(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d):(?P<sec>[0-5]\d)(?:[.,](?P<fraction>\d{1,9}))?(?![\d:])"
)
_DATE = re.compile(_CLOCK.pattern.split(rb"(?:[T_")[0])


def _keep(known: dict[bytes, int], text: bytes, value: int) -> None:
    if len(known) > _MOST_KNOWN:
        known.clear()
    known[text] = value


class Calendar:
    """What a log's clocks leave open: the year, the order of day and month, the date of a time of day."""

    def __init__(self, date_order: str | None = None) -> None:
        self.latest: int | None = None
        """An instant near what is read, told by a frame (microseconds of UTC)."""
        self.day: int | None = None
        """The midnight of a clock that tells no date (microseconds, by its own clock)."""
        self._last = 0
        self._order = date_order
        self.known_minutes: dict[bytes, int] = {}
        self.known_seconds: dict[bytes, int] = {}

    def minute(self, text: bytes) -> int | None:
        """Read a date with hour and minute (microseconds of the wall clock); None for one that does not exist."""
        minute = self.known_minutes.get(text)
        if minute is None:
            found = _CLOCK.match(text)
            minute = self._read(found) if found else None
            if minute is not None:
                _keep(self.known_minutes, text, minute)
        return minute

    def seconds(self, text: bytes) -> int:
        """Read seconds with their fraction (microseconds)."""
        at = self.known_seconds.get(text)
        if at is None:
            fraction = text[3:9]
            at = int(text[:2]) * SECOND + (int(fraction) * 10 ** (6 - len(fraction)) if fraction else 0)
            _keep(self.known_seconds, text, at)
        return at

    def time_of_day(self, clock: int) -> int | None:
        """Give the wall clock of a time of day; one that is much earlier than the last is of the next day."""
        if self.day is None:
            return None
        if clock + _DAY // 2 < self._last:
            self.day += _DAY
        self._last = clock
        return self.day + clock

    def days_of(self, text: bytes) -> list[int]:
        """Find the dates in a text, as a header has them (microseconds)."""
        return [day for found in _DATE.finditer(text) if (day := self._day(found)) is not None]

    def _read(self, found: re.Match[bytes]) -> int | None:
        day = self._day(found)
        hour = int(found["hour"])
        if half := found["half"]:
            hour = hour % 12 + (12 if b"p" in half.lower() else 0)
        if day is None or hour > 24 or int(found["minute"]) > 59:  # noqa: PLR2004 -- of a clock
            return None
        second = int(found["sec"]) if half and found["sec"] else 0
        return day + ((hour * 60 + int(found["minute"])) * 60 + second) * SECOND

    def _day(self, found: re.Match[bytes]) -> int | None:
        told = found.groupdict()
        try:
            if told["first"]:
                return _midnight(int(told["y3"]), *self._ordered(told["first"], told["second"], told["s3"]))
            year = told["y"] or told["y2"] or told["y4"] or told["y5"]
            month, day = told["m"] or told["m2"], told["d"] or told["d2"] or told["d4"] or told["d5"]
            number = int(month) if month else _NAMES.index((told["m4"] or told["m5"])[:3].decode().lower()) + 1
            return _midnight(int(year), number, int(day)) if year else self._nearest(number, int(day))
        except ValueError:
            return None

    def _ordered(self, first: bytes, second: bytes, mark: bytes) -> tuple[int, int]:
        one, other = int(first), int(second)
        day_first = self._order == "dmy" or (self._order is None and (mark == b"." or one > 12))  # noqa: PLR2004 -- months
        return (other, one) if day_first or one > 12 else (one, other)  # noqa: PLR2004 -- months

    def _nearest(self, month: int, day: int) -> int | None:
        """Choose the year in which a date is nearest to what the frames tell."""
        if self.latest is None:
            return None
        year = date.fromordinal(self.latest // _DAY + date(1970, 1, 1).toordinal()).year
        days = [found for one in (year - 1, year, year + 1) if (found := _try(one, month, day)) is not None]
        near = self.latest
        return min(days, key=lambda at: abs(at - near), default=None)


class Clock(NamedTuple):
    """Where a clock stands in lines that look alike; `zoned` says that it tells its zone."""

    start: int
    minute: int
    second: int
    end: int
    zone: int
    zone_end: int
    zoned: bool
    kind: str

    def shown(self, line: bytes) -> bytes:
        """Give it as it stands."""
        return line[self.start : max(self.minute, self.end, self.zone_end)]

    def read(self, line: bytes, calendar: Calendar) -> int | None:
        """Read it: microseconds of UTC where it is zoned, else of the wall clock; None where it tells nothing."""
        if self.kind == "epoch":
            return _epoch(line[self.start : self.minute], line[self.minute : self.end])
        at = calendar.seconds(line[self.second : self.end]) if self.second else 0
        if self.kind == "alone":
            hour, minute = line[self.start : self.minute].split(b":")
            return calendar.time_of_day(at + (int(hour) * 60 + int(minute)) * MINUTE)
        whole = calendar.minute(line[self.start : self.minute])
        if whole is None:
            return None
        return whole + at - (offset(line[self.zone : self.zone_end]) if self.zoned else 0)

    def reader(self, calendar: Calendar) -> Callable[[bytes], int | None]:
        """Make what reads it in lines that look alike, quickly."""
        if self.kind != "date" or self.zoned or not self.second:
            return lambda line: self.read(line, calendar)
        start, minute, second, end = self.start, self.minute, self.second, self.end
        minutes, seconds = calendar.known_minutes, calendar.known_seconds

        def read(line: bytes) -> int | None:
            try:
                return minutes[line[start:minute]] + seconds[line[second:end]]
            except KeyError:
                return self.read(line, calendar)

        return read


def find(line: bytes) -> Clock | None:
    """Find the clock of a line: one with a zone before others, then the one nearest to the frame; else an epoch."""
    found = [_clock(one) for one in _CLOCK.finditer(line)]
    zoned = [one for one in found if one.zoned]
    if zoned or found:
        return (zoned or found)[-1]
    return next(_epochs(line), None) or next(_alone(line), None)


def offset(zone: bytes) -> int:
    """Give what a zone is ahead of UTC, in microseconds."""
    digits = zone.strip().replace(b":", b"")
    if digits[:1] not in b"+-":
        return 0
    seconds = int(digits[1:3]) * 3600 + int(digits[3:5] or 0) * 60
    return (-seconds if digits.startswith(b"-") else seconds) * SECOND


def _clock(found: re.Match[bytes]) -> Clock:
    zoned = found["zone"] is not None
    zone = found.span("zone") if zoned else (0, 0)
    if found["half"]:
        return Clock(found.start(), found.end("half"), 0, 0, *zone, zoned, "date")
    return Clock(found.start(), found.end("minute"), *_seconds(found), *zone, zoned, "date")


def _seconds(found: re.Match[bytes]) -> tuple[int, int]:
    """Give where seconds begin, and where they end with at most six places of a fraction."""
    return max(found.start("sec"), 0), max(min(found.end("fraction"), found.start("fraction") + 6), found.end("sec"), 0)


def _epochs(line: bytes) -> Iterator[Clock]:
    for found in _EPOCH.finditer(line):
        yield Clock(found.start("seconds"), found.end("seconds"), 0, found.end(), 0, 0, zoned=True, kind="epoch")


def _alone(line: bytes) -> Iterator[Clock]:
    for found in _ALONE.finditer(line):
        yield Clock(found.start(), found.end("minute"), *_seconds(found), 0, 0, zoned=False, kind="alone")


def _epoch(seconds: bytes, fraction: bytes) -> int:
    digits = fraction.lstrip(b".,")[:6]
    return int(seconds) * SECOND + int(f"{digits.decode():0<6}")


def _midnight(year: int, month: int, day: int) -> int:
    return day_number(date(year, month, day)) * _DAY


def _try(year: int, month: int, day: int) -> int | None:
    try:
        return _midnight(year, month, day)
    except ValueError:
        return None
