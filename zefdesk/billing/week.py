"""A local week of a cost: which rule wins from when to when, in a season or on a real date."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from zefdesk.billing.seasons import Season
from zefdesk.billing.winning import At, Ruling, Why, rulebook
from zefdesk.billing.words import money_words
from zefdesk.domain import clock
from zefdesk.domain.profile import BillingProfile, Cost, Dimension
from zefdesk.domain.rate import HOUR, MINUTE, Per


class Band(NamedTuple):
    """What holds in [from_, to) seconds of a weekday (0 is Monday): a ruling for each cost that was asked."""

    day: int
    from_: int
    to: int
    rulings: tuple[Ruling, ...]

    @property
    def ruling(self) -> Ruling:
        """The ruling of the first cost."""
        return self.rulings[0]


class Special(NamedTuple):
    """A date on which a cost may be another than in its week, and what it is called."""

    date: date
    name: str


def week(profile: BillingProfile, cost: int, season: Season) -> tuple[Band, ...]:
    """Give the bands of a cost in a week of a season, day after day; single dates and holidays do not count."""
    return _week(profile, (cost,), season)


def dimension_week(profile: BillingProfile, dimension: Dimension, season: Season) -> tuple[Band, ...]:
    """Give the same for all costs of a dimension, which add up; the season must be one of all costs."""
    return _week(profile, _costs_of(profile, dimension), season)


def day_bands(profile: BillingProfile, cost: int, day: date) -> tuple[Band, ...]:
    """Give the bands of a cost on a real date, with its holidays and exceptions."""
    return tuple(_day(profile, (cost,), day.weekday(), lambda second: At(day.weekday(), second, None, day)))


def ruling_at(profile: BillingProfile, cost: int, instant: int) -> Ruling:
    """Give what holds for a cost at an instant, by the profile's clock."""
    number, second = divmod(clock.wall_of(profile.time_zone, instant), clock.DAY)
    day = clock.date_of(number)
    return rulebook(profile).ruling(cost, At(day.weekday(), second, None, day))


def why(profile: BillingProfile, cost: int, at: At) -> Why:
    """Say what holds at an hour of a week or of a date, why, and why nothing else does."""
    return rulebook(profile).why(cost, at)


def _costs_of(profile: BillingProfile, dimension: Dimension) -> tuple[int, ...]:
    return tuple(number for number, one in enumerate(profile.costs) if one.dimension is dimension)


def _week(profile: BillingProfile, costs: Sequence[int], season: Season) -> tuple[Band, ...]:
    return tuple(
        band
        for weekday in range(7)
        for band in _day(profile, costs, weekday, lambda second, weekday=weekday: At(weekday, second, season))  # type: ignore[misc]
    )


def _day(profile: BillingProfile, costs: Sequence[int], weekday: int, at: Callable[[int], At]) -> Iterator[Band]:
    """Give the bands of one day: between two edges of any rule nothing changes."""
    book = rulebook(profile)
    edges = book.edges(costs)
    begun: Band | None = None
    for first, past in pairwise(edges):
        rulings = tuple(book.ruling(cost, at(first)) for cost in costs)
        if begun and begun.rulings == rulings:
            begun = begun._replace(to=past)
            continue
        if begun:
            yield begun
        begun = Band(weekday, first, past, rulings)
    if begun:
        yield begun


def special_dates(profile: BillingProfile, cost: int, year: int) -> tuple[Special, ...]:
    """Give the dates of a year on which a cost has exceptions, holidays, or rules for single dates."""
    one = profile.costs[cost]
    named: dict[date, str] = {}
    for variation in one.variations:
        named |= dict.fromkeys((*variation.when.dates_in, *variation.when.dates_not_in), variation.name)
    named |= dict.fromkeys((*one.constraints.dates_in, *one.constraints.dates_not_in), one.name)
    for exception in one.exceptions:
        if exception.holidays:
            named |= {holiday.date: holiday.name or exception.name for holiday in profile.holidays}
        named |= dict.fromkeys(exception.dates, exception.name)
    return tuple(Special(day, name) for day, name in sorted(named.items()) if day.year == year)


def rate_of(band: Band, profile: BillingProfile) -> int | None:
    """Give what all costs of a band come to, in billionths per kWh, hour or session; None where nothing has a price."""
    rates = [
        ruling.rate * (HOUR // MINUTE if len(band.rulings) > 1 and profile.costs[ruling.cost].per is Per.MINUTE else 1)
        for ruling in band.rulings
        if ruling.rate is not None
    ]
    return sum(rates) if rates else None


def label(ruling: Ruling, profile: BillingProfile) -> str:
    """Write what a band of one cost says: `$0.45`, `waived`, `no price`, `does not apply`."""
    if ruling.rate is None:
        return ruling.name
    cost = profile.costs[ruling.cost]
    return "waived" if _waived(ruling, cost) else money_words(ruling.rate, profile.currency)


def _waived(ruling: Ruling, cost: Cost) -> bool:
    exceptions = len(cost.exceptions)
    return ruling.rule is not None and 0 <= ruling.rule < exceptions and cost.exceptions[ruling.rule].rate is None
