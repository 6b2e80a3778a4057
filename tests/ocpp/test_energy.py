from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ocpp.talk import Talk
from zefdesk.domain.logged import ESTIMATED, EXACT, LOWER_BOUND, Logged
from zefdesk.ocpp.fields import scaled

REGISTER = "Energy.Active.Import.Register"


def of(talk: Talk) -> tuple[int | None, str]:
    one = talk.session()
    return one.energy, one.derived["energy"].quality


def test_transaction_data_tells_begin_and_end_where_the_stop_has_no_meter() -> None:
    talk = Talk()
    talk.start("08:00:00", meter=None)
    data = [
        {"timestamp": "2026-03-03T08:00:00Z", "sampledValue": [{"value": "10", "context": "Transaction.Begin"}]},
        {"timestamp": "2026-03-03T09:00:00Z", "sampledValue": [{"value": "60", "context": "Transaction.End"}]},
    ]
    talk.stop("09:00:00", meter=None, data=data)
    assert of(talk) == (50_000_000, EXACT)


def test_registers_within_the_session_are_a_lower_bound() -> None:
    talk = Talk()
    talk.start("08:00:00", meter=None)
    talk.meter("08:10:00", 100)
    talk.meter("08:50:00", 400)
    talk.stop("09:00:00", meter=None)
    assert of(talk) == (300_000_000, LOWER_BOUND)


def test_intervals_are_summed() -> None:
    talk = Talk()
    talk.start("08:00:00", meter=None)
    for clock in ("08:15:00", "08:30:00", "08:45:00"):
        talk.meter(clock, 250, measurand="Energy.Active.Import.Interval")
    talk.stop("09:00:00", meter=None)
    assert of(talk) == (750_000_000, EXACT)


def test_power_over_time_is_an_estimate() -> None:
    talk = Talk()
    talk.start("08:00:00", meter=None)
    for clock in ("08:00:00", "08:30:00", "09:00:00"):
        talk.meter(clock, "7.4", measurand="Power.Active.Import", unit="kW")
    talk.stop("09:00:00", meter=None)
    assert of(talk) == (7_400_000_000, ESTIMATED)


@pytest.mark.parametrize(("stop", "energy", "quality"), [(995, 0, EXACT), (990, 0, EXACT)])
def test_a_small_drop_is_rounding(stop: int, energy: int, quality: str) -> None:
    talk = Talk()
    talk.start("08:00:00", meter=1000)
    talk.stop("09:00:00", meter=stop)
    assert of(talk) == (energy, quality)


def test_a_meter_that_was_reset() -> None:
    talk = Talk()
    talk.start("08:00:00", meter=9000)
    talk.meter("08:20:00", 9500)
    talk.meter("08:30:00", 0)
    talk.meter("08:50:00", 300)
    talk.stop("09:00:00", meter=400)
    one = talk.session()
    assert (one.energy, one.derived["energy"].quality) == (900_000_000, LOWER_BOUND)
    assert "meter-reset" in one.marks


def test_units_are_those_of_each_sample() -> None:
    talk = Talk()
    talk.start("08:00:00", meter=120_000)
    talk.meter("08:30:00", "121.8", unit="kWh")
    talk.status("09:00:00", "Available")
    talk.call("09:30:00", "Heartbeat", {}, {})
    one = talk.session()
    assert one.samples[0].values["energy"] == 121_800_000_000
    assert one.energy == 1_800_000_000


def _phases(total: str | None) -> Logged:
    talk = Talk()
    talk.start("08:00:00", meter=0)
    values = [{"value": "100", "measurand": REGISTER, "phase": phase} for phase in ("L1", "L2", "L3")]
    talk.meter("08:30:00", values + ([{"value": total, "measurand": REGISTER}] if total else []))
    return talk.session()


def test_phases_are_never_added_to_a_total() -> None:
    assert _phases("290").energy == 290_000_000


def test_phases_alone_are_summed() -> None:
    assert _phases(None).energy == 300_000_000


@given(st.decimals(min_value=-(10**6), max_value=10**6, places=6), st.integers(0, 18))
def test_decimals_are_scaled_exactly(value: Decimal, places: int) -> None:
    wanted = int((value.scaleb(places)).to_integral_value("ROUND_HALF_UP"))
    assert scaled(format(value, "f"), places) == wanted


@given(st.one_of(st.text(), st.none(), st.booleans(), st.floats(), st.lists(st.integers()), st.binary()))
def test_anything_may_stand_where_a_number_should(value: object) -> None:
    found = scaled(value, 6)
    assert found is None or isinstance(found, int)


@pytest.mark.parametrize("odd", ["¹", "--5", "--5.3", "5.²", "-", ".", "1.-5", "٣"])
def test_what_looks_like_a_number_and_is_none_is_no_number(odd: str) -> None:
    assert scaled(odd, 6) in {None, 3_000_000}
    talk = Talk()
    talk.start("08:00:00", meter=1000)
    talk.meter("08:30:00", odd, unitOfMeasure={"unit": "Wh", "multiplier": odd})
    talk.stop("09:00:00")
    assert talk.session().energy == 4_000_000_000
