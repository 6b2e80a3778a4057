"""Lines that are alike are read by a pattern, and tell what they tell when each of them is decoded."""

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zefdesk.domain.logged import Logged
from zefdesk.domain.problem import Problem
from zefdesk.formats.logs import alike
from zefdesk.formats.logs.charger import RULES
from zefdesk.formats.logs.clock import Calendar
from zefdesk.formats.logs.frames import Frames
from zefdesk.formats.logs.joined_text import HeldText
from zefdesk.formats.logs.owners import Owners
from zefdesk.formats.logs.reading import LogReading
from zefdesk.formats.logs.shape import Shapes
from zefdesk.formats.reading import Settings
from zefdesk.ocpp.course import Setup
from zefdesk.ocpp.message import Readings
from zefdesk.ocpp.metered import decode
from zefdesk.services.log_reading import LogRun

numbers = st.one_of(
    st.integers(-(10**3), 10**9).map(str),
    st.decimals(-(10**3), 10**6, places=2).map(str),
    st.sampled_from(["7", "7", "7.25", "7.50", "NaN", "", "1e3", "12,5", "\u20ac", 'a "value": "9"']),
)
stamps = st.sampled_from(
    [f"2026-03-03T08:{minute:02}:{minute:02}Z" for minute in range(0, 60, 7)]
    + ["2026-03-03T08:00:00.250Z", "2026-03-03T09:00:00+01:00", "1970-01-01T00:00:00Z", "2027-03-03T08:00:00Z", "?"]
)
clocks = st.one_of(
    st.integers(0, 7_200).map(
        lambda second: f"2026-03-03 {8 + second // 3600:02}:{second // 60 % 60:02}:{second % 60:02},123"
    ),
    st.sampled_from(["2026-03-03 23:59:59,999", "2026-02-30 08:00:00,000"]),
)
orders = st.sampled_from(
    [("connectorId", "transactionId", "meterValue"), ("meterValue", "transactionId", "connectorId")]
)


@st.composite
def meter_values(draw: st.DrawFn, shape: int) -> str:
    """Give a MeterValues of one of some shapes."""
    value = {"value": draw(numbers), "measurand": "Energy.Active.Import.Register", "unit": "Wh"}
    more = [value | {"measurand": "Voltage", "phase": "L1-N", "unit": "V", "value": draw(numbers)}] * (shape % 3)
    one = {"timestamp": draw(stamps), "sampledValue": [value, *more[:1]]}
    told: dict[str, Any] = {"connectorId": shape % 2, "transactionId": draw(st.integers(0, 2)), "meterValue": [one]}
    if shape == 4:
        told["meterValue"].append(one)
    if shape == 5:
        del told["transactionId"]
    names = [name for name in draw(orders) if name in told]
    separators = (",", ":") if shape % 2 else (", ", ": ")
    return json.dumps({name: told[name] for name in names}, separators=separators, ensure_ascii=shape == 1)


@st.composite
def logs(draw: st.DrawFn) -> bytes:
    """Give a log in which lines of meter values are alike for a while."""
    lines, end = [], draw(st.sampled_from(["\n", "\r\n"]))
    shapes = draw(st.lists(st.tuples(st.integers(0, 5), st.integers(1, 6)), min_size=1, max_size=6))
    for shape, many in shapes:
        for number in range(draw(st.integers(1, many))):
            charger = f"CP-{draw(st.integers(1, 3))}"
            before = f"{draw(clocks)} INFO ocpp {charger}:"
            lines.append(f'{before} receive message [2,"{number}-{shape}","MeterValues",{draw(meter_values(shape))}]')
            answer = draw(st.sampled_from(["{}", "{}", "{}", '{"currentTime":"2026-03-03T08:00:00Z"}', ""]))
            lines += [f'{before} send [3,"{number}-{shape}",{answer}]'] * bool(answer)
            lines += [f"{before} something else"] * draw(st.integers(0, 9).map(lambda one: one == 0))
    return (end.join(lines) + draw(st.sampled_from(["", end]))).encode()


