"""Lines are found in a log as grep finds them, and a session's messages and values are saved for a vendor."""

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


def test_messages_and_values_are_saved(ledger: Ledger, tmp_path: Path) -> None:
    assert log_saving.save_messages(ledger, 1, tmp_path / "messages.log") > 8
    text = (tmp_path / "messages.log").read_text("utf-8")
    assert '"StartTransaction"' in text
    assert '"transactionId":501' in text
    assert "REMOTE-7" not in text
    assert log_saving.save_values(ledger, 1, tmp_path / "values.csv") == 4
    lines = (tmp_path / "values.csv").read_text("utf-8").splitlines()
    assert lines[0] == "At,energy (kWh),power (kW),Source Line"
    assert lines[1] == "2026-03-03T08:15:12+00:00,121.8,7.2,13"
