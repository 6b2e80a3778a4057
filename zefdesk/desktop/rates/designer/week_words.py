"""A week of a cost as the grid shows it: stretches, the legend of its rates, and the colour of each rule."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from zefdesk.billing import week as weeks
from zefdesk.billing.seasons import Season
from zefdesk.billing.week import Band, Special
from zefdesk.billing.winning import Ruling
from zefdesk.billing.words import money_words
from zefdesk.desktop.rates.designer.week_shape import DAYS, Stretch, Tag
from zefdesk.domain.profile import BillingProfile, Cost

OTHERWISE = "Otherwise"
_MOST_DATES = 60


class Week(NamedTuple):
    """A week ready to be shown; `rates` are the rates of the tags, as a profile writes them, None for the base rate."""

    days: tuple[tuple[Stretch, ...], ...]
    tags: tuple[Tag, ...]
    rates: tuple[int, ...]


def legend(cost: Cost) -> dict[int, tuple[str, int]]:
    """Give the rates of a cost, each with the first rule that has it and its colour; 0 is the base rate's."""
    found: dict[int, tuple[str, int]] = {}
    if cost.rate is not None:
        shared = any(one.rate == cost.rate for one in cost.variations)
        found[cost.rate] = ("" if shared else OTHERWISE if cost.variations else "Base rate", 0)
    colour = 0
    for one in cost.variations:
        if one.rate not in found:
            colour += 1
            found[one.rate] = (one.name, colour)
    return found


def colours(profile: BillingProfile) -> dict[str, int]:
    """Give the colour of every variation by its path."""
    made: dict[str, int] = {}
    for at, cost in enumerate(profile.costs):
        known = legend(cost)
        for number, one in enumerate(cost.variations):
            made[f"costs[{at}].variations[{number}]"] = known[one.rate][1]
    return made


def week_of(profile: BillingProfile, number: int, season: Season) -> Week:
    """Give what wins in a week of a season."""
    bands = weeks.week(profile, number, season)
    return _week(profile, legend(profile.costs[number]), bands)


def week_on(profile: BillingProfile, number: int, day: date) -> Week:
    """Give what wins in the real week of a date, holidays and exceptions included."""
    cost = profile.costs[number]
    known = legend(cost)
    for one in cost.exceptions:
        free = max((colour for _, colour in known.values()), default=0) + 1
        known.setdefault(one.rate or 0, (one.name if one.rate else f"{one.name}: waived", free))
    monday = day - timedelta(days=day.weekday())
    days = (monday + timedelta(days=after) for after in range(DAYS))
    return _week(profile, known, [band for each in days for band in weeks.day_bands(profile, number, each)])


def special_dates(profile: BillingProfile, number: int) -> list[Special]:
    """Give the dates of two years on which a cost may be another than in its week."""
    first = max(profile.effective_from.year, min((one.date.year for one in profile.holidays), default=date.min.year))
    found = [one for year in (first, first + 1) for one in weeks.special_dates(profile, number, year)]
    return [one for one in found if one.date >= profile.effective_from][:_MOST_DATES]


def _week(profile: BillingProfile, known: dict[int, tuple[str, int]], bands: Sequence[Band]) -> Week:
    order = list(known)
    tags = tuple(_tag(name, money_words(rate, profile.currency), colour) for rate, (name, colour) in known.items())
    return Week(tuple(tuple(_stretches(bands, day, order)) for day in range(DAYS)), tags, tuple(order))


def _tag(name: str, price: str, colour: int) -> Tag:
    """Leave a name out that is only the price."""
    return Tag("" if name.startswith(price) else name, price, colour)


def _stretches(bands: Sequence[Band], day: int, order: Sequence[int]) -> Iterable[Stretch]:
    for band in bands:
        if band.day == day:
            rate = _shown(band.ruling)
            yield Stretch(band.from_, band.to, order.index(rate) if rate in order else None, _why(band.ruling))


def _shown(ruling: Ruling) -> int | None:
    """Give the rate that wins; where there is none at first, that of the rule which comes later in a session."""
    if not ruling.applies:
        return None
    later = ruling.depends[0].rate if ruling.depends else None
    return later if ruling.rate is None else ruling.rate


def _why(ruling: Ruling) -> str:
    if not ruling.applies:
        return "the cost does not apply"
    parts = [ruling.name or "no price", *(f"but {one.name} {one.text}" for one in ruling.depends), ruling.only]
    return ", ".join(part for part in parts if part)
