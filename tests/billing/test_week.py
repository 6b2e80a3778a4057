"""The week of a cost is what the clock says, minute by minute, over a year in which clocks are changed twice."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.billing.profiles import energy, idle, nano, profile, row, variation
from tests.billing.strategies_sessions import CHANGES, Place, places, profiles
from tests.oracle.clocks import Verdict, verdict
from zefdesk.billing.profile_schema import example
from zefdesk.billing.profile_text import read_profile
from zefdesk.billing.row import price_row
from zefdesk.billing.seasons import ALL_YEAR, Span, months_season, season_of, seasons
from zefdesk.billing.week import (
    Band,
    day_bands,
    dimension_week,
    label,
    rate_of,
    ruling_at,
    special_dates,
    week,
    why,
)
from zefdesk.billing.winning import At, Ruling, on
from zefdesk.domain.bill import BASE
from zefdesk.domain.policy import PRESETS, Policy
from zefdesk.domain.profile import BillingProfile, DateException, Dimension, Holiday, Variation, When

WORKDAYS = (0, 1, 2, 3, 4)
PEAK = {"days": WORKDAYS, "from_": 14 * 3600, "to": 20 * 3600}
SUMMER = (6, 7, 8, 9)


def shown(bands: Sequence[Band], day: int = 0) -> list[str]:
    """The bands of a day, as a person reads them."""
    return [f"{band.from_ // 3600:02d}-{band.to // 3600:02d} {band.ruling.name}" for band in bands if band.day == day]


def said(ruling: Ruling) -> Verdict:
    return Verdict(ruling.applies, ruling.rule, tuple(maybe.rule for maybe in ruling.depends))


def band_at(bands: Sequence[Band], weekday: int, second: int) -> Band:
    (found,) = [band for band in bands if band.day == weekday and band.from_ <= second < band.to]
    return found


class Grid:
    """A profile as its seasons' weeks and its special dates show it."""

    def __init__(self, one: BillingProfile, cost: int) -> None:
        self.one, self.cost = one, cost
        self.weeks = [(season, week(one, cost, season)) for season in seasons(one, cost)]
        self.special = {special.date for year in range(2025, 2030) for special in special_dates(one, cost, year)}

    def at(self, day: date, second: int) -> Ruling:
        if day in self.special:
            return band_at(day_bands(self.one, self.cost, day), day.weekday(), second).ruling
        (bands,) = [bands for season, bands in self.weeks if season.holds(day)]
        return band_at(bands, day.weekday(), second).ruling


def instants(place: Place) -> st.SearchStrategy[list[int]]:
    """Minutes of a whole year, and around the days on which the clocks of a zone are changed."""
    begin = int(datetime(place.day.year, 1, 1, tzinfo=UTC).timestamp())
    anywhere = st.integers(0, 366 * 1440).map(lambda minute: begin + minute * 60)
    turning = [
        int(datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(place.zone)).timestamp())
        for day in CHANGES[place.zone]
    ]
    near = st.tuples(st.sampled_from(turning), st.integers(-1440, 2880)).map(lambda two: two[0] + two[1] * 60)
    return st.lists(st.one_of(anywhere, near, near), min_size=20, max_size=60)


@settings(max_examples=100, deadline=None)
@given(st.data(), places)
def test_the_week_is_what_the_clock_says_at_every_minute(data: st.DataObject, place: Place) -> None:
    one = data.draw(profiles(place))
    grids = [Grid(one, cost) for cost in range(len(one.costs))]
    for instant in data.draw(instants(place)):
        local = datetime.fromtimestamp(instant, UTC).astimezone(ZoneInfo(place.zone))
        second = local.hour * 3600 + local.minute * 60 + local.second
        for number, cost in enumerate(one.costs):
            expected = verdict(one, cost, instant)
            assert said(ruling_at(one, number, instant)) == expected
            assert said(grids[number].at(local.date(), second)) == expected


