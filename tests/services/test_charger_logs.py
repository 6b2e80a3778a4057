"""Charger logs in a ledger: what comes of them depends on what they hold, not on how they came in."""

import gzip
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import select, update

from zefdesk.domain.clock import iso
from zefdesk.domain.query import SessionQuery
from zefdesk.formats.reading import Settings
from zefdesk.services import charger_logs, importing, reviewing
from zefdesk.services.importing import ImportOutcome
from zefdesk.store.ledger import Ledger
from zefdesk.store.schema import log_summary

DATA = Path(__file__).parents[1] / "data" / "logs"
GO = DATA / "reconstructed" / "go.log"
SETTINGS = Settings(time_zone="UTC", currency="USD")
SESSIONS = [
    ("501", "2026-03-03T08:00:04", 5542, 3610, 7_200_000_000, "RFID"),
    ("502", "2026-03-03T11:32:28", 2414, 2408, 3_000_000_000, "Remote"),
]


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    opened = Ledger.open(tmp_path / "ledger.zefdesk")
    yield opened
    opened.close()


def bring(ledger: Ledger, *paths: Path) -> ImportOutcome:
    outcome = importing.import_paths(ledger, paths, SETTINGS)
    assert [one.error for one in outcome.results] == [None] * len(outcome.results)
    return outcome


def told(ledger: Ledger) -> list[tuple[object, ...]]:
    """All that the ledger says of its sessions, by their start."""
    found: list[tuple[object, ...]] = []
    for number in reviewing.session_ids(ledger, SessionQuery()):
        stored = reviewing.session(ledger, number)
        trace = charger_logs.trace(ledger, number)
        logged = trace and (
            [(one.at, one.event, one.detail) for one in trace.logged.events],
            [(one.at, one.values) for one in trace.logged.samples],
            trace.logged.derived,
        )
        findings = sorted((one.code, one.message) for one in reviewing.findings_of(ledger, number))
        found.append((stored.session, logged, findings))
    return sorted(found, key=lambda one: one[0].start)  # type: ignore[attr-defined]


def short(ledger: Ledger) -> list[tuple[object, ...]]:
    return [
        (s.session_id, iso(s.start, "UTC")[:19], s.plug_duration, s.charge_duration, s.energy, s.initiator)
        for s, *_ in told(ledger)  # type: ignore[misc]
    ]


def test_a_log_gives_its_sessions_with_all_behind_them(ledger: Ledger) -> None:
    (result,) = bring(ledger, GO).results
    assert (result.format, result.read, result.new, result.duplicate) == ("charger-log", 2, 2, 0)
    assert short(ledger) == SESSIONS
    trace = charger_logs.trace(ledger, 1)
    assert trace
    assert [one.values["energy"] for one in trace.logged.samples] == [n * 10**8 for n in (1218, 1236, 1254, 1272)]
    place = trace.places[result.import_id or 0]
    assert (place.path, place.parts[0].size) == (str(GO), GO.stat().st_size)
    data = GO.read_bytes()
    for event in trace.logged.events:
        frame = data[event.span.offset : event.span.offset + event.span.length]
        assert frame.startswith(b"[2,")
        assert data.count(b"\n", 0, event.span.offset) + 1 == event.span.line


def test_the_same_log_again_tells_nothing_new(ledger: Ledger) -> None:
    bring(ledger, GO)
    before = told(ledger)
    (result,) = bring(ledger, GO).results
    assert (result.read, result.new, result.duplicate) == (2, 0, 2)
    assert told(ledger) == before


@pytest.mark.parametrize("line", range(2, 42, 3))
@pytest.mark.parametrize("later_first", [False, True])
def test_a_log_in_two_files_tells_what_the_whole_tells(line: int, later_first: bool, tmp_path: Path) -> None:  # noqa: FBT001
    lines = GO.read_bytes().splitlines(keepends=True)
    parts = [tmp_path / "first.log", tmp_path / "second.log"]
    parts[0].write_bytes(b"".join(lines[: line + 2]))
    parts[1].write_bytes(b"".join(lines[line:]))
    whole, cut = Ledger.open(tmp_path / "whole.zefdesk"), Ledger.open(tmp_path / "cut.zefdesk")
    bring(whole, GO)
    for part in reversed(parts) if later_first else parts:
        bring(cut, part)
    assert told(cut) == told(whole)
    whole.close()
    cut.close()


@pytest.mark.parametrize("first", [1, 2])
def test_taking_one_of_two_logs_back_leaves_what_the_other_tells(first: int, ledger: Ledger, tmp_path: Path) -> None:
    lines = GO.read_bytes().splitlines(keepends=True)
    parts = [tmp_path / "first.log", tmp_path / "second.log"]
    parts[0].write_bytes(b"".join(lines[:40]))
    parts[1].write_bytes(b"".join(lines[20:]))
    bring(ledger, *parts)
    importing.undo_import(ledger, first)
    alone = Ledger.open(tmp_path / "alone.zefdesk")
    bring(alone, parts[2 - first])
    assert told(ledger) == told(alone)
    alone.close()
    importing.undo_import(ledger, 3 - first)
    assert told(ledger) == []
    assert list(reviewing.findings(ledger, SessionQuery())) == []


