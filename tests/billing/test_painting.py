"""The week grid painted: the painted hours have the rate, all others what they had, in few variations."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.billing.strategies_sessions import Place, places, profiles
from tests.oracle.clocks import verdict_at
from zefdesk.billing.draft import Draft, draft_of, put, read, same, value_at
from zefdesk.billing.editing import add_cost, add_variation, new_draft
from zefdesk.billing.painting import CannotPaint, Selection, copy_day, paint
from zefdesk.billing.seasons import ALL_YEAR, Season, months_season, seasons
from zefdesk.billing.sentences import draft_sentences
from zefdesk.domain.profile import BillingProfile, Cost, Variation

WORKDAYS = (0, 1, 2, 3, 4)
HOUR = 3600
SUMMER = months_season((6, 7, 8, 9))


def energy_draft(rate: str | None = "0.25") -> Draft:
    return put(add_cost(new_draft(date(2026, 1, 1), "P")), "costs[0].rate", rate)


def said(draft: Draft) -> str:
    return draft_sentences(draft)["costs[0]"]


def hours(first: int, past: int, days: tuple[int, ...] = WORKDAYS, season: Season = ALL_YEAR) -> Selection:
    return Selection(days, first * HOUR, past * HOUR, season)


def test_one_stroke_is_one_variation() -> None:
    draft = paint(energy_draft(), 0, hours(14, 20, season=SUMMER), "0.45")
    assert said(draft) == "$0.45 per kWh Mon-Fri 14:00-20:00 June to September, otherwise $0.25"
    assert value_at(draft, "costs[0].variations[0].name") == "$0.45 per kWh"


def test_strokes_that_meet_become_one() -> None:
    draft = energy_draft()
    for day in (3, 0, 4, 2, 1):
        for hour in (19, 14, 16, 15, 17, 18):
            draft = paint(draft, 0, hours(hour, hour + 1, (day,)), "0.45", "Peak")
    assert value_at(draft, "costs[0].variations") == [
        {
            "name": "Peak",
            "when": {"days": ["mon", "tue", "wed", "thu", "fri"], "from": "14:00", "to": "20:00"},
            "rate": "0.45",
        }
    ]


def test_two_ends_of_a_day_become_one_over_midnight() -> None:
    draft = paint(paint(energy_draft(), 0, hours(22, 24), "0.15"), 0, hours(0, 6), "0.15")
    assert said(draft) == "$0.15 per kWh Mon-Fri 22:00-06:00, otherwise $0.25"
    assert said(paint(energy_draft(), 0, hours(22, 6), "0.15")) == said(draft)


def test_the_base_rate_or_nothing_erases() -> None:
    peak = paint(energy_draft(), 0, hours(14, 20), "0.45")
    for rate in ("0.25", "0.250", None):
        hole = paint(peak, 0, hours(16, 18, (0, 1, 2, 3, 4, 5)), rate)
        assert said(hole) == "$0.45 per kWh Mon-Fri 14:00-16:00, $0.45 Mon-Fri 18:00-20:00, otherwise $0.25"
        assert same(paint(hole, 0, hours(0, 24, tuple(range(7))), rate), put(energy_draft(), "costs[0].variations", []))


def test_a_week_of_one_rate_is_the_base_rate() -> None:
    whole = paint(energy_draft(None), 0, Selection(tuple(range(7))), "0.25")
    assert (value_at(whole, "costs[0].rate"), value_at(whole, "costs[0].variations")) == ("0.25", [])
    assert said(paint(whole, 0, hours(14, 20), "0.45")) == "$0.45 per kWh Mon-Fri 14:00-20:00, otherwise $0.25"


def test_a_season_under_a_peak_stays_one_variation() -> None:
    draft = paint(energy_draft(), 0, Selection(tuple(range(7)), season=SUMMER), "0.30", "Summer")
    draft = paint(draft, 0, hours(14, 20, season=SUMMER), "0.45", "Peak")
    draft = paint(draft, 0, hours(8, 9, (6,), months_season((1,))), "0.10", "Special")
    names = [one["name"] for one in value_at(draft, "costs[0].variations")]
    assert sorted(names) == ["Peak", "Special", "Summer"]
    draft = paint(draft, 0, hours(9, 10, (6,), months_season((1,))), "0.10")
    assert sorted(one["name"] for one in value_at(draft, "costs[0].variations")) == ["Peak", "Special", "Summer"]
    draft = paint(draft, 0, hours(20, 21, season=SUMMER), "0.45")
    assert said(draft) == (
        "$0.10 per kWh Sun 08:00-10:00 January, $0.45 Mon-Fri 14:00-21:00 June to September, $0.30 June to September, "
        "otherwise $0.25"
    )


def test_a_band_reaches_behind_others_no_further_than_it_is_seen() -> None:
    draft = paint(energy_draft(), 0, hours(8, 14), "0.30", "Day")
    draft = paint(draft, 0, hours(10, 12), "0.60", "Noon")
    draft = paint(draft, 0, hours(14, 15), "0.60")
    assert said(draft) == (
        "$0.60 per kWh Mon-Fri 14:00-15:00, $0.60 Mon-Fri 10:00-12:00, $0.30 Mon-Fri 08:00-14:00, otherwise $0.25"
    )
    night = paint(paint(energy_draft(), 0, hours(20, 8), "0.10", "Night"), 0, hours(23, 1), "0.05", "Late")
    night = paint(night, 0, hours(8, 9), "0.05")
    assert said(night) == (
        "$0.05 per kWh Mon-Fri 08:00-09:00, $0.05 Mon-Fri 23:00-01:00, $0.10 Mon-Fri 20:00-08:00, otherwise $0.25"
    )


def test_of_two_lists_of_one_length_the_persons_own_stays() -> None:
    draft = add_variation(energy_draft(), 0, "0.45", "Long", {"from": "08:00", "to": "20:00"})
    draft = add_variation(draft, 0, "0.10", "Short", {"from": "21:00", "to": "22:00"})
    painted = paint(draft, 0, hours(9, 10), "0.60", "New")
    names = [one["name"] for one in value_at(painted, "costs[0].variations")]
    assert names == ["New", "Long", "Short"]


def test_what_leaves_out_dates_and_asks_the_session_is_painted_behind() -> None:
    when = {"min_kwh": "10", "dates_not_in": ["2026-07-03"]}
    draft = add_variation(energy_draft(), 0, "0.20", "Much", when)
    painted = paint(draft, 0, hours(9, 10), "0.60", "New")
    assert [one["name"] for one in value_at(painted, "costs[0].variations")] == ["Much", "New"]


def test_a_day_is_copied_to_others() -> None:
    draft = paint(paint(energy_draft(), 0, hours(14, 20, (0,)), "0.45"), 0, hours(1, 2, (5,)), "0.10")
    copied = copy_day(draft, 0, ALL_YEAR, 0, (1, 2, 3, 4, 5, 0))
    assert said(copied) == "$0.45 per kWh Mon-Sat 14:00-20:00, otherwise $0.25"
    summer = copy_day(draft, 0, SUMMER, 0, (6,))
    assert said(summer) == (
        "$0.10 per kWh Sat 01:00-02:00, $0.45 Mon 14:00-20:00, $0.45 Sun 14:00-20:00 June to September, otherwise $0.25"
    )
    assert copy_day(draft, 0, ALL_YEAR, 0, ()) is draft


def test_rules_that_ask_the_session_stay_and_win_first() -> None:
    draft = add_variation(energy_draft(), 0, "0.20", "Members", {"min_kwh": "10"})
    draft = paint(draft, 0, hours(14, 20), "0.45", "Peak")
    draft = paint(draft, 0, hours(8, 9), "0.30", "Morning")
    names = [one["name"] for one in value_at(draft, "costs[0].variations")]
    assert names[0] == "Members"
    assert sorted(names[1:]) == ["Morning", "Peak"]


def test_what_stands_behind_such_a_rule_is_painted_behind_it() -> None:
    draft = paint(energy_draft(), 0, hours(14, 20), "0.45", "Peak")
    draft = add_variation(draft, 0, "0.20", "Members", {"min_kwh": "10"})
    draft = add_variation(draft, 0, "0.15", "Night", {"from": "22:00", "to": "06:00"})
    draft = paint(draft, 0, hours(15, 23), "0.50", "Dear")
    names = [one["name"] for one in value_at(draft, "costs[0].variations")]
    assert sorted(names[:2]) == ["Dear", "Peak"]
    assert names[2:] == ["Members", "Dear", "Night"]


def test_a_rule_that_leaves_out_holidays_is_painted_over() -> None:
    draft = add_variation(
        energy_draft(), 0, "0.45", "Peak", {"from": "14:00", "to": "20:00", "dates_not_in": ["2026-07-03"]}
    )
    over = paint(draft, 0, hours(15, 16), "0.50", "Dear")
    assert [one["name"] for one in value_at(over, "costs[0].variations")] == ["Dear", "Peak"]
    hole = paint(over, 0, hours(15, 17), "0.25", "Usual")
    assert said(hole).startswith("$0.25 per kWh Mon-Fri 15:00-17:00, $0.45 14:00-20:00, not on 2026-07-03")


def test_what_was_typed_stays_and_a_rule_that_is_wrong_is_left_alone() -> None:
    draft = add_variation(energy_draft(), 0, "0.450", "Peak", {"from": "14:00", "to": "20:00"})
    draft = add_variation(draft, 0, None, "To be typed")
    painted = paint(draft, 0, hours(0, 6), "0.15")
    names = [one["name"] for one in value_at(painted, "costs[0].variations")]
    assert sorted(names) == ["$0.15 per kWh", "Peak", "To be typed"]
    assert value_at(draft, "costs[0].variations[0]") in value_at(painted, "costs[0].variations")
    assert value_at(draft, "costs[0].variations[1]") in value_at(painted, "costs[0].variations")


def test_what_cannot_be_painted_says_why() -> None:
    with pytest.raises(CannotPaint, match="'x' is no decimal"):
        paint(energy_draft(), 0, hours(0, 6), "x")
    with pytest.raises(CannotPaint, match="no cost number 1"):
        paint(energy_draft(), 1, hours(0, 6), "1")
    draft = energy_draft()
    assert paint(draft, 0, Selection(()), "1") is draft


@st.composite
def selections(draw: st.DrawFn, season: st.SearchStrategy[Season]) -> Selection:
    quarter = st.integers(0, 96).map(lambda number: number * 900)
    days = tuple(draw(st.sets(st.integers(0, 6), min_size=1)))
    return Selection(days, draw(quarter), draw(quarter), draw(season))


def colour(one: BillingProfile, number: int, day: date, second: int) -> tuple[Any, ...]:
    """What a cost takes at a second: whether it applies, the sure price, and the rules that may win first, by name."""
    cost = one.costs[number]
    found = verdict_at(one, cost, day, second)
    return found.applies, terms(cost, found.rule), [terms(cost, rule) for rule in found.maybe]


def terms(cost: Cost, rule: int | None) -> tuple[Any, ...] | None:
    if rule is None:
        return None
    if rule < 0:
        return cost.rate, cost.step, cost.taxes
    if rule < len(cost.exceptions):
        return cost.exceptions[rule].rate, "exception"
    variation: Variation = cost.variations[rule - len(cost.exceptions)]
    step = cost.step if variation.step is None else variation.step
    return variation.rate, step, cost.taxes if variation.taxes is None else variation.taxes


def inside(selection: Selection, day: date, second: int) -> bool:
    first, past = selection.from_ % 86_400, selection.to % 86_400
    if day.weekday() not in selection.days or not selection.season.holds(day):
        return False
    if first == past:
        return True
    return first <= second < (past or 86_400) if first < (past or 86_400) else second >= first or second < past


@settings(max_examples=60, deadline=None)
@given(st.data(), places)
def test_what_is_painted_has_the_rate_and_all_else_what_it_had(data: st.DataObject, place: Place) -> None:
    one = data.draw(profiles(place, electric=False))
    number = data.draw(st.integers(0, len(one.costs) - 1))
    tabs = [ALL_YEAR, SUMMER, months_season((12, 1, 2)), *seasons(one, number)]
    draft = draft_of(one)
    begin = date(place.day.year, 1, 1)
    for _ in range(data.draw(st.integers(1, 3))):
        selection = data.draw(selections(st.sampled_from(tabs)))
        rate = data.draw(st.sampled_from(("0.45", "0.1", None, "0.45")))
        before, draft = read(draft).guess, paint(draft, number, selection, rate)
        after = read(draft).guess
        moments = st.tuples(st.integers(0, 365), st.integers(0, 96).map(lambda quarter: quarter * 900 % 86_400))
        near = st.tuples(st.integers(-3, 3), st.integers(0, 86_399)).map(
            lambda two: ((place.day - begin).days + two[0], two[1])
        )
        for offset, second in data.draw(st.lists(st.one_of(moments, near), min_size=20, max_size=40)):
            day = begin + timedelta(days=offset)
            now, then = colour(after, number, day, second), colour(before, number, day, second)
            if inside(selection, day, second) and is_grid(before, number, day, second):
                cost = before.costs[number]
                wanted = cost.rate if rate is None else read_rate(rate)
                shown = None if wanted is None else (wanted, cost.step, cost.taxes)
                assert now[1] == shown or (wanted is None and has_left_out(cost))
                assert rate is None or now[2][: len(then[2])] == then[2]
            elif not inside(selection, day, second):
                assert now == then
        assert same(paint(draft, number, selection, rate), draft)


def has_left_out(cost: Cost) -> bool:
    """Whether a rule that leaves out dates may be behind what was erased."""
    return any(variation.when.dates_not_in for variation in cost.variations)


def read_rate(rate: str) -> int:
    return int(float(rate) * 100) * 10**7


def is_grid(one: BillingProfile, number: int, day: date, second: int) -> bool:
    """Whether neither an exception, nor constraints, nor a rule for single dates decides."""
    cost = one.costs[number]
    found = verdict_at(one, cost, day, second)
    dated = any(variation.when.dates_in for variation in cost.variations)
    return found.applies and not dated and (found.rule is None or found.rule < 0 or found.rule >= len(cost.exceptions))
