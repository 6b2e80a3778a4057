"""What is wrong with a profile, and what may be: hours without a price, rules that never win, slips of the pen."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from zefdesk.billing.condition import ANY_TIME, Clock, take_apart
from zefdesk.billing.profile_text import clock_text
from zefdesk.billing.words import rate_words
from zefdesk.domain.charger import Charger, Kind
from zefdesk.domain.profile import ALWAYS, DAYS, END_OF_DAY, BillingProfile, Cost, Dimension, Variation, When

ERROR, WARNING = "error", "warning"
_LOW, _HIGH = 5 * 10**7, 150 * 10**7
_ONE_WATT_HOUR, _ONE_SECOND = 10**6, 1
_LAST_MINUTE = END_OF_DAY - 60
_MONDAY = 4
"""The first Monday after 1970-01-01, in days."""
_CALIFORNIA = ("America/Los_Angeles",)
_TIMES = frozenset({Dimension.CHARGING_TIME, Dimension.PLUGGED_TIME})


class Remark(NamedTuple):
    """One remark: `error` keeps a profile from being taken in, `warning` does not; where, what, and how to mend it."""

    severity: str
    code: str
    path: str
    message: str
    fix: str | None = None


def check(
    profile: BillingProfile, *, chargers: Sequence[Charger] = (), rows: bool = False, today: date | None = None
) -> tuple[Remark, ...]:
    """Look through a profile that could be read.

    With the chargers it is on, kinds and zones are looked at; `rows` says that their sessions come as rows of reports;
    `today` lets rules that are over be named.
    """
    found: list[Remark] = []
    for number, cost in enumerate(profile.costs):
        path = f"costs[{number}]"
        found += _of_cost(cost, path, profile)
        found += _of_variations(cost, path, today)
        if rows and _depends_on_time(cost):
            text = "depends on when energy flowed, which rows of reports do not say: bills will be estimates"
            found.append(_warn("estimates", path, text))
        found += _of_chargers(cost, path, chargers)
    if profile.effective_until and today and profile.effective_until <= today:
        found.append(_warn("over", "effective_until", f"the profile was in force until {profile.effective_until} only"))
    return tuple(found)


def _warn(code: str, path: str, message: str, fix: str | None = None) -> Remark:
    return Remark(WARNING, code, path, message, fix)


def _of_cost(cost: Cost, path: str, profile: BillingProfile) -> Iterator[Remark]:
    step = cost.step or 0
    if step > (_ONE_WATT_HOUR if cost.dimension is Dimension.ENERGY else _ONE_SECOND):
        yield _warn("step", f"{path}.step", "whole blocks are billed: a session pays for more than it took")
    rates = [("rate", cost.rate), *((f"variations[{at}].rate", one.rate) for at, one in enumerate(cost.variations))]
    for key, rate in rates:
        if cost.dimension is Dimension.ENERGY and rate and not _LOW <= rate <= _HIGH:
            shown = rate_words(rate, cost.per, profile.currency)
            yield _warn("odd-price", f"{path}.{key}", f"{shown} is outside 0.05 to 1.50: a slip of the pen?")
    if cost.dimension is Dimension.IDLE_TIME and _without_grace(cost):
        text = "idle time costs from its first second: no grace to unplug"
        yield _warn("no-grace", path, text, "add min_idle_time, such as 900 (15 minutes)")
    if cost.dimension in _TIMES and profile.time_zone in _CALIFORNIA:
        yield _warn("sold-by-time", path, "energy is sold by time; California asks for a price per kWh")
    gaps = _hours_without(cost)
    if gaps:
        yield _warn(
            "no-price", path, f"'{cost.name}' has no price {gaps}", "give the cost a rate, or another variation"
        )


def _without_grace(cost: Cost) -> bool:
    graces = [cost.constraints.min_idle_time, cost.constraints.min_duration]
    if any(graces):
        return False
    return bool(cost.rate) or any(one.rate and not one.when.min_idle_time for one in cost.variations)


def _hours_without(cost: Cost) -> str:
    """Name the hours of a week without a price, where clocks alone decide it."""
    whens = [one.when for one in cost.variations]
    if cost.rate is not None or not whens or any(when == ALWAYS for when in whens):
        return ""
    if cost.dimension is Dimension.SESSION or not all(_only_hours(when) for when in whens):
        return ""
    clocks = [take_apart(when).clock for when in whens]
    return ", ".join(_free_hours(clocks))


def _only_hours(when: When) -> bool:
    return when == When(days=when.days, from_=when.from_, to=when.to)


def _free_hours(clocks: Sequence[Clock]) -> Iterator[str]:
    """Give spans such as `Sat-Sun 20:00-24:00`, equal days together."""
    edges = sorted({0, END_OF_DAY, *(edge for one in clocks for edge in (one.from_, one.to))})
    by_day = []
    for day in range(7):
        free = [
            (first, past)
            for first, past in pairwise(edges)
            if not any(one.holds(_MONDAY + day, first) for one in clocks)
        ]
        by_day.append(_joined(free))
    day = 0
    while day < len(by_day):
        last = day
        while last + 1 < len(by_day) and by_day[last + 1] == by_day[day]:
            last += 1
        names = [DAYS[one][:3].capitalize() for one in (day, last)]
        name = names[0] if day == last else "-".join(names)
        yield from (f"{name} {clock_text(first)}-{clock_text(past)}" for first, past in by_day[day])
        day = last + 1


def _joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for first, past in spans:
        if joined and joined[-1][1] == first:
            joined[-1] = (joined[-1][0], past)
        else:
            joined.append((first, past))
    return joined


def _of_variations(cost: Cost, path: str, today: date | None) -> Iterator[Remark]:
    for number, one in enumerate(cost.variations):
        here = f"{path}.variations[{number}]"
        winner = _hidden_by(cost.variations, number)
        if winner is not None:
            text = f"'{one.name}' can never win: '{winner.name}' before it holds whenever it does"
            yield _warn("never-wins", here, text, f"move '{one.name}' before '{winner.name}', or take it out")
        elif one.when == ALWAYS and (cost.rate is not None or number + 1 < len(cost.variations)):
            text = f"'{one.name}' restricts nothing: what comes after it can never win"
            yield _warn("restricts-nothing", f"{here}.when", text, "say when it holds, or make it the rate of the cost")
        if one.when.to is not None and _LAST_MINUTE <= one.when.to < END_OF_DAY:
            text = f"'{one.name}' ends at {clock_text(one.when.to)}: the last minute of the day is left out"
            yield _warn("last-minute", f"{here}.when.to", text, "write 24:00")
        if today and one.when.end_date and one.when.end_date <= today:
            yield _warn("over", f"{here}.when.end_date", f"'{one.name}' was over on {one.when.end_date}")
        if number and _adjacent(cost.variations[number - 1], one):
            text = f"'{cost.variations[number - 1].name}' and '{one.name}' follow each other at the same price"
            yield _warn("equal-bands", here, text, "make them one")


def _hidden_by(variations: Sequence[Variation], number: int) -> Variation | None:
    """Give the variation before this one that holds whenever it does."""
    mine = variations[number].when
    return next((one for one in variations[:number] if one.when in {ALWAYS, mine} or _covers(one.when, mine)), None)


def _covers(outer: When, inner: When) -> bool:
    """Whether hours and days of one condition lie within those of another that asks nothing else."""
    if not _only_hours(outer):
        return False
    clock, other = take_apart(outer).clock, take_apart(inner).clock
    edges = sorted({0, *(edge for one in (clock, other) for edge in (one.from_, one.to) if edge < END_OF_DAY)})
    plain = Clock(other.days, other.from_, other.to)
    moments = [(_MONDAY + day, edge) for day in range(7) for edge in edges]
    return other != ANY_TIME and all(clock.holds(*at) for at in moments if plain.holds(*at))


def _adjacent(one: Variation, other: Variation) -> bool:
    bands = _only_hours(one.when) and _only_hours(other.when) and one.when.days == other.when.days
    meet = one.when.to is not None and one.when.to == other.when.from_
    return bands and meet and one.rate == other.rate and one.taxes == other.taxes and one.step == other.step


def _depends_on_time(cost: Cost) -> bool:
    whens = [cost.constraints, *(one.when for one in cost.variations)]
    parts = [take_apart(when) for when in whens if when != ALWAYS]
    return bool(cost.exceptions) or any(part.clock != ANY_TIME or part.strengths or part.window for part in parts)


def _of_chargers(cost: Cost, path: str, chargers: Sequence[Charger]) -> Iterator[Remark]:
    fast = [one.serial for one in chargers if one.kind is Kind.DCFC]
    if cost.dimension in _TIMES and fast:
        yield _warn(
            "time-on-dc", path, f"a price for time on DC chargers ({', '.join(fast)}): slow cars pay more per kWh"
        )
