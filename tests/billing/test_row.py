"""A report's row says how much, not when: assumptions, ranges, and what it leaves out."""

import pytest

from tests.billing.profiles import CHICAGO, dollars, energy, idle, instant, nano, profile, row, variation
from zefdesk.billing.refused import Unpriceable
from zefdesk.billing.row import Row, price_row
from zefdesk.domain.bill import CHARGE_FIRST
from zefdesk.domain.profile import Cost, Dimension
from zefdesk.domain.rate import Per

NINE = "2026-11-03T15:00:00"
PEAK = profile(energy("0.20", variation("0.40", from_=10 * 3600, to=11 * 3600)))


def test_a_row_without_idle_time_assumes_nothing() -> None:
    bill = price_row(row(NINE, "2", "2", "10"), PEAK)
    assert (bill.assumptions, bill.range) == ((), None)


def test_a_total_that_depends_on_when_energy_flowed_has_a_range() -> None:
    bill = price_row(row(NINE, "2", "1", "10"), PEAK)
    assert bill.assumptions == (CHARGE_FIRST,)
    assert bill.range
    assert dollars(bill.total_incl, *bill.range) == ["2.00", "2.00", "4.00"]


def test_a_total_that_does_not_depend_on_it_has_none() -> None:
    bill = price_row(row(NINE, "2", "1", "10"), profile(energy("0.20"), idle("6")))
    assert (bill.assumptions, bill.range) == ((CHARGE_FIRST,), None)


@pytest.mark.parametrize(
    ("plugged", "charging", "code"),
    [
        (None, 3600, "PLUG_DURATION_MISSING"),
        (3600, None, "CHARGE_DURATION_MISSING"),
        (1800, 3600, "CHARGE_EXCEEDS_PLUG"),
        (3600, 0, "NO_CHARGE_DURATION"),
    ],
)
def test_what_a_row_leaves_out_is_noted(plugged: int | None, charging: int | None, code: str) -> None:
    bill = price_row(Row(CHICAGO, instant(NINE), plugged, charging, nano("10")), PEAK)
    assert [note.code for note in bill.notes] == [code]
    assert dollars(bill.total_incl) == ["2.00"]


def test_energy_at_one_instant_may_have_flowed_at_any_time() -> None:
    bill = price_row(Row(CHICAGO, instant(NINE), 5400, 0, nano("10")), PEAK)
    assert bill.range
    assert dollars(*bill.range) == ["2.00", "4.00"]


def test_a_request_that_did_not_start_costs_nothing() -> None:
    bill = price_row(Row(CHICAGO, instant(NINE), 0, 0, 0), PEAK)
    assert (bill.lines, bill.total_incl) == ((), 0)


@pytest.mark.parametrize(
    ("plugged", "charging", "kwh", "code"),
    [
        (3600, 3600, -1, "negative-energy: the session has a negative energy; nothing can be billed for it"),
        (-1, 3600, 1, "end-before-start: the session has a negative duration; nothing can be billed for it"),
        (None, -1, 1, "end-before-start: the session has a negative duration; nothing can be billed for it"),
        (3600, 3600, None, "energy-unknown: the session has no energy, and the profile has a price for it"),
    ],
)
def test_a_row_that_cannot_be_billed_is_refused(plugged: int | None, charging: int, kwh: int | None, code: str) -> None:
    with pytest.raises(Unpriceable) as refused:
        price_row(Row(CHICAGO, instant(NINE), plugged, charging, kwh), PEAK)
    assert f"{refused.value.code}: {refused.value}" == code


def test_power_is_that_of_the_charging_time() -> None:
    slow = profile(energy("0.20", variation("0.10", max_power=nano("8"))))
    bill = price_row(row(NINE, "2", "1", "10"), slow)
    assert bill.range
    assert dollars(bill.total_incl, *bill.range) == ["2.00", "1.00", "2.00"]


def test_a_row_without_energy_may_have_other_costs() -> None:
    terms = profile(idle("6"), Cost("Late", Dimension.SESSION, Per.SESSION, variations=(variation("5", min_kwh=1),)))
    bill = price_row(row(NINE, "2", "1", None), terms)
    assert dollars(bill.total_incl) == ["6.00"]
    assert bill.assumptions == (CHARGE_FIRST,)


def test_a_row_without_any_duration_is_one_instant() -> None:
    plugged = Cost("Plugged", Dimension.PLUGGED_TIME, Per.HOUR, nano("1"))
    bill = price_row(Row(CHICAGO, instant(NINE), None, None, nano("1")), profile(energy("0.20"), plugged))
    assert dollars(bill.total_incl) == ["0.20"]
    assert [line.intervals for line in bill.lines] == [((instant(NINE), instant(NINE)),)]
