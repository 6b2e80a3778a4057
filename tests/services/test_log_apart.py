"""A long log is read in a process of its own; what comes of it is the same as if it had been read here."""

from pathlib import Path

import pytest

from zefdesk.domain.problem import Problem
from zefdesk.domain.trouble import Cancelled
from zefdesk.formats.logs.reading import LogReading
from zefdesk.formats.reading import NeedsAnswer, Settings, UnreadableFile
from zefdesk.ocpp.message import Message, Readings
from zefdesk.services import importing, log_apart
from zefdesk.services.progress import Progress
from zefdesk.store.ledger import Ledger

LOGS = Path(__file__).parent.parent / "data" / "logs" / "samples"
BEFORE = "2026-03-03 08:00:00,000 CP-1: receive message "


def told(reading: log_apart.Reading) -> list[object]:
    """Give all that a reading tells; meter values as samples."""
    found: list[object] = []
    for one in reading.messages():
        if isinstance(one, Problem):
            found.append(one)
            continue
        charger, message = one
        payload = message.payload
        if isinstance(payload, Readings):
            payload = (payload.connector, payload.transaction, list(payload.samples))
        found.append((charger, message._replace(payload=payload)))
    counts = {name: dict(counted) for name, counted in reading.counts.items()}
    parts = reading.parts
    found += [reading.facts, counts, parts, reading.progress()]
    reading.close()
    return found


@pytest.fixture
def apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log_apart, "LONG", 0)


@pytest.mark.usefixtures("apart")
@pytest.mark.parametrize("name", ["ha-lbbrhzn-4.log"])
def test_it_tells_what_is_told_when_it_is_read_here(name: str) -> None:
    path = LOGS / name
    there = log_apart.open_log([path], "a log", Settings())
    assert isinstance(there, log_apart.LogApart)
    assert told(there) == told(LogReading([path], "a log", Settings(), gather=True))


@pytest.mark.usefixtures("apart")
def test_numbers_without_end_and_broken_frames_come_over_too(tmp_path: Path) -> None:
    path = tmp_path / "odd.log"
    lines = [
        f'{BEFORE}[2,"1","StatusNotification",{{"connectorId":{10**30},"status":"Available","errorCode":"NoError"}}]',
        f'{BEFORE}[2,"2","BootNotification",{{"chargePointModel":"\u20ac \\ud83d \\u0000"}}]',
        f'{BEFORE}[2,"3","StatusNotification",{{"connectorId":1,"status":"Avail',
        f'{BEFORE}[2,"4","Heartbeat",{{}}]',
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    there = told(log_apart.open_log([path], "a log", Settings()))
    assert there == told(LogReading([path], "a log", Settings(), gather=True))
    assert any(isinstance(one, tuple) and isinstance(one[-1], Message) for one in there)


@pytest.mark.usefixtures("apart")
def test_what_cannot_be_read_is_said_from_there(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="cannot be read"):
        log_apart.open_log([tmp_path / "none.log"], "none.log", Settings())
    packed = tmp_path / "broken.log.gz"
    packed.write_bytes(b"\x1f\x8b\x08\x00 this is no gzip")
    with pytest.raises(UnreadableFile) as here:
        LogReading([packed], "x", Settings())
    with pytest.raises(UnreadableFile) as there:
        log_apart.open_log([packed], "x", Settings())
    assert str(there.value) == str(here.value)
    assert not isinstance(there.value, NeedsAnswer)


@pytest.mark.usefixtures("apart")
def test_cancelling_ends_the_other_process(ledger: Ledger) -> None:
    def stop(_progress: Progress) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        importing.import_paths(ledger, [LOGS / "ha-lbbrhzn-4.log"], Settings(), report=stop)
    assert importing.imports(ledger) == []
