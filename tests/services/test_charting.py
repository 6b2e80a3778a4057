"""What charts show, as numbers: every session once, in the day, hour, charger, step or cell where it belongs."""

from collections import Counter, defaultdict

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import MAY_2, a_session, store
from zefdesk.domain.clock import DAY, wall_datetime
from zefdesk.domain.filter_text import read_filter
from zefdesk.domain.quantity import NANO
from zefdesk.domain.query import SessionQuery
from zefdesk.domain.session import Session
from zefdesk.services import charting
from zefdesk.services.charting import Step
from zefdesk.store.aggregates import Lasted, Sums
from zefdesk.store.ledger import Ledger

EVERYTHING = SessionQuery()

sessions = st.lists(
    st.builds(
        lambda day, hour, energy, cost, charger, plug, charge, currency: a_session(
            start=MAY_2 + day * DAY + hour * 3600 + energy % 60,
            name=charger,
            serial=charger,
            energy=None if energy < 0 else energy * NANO // 10,
            cost=None if cost == 0 else cost * NANO // 100,
            currency=currency,
            plug_duration=plug,
            charge_duration=charge,
        ),
        st.integers(-40, 900),
        st.integers(0, 23),
        st.integers(-1, 3_000),
        st.integers(-100, 4_000),
        st.sampled_from(["A", "B", "C"]),
        st.none() | st.integers(0, 10**6),
        st.none() | st.integers(0, 10**5),
        st.sampled_from(["USD", "EUR", None]),
    ),
    max_size=25,
    unique_by=lambda one: (one.start, one.name),
)
many = settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


def kept(told: list[Session], tmp: pytest.TempPathFactory) -> Ledger:
    ledger = Ledger.open(tmp.mktemp("charts") / "a.zefdesk")
    if told:
        store(ledger, *told)
    return ledger


def sums(told: list[Session]) -> Sums:
    mine = [one for one in told if one.currency == "USD"]
    energy, cost = sum(one.energy or 0 for one in told), sum(one.cost or 0 for one in mine)
    return Sums(len(told), energy, cost, sum(one.cost is not None for one in mine))


@many
@given(sessions)
def test_every_session_is_in_one_period_and_one_hour(
    tmp_path_factory: pytest.TempPathFactory, told: list[Session]
) -> None:
    ledger = kept(told, tmp_path_factory)
    found = charting.days(ledger, EVERYTHING, "USD", now=2_000_000_000)
    for one in found.periods:
        assert one.sums == sums([each for each in told if one.start <= each.start_wall < one.end])
    assert sum(one.sums.sessions for one in found.periods) == len(told)
    assert all(one.end == other.start for one, other in zip(found.periods, found.periods[1:], strict=False))
    assert len(found.periods) <= 110
    hours = defaultdict(list)
    for each in told:
        at = wall_datetime(each.start_wall)
        hours[at.isoweekday(), at.hour].append(each)
    assert charting.week(ledger, EVERYTHING, "USD").cells == {cell: sums(group) for cell, group in hours.items()}
    ledger.close()


@many
@given(sessions, st.sampled_from(["energy", "plug_duration", "charge_duration"]))
def test_steps_hold_what_lies_in_them(
    tmp_path_factory: pytest.TempPathFactory, told: list[Session], column: str
) -> None:
    ledger = kept(told, tmp_path_factory)
    values = [value for one in told if (value := getattr(one, column)) is not None]
    found = charting.histogram(ledger, EVERYTHING, column)
    assert found.known == len(values)
    for low, high, count in found.steps:
        assert count == sum(low <= value and (high is None or value < high) for value in values)
    assert sum(one.sessions for one in found.steps) == len(values)
    assert len(found.steps) <= 40
    ledger.close()


