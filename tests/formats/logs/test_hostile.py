"""Logs that are broken, huge, or no logs: read as far as they go, in bounded time and memory."""

import tracemalloc
from pathlib import Path

import pytest

from tests.formats.logs.read import frames, read, read_text
from zefdesk.domain.problem import Problem
from zefdesk.formats.logs.frames import FARTHEST, Frame
from zefdesk.formats.logs.reading import looks_like_log

CALL = b'[2,"1","StatusNotification",{"status":"Available"}]'


def _found(data: bytes) -> list[Frame]:
    return [one for one in frames(data) if isinstance(one, Frame)]


def _broken(data: bytes) -> list[Problem]:
    return [one for one in frames(data) if isinstance(one, Problem)]


@pytest.mark.parametrize(
    "text",
    [
        b"[2, 3] [4,5]\n",
        b'["a", [2,"x"], [3,"y",1]]\n',
        b'{"list":[2,"abc","def","ghi"]}\n',
        b'[2,"abc","two words",{}]\n',
        b'[4,"abc"]\n[3,"abc"]\n',
        b"<Call - unique_id=5, action=Heartbeat, payload={}>\n",
        b"handling incoming CALL [6513270e-269e-0d37, BootNotification] from CP-TEST-1\n",
        b"[2, 'x', 'Heartbeat', {}]\n",
        b"[\n  2,\n  3\n]\n",
        b'[3,"abc","Word",{}]\n',
    ],
)
def test_what_is_no_frame_is_neither_given_nor_a_problem(text: bytes) -> None:
    assert frames(text) == []
    assert len(_found(text + CALL)) == 1


@pytest.mark.parametrize(
    "frame",
    [
        b'[2,"1","Heartbeat"]',
        b'[2,"1","Heartbeat",null]',
        b'[2,"1","Heartbeat",[]]',
        b'[2," 1 ","Heartbeat",{}]',
        b'[2,"1","Heartbeat",{"not":{"in":["any","schema"]}},"and more"]',
        b'[4,"1","GET /towers/1","error",null]',
        b'[4,"1","InternalError","",{}]',
        b'[5,"1","InternalError","",{}]',
        b'[6,"1","NotifyPeriodicEventStream",{"data":[]}]',
        b'[3,"1",null]',
        b'[2,"1","DataTransfer",{"data":"[2,\\"9\\",\\"StopTransaction\\",{}]"}]',
        b'[2,"1","DataTransfer",{"data":[2,"9","StopTransaction",{}]}]',
        b'\xef\xbb\xbf[2,"1","Heartbeat",{"a":1}]',
        b'\0\0\0[2,"1","Heartbeat",{}]\0\0\r\n',
        b'[2,"1","Heartbeat",{"a":1e5,"b":-0.5,"c":123456789012345678901234567890}] trailing ] words',
    ],
)
def test_odd_frames_are_read_as_one(frame: bytes) -> None:
    assert [one.id.strip() for one in _found(frame)] == ["1"]
    assert _broken(frame) == []


def test_texts_that_are_no_utf8_are_read() -> None:
    (korean,) = _found('[2,"1","DataTransfer",{"data":"충전"}]'.encode("cp949"))
    assert korean.payload == {"data": "충전"}
    (western,) = _found('[2,"1","DataTransfer",{"data":"Café"}]'.encode("latin-1"))
    assert western.payload == {"data": "Café"}
    around = "충전 시작 ".encode("cp949") + CALL + " Café\n".encode("latin-1")
    assert len(_found(around)) == 1


