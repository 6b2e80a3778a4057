"""Real logs and reconstructed ones: everything that stands in them is read, with its place."""

import json
from collections import Counter
from pathlib import Path

import pytest

from tests.formats.logs.read import LOGS, frames, read, said
from zefdesk.domain.problem import Problem
from zefdesk.formats.logs.reading import LogReading, looks_like_log
from zefdesk.formats.reading import Settings
from zefdesk.ocpp.message import Readings

SAMPLES = sorted((LOGS / "samples").glob("*.log"))
STYLES = sorted(path for path in (LOGS / "reconstructed").iterdir() if path.suffix != ".json")
WHOLE = [path for path in STYLES if path.stem != "evcc_journal_cut"]
KINDS = {2: "CALL", 3: "CALLRESULT", 4: "CALLERROR"}


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_frame_of_a_real_log_is_read(path: Path) -> None:
    facts = json.loads(path.with_suffix(".json").read_text("utf-8"))["facts_machine_extracted"]
    found = frames(path.read_bytes())
    assert not [one for one in found if isinstance(one, Problem)]
    assert len(found) == facts["frames_decoded"]
    counted = Counter(KINDS[one.kind] for one in found if not isinstance(one, Problem))
    counted.update(one.action for one in found if not isinstance(one, Problem) and one.action)
    assert counted == facts["counts"]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_calls_are_counted_by_charger_and_action(path: Path) -> None:
    facts = json.loads(path.with_suffix(".json").read_text("utf-8"))["facts_machine_extracted"]
    _, problems, reading = read(path)
    (counts,) = reading.counts.values()
    assert counts == {name: count for name, count in facts["counts"].items() if name not in KINDS.values()}
    assert problems == []
    assert reading.progress() == 1


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_starts_answers_and_stops_are_on_their_lines(path: Path) -> None:
    facts = json.loads(path.with_suffix(".json").read_text("utf-8"))["facts_machine_extracted"]
    messages, _, _ = read(path)
    lines = {(one.action, one.span.line) for _, one in messages}
    for told in facts["transactions_1_6"]:
        assert told["line"] is None or ("StartTransaction", told["line"]) in lines
        assert told["stop_line"] is None or ("StopTransaction", told["stop_line"]) in lines
        assert told.get("response_line") is None or ("", told["response_line"]) in lines


@pytest.mark.parametrize("path", [*SAMPLES, *WHOLE], ids=lambda path: path.stem)
def test_the_frame_stands_at_its_offset(path: Path) -> None:
    text = path.read_bytes()
    messages, _, _ = read(path)
    assert messages
    for _, one in messages:
        frame = text[one.span.offset : one.span.offset + one.span.length]
        assert frame.startswith(b"[")
        assert frame.endswith(b"]")
        assert one.id.encode() in frame
        assert one.action.encode() in frame
        assert text.count(b"\n", 0, one.span.offset) + 1 == one.span.line


@pytest.mark.parametrize("path", WHOLE, ids=lambda path: path.stem)
def test_every_style_tells_the_same(path: Path) -> None:
    assert looks_like_log(path)
    expected, _, _ = read(LOGS / "reconstructed" / "go.log")
    messages, problems, _ = read(path)
    assert problems == []
    assert said(messages) == said(expected)
    assert [json.loads(one.text) for _, one in messages if one.text] == [
        json.loads(one.text) for _, one in expected if one.text
    ]
    names = {name for name, _ in messages}
    assert len(names) == 1
    assert names <= {"CP-TEST-1", "Wallbox1", "SN-0042"}


@pytest.mark.parametrize("path", WHOLE, ids=lambda path: path.stem)
def test_every_clock_is_read_in_utc(path: Path) -> None:
    messages, _, _ = read(path)
    expected, _, _ = read(LOGS / "reconstructed" / "go.log")
    told = [None if one.at is None else one.at // 1_000_000 for _, one in messages]
    timeless = path.stem in {"micro", "micro_esc"}
    assert told == ([None] * len(messages) if timeless else [one.at // 1_000_000 for _, one in expected if one.at])


def test_lines_cut_by_a_pager_are_problems_and_cost_no_other_frame() -> None:
    path = LOGS / "reconstructed" / "evcc_journal_cut.log"
    messages, problems, _ = read(path)
    expected, _, _ = read(LOGS / "reconstructed" / "go.log")
    lines = path.read_text("utf-8").splitlines()
    cut = [number for number, line in enumerate(lines, 1) if not line.endswith("]>")]
    assert [one.line for one in problems] == cut
    assert {one.code for one in problems} == {"undecodable-frame"}
    assert all(one.raw and one.raw in lines[one.line - 1] for one in problems)
    assert all(one in said(expected) for one in said(messages))
    assert {name for name, _ in messages} == {"CP-TEST-1"}


def test_facts_say_what_was_found() -> None:
    _, _, reading = read(LOGS / "reconstructed" / "ha_multi.log")
    facts = dict(reading.facts)
    assert facts["Clock"] == "UTC+01:00, from the currentTime of answers, as in '2026-03-03 08:00:00'"
    assert facts["Chargers"] == "named in each line (who speaks)"
    _, _, reading = read(LOGS / "reconstructed" / "micro.log")
    facts = dict(reading.facts)
    assert facts["Clock"] == "lines have none; instants are those of the messages"
    assert facts["Chargers"] == "SN-0042: the serial of its BootNotification"


def test_meter_values_may_come_many_to_a_message() -> None:
    reading = LogReading([LOGS / "samples" / "ha-lbbrhzn-4.log"], "ha", Settings(), gather=True)
    messages = [one[1] for one in reading.messages() if not isinstance(one, Problem)]
    gathered = [one.payload for one in messages if isinstance(one.payload, Readings)]
    assert 0 < len(gathered) < sum(len(one.samples) for one in gathered)
    others = [one for _, one in read(LOGS / "samples" / "ha-lbbrhzn-4.log")[0] if one.action != "MeterValues"]
    rest = [one for one in messages if not isinstance(one.payload, Readings)]
    assert [(one.kind, one.id, one.payload) for one in rest] == [(one.kind, one.id, one.payload) for one in others]
    reading.close()