def sessions(path: Path) -> tuple[list[Logged], list[Problem], dict[str, dict[str, int]]]:
    """Read a log to its end."""
    reading = LogReading([path], "log", Settings(now=1_772_600_000), gather=True)
    made: list[Logged] = []
    problems: list[Problem] = []
    for part in LogRun(reading, Setup()):
        made += [one for several in part.sessions.values() for one in several]
        problems += part.problems
    return (
        sorted(made, key=lambda one: one.charger),
        problems,
        {name: dict(count) for name, count in reading.counts.items()},
    )


@given(logs())
def test_patterns_read_what_decoding_reads(tmp_path_factory: pytest.TempPathFactory, log: bytes) -> None:
    path = tmp_path_factory.mktemp("log") / "a.log"
    path.write_bytes(log)
    quick = sessions(path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(alike, "_MOST_TRIED", 0)
        slow = sessions(path)
    assert quick == slow


def test_of_lines_that_are_alike_few_are_decoded(tmp_path: Path) -> None:
    path = tmp_path / "a.log"
    with path.open("w") as log:
        for number in range(1_000):
            clock, charger = f"08:{number // 60:02}:{number % 60:02}", f"CP-{number % 7}"
            value = f'{{"value":"{number}.5","unit":"Wh"}}'
            values = f'[{{"timestamp":"2026-03-03T{clock}Z","sampledValue":[{value}]}}]'
            told = f'{{"connectorId":1,"transactionId":{number % 7},"meterValue":{values}}}'
            log.write(f'2026-03-03 {clock},001 {charger}: receive message [2,"{number}","MeterValues",{told}]\n')
            log.write(f'2026-03-03 {clock},002 {charger}: send [3,"{number}",{{}}]\n')
    patterns = alike.Patterns(Owners("log", named=True))
    frames = Frames(HeldText(path.read_bytes()), values=decode, patterns=patterns)
    shapes = Shapes(RULES[4], Calendar())
    decoded = 0
    for frame in frames:
        assert not isinstance(frame, Problem)
        decoded += 1
        line = frames.line(frame)
        assert line
        patterns.learn(line, frame.payload, shapes.of(frame.prefix))
    lots = [lot for charger in patterns.waiting() for lot in patterns.lots(charger)]
    assert decoded < 5
    assert decoded + sum(len(lot.rows) for lot in lots) == 1_000
    reading = LogReading([path], "log", Settings(), gather=True)
    numbers = [
        line
        for one in reading.messages()
        if not isinstance(one, Problem)
        for block in one[1].payload.samples.blocks
        for line in block.lines
    ]
    assert sorted(numbers) == list(range(1, 2_000, 2))


def test_what_waits_when_the_clock_becomes_known_keeps_the_clock_it_was_read_by(tmp_path: Path) -> None:
    path = tmp_path / "a.log"
    with path.open("w") as log:
        for number in range(1_300):
            clock = f"2026-03-03 {8 + number // 3600:02}:{number // 60 % 60:02}:{number % 60:02},001"
            stamp = '[{"timestamp":"1970-01-01T00:00:00Z","sampledValue":[{"value":"5","unit":"Wh"}]}]'
            told = f'{{"connectorId":1,"transactionId":1,"meterValue":{stamp}}}'
            log.write(f'{clock} CP-1: receive message [2,"{number}","MeterValues",{told}]\n')
            if number == 1_200:
                log.write(f'{clock} CP-2: receive message [2,"b","BootNotification",{{"chargePointModel":"m"}}]\n')
                answer = '{"currentTime":"2026-03-03T08:20:00Z","interval":300,"status":"Accepted"}'
                log.write(f'{clock} CP-2: send [3,"b",{answer}]\n')
    settings = Settings(charger_zones={"CP-1": "America/Chicago"})

    def instants() -> list[int]:
        reading = LogReading([path], "log", settings, gather=True)
        messages = [one[1] for one in reading.messages() if not isinstance(one, Problem)]
        blocks = [
            block for one in messages if isinstance(one.payload, Readings) for block in one.payload.samples.blocks
        ]
        return [at for block in blocks for at in block.at]

    quick = instants()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(alike, "_MOST_TRIED", 0)
        assert quick == instants()
    assert len(quick) == 1_300
    assert sum(after - before != 1 for before, after in pairwise(quick)) == 1
