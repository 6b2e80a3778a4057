"""Whatever a log says, sessions come out of it: nothing is checked against a schema, and nothing stops the reading."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from zefdesk.domain.logged import Span
from zefdesk.ocpp.message import Message
from zefdesk.ocpp.station import Station

ACTIONS = (
    "Authorize",
    "BootNotification",
    "Heartbeat",
    "MeterValues",
    "RemoteStartTransaction",
    "RequestStartTransaction",
    "StartTransaction",
    "StatusNotification",
    "StopTransaction",
    "TransactionEvent",
    "",
)
anything = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(),
        st.sampled_from(["", "1", "Accepted", "2026-03-03T08:00:00Z", "1970-01-01T00:00:00Z", "Charging", "Available"]),
        st.text(max_size=8),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(["value", "id", "unit", "status"]), inner, max_size=3),
    ),
    max_leaves=6,
)
numbers = st.sampled_from([0, 1, 2, "1", None, -1, 1.5, [], {}])
stamps = st.sampled_from(
    [
        "2026-03-03T08:00:00Z",
        "2026-03-03T08:30:00.5+02:00",
        "1970-01-01T00:00:00Z",
        "9999-12-31T23:59:59Z",
        "odd",
        None,
        7,
    ]
)
states = st.sampled_from(["Available", "Preparing", "Charging", "SuspendedEV", "Finishing", "Faulted", "Odd", None, 3])
fields = {
    "connectorId": numbers,
    "transactionId": numbers,
    "idTag": st.sampled_from(["A", "", None, 5]),
    "meterStart": st.sampled_from([0, "10", 10.5, None, "x"]),
    "meterStop": st.sampled_from([0, "10", 99, None, "x"]),
    "timestamp": stamps,
    "status": states,
    "errorCode": st.sampled_from(["NoError", None, 1]),
    "reason": anything,
    "transactionData": anything,
    "idTagInfo": st.one_of(anything, st.fixed_dictionaries({"status": st.sampled_from(["Accepted", "Blocked", None])})),
    "meterValue": st.one_of(
        anything,
        st.lists(st.fixed_dictionaries({"timestamp": stamps, "sampledValue": anything}), max_size=2),
        st.lists(
            st.fixed_dictionaries(
                {"timestamp": stamps, "sampledValue": st.lists(st.fixed_dictionaries({"value": numbers}))}
            ),
            max_size=2,
        ),
    ),
    "eventType": st.sampled_from(["Started", "Updated", "Ended", None, 1]),
    "seqNo": numbers,
    "triggerReason": anything,
    "evse": st.one_of(anything, st.fixed_dictionaries({"id": numbers})),
    "evseId": numbers,
    "connectorStatus": st.sampled_from(["Available", "Occupied", None]),
    "transactionInfo": st.one_of(
        anything,
        st.fixed_dictionaries(
            {"transactionId": numbers}, optional={"chargingState": states, "timeSpentCharging": numbers}
        ),
    ),
    "idToken": st.one_of(anything, st.fixed_dictionaries({"idToken": numbers, "type": numbers})),
    "remoteStartId": numbers,
    "currentTime": stamps,
    "chargingStation": anything,
    "chargePointSerialNumber": anything,
}
payloads = st.one_of(st.fixed_dictionaries({}, optional=fields), anything)
messages = st.tuples(
    st.sampled_from([2, 2, 2, 3, 4, 5, 6]),
    st.sampled_from(["1", "2", "3"]),
    st.sampled_from(ACTIONS),
    payloads,
    st.one_of(st.none(), st.integers(1_772_524_800, 1_772_624_800)),
)


@settings(max_examples=400)
@given(st.lists(messages, max_size=25))
def test_any_messages_are_read_to_their_end(told: list[tuple[int, str, str, Any, int | None]]) -> None:
    station = Station("CP-1")
    for place, (kind, number, action, payload, at) in enumerate(told):
        line = None if at is None else at * 1_000_000
        span = Span(0, place * 100, 90, place + 1)
        station.take(Message(kind, number, action if kind in {2, 6} else "", payload, line, span, "[]"))
    station.end()
    for one in station.finished():
        assert one.end is None or one.end >= one.start
        assert one.plug_duration is None or one.plug_duration >= 0
        assert one.energy is None or one.energy >= 0 or not one.whole or one.derived["energy"]
        assert list(one.samples) == sorted(one.samples, key=lambda sample: sample.at)
