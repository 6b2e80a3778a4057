"""Bills that can be redone by hand."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from tests.billing.profiles import (
    CHICAGO,
    amounts,
    counted,
    dollars,
    energy,
    fee,
    idle,
    instant,
    kinds,
    metered,
    nano,
    profile,
    row,
    variation,
)
from zefdesk.billing.metered import Segment
from zefdesk.billing.price import price
from zefdesk.billing.refused import Unpriceable
from zefdesk.billing.row import price_row
from zefdesk.domain.bill import BASE, LineKind
from zefdesk.domain.policy import PRESETS, Direction, Policy, Step
from zefdesk.domain.profile import (
    Cost,
    DateException,
    Dimension,
    DurationBasis,
    Holiday,
    Limit,
    Reservation,
    Tax,
    Threshold,
    When,
)
from zefdesk.domain.rate import Per

NINE = "2026-11-03T15:00:00"  # a Tuesday, 09:00 in Chicago


def test_two_energy_costs_add_up() -> None:
    bill = price_row(row(NINE, "2", "2", "10"), profile(energy("0.30"), energy("0.05")))
    assert amounts(bill) == ["3.00", "0.50"]
    assert dollars(bill.total_excl, bill.total_incl) == ["3.50", "3.50"]
    assert bill.unpriced == ()


def test_a_price_per_minute_stays_as_it_was_typed() -> None:
    cost = Cost("Plugged", Dimension.PLUGGED_TIME, Per.MINUTE, nano("0.05"))
    bill = price_row(row(NINE, "1.5", "1", "10"), profile(cost))
    assert bill.lines[0].rate == nano("0.05")
    assert amounts(bill) == ["4.50"]


def test_a_cost_whose_constraints_do_not_hold_gives_nothing() -> None:
    night = When(from_=22 * 3600, to=6 * 3600)
    bill = price_row(row(NINE, "2", "2", "10"), profile(energy("0.30", constraints=night)))
    assert bill.lines == ()
    assert bill.unpriced == ((Dimension.ENERGY, nano("10")),)


def test_an_exception_wins_over_a_variation_and_may_waive() -> None:
    day = date(2026, 11, 3)
    free = DateException("Election day", None, dates=(day,))
    bill = price_row(row(NINE, "2", "2", "10"), profile(energy("0.30", variation("0.40"), exceptions=(free,))))
    assert amounts(bill) == ["0.00"]
    assert bill.lines[0].rule == 0
    assert bill.lines[0].measured == nano("10")


def test_holidays_are_those_of_the_profile() -> None:
    holiday = DateException("Holiday", nano("0.10"), holidays=True)
    terms = profile(energy("0.30", exceptions=(holiday,)), holidays=(Holiday(date(2026, 11, 4), "Some day"),))
    bill = price_row(row("2026-11-04T05:00:00", "2", "2", "10"), terms)
    assert [line.rule for line in bill.lines] == [0, BASE] or [line.rule for line in bill.lines] == [BASE, 0]
    assert sorted(amounts(bill)) == ["0.50", "1.50"]


def test_a_fee_is_taken_once_at_the_first_piece_that_has_a_rate() -> None:
    late = Cost("Late", Dimension.SESSION, Per.SESSION, variations=(variation("2.00", min_duration=3600),))
    bill = price_row(row(NINE, "2", "2", "10"), profile(late))
    assert amounts(bill) == ["2.00"]
    assert bill.lines[0].intervals == ((instant("2026-11-03T16:00:00"), instant("2026-11-03T16:00:00")),)
    assert price_row(row(NINE, "1", "1", "10"), profile(late)).lines == ()


def test_the_first_variation_that_holds_wins() -> None:
    tiers = (variation("0.15", max_duration=7200), variation("0.30"))
    bill = price_row(row(NINE, "3", "3", "9"), profile(energy(None, *tiers)))
    assert counted(bill) == ["6", "3"]
    assert amounts(bill) == ["0.90", "0.90"]


def test_a_window_counts_only_the_time_in_which_the_rest_holds() -> None:
    free_hour = variation("0", from_=10 * 3600, to=24 * 3600, max_duration=3600, duration_basis=DurationBasis.WINDOW)
    bill = price_row(row(NINE, "4", "4", "8"), profile(energy("0.50", free_hour)))
    assert counted(bill) == ["6", "2"]
    assert amounts(bill) == ["3.00", "0.00"]


def test_a_cap_and_a_floor_are_movements_of_their_cost() -> None:
    bill = price_row(row(NINE, "2", "2", "100"), profile(energy("0.30", cap=nano("20")), fee("1.00")))
    assert kinds(bill) == ["charge", "cap", "fee"]
    assert amounts(bill) == ["30.00", "-10.00", "1.00"]
    bill = price_row(row(NINE, "2", "2", "1"), profile(energy("0.30", floor=nano("2"))))
    assert amounts(bill) == ["0.30", "1.70"]


def test_a_movement_of_a_cost_is_taxed_as_its_lines() -> None:
    terms = profile(energy("0.30", cap=nano("20"), taxes=("sales",)), taxes=(Tax("sales", nano("10")),))
    bill = price_row(row(NINE, "2", "2", "100"), terms)
    assert dollars(bill.total_excl, bill.total_incl) == ["20.00", "22.00"]


def test_a_stacked_tax_is_taken_on_the_lower_one_too() -> None:
    taxes = (Tax("state", nano("5")), Tax("city", nano("10"), stack=1))
    bill = price_row(row(NINE, "2", "2", "100"), profile(energy("1.00", taxes=("state", "city")), taxes=taxes))
    assert [(tax.name, *dollars(tax.taxable, tax.amount)) for tax in bill.taxes] == [
        ("state", "100.00", "5.00"),
        ("city", "105.00", "10.50"),
    ]
    assert dollars(bill.total_incl) == ["115.50"]


def test_taxes_come_out_of_prices_that_hold_them() -> None:
    terms = profile(energy("0.54", taxes=("sales",)), taxes=(Tax("sales", nano("8")),), prices_include_tax=True)
    bill = price_row(row(NINE, "1", "1", "10"), terms)
    assert amounts(bill) == ["5.40"]
    assert dollars(bill.total_excl, bill.total_incl, bill.taxes[0].amount) == ["5.00", "5.40", "0.40"]


def test_a_minimum_raises_and_a_maximum_lowers_the_total_with_its_tax() -> None:
    taxes = (Tax("sales", nano("10")),)
    low = profile(energy("0.30", taxes=("sales",)), taxes=taxes, minimum=Limit(before_tax=nano("2")))
    bill = price_row(row(NINE, "1", "1", "1"), low)
    assert kinds(bill) == ["charge", "minimum"]
    assert dollars(bill.total_excl, bill.total_incl) == ["2.00", "2.20"]
    high = profile(energy("0.30", taxes=("sales",)), taxes=taxes, maximum=Limit(after_tax=nano("11")))
    bill = price_row(row(NINE, "1", "1", "100"), high)
    assert kinds(bill) == ["charge", "maximum"]
    assert dollars(bill.total_excl, bill.total_incl) == ["10.00", "11.00"]


def test_the_maximum_wins_over_the_minimum() -> None:
    terms = profile(energy("0.30"), minimum=Limit(nano("5")), maximum=Limit(nano("4")))
    bill = price_row(row(NINE, "1", "1", "1"), terms)
    assert kinds(bill) == ["charge", "minimum", "maximum"]
    assert dollars(bill.total_incl) == ["4.00"]


@pytest.mark.parametrize(
    ("threshold", "due"),
    [
        (Threshold(min_energy=nano("1")), "0.30"),
        (Threshold(min_energy=nano("1") + 1), "0.00"),
        (Threshold(min_duration=3600), "0.30"),
        (Threshold(min_duration=3601), "0.00"),
    ],
)
def test_below_the_threshold_every_line_stays_and_one_brings_the_total_to_nothing(
    threshold: Threshold, due: str
) -> None:
    bill = price_row(row(NINE, "1", "1", "1"), profile(energy("0.30"), billable_threshold=threshold))
    assert dollars(bill.total_incl) == [due]
    assert amounts(bill)[0] == "0.30"
    assert kinds(bill)[1:] == (["threshold"] if due == "0.00" else [])


@pytest.mark.parametrize(
    ("direction", "billed"), [(Direction.UP, "11"), (Direction.DOWN, "10"), (Direction.NEAREST, "10")]
)
def test_blocks_are_billed_in_the_direction_that_the_policy_says(direction: Direction, billed: str) -> None:
    policy = Policy(step=Step.PER_PRICE, direction=direction)
    bill = price_row(row(NINE, "1", "1", "10.4"), profile(energy("0.30", step=nano("1")), policy=policy))
    assert counted(bill) == [billed]
    assert [note.code for note in bill.notes] == ["STEP_ROUNDED"]


def test_members_and_initiators_have_prices_of_their_own() -> None:
    members = variation("0.10", identity_group="staff")
    partner = variation("0.20", initiator=("ChargeHub",))
    terms = profile(energy("0.30", members, partner), identity_groups={"staff": ("ann",)})
    totals = [
        price_row(row(NINE, "1", "1", "10", initiator=initiator, identity=identity), terms).total_incl
        for initiator, identity in (("ZEF", "ann"), ("ChargeHub", "bob"), ("ZEF", "bob"))
    ]
    assert dollars(*totals) == ["1.00", "2.00", "3.00"]


def test_what_is_not_known_does_not_hold_and_is_noted() -> None:
    bill = price_row(row(NINE, "1", "1", "10"), profile(energy("0.30", variation("0.10", min_capacity=nano("50")))))
    assert amounts(bill) == ["3.00"]
    assert [note.code for note in bill.notes] == ["UNEVALUABLE_RESTRICTION"]
    bill = price_row(
        row(NINE, "1", "1", "10", capacity=nano("50")),
        profile(energy("0.30", variation("0.10", min_capacity=nano("50")))),
    )
    assert amounts(bill) == ["1.00"]


def test_gaps_are_waiting_and_count_as_plugged_in() -> None:
    start = instant(NINE)
    cost = Cost("Plugged", Dimension.PLUGGED_TIME, Per.HOUR, nano("1"))
    session = metered(
        Segment(start, start + 1800, nano("5"), 1800), Segment(start + 5400, start + 7200, nano("5"), 1800)
    )
    assert counted(price(session, profile(cost))) == ["7200"]
    assert price(session, profile(cost)).lines[0].intervals == ((start, start + 7200),)


@pytest.mark.parametrize(
    ("segments", "code"),
    [
        ((Segment(100, 200), Segment(150, 300)), "overlap: two segments overlap at 150; one comes after the other"),
        ((Segment(200, 100),), "end-before-start: a segment ends at 100, before its start 200"),
        ((Segment(100, 200, -1),), "negative-energy: a segment has a negative energy; nothing can be billed for it"),
    ],
)
def test_segments_that_contradict_each_other_are_refused(segments: tuple[Segment, ...], code: str) -> None:
    with pytest.raises(Unpriceable) as refused:
        price(metered(*segments), profile(energy("0.30")))
    assert f"{refused.value.code}: {refused.value}" == code


def test_both_passes_of_the_repeated_hour_count() -> None:
    before_two = variation("1.00", to=2 * 3600)
    bill = price_row(row("2026-11-01T05:30:00", "3", "3", "3"), profile(energy("2.00", before_two)))
    assert counted(bill) == ["2.5", "0.5"]


def test_idle_time_that_nothing_counts_is_told() -> None:
    assert price_row(row(NINE, "2", "1", "10"), profile(energy("0.30"))).unpriced == (
        (Dimension.IDLE_TIME, nano("3600")),
    )
    assert price_row(row(NINE, "2", "1", "10"), profile(idle("6"))).unpriced == ()


def test_lines_are_energy_time_session() -> None:
    bill = price_row(row(NINE, "2", "1", "10"), profile(fee("1"), idle("6"), energy("0.30")))
    assert amounts(bill) == ["3.00", "6.00", "1.00"]


def test_a_cap_over_two_sets_of_taxes_is_shared_in_proportion() -> None:
    peak = replace(variation("1.00", from_=10 * 3600, to=24 * 3600), taxes=("city",))
    terms = profile(
        energy("1.00", peak, cap=nano("10.01"), taxes=("state",)),
        taxes=(Tax("state", nano("10")), Tax("city", nano("20"))),
    )
    bill = price_row(row(NINE, "4", "4", "40"), terms)
    assert kinds(bill) == ["charge", "charge", "cap", "cap"]
    assert amounts(bill) == ["10.00", "30.00", "-7.50", "-22.49"]
    assert [line.taxes for line in bill.lines] == [("state",), ("city",), ("state",), ("city",)]
    assert [line.cost for line in bill.lines] == [0, 0, 0, 0]
    assert [line.exact for line in bill.lines[2:]] == [line.amount for line in bill.lines[2:]]
    assert dollars(bill.total_excl, *(tax.amount for tax in bill.taxes)) == ["10.01", "0.25", "1.50"]


def test_a_floor_over_two_sets_of_taxes_is_shared_too() -> None:
    peak = replace(variation("1.00", from_=10 * 3600, to=24 * 3600), taxes=())
    bill = price_row(row(NINE, "4", "4", "4"), profile(energy("1.00", peak, floor=nano("8"), taxes=())))
    assert amounts(bill) == ["1.00", "3.00", "4.00"]
    bill = price_row(row(NINE, "4", "4", "4"), profile(energy("0", peak, floor=nano("8"))))
    assert amounts(bill) == ["0.00", "3.00", "5.00"]


@pytest.mark.parametrize(("cap", "floor"), [("10.00", None), (None, "10.00")])
def test_a_total_at_its_bound_is_not_moved(cap: str | None, floor: str | None) -> None:
    cost = energy("1.00", cap=cap and nano(cap), floor=floor and nano(floor))  # type: ignore[arg-type]
    assert kinds(price_row(row(NINE, "1", "1", "10"), profile(cost))) == ["charge"]


def test_a_period_that_spans_a_change_is_judged_at_its_start_and_noted_where_it_matters() -> None:
    start = instant(NINE)
    peak = variation("1.00", from_=10 * 3600, to=11 * 3600)
    records = Policy("records", cut=False)
    session = metered(
        Segment(start, start + 7200, nano("10"), 7200), Segment(start + 7200, start + 10800, 0, idle=3600)
    )
    bill = price(session, profile(energy("0.50", peak), policy=records))
    assert amounts(bill) == ["5.00"]
    assert [(note.code, note.at) for note in bill.notes] == [("PERIOD_SPANS_PRICE_CHANGE", start)]
    assert bill.lines[0].intervals == ((start, start + 7200),)
    bill = price(session, profile(energy("0.50"), idle(None, peak), policy=records))
    assert bill.notes == ()


def test_intervals_meet_or_stay_apart() -> None:
    start = instant("2026-11-03T19:30:00")
    peak = variation("1.00", from_=14 * 3600, to=15 * 3600)
    bill = price_row(row("2026-11-03T19:30:00", "3", "3", "3"), profile(energy("0.50", peak)))
    assert [line.intervals for line in bill.lines] == [
        ((start, start + 1800), (start + 5400, start + 10800)),
        ((start + 1800, start + 5400),),
    ]


def test_an_instant_between_seconds_is_shown_as_the_nearest() -> None:
    start = instant(NINE)
    bill = price(
        metered(Segment(start, start + 10, nano("3"), 10)),
        profile(energy("1.00", variation("2.00", max_kwh=nano("2")))),
    )
    assert [line.intervals for line in bill.lines] == [((start, start + 7),), ((start + 7, start + 10),)]
    assert counted(bill) == ["2", "1"]


def test_energy_at_one_instant_is_cut_at_its_bounds_with_its_time_first() -> None:
    start = instant(NINE)
    terms = profile(energy("1.00", variation("2.00", max_kwh=nano("2")), variation("3.00", max_kwh=nano("4"))))
    bill = price(metered(Segment(start, start, nano("5"))), terms)
    assert sorted(zip(counted(bill), amounts(bill), strict=True)) == [("1", "1.00"), ("2", "4.00"), ("2", "6.00")]


def test_nothing_is_left_to_pay_below_the_threshold_taxes_included() -> None:
    terms = profile(
        energy("0.30", taxes=("sales",)),
        taxes=(Tax("sales", nano("10")),),
        billable_threshold=Threshold(min_energy=nano("5")),
        prices_include_tax=True,
    )
    bill = price_row(row(NINE, "1", "1", "1"), terms)
    assert dollars(bill.total_excl, bill.total_incl) == ["0.00", "0.00"]
    assert [(tax.taxable, tax.amount) for tax in bill.taxes] == [(0, 0)]
    assert amounts(bill) == ["0.30", "-0.30"]
    assert bill.lines[1].exact == bill.lines[1].amount


def test_a_movement_of_prices_that_hold_tax_is_gross() -> None:
    terms = profile(
        energy("1.10", taxes=("sales",)),
        taxes=(Tax("sales", nano("10")),),
        prices_include_tax=True,
        maximum=Limit(before_tax=nano("5")),
    )
    bill = price_row(row(NINE, "1", "1", "10"), terms)
    assert amounts(bill) == ["11.00", "-5.50"]
    assert dollars(bill.total_excl, bill.total_incl) == ["5.00", "5.50"]


def test_a_total_that_is_rounded_once_says_what_rounding_moved() -> None:
    once = replace(PRESETS["ocpi"], decimals=2)
    bill = price_row(row(NINE, "1", "1", "1.234"), profile(energy("0.3333"), policy=once, minimum=Limit(nano("2"))))
    assert kinds(bill) == ["charge", "rounding", "minimum"]
    assert [line.amount for line in bill.lines] == [411_292_200, -1_292_200, 1_590_000_000]
    assert bill.lines[1].exact == -1_292_200


def test_a_movement_counts_nothing_and_names_its_cost() -> None:
    bill = price_row(row(NINE, "1", "1", "10"), profile(energy("1.00", cap=nano("4")), minimum=Limit(nano("6"))))
    cap, least = bill.lines[1:]
    assert cap == (LineKind.CAP, Dimension.ENERGY, 0, None, (), 0, 0, 0, -nano("6"), -nano("6"), ())
    assert least == (LineKind.MINIMUM, None, None, None, (), 0, 0, 0, nano("2"), nano("2"), ())


NIGHT = "2026-11-04T05:00:00"  # a Tuesday, 23:00 in Chicago


@pytest.mark.parametrize(
    ("when", "billed"),
    [
        ({"start_date": date(2026, 11, 4)}, "1"),
        ({"end_date": date(2026, 11, 4)}, "1"),
        ({"start_date": date(2026, 11, 3)}, "2"),
        ({"end_date": date(2026, 11, 5)}, "2"),
        ({"dates_in": (date(2026, 11, 4),)}, "1"),
        ({"dates_not_in": (date(2026, 11, 4),)}, "1"),
        ({"dates_in": (date(2026, 11, 3), date(2026, 11, 4))}, "2"),
        ({"months": (11,)}, "2"),
        ({"days": (2,)}, "1"),
        ({"days": (1, 2)}, "2"),
        ({"from_": 23 * 3600}, "1"),
        ({"to": 3600}, "1"),
        ({"from_": 22 * 3600, "to": 3600}, "2"),
        ({"min_charging_time": 3600}, "1"),
        ({"max_charging_time": 1800}, "0.5"),
        ({"min_duration": 3600}, "1"),
        ({"max_duration": 5400}, "1.5"),
        ({"min_kwh": 10**9}, "1"),
        ({"min_power": 10**9}, "2"),
        ({"max_power": 10**9 + 1}, "2"),
    ],
)
def test_each_condition_holds_from_its_bound_on_and_not_at_its_end(when: dict[str, Any], billed: str) -> None:
    bill = price_row(row(NIGHT, "2", "2", "2"), profile(energy(None, variation("1.00", **when))))
    assert counted(bill) == [billed]


@pytest.mark.parametrize("when", [{"months": (10,)}, {"max_power": 10**9}, {"min_power": 10**9 + 1}, {"days": (3,)}])
def test_a_condition_that_does_not_hold_prices_nothing(when: dict[str, Any]) -> None:
    bill = price_row(row(NIGHT, "2", "2", "2"), profile(energy(None, variation("1.00", **when))))
    assert (bill.lines, bill.unpriced) == ((), ((Dimension.ENERGY, nano("2")),))


def test_told_power_and_current_are_compared_by_their_highest_and_lowest() -> None:
    start = instant(NINE)
    segment = Segment(start, start + 3600, nano("10"), 3600, 0, 0, nano("5"), nano("50"), nano("6"), nano("16"))
    for when, holds in (
        ({"min_power": nano("50")}, True),
        ({"min_power": nano("50") + 1}, False),
        ({"max_power": nano("5")}, False),
        ({"max_power": nano("5") + 1}, True),
        ({"min_current": nano("16")}, True),
        ({"min_current": nano("16") + 1}, False),
        ({"max_current": nano("6")}, False),
        ({"max_current": nano("6") + 1}, True),
    ):
        bill = price(metered(segment), profile(energy(None, variation("1.00", **when))))
        assert bool(bill.lines) is holds, when


def test_a_reservation_is_counted_by_what_names_it() -> None:
    start = instant(NINE)
    held, charged = Segment(start, start + 900, reserved=900), Segment(start + 900, start + 4500, nano("10"), 3600)
    reserve = Cost("Hold", Dimension.RESERVATION_TIME, Per.HOUR, nano("4"))
    late = variation("9", reservation=Reservation.RESERVATION_EXPIRES)
    any_of_them = variation("2", reservation=Reservation.RESERVATION)
    fees = Cost("Fee", Dimension.SESSION, Per.SESSION, variations=(late, any_of_them))
    terms = profile(energy("0.30"), reserve, fees, fee("1"))
    assert amounts(price(metered(held, charged), terms)) == ["3.00", "2.00", "1.00", "1.00"]
    assert amounts(price(metered(held), terms)) == ["9.00", "1.00"]


def test_energy_beyond_a_step_of_one_watt_hour_is_stepped() -> None:
    for step, billed in ((nano("0.001"), "1.0004"), (nano("0.002"), "1.002")):
        bill = price_row(row(NINE, "1", "1", "1.0004"), profile(energy("0.30", step=step)))
        assert counted(bill) == [billed]
    for step, billed in ((1, "1799.5"), (2, "1800")):
        start = instant(NINE)
        session = metered(Segment(start, start + 1800, 0, Fraction(3599, 2)))
        cost = Cost("Time", Dimension.CHARGING_TIME, Per.HOUR, nano("1"), step=step)
        assert counted(price(session, profile(cost))) == [billed]


def test_windows_with_a_beginning_open_late() -> None:
    after = variation("0", from_=10 * 3600, to=24 * 3600, min_duration=3600, duration_basis=DurationBasis.WINDOW)
    bill = price_row(row(NINE, "4", "4", "8"), profile(energy("0.50", after)))
    assert counted(bill) == ["4", "4"]


@pytest.mark.parametrize(("capacity", "billed"), [("10.9", "3.00"), ("11", "1.00"), ("21.9", "1.00"), ("22", "3.00")])
def test_capacity_is_half_open_too(capacity: str, billed: str) -> None:
    terms = profile(energy("0.30", variation("0.10", min_capacity=nano("11"), max_capacity=nano("22"))))
    assert amounts(price_row(row(NINE, "1", "1", "10", capacity=nano(capacity)), terms)) == [billed]
    only_least = profile(energy("0.30", variation("0.10", min_capacity=nano("11"))))
    least = amounts(price_row(row(NINE, "1", "1", "10", capacity=nano(capacity)), only_least))
    assert least == (["3.00"] if capacity == "10.9" else ["1.00"])
    only_most = profile(energy("0.30", variation("0.10", max_capacity=nano("22"))))
    most = amounts(price_row(row(NINE, "1", "1", "10", capacity=nano(capacity)), only_most))
    assert most == (["3.00"] if capacity == "22" else ["1.00"])


def test_idle_time_has_an_end_too() -> None:
    bill = price_row(row(NINE, "3", "1", "10"), profile(idle("6", variation("0", max_idle_time=900))))
    assert counted(bill) == ["900", "6300"]


def test_dates_of_an_exception_are_not_the_holidays_unless_it_says_so() -> None:
    other = DateException("Election", nano("0.10"), dates=(date(2026, 11, 9),))
    holidays = (Holiday(date(2026, 11, 3), "Today"),)
    bill = price_row(row(NINE, "1", "1", "10"), profile(energy("0.30", exceptions=(other,)), holidays=holidays))
    assert amounts(bill) == ["3.00"]


def test_half_a_block_counts_whole_where_the_nearest_counts() -> None:
    policy = Policy(step=Step.PER_PRICE, direction=Direction.NEAREST)
    for kwh, billed in (("10.5", "11"), ("10.499", "10"), ("10", "10")):
        bill = price_row(row(NINE, "1", "1", kwh), profile(energy("0.30", step=nano("1")), policy=policy))
        assert counted(bill) == [billed]


def test_lines_of_equal_taxes_share_a_movement_as_one() -> None:
    bands = [
        replace(variation(rate, from_=hour * 3600, to=(hour + 1) * 3600), taxes=taxes)
        for hour, rate, taxes in ((9, "1.00", ("a",)), (10, "2.00", ("b",)), (11, "3.00", ("a",)))
    ]
    terms = profile(energy(None, *bands, cap=nano("1")), taxes=(Tax("a", nano("10")), Tax("b", nano("20"))))
    bill = price_row(row(NINE, "3", "3", "3"), terms)
    assert amounts(bill) == ["1.00", "2.00", "3.00", "-3.33", "-1.67"]
    assert [line.taxes for line in bill.lines[3:]] == [("a",), ("b",)]


def test_a_floor_that_is_over_the_cap_gives_way_to_it() -> None:
    bill = price_row(row(NINE, "1", "1", "1"), profile(energy("1.00", floor=nano("5"), cap=nano("3"))))
    assert amounts(bill) == ["1.00", "4.00", "-2.00"]


def test_a_threshold_asks_for_all_that_it_names() -> None:
    both = Threshold(min_energy=nano("2"), min_duration=3600)
    for hours, kwh, due in (("1", "2", "0.60"), ("0.9", "2", "0.00"), ("1", "1.9", "0.00")):
        bill = price_row(row(NINE, hours, hours, kwh), profile(energy("0.30"), billable_threshold=both))
        assert dollars(bill.total_incl) == [due]


def test_the_first_element_takes_all_dimensions() -> None:
    start = instant(NINE)
    first = replace(variation("1.00", max_duration=1800), group=0)
    second = replace(variation("2.00"), group=1)
    time = Cost("Time", Dimension.CHARGING_TIME, Per.HOUR, variations=(replace(second, rate=nano("6")),))
    terms = profile(energy(None, first), time, fee("1"), policy=PRESETS["sap"])
    bill = price(metered(Segment(start, start + 3600, nano("2"), 3600)), terms)
    assert counted(bill) == ["1", "1800", "1"]
    assert dict(bill.unpriced) == {Dimension.ENERGY: nano("1"), Dimension.CHARGING_TIME: nano("1800")}


def test_days_turn_by_the_clock_of_the_profile() -> None:
    weekend = variation("0.10", days=(5, 6))
    for place, billed in ((CHICAGO, "3.00"), ("UTC", "1.00")):
        terms = replace(profile(energy("0.30", weekend)), time_zone=place)
        assert amounts(price_row(row("2026-11-07T03:00:00", "1", "1", "10"), terms)) == [billed]


def test_a_missing_hour_of_spring_is_passed_over() -> None:
    bill = price_row(row("2026-03-08T07:30:00", "1", "1", "4"), profile(energy("2.00", variation("1.00", to=2 * 3600))))
    assert counted(bill) == ["2", "2"]
    assert [line.intervals[0][0] for line in bill.lines] == [
        instant("2026-03-08T07:30:00"),
        instant("2026-03-08T08:00:00"),
    ]


def test_what_none_of_several_costs_prices_is_told_once() -> None:
    early = variation("0.20", max_duration=1800)
    earlier = variation("0.10", max_duration=900)
    bill = price_row(row(NINE, "2", "2", "8"), profile(energy(None, early), energy(None, earlier)))
    assert counted(bill) == ["2", "1"]
    assert bill.unpriced == ((Dimension.ENERGY, nano("6")),)


def test_many_bounds_on_energy_of_many_digits_are_cut_at_once() -> None:
    start = instant(NINE)
    tiers = [variation(f"0.{at}", max_kwh=nano(str(at))) for at in (3, 5, 8, 11, 14, 17)]
    session = metered(
        *(Segment(start + at * 3600, start + (at + 1) * 3600, nano("4.123457") + at, 3600) for at in range(5))
    )
    bill = price(session, profile(energy("0.9", *tiers)))
    assert counted(bill)[:5] == ["3", "2", "3", "3", "3"]