@pytest.mark.parametrize("zone", ["America/Chicago", "Australia/Lord_Howe"])
def test_every_quarter_of_an_hour_of_a_year_is_as_the_clock_says(zone: str) -> None:
    whole = read_profile(example().replace("America/Chicago", zone).replace("2027-01-01", "2028-01-01"))
    grids = [Grid(whole, number) for number in range(len(whole.costs))]
    begin = int(datetime(2026, 1, 2, tzinfo=UTC).timestamp())
    for instant in range(begin, begin + 365 * 86_400, 900):
        local = datetime.fromtimestamp(instant, UTC).astimezone(ZoneInfo(zone))
        second = local.hour * 3600 + local.minute * 60
        for number, cost in enumerate(whole.costs):
            assert said(grids[number].at(local.date(), second)) == verdict(whole, cost, instant)


@settings(max_examples=60, deadline=None)
@given(st.data(), places)
def test_seasons_part_the_time_in_force_and_bands_part_the_week(data: st.DataObject, place: Place) -> None:
    one = data.draw(profiles(place))
    for cost in (None, *range(len(one.costs))):
        found = seasons(one, cost)
        for offset in range(0, 366, 5):
            day = date(2026, 1, 1) + timedelta(days=offset)
            assert sum(season.holds(day) for season in found) == 1
    for season in seasons(one):
        for number in range(len(one.costs)):
            bands = week(one, number, season)
            assert list(covered(bands)) == [(day, 0, 86_400) for day in range(7)]


def covered(bands: Sequence[Band]) -> Iterator[tuple[int, int, int]]:
    """Each day from the begin of its first band to the end of the last, where they meet."""
    for day in range(7):
        mine = [band for band in bands if band.day == day]
        assert all(one.to == other.from_ for one, other in pairwise(mine))
        yield day, mine[0].from_, mine[-1].to


def test_a_rule_over_midnight_is_on_its_days_by_their_own_clock() -> None:
    night = energy("0.30", variation("0.15", days=(4,), from_=22 * 3600, to=6 * 3600))
    bands = week(profile(night), 0, ALL_YEAR)
    assert shown(bands, 4) == ["00-06 Other", "06-22 base rate", "22-24 Other"]
    assert shown(bands, 5) == ["00-24 base rate"]


def test_seasons_are_named_by_what_tells_them_apart() -> None:
    cost = energy("0.25", variation("0.45", **PEAK, months=SUMMER))
    assert [season.name for season in seasons(profile(cost))] == ["October to May", "June to September"]
    assert seasons(profile(energy("0.25"))) == (ALL_YEAR,)
    dated = energy("0.25", variation("0.45", start_date=date(2026, 6, 1), end_date=date(2026, 10, 1)))
    assert [season.name for season in seasons(profile(dated))] == [
        "until 2026-05-31 and from 2026-10-01",
        "2026-06-01 to 2026-09-30",
    ]
    late = profile(dated, effective_until=date(2026, 9, 1))
    assert [season.name for season in seasons(late)] == ["until 2026-05-31", "2026-06-01 to 2026-09-30"]


def test_a_season_of_ones_own_is_kept_apart() -> None:
    cost = profile(energy("0.25"))
    winter = months_season((12, 1, 2))
    assert winter.name == "December to February"
    assert [one.name for one in seasons(cost, extra=[winter])] == ["December to February", "March to November"]
    assert months_season(range(1, 13)) == ALL_YEAR
    week_of_july = season_of(Span((), date(2026, 7, 1), date(2026, 7, 8)))
    assert week_of_july in seasons(cost, extra=[week_of_july])


def test_what_depends_on_the_session_is_told_with_what_it_asks() -> None:
    tier = variation("0.35", min_kwh=60 * 10**9)
    cost = energy("0.25", tier, variation("0.45", **PEAK), constraints=When(max_duration=4 * 3600))
    band = band_at(week(profile(cost), 0, ALL_YEAR), 0, 15 * 3600)
    assert band.ruling.rate == nano("0.45")
    assert band.ruling.only == "in the first 4 h"
    assert [(maybe.name, maybe.text, maybe.rate) for maybe in band.ruling.depends] == [
        ("Other", "from 60 kWh", nano("0.35"))
    ]
    grace = profile(idle(None, variation("12", min_idle_time=900)))
    (free, *_) = week(grace, 0, ALL_YEAR)
    assert (free.ruling.rule, free.ruling.name, free.ruling.depends[0].text) == (None, "no price", "after 15 min idle")


