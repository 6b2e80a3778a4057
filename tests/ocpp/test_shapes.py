import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from zefdesk.domain.logged import Span
from zefdesk.domain.samples import Block, Samples
from zefdesk.ocpp.instants import micros
from zefdesk.ocpp.meter_values import samples
from zefdesk.ocpp.shapes import Shapes

SPAN = Span(0, 0, 1, 1)
numbers = st.one_of(
    st.integers(-(10**6), 10**9).map(str),
    st.decimals(-(10**6), 10**6, places=3).map(str),
    st.sampled_from(["", "NaN", "1e3", "-", " 7", "12,5", '"', "\\", "\u20ac"]),
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
stamps = st.sampled_from(["2026-03-03T08:00:00Z", "2026-03-03T08:00:00.250+02:00", "yesterday", ""])
meter_values = st.lists(
    st.fixed_dictionaries({"timestamp": stamps, "sampledValue": st.lists(sampled, max_size=5)}), max_size=3
)
payloads = st.fixed_dictionaries(
    {"meterValue": meter_values},
    optional={"connectorId": st.integers(0, 3), "transactionId": st.integers(0, 9), "more": st.just(1)},
)


def _by_shape(shapes: Shapes, payload: dict[str, Any], **how: Any) -> tuple[Any, Any, list[Any]] | None:
    shaped = shapes.read(json.dumps(payload, **how).encode())
    if shaped is None:
        return None
    shape, values = shaped
    texts = tuple(text.decode() for text in values)
    blocks = []
    for row in shape.rows:
        at = micros(texts[row.stamp])
        if at is not None:
            blocks.append(Block(row.columns))
            blocks[-1].add((at + 500_000) // 1_000_000, SPAN, texts)
    connector, transaction = (None if place is None else texts[place] for place in (shape.connector, shape.transaction))
    return connector, transaction, [one for one in Samples(blocks) if one.values]


@given(st.lists(payloads, min_size=1, max_size=4))
def test_the_quick_way_tells_what_the_slow_way_tells(told: list[dict[str, Any]]) -> None:
    shapes = Shapes()
    for payload in told * 2:
        quick = _by_shape(shapes, payload, separators=(",", ":"))
        if quick is None:
            continue
        slow = Samples.of(list(samples(payload["meterValue"], micros, SPAN)))
        connector, transaction, found = quick
        assert connector == (str(payload["connectorId"]) if "connectorId" in payload else None)
        assert transaction == (str(payload["transactionId"]) if "transactionId" in payload else None)
        assert found == list(slow)


def test_an_ordinary_payload_goes_the_quick_way() -> None:
    values = [
        {"value": "1200.50", "measurand": "Energy.Active.Import.Register", "unit": "Wh"},
        {"value": "7.2", "measurand": "Power.Active.Import", "unit": "kW", "phase": "L1"},
    ]
    payload = {
        "connectorId": 1,
        "transactionId": 7,
        "meterValue": [{"timestamp": "2026-03-03T08:00:00Z", "sampledValue": values}],
    }
    for how in ({"separators": (",", ":")}, {}):
        quick = _by_shape(Shapes(), payload, **how)
        assert quick is not None
        assert quick[2][0].values == {
            "energy": 1_200_500_000,
            "power.L1": 7_200_000_000,
            "power": 7_200_000_000,
        }
