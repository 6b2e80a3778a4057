"""The clock of a log's line: found anywhere in it, in any usual writing, and read again quickly where it stands alike."""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from zefdesk.domain.clock import DAY, day_number
from zefdesk.ocpp.instants import SECOND

MINUTE = 60 * SECOND
_DAY = DAY * SECOND
_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rb"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}"
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
    + rb""")[ ]{1,2}(?P<d5>\d\d?)(?:,?[ ](?P<y5>(?:19|20)\d\d))? )
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


class Calendar:
    """What a log's clocks leave open: the year, the order of day and month, the date of a time of day."""

    def __init__(self, date_order: str | None = None) -> None:
        self.latest: int | None = None
        """An instant near what is read, told by a frame (microseconds of UTC)."""
        self.day: int | None = None
        """The midnight of a clock that tells no date (microseconds, by its own clock)."""
        self._last = 0
        self._order = date_order
        self._minutes: dict[bytes, int | None] = {}

    def minute(self, text: bytes) -> int | None:
        """Read a date with hour and minute (microseconds of the wall clock); None for one that does not exist."""
        if text not in self._minutes:
            if len(self._minutes) > 1 << 14:
                self._minutes.clear()
            found = _CLOCK.match(text)
            self._minutes[text] = self._read(found) if found else None
        return self._minutes[text]

    def time_of_day(self, clock: int) -> int | None:
        """Give the wall clock of a time of day; one that is much earlier than the last is of the next day."""
        if self.day is None:
            return None
        if clock + _DAY // 2 < self._last:
            self.day += _DAY
        self._last = clock
        return self.day + clock

    def day_of(self, text: bytes) -> int | None:
        """Find a date in a text, as a header has it (microseconds)."""
        found = _DATE.search(text)
        return self._day(found) if found else None

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
    fraction: int
    end: int
    zone: int
    zone_end: int
    zoned: bool
    kind: str

    def shown(self, line: bytes) -> bytes:
        """Give it as it stands."""
        return line[self.start : max(self.minute, self.second and self.second + 2, self.end, self.zone_end)]

    def read(self, line: bytes, calendar: Calendar) -> int | None:
        """Read it: microseconds of UTC where it is zoned, else of the wall clock; None where it tells nothing."""
        if self.kind == "epoch":
            return _epoch(line[self.start : self.minute], line[self.minute : self.end])
        at = 0
        if self.second:
            at = int(line[self.second : self.second + 2]) * SECOND
            if self.fraction:
                at += int(line[self.fraction : self.end]) * _SCALES[self.end - self.fraction]
        if self.kind == "alone":
            hour, minute = line[self.start : self.minute].split(b":")
            return calendar.time_of_day(at + (int(hour) * 60 + int(minute)) * MINUTE)
        minute = calendar.minute(line[self.start : self.minute])
        if minute is None:
            return None
        return minute + at - (offset(line[self.zone : self.zone_end]) if self.zoned else 0)


_SCALES = [10 ** (6 - digits) if digits <= 6 else 0 for digits in range(7)]  # noqa: PLR2004 -- a millionth


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
        return Clock(found.start(), found.end("half"), 0, 0, 0, *zone, zoned, "date")
    begin, end = found.span("fraction")
    end = min(end, begin + 6)
    second, fraction = max(found.start("sec"), 0), max(begin, 0)
    return Clock(found.start(), found.end("minute"), second, fraction, end, *zone, zoned, "date")


def _epochs(line: bytes) -> Iterator[Clock]:
    for found in _EPOCH.finditer(line):
        yield Clock(found.start("seconds"), found.end("seconds"), 0, 0, found.end(), 0, 0, zoned=True, kind="epoch")


def _alone(line: bytes) -> Iterator[Clock]:
    for found in _ALONE.finditer(line):
        begin, end = found.span("fraction")
        places = found.start("sec"), max(begin, 0), min(end, begin + 6)
        yield Clock(found.start(), found.end("minute"), *places, 0, 0, zoned=False, kind="alone")


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