def test_costs_of_a_dimension_add_up() -> None:
    surcharge = energy(None, variation("0.10", **PEAK))
    both = profile(energy("0.25"), idle("12"), surcharge)
    bands = dimension_week(both, Dimension.ENERGY, ALL_YEAR)
    assert [rate_of(band, both) for band in bands if band.day == 0] == [nano("0.25"), nano("0.35"), nano("0.25")]
    assert [one.cost for one in bands[0].rulings] == [0, 2]
    assert rate_of(bands[0]._replace(rulings=bands[0].rulings[1:]), both) is None


def test_a_holiday_and_an_exception_are_shown_on_their_dates() -> None:
    closed = DateException("Closed", None, (date(2026, 12, 24),))
    holidays = DateException("Holidays", nano("0.10"), holidays=True)
    cost = energy("0.25", variation("0.45", **PEAK), exceptions=(closed, holidays))
    one = profile(cost, holidays=(Holiday(date(2026, 7, 3), "Independence Day"), Holiday(date(2027, 7, 5))))
    assert [(str(day), name) for day, name in special_dates(one, 0, 2026)] == [
        ("2026-07-03", "Independence Day"),
        ("2026-12-24", "Closed"),
    ]
    (free,) = day_bands(one, 0, date(2026, 12, 24))
    assert (label(free.ruling, one), free.ruling.path) == ("waived", "costs[0].exceptions[0]")
    (holiday,) = day_bands(one, 0, date(2026, 7, 3))
    assert label(holiday.ruling, one) == "$0.10"
    assert len(day_bands(one, 0, date(2026, 7, 2))) == 3


def test_why_says_who_wins_and_why_nobody_else_does() -> None:
    cost = energy(
        "0.25",
        Variation("Members", When(identity_group="members"), nano("0.20")),
        Variation("Peak", When(days=WORKDAYS, from_=50_400, to=72_000, months=SUMMER), nano("0.45")),
        Variation("Day", When(from_=8 * 3600, to=22 * 3600), nano("0.30")),
        exceptions=(DateException("Holidays", None, holidays=True),),
    )
    one = profile(cost, holidays=(Holiday(date(2026, 7, 3)),))
    found = why(one, 0, on(date(2026, 7, 2), 15 * 3600))
    assert found.ruling.name == "Peak"
    assert found.text == "'Peak' holds Mon-Fri 14:00-20:00 June to September, unless a rule before it does"
    assert [(reason.path, reason.text) for reason in found.others] == [
        ("costs[0].exceptions[0]", "'Holidays' does not hold: 2026-07-02 is none of its dates"),
        ("costs[0].variations[0]", "'Members' wins instead for the group members"),
        ("costs[0].variations[2]", "'Day' does not win: 'Peak' comes first"),
        ("costs[0].rate", "The base rate does not win: 'Peak' comes first"),
    ]
    (winter,) = [season for season in seasons(one) if season.name == "October to May"]
    others = why(one, 0, At(5, 3600, winter)).others
    assert [reason.text for reason in others][2:] == [
        "'Peak' does not hold: Saturday is not Mon-Fri",
        "'Day' does not hold: 01:00 is outside 08:00-22:00",
    ]
    assert why(one, 0, on(date(2026, 7, 3))).text == "'Holidays' holds on holidays"


@pytest.mark.parametrize(
    ("when", "said_of_it"),
    [
        ({"months": (1,)}, "July is not January"),
        ({"start_date": date(2026, 8, 1)}, "2026-07-02 is before 2026-08-01"),
        ({"end_date": date(2026, 7, 2)}, "2026-07-02 is not before 2026-07-02"),
        ({"dates_in": (date(2026, 7, 4),)}, "2026-07-02 is none of its dates"),
        ({"dates_not_in": (date(2026, 7, 2),)}, "2026-07-02 is left out"),
    ],
)
def test_why_names_the_part_that_fails(when: dict[str, Any], said_of_it: str) -> None:
    one = profile(energy(None, variation("0.45", **when)))
    found = why(one, 0, on(date(2026, 7, 2), 3600))
    assert found.text == "'Energy' has no price here"
    assert [reason.text for reason in found.others] == [f"'Other' does not hold: {said_of_it}"]
    closed = profile(energy("1", constraints=When(**when)))
    assert why(closed, 0, on(date(2026, 7, 2))).text == f"'Energy' does not apply: {said_of_it}"


