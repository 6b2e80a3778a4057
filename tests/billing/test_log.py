"""Meter readings and states of a charger's log as a session to price."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.billing.profiles import CHICAGO, amounts, counted, energy, idle, instant, nano, profile, variation
from zefdesk.billing.log import Event, Reading, from_log
from zefdesk.billing.price import price
from zefdesk.billing.refused import Unpriceable
from zefdesk.domain.bill import Basis

TEN = instant("2026-11-03T16:00:00")


def at(minutes: int) -> int:
    return TEN + minutes * 60


def reading(minutes: int, kwh: str) -> Reading:
    return Reading(at(minutes), nano(kwh))


READINGS = [reading(0, "1000.0"), reading(20, "1003.0"), reading(40, "1007.2")]
STATES = [Event(at(0), "charging"), Event(at(40), "suspended-ev"), Event(at(75), "unplugged")]


def test_a_log_is_billed_by_what_flowed_when() -> None:
    terms = profile(
        energy("0.40", variation("0.20", to=10 * 3600 + 1800)), idle(None, variation("6", min_idle_time=900))
    )
    bill = price(from_log(CHICAGO, READINGS, STATES), terms)
    assert counted(bill) == ["5.1", "2.1", "1200"]
    assert amounts(bill) == ["1.02", "0.84", "2.00"]


def test_what_the_charger_withholds_is_neither_charging_nor_idle() -> None:
    states = [Event(at(0), "plugged-in"), Event(at(5), "charging"), Event(at(40), "suspended-evse")]
    states += [Event(at(60), "suspended-ev"), Event(at(90), "unplugged")]
    session = from_log(CHICAGO, [reading(5, "0"), reading(40, "8")], states)
    assert [(one.charging, one.idle) for one in session.segments] == [(0, 0), (2100, 0), (0, 0), (0, 1800)]


def test_energy_flows_in_the_charging_part_between_two_readings() -> None:
    states = [Event(at(0), "charging"), Event(at(10), "suspended-ev"), Event(at(20), "charging")]
    session = from_log(CHICAGO, [reading(0, "0"), reading(40, "3")], states)
    assert [one.energy for one in session.segments] == [nano("1"), 0, nano("2")]


def test_a_register_that_falls_adds_nothing_until_it_is_passed() -> None:
    falling = [reading(0, "10"), reading(10, "12"), reading(20, "11"), reading(30, "13")]
    session = from_log(CHICAGO, falling, [Event(at(0), "charging")])
    assert sum(one.energy for one in session.segments) == nano("3")
    assert [note.code for note in session.notes] == ["REGISTER_FELL"]


def test_without_states_the_meter_tells() -> None:
    session = from_log(CHICAGO, [reading(0, "0"), reading(10, "0"), reading(20, "2"), reading(40, "2")], [])
    assert [(one.charging, one.idle) for one in session.segments] == [(0, 0), (600, 0), (0, 1200)]
    assert [note.code for note in session.notes] == ["STATUS_INFERRED"]


def test_energy_while_nothing_charges_counts_and_is_noted() -> None:
    session = from_log(CHICAGO, [reading(0, "0"), reading(10, "1")], [Event(at(0), "suspended-ev")])
    assert sum(one.energy for one in session.segments) == nano("1")
    assert [note.code for note in session.notes] == ["ENERGY_WITHOUT_CHARGING"]


def test_energy_that_took_no_time_is_not_lost() -> None:
    session = from_log(CHICAGO, [reading(0, "0"), reading(0, "1"), reading(10, "2")], [Event(at(0), "charging")])
    assert sum(one.energy for one in session.segments) == nano("2")


def test_an_empty_log_is_refused() -> None:
    with pytest.raises(Unpriceable, match="neither"):
        from_log(CHICAGO, [], [])


minutes = st.integers(0, 120)
events = st.builds(
    Event, minutes.map(at), st.sampled_from(["charging", "suspended-ev", "suspended-evse", "stop", "boot"])
)


@given(st.lists(st.tuples(minutes, st.integers(0, 30)), min_size=1), st.lists(events))
def test_all_that_the_meter_counted_is_there_in_order(told: list[tuple[int, int]], states: list[Event]) -> None:
    readings = sorted(Reading(at(minute), kwh * 10**9) for minute, kwh in told)
    session = from_log(CHICAGO, readings, states)
    highest = max(one.register for one in readings)
    assert sum((Fraction(one.energy) for one in session.segments), Fraction(0)) == highest - readings[0].register
    assert all(one.end <= other.start for one, other in zip(session.segments, session.segments[1:], strict=False))
    price(session, profile(energy("0.30"), idle("6")))


def test_who_and_what_go_along() -> None:
    session = from_log(CHICAGO, READINGS, STATES, "ZEF", "tag-1", nano("7.2"))
    assert session._replace(segments=()) == (Basis.CHARGER_LOG, CHICAGO, TEN, (), "ZEF", "tag-1", nano("7.2"), ())
