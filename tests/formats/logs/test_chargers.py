"""Whose message it is: what a line calls the charger, else the file's name, else the serial."""

from pathlib import Path

import pytest

from tests.formats.logs.read import read, read_text
from zefdesk.formats.logs import naming

CALL, ANSWER = '[2,"{}","Heartbeat",{{}}]', '[3,"{}",{{"currentTime":"2026-03-03T07:00:00Z"}}]'
BOOT = '[2,"b","BootNotification",{"chargePointModel":"M","chargePointSerialNumber":"SN-0042"}]'


def _names(tmp_path: Path, lines: list[str], name: str = "messages.log") -> list[str]:
    messages, _, _ = read_text(tmp_path, "\n".join(lines) + "\n", name=name)
    return [charger for charger, _ in messages]


@pytest.mark.parametrize(
    ("call", "answer"),
    [
        ("received JSON message from {}: ", "sent JSON message to {}: "),
        ("received from {}: ", "sent to {}: "),
        ("INFO:ocpp:{}: receive message ", "INFO:ocpp:{}: send "),
        ("DEBUG:{}: receive message ", "DEBUG:{}: send "),
        ("TRACE 2026/03/03 07:00:00 recv {}: ", "TRACE 2026/03/03 07:00:00 send {}: "),
        (
            "2026-03-03 07:00:00 INFO (MainThread) [ocpp] {}: receive message ",
            "2026-03-03 07:00:01 INFO (MainThread) [ocpp] {}: send ",
        ),
        ("[chargeBoxId={}, sessionId=53a8f814-00aa] Received: ", "[chargeBoxId={}, sessionId=53a8f814-00aa] Sending: "),
        (
            "2026-03-03 INFO 492 --- [nio-5000-exec-9] k.d.MessageLog : Charger={}, Message=",
            "2026-03-03 INFO 492 --- [nio-5000-exec-9] k.d.MessageLog : Charger={}, Message=",
        ),
        ('{{"chargePointId":"{}","message":', '{{"chargePointId":"{}","message":'),
        ('{{"station_id": "{}", "dir": "in", "message": ', '{{"station_id": "{}", "dir": "out", "message": '),
        ("ws://csms.example.org:8080/ocpp/{} -> ", "ws://csms.example.org:8080/ocpp/{} <- "),
        ("GET /steve/websocket/CentralSystemService/{} in ", "GET /steve/websocket/CentralSystemService/{} out "),
        ("07:00:00 [INFO] [ocpp] [{}] >> ", "07:00:01 [INFO] [ocpp] [{}] << "),
        ("INFO csms.ocpp {} -> ", "INFO csms.ocpp {} <- "),
    ],
)
def test_a_line_names_its_charger(tmp_path: Path, call: str, answer: str) -> None:
    lines, expected = [], []
    for number in range(12):
        charger = f"CP-TEST-{number % 3}"
        lines += [call.format(charger) + CALL.format(number), answer.format(charger) + ANSWER.format(number)]
        expected += [charger, charger]
    assert _names(tmp_path, lines) == expected


def test_a_line_without_a_name_late_in_the_log_is_of_whom_the_message_is(tmp_path: Path) -> None:
    lines = []
    for number in range(600):
        lines += [f"recv CP-{number % 3}: {CALL.format(number)}", f"send CP-{number % 3}: {ANSWER.format(number)}"]
    lines += [f"Waited 30s for response on {CALL.format(598)}", f"Waited 30s for response on {CALL.format(599)}"]
    assert _names(tmp_path, lines)[-2:] == ["CP-1", "CP-2"]


@pytest.mark.parametrize("prefix", ["INFO:ocpp:CP-1: receive message ", "CP-1: receive message ", "INFO csms CP-1 -> "])
def test_a_mark_of_the_encoding_is_no_part_of_the_first_name(tmp_path: Path, prefix: str) -> None:
    lines = [("" if number else "\ufeff") + prefix + CALL.format(number) for number in range(6)]
    assert _names(tmp_path, lines) == ["CP-1"] * 6