@many
@given(sessions, st.sampled_from([0, 3_000]))
def test_energy_against_cost_has_every_session_of_the_currency(
    tmp_path_factory: pytest.TempPathFactory, told: list[Session], most: int
) -> None:
    ledger = kept(told, tmp_path_factory)
    both = [one for one in told if one.energy is not None and one.cost is not None and one.currency == "USD"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(charting, "MOST_POINTS", most)
        found = charting.spread(ledger, EVERYTHING, "USD")
    assert found.known == len(both)
    if most:
        assert Counter((one.energy, one.cost) for one in found.points) == Counter(
            (one.energy, one.cost) for one in both
        )
    else:
        for (energy, cost), count in found.cells.items():
            inside = [
                one
                for one in both
                if energy <= (one.energy or 0) < energy + found.grid[0]
                and cost <= (one.cost or 0) < cost + found.grid[1]
            ]
            assert count == len(inside)
    ledger.close()


def test_a_few_far_values_share_the_last_step(ledger: Ledger) -> None:
    usual = [a_session(start=MAY_2 + at * 600, energy=(at % 40) * NANO) for at in range(400)]
    store(ledger, *usual, a_session(start=MAY_2 - 600, energy=9_999 * NANO))
    found = charting.histogram(ledger, EVERYTHING, "energy")
    assert found.steps[-1] == Step(found.steps[-2].high or 0, None, found.steps[-1].sessions)
    assert found.steps[-1].low < 60 * NANO
    assert sum(one.sessions for one in found.steps) == 401


@many
@given(told=sessions)
def test_every_session_is_at_its_charger(told: list[Session], tmp_path_factory: pytest.TempPathFactory) -> None:
    ledger = kept(told, tmp_path_factory)
    wanted = {serial: sums([one for one in told if one.serial == serial]) for serial in {one.serial for one in told}}
    found = charting.chargers(ledger, EVERYTHING, "USD")
    assert {one.serial: one.sums for one in found} == wanted
    assert charting.together(one.sums for one in found) == sums(told)
    ledger.close()


def test_a_charger_that_was_renamed_is_one_and_one_without_a_serial_goes_by_its_name(ledger: Ledger) -> None:
    store(
        ledger,
        a_session(name="Lot", serial="HC1", energy=NANO),
        a_session(name="Lot North", serial="HC1", start=MAY_2 + DAY, energy=2 * NANO),
        a_session(name="Wall box", serial=None, start=MAY_2 + 2 * DAY, energy=4 * NANO),
    )
    found = charting.chargers(ledger, EVERYTHING, "USD")
    assert sorted((one.serial or "", one.sums.energy // NANO) for one in found) == [("", 4), ("HC1", 3)]
    assert next(one.name for one in found if one.serial is None) == "Wall box"


def test_durations_go_by_charger_and_the_least_are_together(ledger: Ledger) -> None:
    store(
        ledger,
        *(
            a_session(
                start=MAY_2 + at * 60, name=f"C{at:02}", serial=f"S{at}", plug_duration=1000 - at, charge_duration=5000
            )
            for at in range(20)
        ),
    )
    found = charting.split(ledger, EVERYTHING)
    assert [one.name for one in found.chargers] == [f"C{at:02}" for at in range(14)]
    assert found.chargers[0] == Lasted("C00", 1, 1000, 1000, "S0")
    assert found.others == Lasted("6 other chargers", 6, *[sum(1000 - at for at in range(14, 20))] * 2)


def test_durations_of_a_renamed_charger_are_of_one(ledger: Ledger) -> None:
    store(ledger, a_session(serial="S1", name="Lot"), a_session(serial="S1", name="[ARCHIVED] Lot", start=MAY_2 + DAY))
    (one,) = charting.split(ledger, EVERYTHING).chargers
    assert (one.name, one.sessions, one.charger) == ("[ARCHIVED] Lot", 2, "S1")
    (bar,) = charting.chargers(ledger, EVERYTHING, "USD")
    assert (bar.name, bar.sums.sessions, bar.serial) == ("[ARCHIVED] Lot", 2, "S1")


def test_the_filter_holds_and_nothing_is_nothing(ledger: Ledger) -> None:
    store(ledger, a_session(), a_session(start=MAY_2 + DAY, initiator="ZEF", energy=2 * NANO))
    query = read_filter("initiator:ZEF")
    (only,) = charting.days(ledger, query, "USD").periods
    assert only.sums.energy == sum(one[1] for one in charting.week(ledger, query, "USD").cells.values())
    assert only.end - only.start == DAY
    nothing = read_filter("initiator:nobody")
    assert charting.days(ledger, nothing, "USD").periods == ()
    assert charting.week(ledger, nothing, "USD").cells == {}
    assert charting.histogram(ledger, nothing, "energy").steps == ()
    assert charting.spread(ledger, nothing, "USD").known == 0
    assert charting.split(ledger, nothing).chargers == ()


def test_a_start_that_cannot_be_is_left_out_and_said(ledger: Ledger) -> None:
    store(ledger, a_session(), a_session(start=0), a_session(start=MAY_2 + 40 * DAY))
    found = charting.days(ledger, EVERYTHING, "USD", now=MAY_2 + DAY)
    assert [one.sums.sessions for one in found.periods] == [1]
    assert found.left_out == 2
