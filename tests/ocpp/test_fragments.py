"""Transactions of which a log does not tell the start: no sessions, and not nothing either."""

from tests.ocpp.talk import Talk, second
from zefdesk.domain.samples import Samples


def test_meter_values_without_their_start_are_told_of() -> None:
    talk = Talk()
    for minute in range(10, 37):
        talk.meter(f"12:{minute}:00", 17_137_228 + minute, transaction=1766486654)
    (made,) = talk.ends()
    (fragment,) = talk.station.fragments
    assert not made.whole
    assert (fragment.charger, fragment.connector, fragment.transaction) == ("CP-1", "1", "1766486654")
    assert fragment.what == "27 meter values, 17137.238 to 17137.264 kWh; its start is not in this log"
    assert (fragment.first, fragment.last, fragment.span.line) == (second("12:10:00"), second("12:36:00"), 1)
    assert (talk.station.sessions, talk.station.attempts) == (0, [])


def test_a_stop_without_its_start_is_told_of() -> None:
    talk = Talk()
    talk.stop("09:00:00", transaction=12, meter=5000)
    talk.ends()
    (fragment,) = talk.station.fragments
    assert fragment.what == "its stop of 2026-03-03T09:00:00+00:00 at 5.000 kWh; its start is not in this log"


def test_a_transaction_of_ocpp_2_without_its_start_is_told_of() -> None:
    talk = Talk()
    values = [{"timestamp": "2026-03-03T08:10:00Z", "sampledValue": [{"value": 1200.0}]}]
    talk.event("08:10:00", "Updated", 3, "MeterValuePeriodic", evse={"id": 2}, meterValue=values)
    talk.ends()
    (fragment,) = talk.station.fragments
    assert (fragment.transaction, fragment.what) == (
        "T-1",
        "one meter value, 1.200 kWh; its start is not in this log",
    )


def test_the_registers_of_a_session_are_those_that_were_sent() -> None:
    talk = Talk()
    talk.start("08:00:00", meter=1000)
    talk.meter("08:30:00", 3000)
    talk.stop("09:00:00", meter=5000)
    assert Samples.of(talk.session().samples).column("energy") == [(second("08:30:00"), 3 * 10**9)]


def test_a_whole_session_is_no_fragment() -> None:
    talk = Talk()
    talk.start("08:00:00")
    talk.stop("09:00:00")
    assert talk.session().whole
    assert talk.station.fragments == []