def test_a_rotated_set_is_one_log_however_it_is_given(ledger: Ledger, tmp_path: Path) -> None:
    data = GO.read_bytes()
    folder = tmp_path / "logs"
    folder.mkdir()
    (folder / "ocpp.log").write_bytes(data[7_001:])
    (folder / "ocpp.log.1").write_bytes(data[3_333:7_001])
    with gzip.open(folder / "ocpp.log.2.gz", "wb") as out:
        out.write(data[:3_333])
    (result,) = bring(ledger, folder).results
    assert len(result.parts) == 3
    assert short(ledger) == SESSIONS


def test_logs_in_an_archive_are_read(ledger: Ledger, tmp_path: Path) -> None:
    folder = tmp_path / "logs"
    folder.mkdir()
    data = GO.read_bytes()
    (folder / "ocpp.log").write_bytes(data[5_000:])
    (folder / "ocpp.log.1").write_bytes(data[:5_000])
    packed = shutil.make_archive(str(tmp_path / "logs"), "zip", folder)
    (result,) = bring(ledger, Path(packed)).results
    assert result.parts == (f"{packed}/ocpp.log.1", f"{packed}/ocpp.log")
    assert short(ledger) == SESSIONS


HEADER = "Name,Sticker,Serial,Initiator,Identity,Start,Plug Duration,Charge Duration,Energy,Cost,Bill Details"
ROW = "Lobby East,010983,SN-0042,ChargeHub,ch-1,2026-03-03 08:02:00,1:31:00,1:00:10,7.25,2.90,"


def a_report(folder: Path, *rows: str) -> Path:
    path = folder / "may.csv"
    path.write_text("\n".join((HEADER, *rows, "")), encoding="utf-8")
    return path


@pytest.mark.parametrize("log_first", [False, True])
def test_a_session_of_a_report_and_a_log_is_one(log_first: bool, ledger: Ledger, tmp_path: Path) -> None:  # noqa: FBT001
    paths = [a_report(tmp_path, ROW), GO]
    for path in reversed(paths) if log_first else paths:
        bring(ledger, path)
    numbers = reviewing.session_ids(ledger, SessionQuery())
    assert len(numbers) == 2
    (joined,) = [one for one in reviewing.sessions(ledger, numbers) if one.session.cost]
    assert (joined.session.name, joined.session.energy, joined.session.identity) == (
        "Lobby East",
        7_250_000_000,
        "ch-1",
    )
    assert len(joined.sources) == 2
    trace = charger_logs.trace(ledger, joined.id)
    assert trace
    assert (trace.logged.energy, trace.logged.identity) == (7_200_000_000, "04AABBCC")
    (finding,) = [one for one in reviewing.findings_of(ledger, joined.id) if one.code == "report-log-differs"]
    assert "7.2 kWh" in finding.message
    assert "Start is 0:01:56 earlier" in finding.message


@pytest.mark.parametrize("log_first", [False, True])
@pytest.mark.parametrize("undone", ["report", "log"])
def test_what_was_joined_comes_apart_again(undone: str, log_first: bool, ledger: Ledger, tmp_path: Path) -> None:  # noqa: FBT001
    paths = [a_report(tmp_path, ROW), GO]
    for path in reversed(paths) if log_first else paths:
        bring(ledger, path)
    number = 1 if (undone == "log") == log_first else 2
    importing.undo_import(ledger, number)
    alone = Ledger.open(tmp_path / "alone.zefdesk")
    bring(alone, GO if undone == "report" else paths[0])
    assert told(ledger) == told(alone)
    alone.close()


def test_of_two_candidates_none_is_taken(ledger: Ledger, tmp_path: Path) -> None:
    other = ROW.replace("08:02:00", "08:03:00").replace("ch-1", "ch-2")
    bring(ledger, a_report(tmp_path, ROW, other), GO)
    stored = reviewing.sessions(ledger, reviewing.session_ids(ledger, SessionQuery()))
    assert len(stored) == 4
    marked = [one for one in stored if "ambiguous-match" in one.findings]
    assert {one.session.session_id for one in marked if one.session.session_id} == {"501"}


def test_what_cannot_be_read_of_a_log_is_kept(ledger: Ledger) -> None:
    (result,) = bring(ledger, DATA / "reconstructed" / "evcc_journal_cut.log").results
    assert result.rejected == 0
    assert len(result.problems) == len(importing.problems(ledger, result.import_id or 0)) > 10
    (finding,) = [one for one in reviewing.findings(ledger, SessionQuery()) if one.code == "undecodable-frame"]
    assert f"{len(result.problems)} messages" in finding.message


def line_of(clock: str, number: str, action: str, payload: str) -> str:
    return f'{clock} INFO CP-9: receive message [2,"{number}","{action}",{payload}]\n'


