"""Meter values that are gathered tell what they tell one by one."""

import json
from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from zefdesk.domain.logged import Span
from zefdesk.domain.samples import Samples
from zefdesk.formats.logs.gathering import Gathering
from zefdesk.ocpp.instants import micros
from zefdesk.ocpp.message import Readings
from zefdesk.ocpp.meter_values import samples
from zefdesk.ocpp.metered import decode

SPAN = Span(0, 0, 1, 1)


def instant(stamp: object) -> int | None:
    told = micros(stamp)
    return told if told and told > 10**15 else None


numbers = st.one_of(
    st.integers(-(10**6), 10**9).map(str),
    st.decimals(-(10**6), 10**6, places=3).map(str),
    st.sampled_from(["", "NaN", "1e3", "-", " 7", "12,5", '"', "\\", "\u20ac", "1.2.3", "1_0"]),
)
sampled = st.fixed_dictionaries(
    {"value": numbers},
    optional={
        "measurand": st.sampled_from(
            ["Energy.Active.Import.Register", "Power.Active.Import", "Voltage", "SoC", "Current.Import", "Odd"]
        ),
        "phase": st.sampled_from(["L1", "L2", "L3", "L1-N"]),
        "unit": st.sampled_from(["Wh", "kWh", "W", "kW", "A", "V"]),
        "context": st.sampled_from(["Sample.Periodic", "Transaction.Begin", "Transaction.End"]),
        "location": st.sampled_from(["Outlet", "Inlet", "EV"]),
        "format": st.sampled_from(["Raw", "SignedData"]),
    },
)
stamps = st.sampled_from(
    [
        "2026-03-03T08:00:00Z",
        "2026-03-03T08:00:00.250+02:00",
        "2026-03-03T07:59:00Z",
        "yesterday",
        "",
        "1970-01-01T00:00:00Z",
    ]
)
meter_values = st.lists(
    st.fixed_dictionaries({"timestamp": stamps, "sampledValue": st.lists(sampled, max_size=5)}),
    max_size=3,
    unique_by=lambda one: instant(one["timestamp"]),
)
payloads = st.fixed_dictionaries(
    {"connectorId": st.integers(0, 3), "meterValue": meter_values}, optional={"transactionId": st.integers(0, 9)}
)


@given(payloads)
def test_what_is_gathered_is_what_is_told(payload: dict[str, Any]) -> None:
    frame = decode(json.dumps([2, "1", "MeterValues", payload]).encode())
    gathering = Gathering()
    assert gathering.take("CP-1", frame[3], None, SPAN) is None
    message = gathering.flush("CP-1")
    slow = Samples.of(list(samples(payload["meterValue"], instant, SPAN)))
    if message is None:
        assert not slow
        return
    assert isinstance(message.payload, Readings)
    assert message.payload.connector == str(payload["connectorId"])
    assert message.payload.transaction == (str(payload["transactionId"]) if "transactionId" in payload else None)
    assert [one for one in message.payload.samples if one.values] == list(slow)


def test_many_frames_are_one_message_until_something_else_is_said() -> None:
    gathering = Gathering()
    values = [{"timestamp": "2026-03-03T08:00:00Z", "sampledValue": [{"value": "5"}]}]
    for transaction, given_before in ((1, False), (1, False), (2, True)):
        told = {"connectorId": 1, "transactionId": transaction, "meterValue": values}
        frame = decode(json.dumps([2, "1", "MeterValues", told]).encode())
        assert (gathering.take("CP-1", frame[3], None, SPAN) is not None) == given_before
    assert len(gathering.rest()) == 1


def test_what_no_schema_allows_is_refused() -> None:
    for payload in ({"meterValue": []}, {"connectorId": "1", "meterValue": []}, {"evseId": 1, "meterValue": []}, None):
        try:
            decode(json.dumps([2, "1", "MeterValues", payload]).encode())
        except msgspec.DecodeError:
            continue
        raise AssertionError(payload)
