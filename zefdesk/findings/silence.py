"""Findings about chargers that were silent for long, as far as sessions tell."""

from collections.abc import Iterator
from typing import NamedTuple

from zefdesk.domain.finding import Found
from zefdesk.domain.quantity import NANO, plain
from zefdesk.findings.rates import median
from zefdesk.findings.thresholds import Thresholds
from zefdesk.findings.words import mark, moment

_DAY, _HOUR, _2010 = 86_400, 3600, 1_262_304_000


class Visit(NamedTuple):
    """A session of a charger as a silence is measured: `start_local` its wall clock, `lasts` seconds plugged in."""

    id: int
    key: int
    start: int
    start_local: int
    lasts: int


class Silence:
    """`gap`: a charger silent for more than 7 days and 5 times its usual pause; found at the session that ends it.

    The usual pause is the median of the pauses between its sessions. Sessions come in the order of their Starts; one
    before 2010 (`implausible-date`) begins no silence.
    """

    def __init__(self, limits: Thresholds) -> None:
        self._limits = limits
        self._pauses: list[int] = []
        self._until = 0
        self._last: Visit | None = None
        self._long: list[tuple[int, Visit, Visit]] = []

    def take(self, one: Visit) -> None:
        """Take the next session of the charger."""
        if one.start < _2010:
            return
        if self._last is not None:
            pause = max(one.start - self._until, 0)
            self._pauses.append(pause)
            if pause > self._limits.gap_longer:
                self._long.append((pause, self._last, one))
        end = one.start + max(one.lasts, 0)
        if self._last is None or end >= self._until:
            self._until = end
        self._last = one

    def found(self) -> Iterator[tuple[Visit, Found]]:
        """Give each session that ends a silence."""
        if not self._long or len(self._pauses) < self._limits.gap_pauses:
            return
        usual = median(self._pauses)
        for pause, before, one in self._long:
            if pause * NANO > usual * self._limits.gap_times:
                text = (
                    f"The charger told no session for {span(pause)} before it, since that of "
                    f"{moment(before.start_local)}; its usual pause is {span(usual)}."
                )
                yield one, Found("gap", text, mark(before.key), before.id)


def span(seconds: int) -> str:
    """Write a long time: `9.5 days`, `6.2 h`."""
    unit, name = (_DAY, "days") if seconds >= 2 * _DAY else (_HOUR, "h")
    return f"{plain(round(seconds * 10 / unit) * NANO // 10)} {name}"
