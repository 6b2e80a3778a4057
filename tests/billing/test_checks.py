"""What may be wrong with a profile that can be read."""

from datetime import date
from typing import Any

import pytest

from tests.billing.profiles import energy, fee, idle, nano, profile, variation
from zefdesk.billing.checks import check
from zefdesk.domain.charger import Charger, Kind
from zefdesk.domain.profile import BillingProfile, Cost, Dimension
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
