"""What may be wrong with a profile that can be read."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.billing.profiles import energy, fee, idle, nano, profile, variation
from tests.billing.test_draft import paths
from zefdesk.billing.checks import InForce, check, check_draft, has_errors
from zefdesk.billing.draft import Draft, draft_of_text, put, read, remove, value_at
from zefdesk.billing.editing import add_cost, add_variation, new_draft
from zefdesk.billing.profile_schema import example
from zefdesk.domain.charger import Charger, Kind
from zefdesk.domain.profile import BillingProfile, Cost, DateException, Dimension, Variation, When
from zefdesk.domain.rate import Per

WORKDAYS = (0, 1, 2, 3, 4)


def codes(one: BillingProfile, **more: Any) -> list[str]:
    return [remark.code for remark in check(one, **more)]


def test_a_plain_profile_has_no_remarks() -> None:
    assert codes(profile(energy("0.30"), fee("1.00"), idle(None, variation("6", min_idle_time=900)))) == []


def test_hours_without_a_price_are_named() -> None:
    bands = (
        variation("0.45", days=WORKDAYS, from_=8 * 3600, to=20 * 3600),
        variation("0.25", days=WORKDAYS, from_=20 * 3600, to=8 * 3600),
        variation("0.20", days=(5, 6), to=20 * 3600),
    )
    (remark,) = check(profile(energy(None, *bands)))
    assert remark.code == "no-price"
    assert remark.message.endswith("Sat-Sun 20:00-24:00")


def test_a_week_that_is_covered_has_none() -> None:
    night = variation("0.25", from_=20 * 3600, to=8 * 3600)
    assert codes(profile(energy(None, night, variation("0.45", from_=8 * 3600, to=20 * 3600)))) == []


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ({"from_": 8 * 3600, "to": 20 * 3600}, {"from_": 9 * 3600, "to": 10 * 3600}, ["never-wins"]),
        ({"from_": 22 * 3600, "to": 6 * 3600}, {"from_": 23 * 3600, "to": 86400}, ["never-wins"]),
        ({"days": WORKDAYS}, {"days": (0, 1), "min_kwh": 10**10}, ["never-wins"]),
        ({"from_": 9 * 3600, "to": 10 * 3600}, {"from_": 8 * 3600, "to": 20 * 3600}, []),
        ({"min_kwh": 10**10}, {"min_kwh": 10**10}, ["never-wins"]),
    ],
)
def test_a_rule_that_can_never_win_is_named(first: dict[str, Any], second: dict[str, Any], expected: list[str]) -> None:
    assert codes(profile(energy("0.30", variation("0.40", **first), variation("0.50", **second)))) == expected


def test_a_rule_that_restricts_nothing_hides_the_rest() -> None:
    assert codes(profile(energy("0.30", variation("0.40")))) == ["restricts-nothing"]


def test_equal_bands_that_meet_could_be_one() -> None:
    bands = (variation("0.40", from_=8 * 3600, to=12 * 3600), variation("0.40", from_=12 * 3600, to=20 * 3600))
    assert codes(profile(energy("0.30", *bands))) == ["equal-bands"]


@pytest.mark.parametrize(
    ("cost", "code"),
    [
        (energy("0.30", step=nano("1")), "step"),
        (energy("3.00"), "odd-price"),
        (energy("0.04"), "odd-price"),
        (idle("6"), "no-grace"),
        (energy("0.30", variation("0.40", from_=8 * 3600, to=23 * 3600 + 59 * 60)), "last-minute"),
    ],
)
def test_slips_are_named(cost: Cost, code: str) -> None:
    assert codes(profile(cost)) == [code]


def test_a_rule_that_is_over_is_named_on_that_day() -> None:
    past = profile(energy("0.30", variation("0.40", end_date=date(2026, 5, 1))))
    assert codes(past) == []
    assert codes(past, today=date(2026, 4, 30)) == []
    assert codes(past, today=date(2026, 5, 1)) == ["over"]


def test_clock_rules_on_rows_of_reports_are_estimates() -> None:
    peak = profile(energy("0.30", variation("0.40", from_=8 * 3600, to=20 * 3600)))
    assert codes(peak, rows=True) == ["estimates"]
    assert codes(profile(energy("0.30")), rows=True) == []


def test_time_on_dc_and_in_california_is_named() -> None:
    time = Cost("Time", Dimension.CHARGING_TIME, Per.HOUR, nano("3"))
    assert codes(profile(time), chargers=[Charger("A", kind=Kind.L2)]) == []
    assert codes(profile(time), chargers=[Charger("B", kind=Kind.DCFC)]) == ["time-on-dc"]
    western = BillingProfile("W", "USD", "America/Los_Angeles", date(2026, 1, 1), (time,))
    assert codes(western) == ["sold-by-time"]


def test_gaps_of_costs_that_add_up_are_gaps_only_where_no_cost_has_a_price() -> None:
    day = variation("0.45", from_=8 * 3600, to=20 * 3600)
    surcharge = replace(energy(None, variation("0.10", from_=14 * 3600, to=20 * 3600)), name="Surcharge")
    assert codes(profile(energy("0.30"), surcharge)) == []
    (remark,) = check(profile(energy(None, day), surcharge))
    assert (remark.code, remark.message) == ("no-price", "'Energy' has no price Mon-Sun 00:00-08:00, 20:00-24:00")


def test_gaps_are_named_by_season_with_their_hours() -> None:
    summer = variation("0.45", days=WORKDAYS, months=(6, 7, 8, 9))
    winter = variation("0.30", months=(1, 2, 3, 4, 5, 10, 11, 12))
    (remark,) = check(profile(energy(None, summer, winter)))
    assert remark.message == "'Energy' has no price June to September: Sat-Sun 00:00-24:00"
    assert [(one.season.name, one.day, one.from_, one.to) for one in remark.hours] == [
        ("June to September", 5, 0, 86_400),
        ("June to September", 6, 0, 86_400),
    ]


def test_rules_that_others_hide_together_or_that_are_never_in_force_are_named() -> None:
    halves = (variation("0.45", to=12 * 3600), variation("0.40", from_=12 * 3600))
    assert codes(profile(energy("0.30", *halves, variation("0.20", min_kwh=10**10)))) == ["never-wins"]
    over = variation("0.40", end_date=date(2019, 1, 1))
    assert codes(profile(energy("0.30", over))) == ["never-wins"]
    closed = DateException("Holidays", None, holidays=True)
    assert codes(profile(energy("0.30", exceptions=(closed,)))) == ["never-wins"]
    once = variation("0.10", dates_in=(date(2026, 7, 4),))
    assert codes(profile(energy("0.30", variation("0.40", days=WORKDAYS), once))) == []


def base_draft() -> Draft:
    draft = put(put(add_cost(new_draft(date(2026, 1, 1), "P")), "costs[0].rate", "0.25"), "costs[0].cap", "20")
    return add_variation(draft, 0, "0.45", "Peak", {"from": "14:00", "to": "20:00"})


WHEN = "costs[0].variations[0].when"
EXCEPTION = "costs[0].exceptions[0]"


@pytest.mark.parametrize(
    ("changes", "path", "button"),
    [
        ({"costs[0].rate": "$0,45"}, "costs[0].rate", "Set to 0.45"),
        ({"costs[0].rate": "-0.45 USD"}, "costs[0].rate", "Set to 0.45"),
        ({"currency": "€"}, "currency", "Set to EUR"),
        ({"time_zone": "chicago"}, "time_zone", "Set to America/Chicago"),
        ({"time_zone": "america/chicago"}, "time_zone", "Set to America/Chicago"),
        ({"time_zone": "new york"}, "time_zone", "Set to America/New_York"),
        ({f"{WHEN}.from": "24:00"}, f"{WHEN}.from", "Set to 00:00"),
        ({f"{WHEN}.from": "20:00"}, f"{WHEN}.to", "Make it the whole day"),
        ({f"{WHEN}.min_kwh": "20", f"{WHEN}.max_kwh": "10"}, f"{WHEN}.min_kwh", "Swap them"),
        ({f"{WHEN}.min_kwh": "20", f"{WHEN}.max_kwh": "20"}, f"{WHEN}.min_kwh", "Leave out the upper end"),
        ({f"{WHEN}.max_duration": "0"}, f"{WHEN}.max_duration", "Leave it out"),
        ({f"{WHEN}.start_date": "2026-06-02", f"{WHEN}.end_date": "2026-06-01"}, f"{WHEN}.end_date", "Swap them"),
        (
            {f"{WHEN}.start_date": "2026-06-01", f"{WHEN}.end_date": "2026-06-01"},
            f"{WHEN}.end_date",
            "Set to 2026-06-02",
        ),
        ({"effective_until": "2025-01-01"}, "effective_until", "Leave the end open"),
        ({"costs[0].floor": "30"}, "costs[0].floor", "Swap them"),
        ({"minimum.before_tax": "3", "maximum.before_tax": "2"}, "minimum.before_tax", "Swap them"),
        ({"costs[0].name": ""}, "costs[0].name", "Name it 'Energy'"),
        ({"costs[0].variations[0].name": ""}, "costs[0].variations[0].name", "Name it 'Variation'"),
        ({"costs[0].taxes": ["vat"]}, "costs[0].taxes", "Take 'vat' off"),
        ({"colour": "red"}, "colour", "Take it out"),
        ({"costs": []}, "costs", "Add a price per kWh"),
        ({"costs[0].exceptions": [{"name": "x", "waived": True}]}, "costs[0].exceptions[0]", "On the holidays"),
        ({"costs[0].exceptions": [{"name": "x", "holidays": True}]}, f"{EXCEPTION}.rate", "Take the base rate"),
        (
            {"costs[0].exceptions": [{"name": "x", "holidays": True, "waived": True, "rate": "1"}]},
            "costs[0].exceptions[0].waived",
            "Keep the rate",
        ),
    ],
)
def test_what_is_wrong_is_mended_by_a_click(changes: dict[str, Any], path: str, button: str) -> None:
    draft = base_draft()
    for place, value in changes.items():
        draft = put(draft, place, value)
    (remark,) = [one for one in check_draft(draft) if one.path == path]
    assert (remark.severity, remark.fix) == ("error", button)
    assert remark.mend
    mended = check_draft(remark.mend.apply(draft))
    assert not [one for one in mended if (one.path, one.message) == (path, remark.message)]


def test_a_cost_of_the_same_name_is_named_otherwise() -> None:
    draft = put(add_cost(base_draft()), "costs[1].rate", "0.10")
    (remark,) = [one for one in check_draft(put(draft, "costs[1].name", "Energy")) if one.severity == "error"]
    assert (remark.path, remark.fix) == ("costs[1].name", "Name it 'Energy 2'")


@pytest.mark.parametrize("path", ["costs[0].rate", "time_zone", "currency"])
@pytest.mark.parametrize("value", ["soon", "", "1.2.3", "-", "#", [], {"a": 1}])
def test_what_nobody_can_guess_has_no_button(path: str, value: Any) -> None:
    for remark in check_draft(put(base_draft(), path, value)):
        assert remark.mend is None or remark.path != path


@pytest.mark.parametrize(
    ("changes", "code", "button"),
    [
        ({"costs[0].rate": "25"}, "odd-price", "Set to 0.25"),
        ({"costs[0].rate": "3"}, "odd-price", None),
        ({"costs[0].step": "500"}, "step", "Bill what is used"),
        ({f"{WHEN}.to": "23:59"}, "last-minute", "Set to 24:00"),
        ({f"{WHEN}": {}}, "restricts-nothing", "Make it the rate of the cost"),
        ({f"{WHEN}.end_date": "2026-06-01"}, "over", "Take out 'Peak'"),
        ({"costs[0].rate": ""}, "no-price", "Let them cost $0.45"),
        ({"costs[0].dimension": "idle_time", "costs[0].per": "minute"}, "no-grace", "Add 15 minutes of grace"),
        ({"costs[0].constraints.to": "23:59"}, "last-minute", "Set to 24:00"),
        ({"effective_until": "2026-06-01"}, "over", "Leave the end open"),
    ],
)
def test_what_may_be_wrong_is_mended_by_a_click(changes: dict[str, Any], code: str, button: str | None) -> None:
    draft = base_draft()
    for place, value in changes.items():
        draft = put(draft, place, value)
    today = date(2026, 7, 1)
    (remark,) = [one for one in check_draft(draft, today=today) if one.code == code]
    assert (remark.severity, remark.fix) == ("warning", button)
    if remark.mend:
        mended = remark.mend.apply(draft)
        assert code not in [one.code for one in check_draft(mended, today=today)]
        assert read(mended).profile


@pytest.mark.parametrize(
    ("cost", "expected"),
    [
        (energy("0.05"), []),
        (energy("1.50"), []),
        (energy("1.51"), ["odd-price"]),
        (energy("0.30", step=10**6), []),
        (energy("0.30", step=2 * 10**6), ["step"]),
        (idle(None, variation("6", min_idle_time=900), step=1), []),
        (idle(None, variation("6", min_idle_time=900), step=2), ["step"]),
        (energy(None, variation("0.40", to=12 * 3600), variation("0.30")), []),
        (energy(None, variation("0.40"), variation("0.30", to=12 * 3600)), ["restricts-nothing", "never-wins"]),
    ],
)
def test_where_remarks_begin(cost: Cost, expected: list[str]) -> None:
    assert codes(profile(cost)) == expected


@pytest.mark.parametrize("other", [{"months": (6,)}, {"days": WORKDAYS}, {"min_kwh": 10**10}])
def test_bands_that_meet_but_ask_something_else_are_left_alone(other: dict[str, Any]) -> None:
    first, second = {"from_": 8 * 3600, "to": 12 * 3600}, {"from_": 12 * 3600, "to": 20 * 3600}
    for one, two in ((other, {}), ({}, other)):
        bands = (variation("0.40", **first, **one), variation("0.40", **second, **two))
        assert codes(profile(energy("0.30", *bands))) == []


def test_gaps_that_meet_are_said_as_one() -> None:
    closed = replace(energy(None, variation("0.10", from_=7200, to=10800)), name="B", constraints=When(to=10800))
    (remark,) = check(profile(energy(None, variation("0.45", from_=8 * 3600)), closed))
    assert remark.message == "'Energy' has no price Mon-Sun 00:00-02:00, 03:00-08:00"
    (whole,) = check(
        profile(energy(None, variation("0.45", from_=8 * 3600)), replace(closed, constraints=When(to=4 * 3600)))
    )
    assert whole.message == "'Energy' has no price Mon-Sun 00:00-02:00, 03:00-08:00"


def test_rules_in_the_wrong_order_change_places_and_equal_bands_become_one() -> None:
    draft = add_variation(base_draft(), 0, "0.60", "Evening", {"from": "18:00", "to": "19:00"})
    (remark,) = check_draft(draft)
    assert (remark.code, remark.rule, remark.fix) == (
        "never-wins",
        "costs[0].variations[0]",
        "Move 'Evening' before 'Peak'",
    )
    assert remark.mend
    assert check_draft(remark.mend.apply(draft)) == ()
    bands = add_variation(base_draft(), 0, "0.45", "Evening", {"from": "20:00", "to": "22:00"})
    (equal,) = check_draft(bands)
    assert equal.rule == "costs[0].variations[0]"
    assert equal.message == "'Peak' and 'Evening' follow each other at the same price"
    assert equal.mend
    (one,) = value_at(equal.mend.apply(bands), "costs[0].variations")
    assert one == {"name": "Peak", "when": {"from": "14:00", "to": "22:00"}, "rate": "0.45"}
    round_the_clock = add_variation(base_draft(), 0, "0.45", "Else", {"from": "20:00", "to": "14:00"})
    (whole,) = check_draft(round_the_clock)
    assert whole.mend
    (one,) = value_at(whole.mend.apply(round_the_clock), "costs[0].variations")
    assert one == {"name": "Peak", "when": {}, "rate": "0.45"}
    twice = add_variation(base_draft(), 0, "0.50", "Again", {"from": "14:00", "to": "20:00"})
    (same,) = check_draft(twice)
    assert same.fix == "Take out 'Again'"


@pytest.mark.parametrize("typed", ["45\u00a2", "45 ct", "45c", "45 cents", "1,234", "$1,234"])
def test_what_may_be_a_hundredth_or_a_thousand_is_left_to_the_person(typed: str) -> None:
    (fault,) = check_draft(put(base_draft(), "costs[0].rate", typed))
    assert has_errors([fault])
    assert fault.mend is None


def test_bands_of_two_tariff_elements_are_not_one() -> None:
    bands = [Variation("A", When(from_=8 * 3600, to=12 * 3600), nano("0.40"), group=0)]
    bands.append(Variation("B", When(from_=12 * 3600, to=20 * 3600), nano("0.40"), group=1))
    assert "equal-bands" not in codes(profile(energy("0.30", *bands)))


def test_errors_come_first_and_hide_the_warnings_of_their_part_only() -> None:
    draft = put(put(base_draft(), "costs[0].rate", "25"), f"{WHEN}.to", "14:00")
    draft = put(add_cost(draft, "idle_time"), "costs[1].rate", "0.20")
    assert [(one.severity, one.code, one.path) for one in check_draft(draft)] == [
        ("error", "wrong", f"{WHEN}.to"),
        ("warning", "odd-price", "costs[0].rate"),
        ("warning", "no-grace", "costs[1]"),
    ]
    assert has_errors(check_draft(draft))
    assert not has_errors(check_draft(put(draft, f"{WHEN}.to", "20:00")))


def test_a_version_that_begins_with_another_is_an_error_within_one_a_warning() -> None:
    begun = InForce(1, date(2026, 1, 1), None)
    closed = InForce(2, date(2025, 1, 1), date(2027, 1, 1))
    found = check_draft(base_draft(), versions=[begun, closed])
    assert [(one.severity, one.code, one.path) for one in found] == [
        ("error", "overlap", "effective_from"),
        ("warning", "overlap", "effective_from"),
    ]
    assert check_draft(put(base_draft(), "effective_from", "2026-02-01"), versions=[begun]) == ()


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_any_draft_is_looked_through_and_its_mends_can_be_applied(data: st.DataObject) -> None:
    draft = draft_of_text(example())
    for _ in range(data.draw(st.integers(1, 5))):
        path = data.draw(st.sampled_from([one for one in paths(draft) if "groups.members[" not in one]))
        value = data.draw(st.sampled_from(("", "0.30", "x", "24:00", "2026-01-01", ["mon"], {}, True, "-5 $", "23:59")))
        draft = data.draw(st.sampled_from((put(draft, path, value), remove(draft, path))))
    for remark in check_draft(draft, today=date(2026, 12, 1), rows=True):
        if remark.mend:
            read(remark.mend.apply(draft))
