"""The texts of the Findings screen, and the way from findings to sessions."""

from tests.factories import a_session
from zefdesk.desktop.findings import words
from zefdesk.desktop.findings.reading import Line
from zefdesk.domain.finding import KINDS
from zefdesk.domain.notation import Notation
from zefdesk.domain.query import SessionQuery, Test
from zefdesk.domain.stored import Stored
from zefdesk.services.finding_kinds import KindSum
from zefdesk.store.findings import Judgement, StoredFinding

SAID = Judgement("our own test car", "Ann", 0)
STORED = Stored(7, a_session(), "America/Chicago", (), ())


def line(**about: object) -> Line:
    values = {"id": 1, "session_id": None, "code": "gap", "message": "seen"} | about
    return Line(StoredFinding(**values), None, None)  # type: ignore[arg-type]


def test_findings_lead_to_the_sessions_of_a_kind_of_a_charger_or_of_a_file() -> None:
    query = SessionQuery()
    opened, aside = line(session_id=7), line(session_id=8, set_aside=SAID)
    assert words.sessions_of([aside, opened], "gap") == query.where("findings", Test.IS, "gap")
    assert words.sessions_of([aside], "gap") == query.where("id", Test.IS, 8)
    assert words.sessions_of_some([line(session_id=7, other_id=5)]) == query.where("id", Test.IS, 5, 7)
    assert words.sessions_of_some([line(charger="S1")]) == query.where("serial", Test.IS, "S1")
    assert words.sessions_of_some([line(import_id=3)]) == query.where("import_id", Test.IS, 3)
    assert words.sessions_of_some([]) is None


def test_a_row_of_a_charger_names_it_and_one_of_a_session_its_start_and_cost() -> None:
    assert words.row(line(charger="S1"), Notation()).cells == ("", "S1", "seen", "", "Open")
    found = Line(StoredFinding(1, 7, "gap", "seen", set_aside=SAID), STORED, SAID)
    row = words.row(found, Notation())
    assert row.cells == ("2026-05-02 08:13", "Lobby East", "seen", "$6.28", "Set aside")
    assert "Set aside by Ann" in row.tip
    assert "Noted by Ann" in row.tip


def test_sums_say_what_the_money_is() -> None:
    differs = KindSum(KINDS["cost-differs"], 2, 1, 2, {"USD": 10**9, "EUR": 2 * 10**9})
    said = words.counts(differs, Notation())
    assert said == "2 open \u00b7 1 set aside \u00b7 2 sessions differing by \u20ac2.00 + $1.00"
    assert "nothing was found" in words.counts(KindSum(KINDS["gap"], 0, 0, 0, {}), Notation())