def values_of(clock: str, meter: int, transaction: int = 7) -> str:
    sampled = f'[{{"timestamp":"{clock}","sampledValue":[{{"value":"{meter}"}}]}}]'
    return line_of(
        clock, clock, "MeterValues", f'{{"connectorId":1,"transactionId":{transaction},"meterValue":{sampled}}}'
    )


def start_of(clock: str, meter: int, transaction: int | None = 7) -> str:
    payload = f'{{"connectorId":1,"idTag":"T","meterStart":{meter},"timestamp":"{clock}"}}'
    answer = f'{clock} INFO CP-9: send [3,"{clock}",{{"transactionId":{transaction}}}]\n' if transaction else ""
    return line_of(clock, clock, "StartTransaction", payload) + answer


def stop_of(clock: str, meter: int, transaction: int = 7) -> str:
    payload = f'{{"transactionId":{transaction},"meterStop":{meter},"timestamp":"{clock}"}}'
    return line_of(clock, f"s{clock}", "StopTransaction", payload)


@pytest.mark.parametrize("later_first", [False, True])
@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param(
            [start_of("2026-03-01T08:00:00Z", 0, 6), stop_of("2026-03-01T09:00:00Z", 500, 6)],
            [
                start_of("2026-03-02T08:00:00Z", 500),
                *(values_of(f"2026-03-0{2 + hour // 24}T{hour % 24:02}:30:00Z", 500 + hour) for hour in range(9, 60)),
                stop_of("2026-03-04T13:00:00Z", 700),
            ],
            id="a session of two days",
        ),
        pytest.param(
            [start_of("2026-03-01T08:00:00Z", 0), values_of("2026-03-01T08:10:00Z", 100)],
            [
                values_of("2026-03-01T08:50:00Z", 400),
                stop_of("2026-03-01T09:00:00Z", 500),
                start_of("2026-03-01T10:00:00Z", 500),
                values_of("2026-03-01T10:30:00Z", 700),
                stop_of("2026-03-01T11:00:00Z", 900),
            ],
            id="an id that is used again",
        ),
        pytest.param(
            [start_of("2026-03-01T08:00:00Z", 0, None)],
            [
                values_of("2026-03-01T08:50:00Z", 400),
                start_of("2026-03-03T10:00:00Z", 500, 8),
                stop_of("2026-03-03T11:00:00Z", 900, 8),
                values_of("2026-03-03T11:00:00Z", 900, 8),
            ],
            id="a start that no answer names",
        ),
    ],
)
def test_what_lies_apart_comes_together(first: list[str], second: list[str], later_first: bool, tmp_path: Path) -> None:  # noqa: FBT001
    found = []
    for name, files in (("whole", [first + second]), ("apart", [first, second][:: -1 if later_first else 1])):
        ledger = Ledger.open(tmp_path / f"{name}.zefdesk")
        for place, lines in enumerate(files):
            path = tmp_path / f"{name}-{place}" / "log.log"
            path.parent.mkdir()
            path.write_text("".join(lines), "utf-8")
            bring(ledger, path)
        sessions = [one for one, *_ in told(ledger)]
        found.append([(s.session_id, s.start, s.end, s.energy, s.charge_duration) for s in sessions])  # type: ignore[attr-defined]
        ledger.close()
    whole, apart = found
    assert apart == whole


def test_a_log_that_was_kept_before_fragments_were_told_is_still_read(ledger: Ledger) -> None:
    bring(ledger, DATA / "samples" / "ha-lbbrhzn-4.log")
    kept = charger_logs.summary(ledger, 1)
    assert kept
    assert [one.transaction for one in kept.fragments] == ["1766486654"]
    with ledger.writing() as transaction:
        body = msgspec.msgpack.decode(transaction.execute(select(log_summary.c.body)).scalar_one())
        del body["fragments"]
        transaction.execute(update(log_summary).values(body=msgspec.msgpack.encode(body)))
    earlier = charger_logs.summary(ledger, 1)
    assert earlier == replace(kept, fragments=[])


@pytest.mark.parametrize("first", [True, False])
def test_an_earlier_file_completes_a_transaction_that_was_a_fragment(
    first: bool,  # noqa: FBT001 -- a parameter of the test
    ledger: Ledger,
    tmp_path: Path,
) -> None:
    lines = GO.read_bytes().splitlines(keepends=True)
    parts = [tmp_path / "early.log", tmp_path / "late.log"]
    parts[0].write_bytes(b"".join(lines[:11]))
    parts[1].write_bytes(b"".join(lines[11:]))
    for part in parts if first else reversed(parts):
        bring(ledger, part)
    late = charger_logs.summary(ledger, 2 if first else 1)
    assert late
    assert [(one.transaction, one.what.split(";")[0].split(",")[0]) for one in late.fragments] == [
        ("501", "4 meter values")
    ]
    assert [one[0] for one in short(ledger)] == ["501", "502"]
