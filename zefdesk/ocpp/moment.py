"""When a message happened: the charger's own clock where it is plausible, else that of the log's line."""

from collections import Counter
from typing import NamedTuple

from zefdesk.ocpp.instants import SECOND, micros, seconds

FIRST_PLAUSIBLE = micros("2015-01-01T00:00:00Z") or 0
"""Before this a clock was not set: OCPP 1.6 is of October 2015, and chargers start at 1970, 2000 or 2014."""
DAY = 86_400 * SECOND
REPLAY = 300 * SECOND
"""A frame whose own clock is this far behind its line, beyond the charger's skew, was kept while offline."""
_MINUTE = 60 * SECOND
_FEW, _ENOUGH, _MANY = 3, 5, 400


class Moment(NamedTuple):
    """When something happened, and when the log heard of it: microseconds of UTC.

    `at` is what counts, `seen` the line's clock or, without one, the latest that was told so far; `told` the frame's
    own. `unset` says that the charger's clock was not set.
    """

    at: int
    seen: int
    told: int | None = None
    unset: bool = False


class StationClock:
    """The clock of one charger as its log shows it."""

    def __init__(self) -> None:
        self.now: int | None = None
        self._differences: Counter[int] = Counter()
        self._told = self._told_then = 0
        self._skew: int | None = None
        self._minute = self._newest = -1

    def hear(self, line: int | None) -> None:
        """Take notice of a line's clock."""
        if line is not None:
            self.now = line

    def learn(self, current_time: object) -> None:
        """Take notice of the central system's clock, where lines have none."""
        told = micros(current_time)
        if told is not None and told >= FIRST_PLAUSIBLE:
            self.now = max(self.now or told, told)

    def moment(self, stamp: object, line: int | None) -> Moment:
        """Give the moment of a message by its timestamp and its line's clock; 1970 where neither tells anything."""
        told = micros(stamp)
        if told is not None and told >= FIRST_PLAUSIBLE and (line is None or told - line < DAY):
            return self._plausible(told, line)
        seen = line if line is not None else self.now
        return Moment(seen if seen is not None else told or 0, seen or told or 0, told, told is not None)

    def _plausible(self, told: int, line: int | None) -> Moment:
        if line is None:
            self.now = max(self.now or told, told)
            return Moment(told, self.now, told)
        newest, self._newest = self._newest, max(self._newest, told)
        if told > newest and abs(told - line) < DAY and line // _MINUTE != self._minute:
            self._minute = line // _MINUTE
            self._differences[seconds(told - line)] += 1
            self._told += 1
        return Moment(told, line, told)

    @property
    def skew(self) -> int | None:
        """The median of what the charger's clock is ahead of the log's, in seconds; None where nothing tells.

        Each minute of the log has one vote, and what is sent again has none, so that what was kept while offline, and
        comes all at once, has few. It is worked out anew when it may have changed: while little was told, and then
        with each eighth more.
        """
        if self._told > self._told_then + (self._told_then >> 3 if self._told_then > _MANY else 0):
            self._skew, self._told_then = _median(self._differences), self._told
        return self._skew

    @property
    def sure(self) -> bool:
        """Whether enough was told to know the skew: five times, or three times alike."""
        if self._told >= _ENOUGH:
            return True
        return self._told >= _FEW and (max(self._differences) - min(self._differences)) * SECOND <= REPLAY

    def replayed(self, moment: Moment) -> bool:
        """Whether a message was kept while the charger was offline, and sent later."""
        if moment.told is None or moment.unset:
            return False
        return self.is_late(moment.seen - moment.told)

    def is_late(self, lag: int) -> bool:
        """Whether what is so far behind its line (microseconds) was kept while the charger was offline."""
        return lag + ((self.skew or 0) * SECOND if self.sure else 0) > REPLAY


def _median(counted: Counter[int]) -> int | None:
    left = counted.total() // 2
    for value, count in sorted(counted.items()):
        if left < count:
            return value
        left -= count
    return None
