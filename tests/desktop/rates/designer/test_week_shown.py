"""What the grid shows is what the clock says: held against the oracle that goes through the rules minute by minute."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.billing.strategies_sessions import Place, places, profiles
from tests.oracle.clocks import Verdict, verdict_at
from zefdesk.billing.seasons import seasons
from zefdesk.desktop.rates.designer.week_shape import DAYS, Stretch
from zefdesk.desktop.rates.designer.week_words import Week, week_of, week_on
from zefdesk.domain.profile import END_OF_DAY, BillingProfile, Cost

MINUTE = 60
MONDAY = date(2026, 3, 2)


def rate_of(cost: Cost, rule: int | None) -> int | None:
    if rule is None:
        return None
    if rule < 0:
        return cost.rate
    exceptions = len(cost.exceptions)
    return (cost.exceptions[rule].rate or 0) if rule < exceptions else cost.variations[rule - exceptions].rate


def expected(cost: Cost, told: Verdict) -> int | None:
    """The rate that the grid shows: where nothing is sure to have a price, that of the first rule which may come."""
    if not told.applies:
        return None
    sure = rate_of(cost, told.rule)
    return rate_of(cost, told.maybe[0]) if sure is None and told.maybe else sure


def shown(week: Week, day: int, second: int) -> int | None:
    one = next(each for each in week.days[day] if each.start <= second < each.end)
    return None if one.rate is None else week.rates[one.rate]


def parts_the_day(stretches: tuple[Stretch, ...]) -> bool:
    meets = all(one.end == other.start for one, other in pairwise(stretches))
    return stretches[0].start == 0 and stretches[-1].end == END_OF_DAY and meets


@settings(max_examples=40)
@given(st.data(), places)
def test_a_real_week_is_shown_as_the_clock_says(data: st.DataObject, place: Place) -> None:
    profile: BillingProfile = data.draw(profiles(place))
    number = data.draw(st.integers(0, len(profile.costs) - 1))
    day = MONDAY + timedelta(days=data.draw(st.integers(0, 370)))
    cost, week = profile.costs[number], week_on(profile, number, day)
    assert all(map(parts_the_day, week.days))
    assert len({tag.colour for tag in week.tags}) == len(week.tags)
    monday = day - timedelta(days=day.weekday())
    for after in range(DAYS):
        for second in range(0, END_OF_DAY, 7 * MINUTE):
            told = verdict_at(profile, cost, monday + timedelta(days=after), second)
            assert shown(week, after, second) == expected(cost, told), (after, second)


@settings(max_examples=40)
@given(st.data(), places)
def test_the_week_of_a_season_is_whole_and_each_of_its_rates_has_a_tag(data: st.DataObject, place: Place) -> None:
    profile: BillingProfile = data.draw(profiles(place))
    for number in range(len(profile.costs)):
        for season in seasons(profile, number):
            week = week_of(profile, number, season)
            assert all(map(parts_the_day, week.days))
            assert len(week.tags) == len(week.rates) == len(set(week.rates))
            assert len({tag.colour for tag in week.tags}) == len(week.tags)