@pytest.mark.parametrize(
    "cut",
    [
        b'[2,"1","StatusNotification",{"connectorId":1,"errorCode":"NoErr>\n',
        b'x: [2,"1","StatusNotification",{"connectorId":\n',
        b'[3,"1",{"status":"Acc\n',
        b'[2,\\"1\\",\\"StatusNotification\\",{\\"connectorId\\":1,\\"err>\n',
        b'"[2,""1"",""StatusNotification"",{""connectorId"":1,\n',
        b'[4,"1","InternalError","something',
        b'[2,"6513270e-269e-0d37-f2a7-4de4>\n',
        b'[2,"1","StatusNotification",{bad json}]\n',
    ],
)
def test_a_broken_frame_is_one_problem_and_swallows_no_other(cut: bytes) -> None:
    text = CALL + b"\n" + cut + b"recv " + CALL + b"\n" + CALL
    assert [one.line for one in _broken(text)] == [2]
    assert len(_found(text)) == 3
    assert len(_found(cut.rstrip(b"\n") + CALL)) <= 2
    assert frames(cut + CALL)[-1].line == (1 + cut.count(b"\n"))


def test_a_frame_may_be_behind_a_broken_one_on_its_line() -> None:
    text = b'[2,"1","StatusNotification",{oops ' + CALL + b" and " + CALL
    assert len(_broken(text)) == 1
    assert len(_found(text)) == 2


def test_secrets_are_masked_in_problems() -> None:
    text = b'[2,"1","ChangeConfiguration",{"key":"AuthorizationKey","value":"hunter2hunter2","more":\n'
    (problem,) = _broken(text)
    assert "hunter2" not in problem.raw
    assert "***" in problem.raw


def test_a_line_without_end_is_read() -> None:
    text = b"x" * (17 << 20) + CALL + b"y" * (5 << 20) + CALL
    tracemalloc.start()
    found = _found(text)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [one.offset for one in found] == [17 << 20, (22 << 20) + len(CALL)]
    assert most < 40 << 20


@pytest.mark.parametrize(
    "unit",
    [
        b'[2,"a","B",{',
        b'[2,"a","B",{"x":',
        b'[2,"a","B",{"x":\n',
        b'[2,"a","B",[',
        b'[2,\\"a\\",\\"B\\",{',
        b'"[2,""a"",""B"",{""x"":',
        b"[\n2,\n",
        b"x | [\nx | 2,\n",
        b'[3,"a",{"b":"',
        b'b\'[2,"a","B",{\\\\',
        b"[",
        b'[2,"',
        b"\\",
    ],
)
def test_ruins_of_frames_cost_time_in_proportion(unit: bytes) -> None:
    frames(unit * (60_000 // len(unit)))


def test_a_frame_longer_than_any_is_a_problem() -> None:
    text = b'[2,"1","DataTransfer",{"data":"' + b"x" * (FARTHEST * 2) + b'"}]\n' + CALL
    assert [one.line for one in _broken(text)] == [1]
    assert [one.line for one in _found(text)] == [2]


def test_files_that_are_no_logs_are_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "x"
    for data in (b"", b"\0" * 5000, bytes(range(256)) * 40, b'Start,Energy\n2026-03-03,"[2,3]"\n', b'{"a":[2,"x"]}'):
        path.write_bytes(data)
        assert not looks_like_log(path)
    for data in (
        CALL,
        b"noise\n" * 300_000 + CALL,
        CALL.decode().encode("utf-16"),
        CALL.decode().encode("utf-16-le") * 9,
    ):
        path.write_bytes(data)
        assert looks_like_log(path)
        assert read(path)[0][0][1].payload == {"status": "Available"}


def test_an_empty_log_has_no_messages(tmp_path: Path) -> None:
    messages, problems, reading = read_text(tmp_path, b"")
    assert (messages, problems, reading.progress()) == ([], [], 1)
    assert reading.facts


def test_frames_across_windows_are_whole(tmp_path: Path) -> None:
    line = b"2026-03-03T07:00:00Z from CP-1: " + CALL[:-2] + b',"info":"' + b"x" * 900 + b'"}]\n'
    count = (9 << 20) // len(line)
    path = tmp_path / "big.log"
    path.write_bytes(line * count)
    messages, problems, _ = read(path)
    assert problems == []
    assert [one.span.line for _, one in messages] == list(range(1, count + 1))
    assert {one.span.offset % len(line) for _, one in messages} == {line.index(b"[2")}
    assert {one.at for _, one in messages} == {messages[0][1].at}
