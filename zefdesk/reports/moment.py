"""Instants as ISO 8601, columns of them at once: what stays the same for a quarter of an hour is made once."""

from collections.abc import Callable, Sequence
from typing import cast

from zefdesk.domain import clock
from zefdesk.domain.clock import QUARTER
from zefdesk.reports.memo import Memo

_HOUR = 3600
_MINUTES = [
    [f"{minute:02d}:{second:02d}" for minute in range(first, first + 15) for second in range(60)]
    for first in range(0, 60, 15)
]
_Quarter = tuple[str, Sequence[str], str]


class Moments:
    """Writes instants as the clock of their zone shows them, with its offset."""

    def __init__(self) -> None:
        self._zones: Memo[str, Memo[int, _Quarter]] = Memo(lambda zone: Memo(_quarters_of(zone)))

    def column(self, instants: Sequence[int | None], zones: Sequence[str]) -> list[str]:
        """Write a column; empty where there is no instant."""
        if None in instants:
            return [
                "" if instant is None else self._text(instant, zone)
                for instant, zone in zip(instants, zones, strict=True)
            ]
        known = cast("Sequence[int]", instants)
        if len(set(zones)) > 1:
            return [self._text(instant, zone) for instant, zone in zip(known, zones, strict=True)]
        quarters = map(self._zones[zones[0]].__getitem__, [instant // QUARTER for instant in known])
        return [
            f"{hour}{minutes[instant % QUARTER]}{offset}"
            for instant, (hour, minutes, offset) in zip(known, quarters, strict=True)
        ]

    def _text(self, instant: int, zone: str) -> str:
        hour, minutes, offset = self._zones[zone][instant // QUARTER]
        return f"{hour}{minutes[instant % QUARTER]}{offset}"


def _quarters_of(zone: str) -> Callable[[int], _Quarter]:
    def quarter(number: int) -> _Quarter:
        first = number * QUARTER
        offset = clock.offset_at(zone, first)
        if offset % QUARTER:  # clocks of before the zones were made
            return "", [clock.iso(first + second, zone) for second in range(QUARTER)], ""
        wall = first + offset
        hour = clock.wall_text(wall)[: len("2026-05-02T08:")]
        return hour, _MINUTES[wall % _HOUR // QUARTER], clock.offset_name(offset)

    return quarter
