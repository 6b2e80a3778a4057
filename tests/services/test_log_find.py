"""Lines are found in a log as grep finds them, and a session's messages and values are saved for a vendor."""

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest

from zefdesk.formats.reading import Settings
from zefdesk.services import charger_logs, importing, log_find, log_saving
from zefdesk.services.log_find import CannotFind
from zefdesk.store.ledger import Ledger
from zefdesk.store.log_summaries import LogPlace

GO = Path(__file__).parents[1] / "data" / "logs" / "reconstructed" / "go.log"


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    opened = Ledger.open(tmp_path / "ledger.zefdesk")
    log = tmp_path / "go.log"
    log.write_bytes(GO.read_bytes() + b'nothing but "AuthorizationKey","value":"hunter2secret"\n')
    importing.import_paths(opened, [log], Settings())
    yield opened
    opened.close()


@pytest.fixture
def place(ledger: Ledger) -> LogPlace:
    trace = charger_logs.trace(ledger, 1)
    assert trace
    return trace.places[1]


def grep(words: str) -> list[int]:
    lines = GO.read_text("utf-8").splitlines()
    return [
        number for number, line in enumerate(lines, 1) if all(word.lower() in line.lower() for word in words.split())
    ]


@pytest.mark.parametrize("asked", ["suspendedev", "CP-TEST-1", "received statusnotification", "04AABBCC 501"])
def test_words_are_found_where_grep_finds_them(asked: str, place: LogPlace) -> None:
    found = log_find.find(place, asked)
    assert [hit.span.line for hit in found.hits] == grep(asked)
    assert found.in_all == len(found.hits) > 0


def test_a_regular_expression_an_action_and_errors(place: LogPlace) -> None:
    assert log_find.find(place, r"/meterSt(art|op)/").in_all == 3
    assert log_find.find(place, "action:StartTransaction").in_all == 2
    assert log_find.find(place, "charger:cp-test-1 action:Authorize").in_all == 1
    assert log_find.find(place, "only:errors").in_all == 0
    assert log_find.find(place, "no such words").hits == []


def test_errors_are_also_the_frames_that_cannot_be_read(tmp_path: Path) -> None:
    ledger = Ledger.open(tmp_path / "other.zefdesk")
    log = tmp_path / "cut.log"
    lines = GO.read_text("utf-8").splitlines()
    lines[12] = lines[12][:200]
    log.write_text("\n".join(lines) + "\n", "utf-8")
    (result,) = importing.import_paths(ledger, [log], Settings()).results
    trace = charger_logs.trace(ledger, 1)
    assert trace
    broken = [one.line for one in result.problems]
    assert broken == [13]
    place = trace.places[1]
    assert [hit.span.line for hit in log_find.find_in(ledger, place, "only:errors").hits] == [13]
    assert log_find.find_in(ledger, place, "only:errors StartTransaction").hits == []
    assert log_find.find_in(ledger, place, "only:errors MeterValues").in_all == 1
    ledger.close()


def test_a_hit_leads_to_its_line(place: LogPlace) -> None:
    (hit,) = log_find.find(place, "SuspendedEV").hits
    lines = log_find.find(place, "SuspendedEV").hits
    data = GO.read_bytes()
    assert data[hit.span.offset : hit.span.offset + hit.span.length].decode().rstrip() == lines[0].text


def test_what_cannot_be_looked_for_is_said(place: LogPlace) -> None:
    for asked in ("", "  ", "/(/"):
        with pytest.raises(CannotFind):
            log_find.find(place, asked)
    Path(place.parts[0].path).unlink()
    with pytest.raises(CannotFind, match="moved or changed"):
        log_find.find(place, "x")


def test_secrets_are_never_shown(place: LogPlace) -> None:
    (hit,) = log_find.find(place, "AuthorizationKey").hits
    assert "hunter2" not in hit.text


def test_messages_are_saved_as_the_lines_of_the_log(ledger: Ledger, tmp_path: Path) -> None:
    saved = log_saving.save_messages(ledger, 1, tmp_path / "messages.log")
    written = (tmp_path / "messages.log").read_text("utf-8").splitlines()
    lines = GO.read_text("utf-8").splitlines()
    assert (saved.raw, saved.values, saved.lines) == (True, 4, len(written))
    assert [line for line in lines if line in written] == written
    assert sum("MeterValues" in line for line in written) == 4
    assert any("StartTransaction" in line for line in written)
    assert any("[3," in line and "501" in line for line in written)
    assert "REMOTE-7" not in "\n".join(written)


def test_messages_of_a_log_that_is_gone_are_saved_as_they_were_kept(
    ledger: Ledger, place: LogPlace, tmp_path: Path
) -> None:
    Path(place.parts[0].path).unlink()
    saved = log_saving.save_messages(ledger, 1, tmp_path / "messages.log")
    text = (tmp_path / "messages.log").read_text("utf-8")
    assert (saved.raw, saved.values, saved.lines) == (False, 0, text.count("\n"))
    assert '"StartTransaction"' in text
    assert "Z line 5 [2," in text.replace("+00:00", "Z")


def test_messages_over_several_lines_and_of_packed_logs_are_saved_whole(tmp_path: Path) -> None:
    ledger = Ledger.open(tmp_path / "other.zefdesk")
    log = tmp_path / "pretty.log.gz"
    pretty = GO.read_text("utf-8").replace('\\"', '"').replace('{"connectorId":1,', '{\n  "connectorId":1,\n  ')
    text = f"{pretty}password=hunter2\n"
    log.write_bytes(gzip.compress(text.encode()))
    importing.import_paths(ledger, [log], Settings())
    saved = log_saving.save_messages(ledger, 1, tmp_path / "messages.log")
    written = (tmp_path / "messages.log").read_text("utf-8")
    assert saved.raw
    assert all(line in text.splitlines() for line in written.splitlines())
    assert written.count('{\n  "connectorId":1,\n  ') == written.count("{\n") > saved.values == 4
    ledger.close()


def test_meter_values_are_saved_with_whose_they_are(ledger: Ledger, tmp_path: Path) -> None:
    assert log_saving.save_values(ledger, 1, tmp_path / "values.csv") == 4
    lines = (tmp_path / "values.csv").read_text("utf-8").splitlines()
    titles = "Charger,Session,Transaction,At,register (kWh),energy since start (kWh),power (kW),Source Line"
    assert lines[0] == titles
    assert lines[1] == "SN-0042,1,501,2026-03-03T08:15:12+00:00,121.8,1.8,7.2,13"
