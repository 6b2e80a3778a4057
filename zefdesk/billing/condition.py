"""A condition taken apart by what it asks: the local clock, what has happened so far, the segment, the session."""

from dataclasses import dataclass
from typing import NamedTuple

from zefdesk.domain.clock import date_of, day_number
from zefdesk.domain.profile import END_OF_DAY, DurationBasis, Reservation, When

ENERGY, ELAPSED, CHARGING, IDLE = range(4)
"""What counts up in a session: billionths of a kWh, and seconds."""


@dataclass(frozen=True, slots=True)
class Clock:
    """What a condition asks of the local clock; days are counted from 1970-01-01, seconds within the day."""

    days: frozenset[int] = frozenset()
    from_: int = 0
    to: int = END_OF_DAY
    first: int | None = None
    past: int | None = None
    months: frozenset[int] = frozenset()
    inside: frozenset[int] | None = None
    outside: frozenset[int] = frozenset()

    def holds(self, day: int, second: int) -> bool:
        """Whether it holds at a second of a day."""
        return self._in_hours(second) and self._on(day)

    def _in_hours(self, second: int) -> bool:
        if self.from_ < self.to:
            return self.from_ <= second < self.to
        return second >= self.from_ or second < self.to

    def _on(self, day: int) -> bool:
        return (
            (not self.days or (day + 3) % 7 in self.days)
            and (self.first is None or day >= self.first)
            and (self.past is None or day < self.past)
            and (not self.months or date_of(day).month in self.months)
            and (self.inside is None or day in self.inside)
            and day not in self.outside
        )


ANY_TIME = Clock()


class Bound(NamedTuple):
    """A half-open range of what has happened so far; None is no bound."""

    quantity: int
    low: int | None
    high: int | None


class Strength(NamedTuple):
    """A bound on a segment's own power or current: `least` compares the highest with it, else the lowest.

    Where nobody told the power of a segment, its average is compared; a current that nobody told is unknown.
    """

    field: str
    least: bool
    bound: int
    power: bool


@dataclass(frozen=True, slots=True)
class Part:
    """One condition, taken apart. `window` bounds the time in which all its other parts held."""

    clock: Clock
    bounds: tuple[Bound, ...]
    window: Bound | None
    strengths: tuple[Strength, ...]
    reservation: Reservation | None
    initiators: tuple[str, ...]
    group: str | None
    min_capacity: int | None
    max_capacity: int | None


def take_apart(when: When) -> Part:
    """Give the parts of a condition."""
    ranges = (
        Bound(ENERGY, when.min_kwh, when.max_kwh),
        Bound(ELAPSED, when.min_duration, when.max_duration),
        Bound(CHARGING, when.min_charging_time, when.max_charging_time),
        Bound(IDLE, when.min_idle_time, when.max_idle_time),
    )
    given = [bound for bound in ranges if bound.low is not None or bound.high is not None]
    in_window = when.duration_basis is DurationBasis.WINDOW
    windows = [bound for bound in given if bound.quantity == ELAPSED and in_window]
    return Part(
        _clock(when),
        tuple(bound for bound in given if bound not in windows),
        windows[0] if windows else None,
        _strengths(when),
        when.reservation,
        when.initiator,
        when.identity_group,
        when.min_capacity,
        when.max_capacity,
    )


def _clock(when: When) -> Clock:
    return Clock(
        frozenset(when.days),
        when.from_ or 0,
        when.to or END_OF_DAY,
        None if when.start_date is None else day_number(when.start_date),
        None if when.end_date is None else day_number(when.end_date),
        frozenset(when.months),
        frozenset(map(day_number, when.dates_in)) if when.dates_in else None,
        frozenset(map(day_number, when.dates_not_in)),
    )


def on_dates(days: frozenset[int]) -> Part:
    """Give the condition of an exception: some dates, whatever the hour."""
    return Part(Clock(inside=days), (), None, (), None, (), None, None, None)


def _strengths(when: When) -> tuple[Strength, ...]:
    asked = (
        ("max_power", True, when.min_power),
        ("min_power", False, when.max_power),
        ("max_current", True, when.min_current),
        ("min_current", False, when.max_current),
    )
    return tuple(
        Strength(field, least, bound, field.endswith("power")) for field, least, bound in asked if bound is not None
    )