def test_why_in_a_season_names_the_season_that_is_meant() -> None:
    cost = profile(energy("0.25", variation("0.45", months=SUMMER), variation("1", dates_in=(date(2026, 5, 1),))))
    (winter, _) = seasons(cost)
    assert [reason.text for reason in why(cost, 0, At(0, 0, winter)).others] == [
        "'Other' (June to September) does not hold: October to May is not June to September",
        "'Other' (on 2026-05-01) does not hold: it is for single dates",
    ]
    assert why(cost, 0, At(0, 0, winter)).text == "The base rate holds wherever no other rule does"
    limited = profile(energy("0.25", constraints=When(min_kwh=10**9)))
    assert why(limited, 0, At(0, 0, ALL_YEAR)).text.endswith("the cost applies only from 1 kWh")


def test_where_the_first_element_takes_all_later_ones_have_no_price() -> None:
    night = When(from_=22 * 3600, to=6 * 3600)
    first = energy(None, Variation("1", night, nano("0.15"), group=0))
    second = idle(None, Variation("2", When(), nano("6"), group=1))
    taken = profile(first, second, policy=PRESETS["sap"])
    assert shown(week(taken, 1, ALL_YEAR)) == ["00-06 no price", "06-22 2", "22-24 no price"]
    assert shown(week(profile(first, second, policy=Policy()), 1, ALL_YEAR)) == ["00-24 2"]


def test_where_the_first_element_takes_all_a_base_rate_does_not_stand_in_for_a_later_one() -> None:
    first = energy(None, Variation("1", When(), nano("0.15"), group=0))
    second = idle("1", Variation("2", When(from_=8 * 3600, to=20 * 3600), nano("6"), group=1))
    taken = profile(first, second, policy=PRESETS["sap"])
    assert shown(week(taken, 1, ALL_YEAR)) == ["00-08 base rate", "08-20 no price", "20-24 base rate"]
    lines = price_row(row("2026-07-01 17:00", "2", "1", "5"), taken).lines  # from noon on
    assert {line.dimension for line in lines} == {Dimension.ENERGY}


def test_an_element_that_an_exception_hides_takes_nothing_from_the_others() -> None:
    holiday = DateException("Fair", dates=(date(2026, 7, 1),), rate=nano("1"))
    first = energy(None, Variation("1", When(), nano("0.15"), group=0), exceptions=(holiday,))
    second = idle(None, Variation("2", When(), nano("6"), group=1))
    taken = profile(first, second, policy=PRESETS["sap"])
    (band,) = day_bands(taken, 1, date(2026, 7, 1))
    assert band.ruling.name == "2"
    lines = price_row(row("2026-07-01 17:00", "2", "1", "5"), taken).lines  # from noon on
    assert {line.dimension for line in lines} == {Dimension.ENERGY, Dimension.IDLE_TIME}


def test_a_base_rate_has_its_number_and_place() -> None:
    one = profile(energy("0.25"))
    (band, *_) = week(one, 0, ALL_YEAR)
    assert (band.ruling.rule, band.ruling.path, label(band.ruling, one)) == (BASE, "costs[0].rate", "$0.25")


def test_months_of_a_range_over_new_year_are_those_that_lie_in_it() -> None:
    cost = energy("0.25", variation("0.45", start_date=date(2026, 11, 15), end_date=date(2027, 2, 10), months=(11, 2)))
    found = seasons(profile(cost, effective_until=date(2027, 2, 10)))
    assert {span.months for season in found for span in season.spans if span.first} == {(2, 11), (1, 12)}


def test_a_season_that_is_never_in_force_is_none() -> None:
    cost = energy("0.25", variation("0.45", months=(12,)))
    short = BillingProfile("S", "USD", "UTC", date(2026, 6, 1), (cost,), effective_until=date(2026, 9, 1))
    assert [season.name for season in seasons(short)] == ["January to November"]
