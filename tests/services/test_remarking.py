"""Review work: marks, notes, adjustments and decisions stand beside what was told, and outlive an undo."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from tests.factories import MAY_2, a_session, store
from zefdesk.domain.filter_text import read_filter
from zefdesk.domain.query import SessionQuery
from zefdesk.domain.trouble import NotFound, UnknownName
from zefdesk.formats.reading import Settings
from zefdesk.services import activity, conflicts, demo, importing, remarking, reviewing, setting_aside
from zefdesk.services.remarking import ReviewState
from zefdesk.store import sessions
from zefdesk.store.ledger import Ledger

HEADER = "Name,Serial,Initiator,Identity,Start,Plug Duration,Charge Duration,Energy,Cost\n"
ROWS = ("Lobby East,S1,ZEF,a,2026-05-02 08:00,2:00:00,1:00:00,10,$4.00\n",)
CHICAGO = Settings(time_zone="America/Chicago")
Import = Callable[..., int]


@pytest.fixture
def bring_in(ledger: Ledger, tmp_path: Path) -> Import:
    ledger.person = "Ana"

    def bring(name: str, *rows: str) -> int:
        (tmp_path / name).write_text(HEADER + "".join(rows))
        (result,) = importing.import_paths(ledger, [tmp_path / name], CHICAGO).results
        assert result.import_id
        return result.import_id

    return bring


def numbers(ledger: Ledger, text: str = "") -> list[int]:
    return list(sessions.ids(ledger, read_filter(text)))


def test_a_session_is_marked_once_by_whom_and_when(ledger: Ledger) -> None:
    store(ledger, a_session(), a_session(start=MAY_2 + 1))
    ledger.person = "Ana"
    assert (remarking.mark_reviewed(ledger, [1]), remarking.mark_reviewed(ledger, [1, 2])) == (1, 1)
    marked = reviewing.session(ledger, 1).reviewed
    assert marked is not None
    assert marked.by == "Ana"
    assert numbers(ledger, "reviewed:no") == []
    assert remarking.unmark_reviewed(ledger, [2]) == 1
    assert (numbers(ledger, "reviewed:yes"), numbers(ledger, "-reviewed:yes")) == ([1], [2])
    assert remarking.review_state(ledger, SessionQuery()) == ReviewState(2, 1, 0)


def test_what_is_said_of_a_session_that_is_not_there_is_said_of_none(ledger: Ledger) -> None:
    store(ledger, a_session())
    with pytest.raises(NotFound):
        remarking.mark_reviewed(ledger, [1, 9])
    assert numbers(ledger, "reviewed:yes") == []
    with pytest.raises(NotFound):
        remarking.adjust(ledger, 2**70, Decimal(1), "why")


def test_an_adjustment_stands_beside_the_cost_and_apart_in_totals(ledger: Ledger) -> None:
    store(ledger, a_session(cost=6_280_000_000), a_session(start=MAY_2 + 1, currency="EUR"))
    remarking.adjust(ledger, 1, Decimal("-4.00"), "cable was broken")
    assert remarking.adjust(ledger, 1, Decimal("0.50"), "half of it") == -3_500_000_000
    told = reviewing.session(ledger, 1)
    assert (told.session.cost, told.adjustment) == (6_280_000_000, -3_500_000_000)
    totals = reviewing.totals(ledger, SessionQuery())
    assert (totals.cost["USD"], totals.adjusted) == (6_280_000_000, {"USD": -3_500_000_000})
    assert reviewing.totals(ledger, read_filter("currency:EUR")).adjusted == {}
    first = next(one for one in told.remarks if one.amount == -4_000_000_000)
    assert remarking.withdraw(ledger, first.id).text == "cable was broken"
    assert reviewing.session(ledger, 1).adjustment == 500_000_000


def test_an_adjustment_needs_a_reason_and_an_amount(ledger: Ledger) -> None:
    store(ledger, a_session())
    with pytest.raises(UnknownName, match="reason"):
        remarking.adjust(ledger, 1, Decimal(1), " ")
    with pytest.raises(UnknownName, match="amount"):
        remarking.adjust(ledger, 1, Decimal("1e30"), "much")
    with pytest.raises(UnknownName, match="note"):
        remarking.add_note(ledger, [1], "")


def test_of_conflicting_tellings_one_stands_and_the_other_is_not_counted(ledger: Ledger) -> None:
    store(ledger, a_session(cost=5_000_000_000))
    store(ledger, a_session(cost=7_000_000_000), path="again.csv")
    with ledger.writing() as transaction:
        conflicts.mark(transaction)
    assert remarking.decide(ledger, 2, "issued again in June") == [1]
    totals = reviewing.totals(ledger, SessionQuery())
    assert (totals.count, totals.cost, totals.passed_over) == (2, {"USD": 7_000_000_000}, 1)
    assert (numbers(ledger, "counted:no"), reviewing.session(ledger, 1).counted) == ([1], False)
    remarking.adjust(ledger, 1, Decimal("-1.00"), "of the telling that does not count")
    assert reviewing.totals(ledger, SessionQuery()).adjusted == {}
    selected = reviewing.summable(ledger).totals([1, 2])
    assert (selected.cost, selected.passed_over) == ({"USD": 7_000_000_000}, 1)
    assert remarking.decide(ledger, 1, "the first was right") == [2]
    assert numbers(ledger, "counted:no") == [2]
    assert reviewing.summable(ledger).totals([2, 1]).cost == {"USD": 5_000_000_000}
    assert remarking.undecide(ledger, 1) == 1
    assert reviewing.totals(ledger, SessionQuery()).cost == {"USD": 12_000_000_000}
    assert [one.id for one in remarking.conflicting(ledger, 2)] == [2, 1]


def test_a_decision_settles_that_tellings_conflict_as_long_as_it_holds(ledger: Ledger) -> None:
    store(ledger, a_session(cost=5_000_000_000))
    store(ledger, a_session(cost=7_000_000_000), path="again.csv")
    with ledger.writing() as transaction:
        conflicts.mark(transaction)
    ledger.person = "Ana"
    assert remarking.review_state(ledger, SessionQuery()).findings == 2
    remarking.decide(ledger, 2, "issued again in June")
    assert remarking.review_state(ledger, SessionQuery()).findings == 0
    said = {one.set_aside and (one.set_aside.who, one.set_aside.text) for one in reviewing.findings_of(ledger, 1)}
    assert said == {("Ana", "issued again in June")}
    remarking.decide(ledger, 1, "the first was right")
    assert {one.set_aside and one.set_aside.text for one in reviewing.findings_of(ledger, 2)} == {"the first was right"}
    remarking.undecide(ledger, 1)
    assert remarking.review_state(ledger, SessionQuery()).findings == 2


def test_a_conflict_that_was_set_aside_before_a_decision_stays_so_after_it(ledger: Ledger) -> None:
    store(ledger, a_session(cost=5_000_000_000))
    store(ledger, a_session(cost=7_000_000_000), path="again.csv")
    with ledger.writing() as transaction:
        conflicts.mark(transaction)
    setting_aside.set_aside(ledger, [reviewing.findings_of(ledger, 1)[0].id], "both are ours")
    remarking.decide(ledger, 2, "issued again in June")
    remarking.undecide(ledger, 2)
    assert remarking.review_state(ledger, SessionQuery()).findings == 1


def test_a_session_that_was_told_once_has_nothing_to_decide(ledger: Ledger) -> None:
    store(ledger, a_session())
    with pytest.raises(UnknownName, match="told once"):
        remarking.decide(ledger, 1, "why not")


def test_remarks_outlive_an_undo_and_find_their_session_again(ledger: Ledger, bring_in: Import) -> None:
    first = bring_in("may.csv", *ROWS)
    remarking.mark_reviewed(ledger, [1], "looks right")
    remarking.adjust(ledger, 1, Decimal(-1), "goodwill")
    importing.undo_import(ledger, first)
    assert reviewing.totals(ledger, SessionQuery()).adjusted == {}
    bring_in("other.csv", ROWS[0].replace("08:00", "09:00"))
    bring_in("may.csv", *ROWS)
    (back,) = numbers(ledger, "reviewed:yes")
    told = reviewing.session(ledger, back)
    assert back != 1
    assert (told.adjustment, told.note) == (-1_000_000_000, "looks right")


def test_a_row_that_comes_back_corrected_keeps_its_notes_but_was_not_reviewed(ledger: Ledger, bring_in: Import) -> None:
    first = bring_in("may.csv", *ROWS)
    remarking.mark_reviewed(ledger, [1], "too dear?")
    importing.undo_import(ledger, first)
    bring_in("may.csv", ROWS[0].replace("$4.00", "$3.00"))
    (number,) = numbers(ledger)
    told = reviewing.session(ledger, number)
    assert (told.note, told.reviewed) == ("too dear?", None)


def test_all_of_it_is_written_down(ledger: Ledger, bring_in: Import, tmp_path: Path) -> None:
    bring_in("may.csv", *ROWS)
    remarking.mark_reviewed(ledger, [1], "=note")
    remarking.adjust(ledger, 1, Decimal(-1), "goodwill")
    remarking.unmark_reviewed(ledger, [1])
    done = activity.activities_of(ledger)
    assert [one.what for one in done] == ["unreviewed", "adjusted", "noted", "reviewed", "imported"]
    assert {one.by for one in done} == {"Ana"}
    adjusted = done[1]
    assert (adjusted.about, adjusted.before, adjusted.after) == ("session 1", "", "-1.00 USD: goodwill")
    assert activity.export_activity(ledger, tmp_path / "log.csv") == 5
    lines = (tmp_path / "log.csv").read_text().splitlines()
    assert lines[0] == "No.,When,Who,What,About,Before,After"
    assert lines[3].endswith(",session 1,,'=note")


def test_what_changes_nothing_is_not_written_down(ledger: Ledger) -> None:
    store(ledger, a_session())
    assert remarking.unmark_reviewed(ledger, [1]) == 0
    assert activity.activities_of(ledger) == []


def test_a_session_that_only_a_log_tells_is_found_again_too(ledger: Ledger) -> None:
    log = demo.sample_logs()[0]
    (first,) = importing.import_paths(ledger, [log], Settings()).results
    number = numbers(ledger)[0]
    remarking.mark_reviewed(ledger, [number], "seen in the log")
    start = reviewing.session(ledger, number).session.start
    assert first.import_id
    importing.undo_import(ledger, first.import_id)
    assert numbers(ledger) == []
    importing.import_paths(ledger, [log], Settings())
    (back,) = numbers(ledger, "reviewed:yes")
    told = reviewing.session(ledger, back)
    assert (told.session.start, told.note) == (start, "seen in the log")
