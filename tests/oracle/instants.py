"""The local clock, straight from the zone database: what it shows, and when it shows it."""

from datetime import date, datetime, timedelta
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from math import floor
from zoneinfo import ZoneInfo

DAY = 86_400
EPOCH = date(1970, 1, 1)


@lru_cache(maxsize=1 << 16)
def offset(zone: str, second: int) -> int:
    """How far the clock is ahead of UTC in a second."""
    ahead = datetime.fromtimestamp(second, ZoneInfo(zone)).utcoffset()
    assert ahead is not None
    return int(ahead.total_seconds())


def wall(zone: str, instant: Fraction) -> Fraction:
    """The seconds that the clock shows, as if it were UTC."""
    return instant + offset(zone, floor(instant))


def local_date(zone: str, instant: Fraction) -> date:
    return EPOCH + timedelta(days=floor(wall(zone, instant) / DAY))


def time_of_day(zone: str, instant: Fraction) -> Fraction:
    return wall(zone, instant) % DAY


@lru_cache(maxsize=1 << 12)
def offset_changes(zone: str, start: int, end: int) -> tuple[int, ...]:
    """The first seconds of new offsets in (start, end]."""
    found = []
    for early in range(start, end, 3600):
        low, high = early, min(early + 3600, end)
        if offset(zone, low) == offset(zone, high):
            continue
        while high - low > 1:
            middle = (low + high) // 2
            if offset(zone, middle) == offset(zone, early):
                low = middle
            else:
                high = middle
        found.append(high)
    return tuple(found)


def clock_instants(zone: str, start: int, end: int, times: set[int]) -> set[Fraction]:
    """Every instant of [start, end] at which the clock shows one of the times of day, or is set to another time."""
    changes = offset_changes(zone, start, end)
    edges = [start, *changes, end + 1]
    found = {Fraction(change) for change in changes}
    for early, late in pairwise(edges):
        ahead = offset(zone, early)
        for day in range((early + ahead) // DAY, (late + ahead) // DAY + 1):
            found |= {Fraction(day * DAY + time - ahead) for time in times if early <= day * DAY + time - ahead < late}
    return found
