"""Whatever stands around a frame, and however it is written, it comes back whole and in its order."""

import html
import json
import string
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.formats.logs.read import frames
from zefdesk.domain.problem import Problem

CLOCK = "2026-03-03 07:00:00,123"
words = st.text(string.ascii_letters + string.digits + "-_ .:äé한€\\\"'<>&[]{},\n\t", max_size=12)
scalars = st.one_of(words, st.integers(-(10**9), 10**9), st.booleans(), st.none())
payloads = st.dictionaries(
    words.filter(bool),
    st.recursive(
        scalars, lambda inner: st.lists(inner, max_size=2) | st.dictionaries(words, inner, max_size=2), max_leaves=4
    ),
    max_size=4,
)
ids = st.text(string.ascii_letters + string.digits + "-_", min_size=1, max_size=36)
actions = st.sampled_from(
    ["Heartbeat", "StatusNotification", "MeterValues", "StartTransaction", "DataTransfer", "TransactionEvent"]
)
calls = st.tuples(st.sampled_from([2, 6]), ids, actions, payloads).map(list)
answers = st.tuples(st.just(3), ids, payloads).map(list)
errors = st.tuples(
    st.sampled_from([4, 5]), ids, st.sampled_from(["InternalError", "GenericError"]), words, payloads
).map(list)
messages = st.lists(st.one_of(calls, answers, errors), max_size=6)
junk = st.lists(
    st.sampled_from(
        [
            "2026-03-03 07:00:01 INFO (MainThread) [homeassistant.setup] Setting up statistics.sensor",
            "Traceback (most recent call last):",
            '  File "/config/x.py", line 554, in calculate',
            '    values = [2, 3] and ["2", "x"] or [2,"x"]',
            "handling incoming CALL [6513270e-269e-0d37, BootNotification] from CP-TEST-1",
            "<Call - unique_id=5, action=Heartbeat, payload={}>",
            "",
            '{"a": [2, 5, "z"], "b": {"c": []}}',
        ]
    ),
    max_size=3,
)
Style = Callable[[list[Any]], str]


def _plain(frame: list[Any]) -> str:
    return json.dumps(frame, ensure_ascii=False, separators=(",", ":"))


def _pretty(frame: list[Any]) -> str:
    return json.dumps(frame, ensure_ascii=False, indent=2)


def _wrapped(text: str, prefix: str, width: int = 80) -> str:
    pieces = [text[at : at + width] for at in range(0, len(text), width)]
    return f"{prefix}-> " + f"\n{prefix}".join(pieces)


STYLES: dict[str, Style] = {
    "bare": _plain,
    "spaced": json.dumps,
    "python-ocpp": lambda frame: f"{CLOCK} INFO (MainThread) [ocpp] CP-1: receive message {_plain(frame)}",
    "pretty below its line": lambda frame: f"{CLOCK}: ChargePoint>CentralSystem\n{_pretty(frame)}\n",
    "pretty on its line": lambda frame: f"{CLOCK} WebSocket Frame: {_pretty(frame)}",
    "docker, pretty": lambda frame: "\n".join(f"evcc-1  | {line}" for line in _pretty(frame).split("\n")),
    "quoted as Go does": lambda frame: f'time="{CLOCK}" msg={json.dumps("from CP-1: " + _plain(frame))} logger=ws',
    "a text in JSON": lambda frame: json.dumps({"ts": CLOCK, "message": _plain(frame), "level": "info"}),
    "a pretty text in JSON": lambda frame: json.dumps({"ts": CLOCK, "message": _pretty(frame), "level": "info"}),
    "a text in JSON in JSON": lambda frame: json.dumps({"log": json.dumps({"ts": CLOCK, "message": _plain(frame)})}),
    "an array in JSON": lambda frame: json.dumps({"ts": CLOCK, "message": frame, "more": [1, 2]}),
    "a cell": lambda frame: f'{CLOCK},CP-1,"{_plain(frame).replace(chr(34), chr(34) * 2)}",x',
    "bytes of Python": lambda frame: f"{CLOCK} recv {_plain(frame).encode()!r}",
    "escaped for HTML": lambda frame: f"<td>{CLOCK}</td><td><pre>{html.escape(_pretty(frame))}</pre></td>",
    "wrapped": lambda frame: _wrapped(_plain(frame), "2026-03-03T07:00:00.109Z:COM:ocpp_rpc.c:681:"),
}


@pytest.mark.parametrize("style", STYLES)
@given(told=messages, between=junk, ends=st.sampled_from(["\n", "\r\n"]))
@settings(deadline=None, max_examples=60)
def test_frames_come_back_whole_and_in_order(style: str, told: list[list[Any]], between: list[str], ends: str) -> None:
    lines = [line for frame in told for line in (*between, STYLES[style](frame))]
    text = ends.join("\n".join(lines).split("\n")) + ends
    found = frames(("<table>\n" if style == "escaped for HTML" else "").encode() + text.encode())
    assert not [one for one in found if isinstance(one, Problem)]
    assert [(one.kind, one.id) for one in found if not isinstance(one, Problem)] == [(one[0], one[1]) for one in told]
    for frame, one in zip(found, told, strict=True):
        assert not isinstance(frame, Problem)
        assert frame.payload == (
            one[-1] if one[0] in {2, 3, 6} else {"code": one[2], "text": one[3], "details": one[4]}
        )
        assert json.loads(frame.text) == one
        assert text.encode()[frame.offset - (8 if style == "escaped for HTML" else 0) :].startswith(b"[")


@given(data=st.binary(max_size=400))
def test_no_bytes_are_too_strange(data: bytes) -> None:
    frames(data)


@given(
    pieces=st.lists(
        st.sampled_from(
            [
                b'[2,"a","Boot",',
                b'{"a":',
                b"[",
                b"]",
                b"}",
                b'"',
                b'\\"',
                b'""',
                b"&quot;",
                b"\n",
                b"x",
                b"[3,",
                b'"b",{}]',
                b"'",
                b"b'[2,",
                b"[\n 2,\n",
            ]
        ),
        max_size=40,
    )
)
def test_no_ruin_of_frames_stops_the_reading(pieces: list[bytes]) -> None:
    frames(b"".join(pieces))


def test_a_mark_of_the_encoding_before_a_wrapped_frame_is_no_part_of_its_prefix() -> None:
    frame = [2, "1", "BootNotification", {"chargePointVendor": "V" * 50, "chargePointModel": "M" * 60}]
    text = "\ufeff" + _wrapped(_plain(frame), "2026-03-03T07:00:00.109Z:COM:ocpp_rpc.c:681:")
    (found,) = frames(text.encode())
    assert not isinstance(found, Problem)
    assert found.payload == frame[-1]