def test_keys_behind_the_message_name_the_charger_too(tmp_path: Path) -> None:
    lines = [f'{{"message":{CALL.format(number)},"identity":"CP-{number % 2}"}}' for number in range(6)]
    assert _names(tmp_path, lines) == ["CP-0", "CP-1"] * 3


@pytest.mark.parametrize(
    "header", ["TIME,DEVICE ID,MESSAGE", "time;charger;message", '"Time","Station Name","Message"']
)
def test_a_column_names_the_charger(tmp_path: Path, header: str) -> None:
    mark = ";" if ";" in header else ","
    cells = [CALL.format(number).replace('"', '""') for number in range(6)]
    lines = [header, *(f'2026-03-03 07:00:00{mark}Hof {number % 2}{mark}"{cell}"' for number, cell in enumerate(cells))]
    assert _names(tmp_path, lines) == ["Hof 0", "Hof 1"] * 3


@pytest.mark.parametrize(
    "prefix",
    [
        "[OCPP] Send: ",
        '"OCPP1.6" TX:  ',
        "2026-03-03 07:00:00 [I] [2] OcppClient: Sending CALL ",
        "2026-03-03T07:00:00.109Z:COM:ocpp_rpc.c:681:-> ",
        "2026-03-03 07:00:00 INFO 492 --- [https-jsse-nio-5000-exec-9] WebSocketLogger : ",
        "2026-03-03 07:00:00 INFO (MainThread) [ocpp] : receive message ",
        "2026-03-03T07:00:00Z: ChargePoint>CentralSystem Heartbeat\n",
        "received message from server: ",
        "WebSocket Charger→CMS Frame: ",
    ],
)
def test_threads_loggers_and_words_are_no_chargers(tmp_path: Path, prefix: str) -> None:
    lines = [prefix + BOOT, *(prefix + CALL.format(number) for number in range(5))]
    assert set(_names(tmp_path, lines)) == {"SN-0042"}
    assert set(_names(tmp_path, lines, "GRIZZLE-001.log")) == {"GRIZZLE-001"}
    assert set(_names(tmp_path, lines[1:])) == {"messages"}


def test_ids_that_never_come_again_are_no_chargers(tmp_path: Path) -> None:
    lines = [
        f"[req-{number:03}a] {CALL.format(number)}\n[req-{number + 500}b] {ANSWER.format(number)}"
        for number in range(40)
    ]
    assert set(_names(tmp_path, lines, "CP-7.log")) == {"CP-7"}


def test_an_answer_without_a_name_is_the_callers(tmp_path: Path) -> None:
    lines = []
    for number in range(8):
        lines += [f"from CP-{number % 2}: {CALL.format(number)}"]
        lines += [ANSWER.format(number - 1)] if number else []
    names = _names(tmp_path, lines)
    assert names == ["CP-0"] + [
        name for number in range(1, 8) for name in (f"CP-{number % 2}", f"CP-{(number - 1) % 2}")
    ]


def test_several_chargers_are_counted_apart(tmp_path: Path) -> None:
    lines = [f"from CP-{number % 3}: {CALL.format(number)}" for number in range(9)]
    path = tmp_path / "all.log"
    path.write_text("\n".join(lines), "utf-8")
    _, _, reading = read(path)
    assert {name: dict(counts) for name, counts in reading.counts.items()} == {
        f"CP-{number}": {"Heartbeat": 3} for number in range(3)
    }


@pytest.mark.parametrize(
    ("name", "charger"),
    [
        ("GRIZZLE-001.log", "GRIZZLE-001"),
        ("CP-TEST-1.log.2.gz", "CP-TEST-1"),
        ("HC1C190912849_2026-03-01.log", "HC1C190912849"),
        ("20260414 ACE0398688_Transactions.txt", "ACE0398688"),
        ("ocpp-messages-2026-03-01.log", None),
        ("log.1", None),
        ("trace2.txt", None),
        ("a-long-name-of-something-1.log", None),
    ],
)
def test_a_files_name_may_name_a_charger(name: str, charger: str | None) -> None:
    assert naming.charger_of(Path(name)) == charger
