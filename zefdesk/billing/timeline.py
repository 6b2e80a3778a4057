"""Which conditions on the local clock hold at an instant, and until when; days are worked out once and kept."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from zefdesk.billing.condition import Clock
from zefdesk.domain import clock
from zefdesk.domain.clock import DAY, QUARTER
from zefdesk.domain.profile import END_OF_DAY

_KEPT_DAYS = 20_000


class Timeline:
    """Conditions on the clock of one zone, as the bits of a mask that changes at instants."""

    def __init__(self, zone: str, clocks: Sequence[Clock]) -> None:
        self._zone = zone
        self._clocks = tuple(clocks)
        self._seconds = sorted({0} | {edge for one in clocks for edge in (one.from_, one.to) if edge < END_OF_DAY})
        self._days: dict[int, tuple[list[int], list[int]]] = {}

    def at(self, instant: int) -> tuple[int, int]:
        """Give the mask of an instant, and the next instant at which it may change."""
        known = self._days.get(instant // DAY)
        ends, masks = known or self._day(instant // DAY)
        index = bisect_right(ends, instant)
        return masks[index], ends[index]

    def _day(self, day: int) -> tuple[list[int], list[int]]:
        ends: list[int] = []
        masks: list[int] = []
        for end, mask in self._pieces(day * DAY, (day + 1) * DAY):
            if masks and masks[-1] == mask:
                ends[-1] = end
            else:
                ends.append(end)
                masks.append(mask)
        if len(self._days) > _KEPT_DAYS:
            self._days.clear()
        self._days[day] = ends, masks
        return ends, masks

    def _pieces(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Give the ends of what each clock edge and each change of the offset leaves of [start, end), with its mask."""
        for first, past in self._even_spans(start, end):
            offset = clock.offset_at(self._zone, first)
            wall = first + offset
            while wall < past + offset:
                day, second = divmod(wall, DAY)
                index = bisect_right(self._seconds, second)
                edge = self._seconds[index] if index < len(self._seconds) else END_OF_DAY
                mask = sum(1 << bit for bit, one in enumerate(self._clocks) if one.holds(day, second))
                wall = min(day * DAY + edge, past + offset)
                yield wall - offset, mask

    def _even_spans(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Cut [start, end), at most a day, where the zone's offset from UTC changes."""
        first, last = clock.offset_at(self._zone, start), clock.offset_at(self._zone, end - 1)
        if first == last:
            yield start, end
            return
        low, high = start // QUARTER, (end - 1) // QUARTER
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if clock.offset_at(self._zone, middle * QUARTER) == first else (low, middle)
        yield start, high * QUARTER
        yield high * QUARTER, end
