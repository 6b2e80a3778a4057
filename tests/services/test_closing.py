"""A closed month: what would change it asks first, and is written down."""

from decimal import Decimal
from pathlib import Path

import pytest

from zefdesk.domain.query import SessionQuery
from zefdesk.domain.trouble import UnknownName
from zefdesk.formats.reading import Settings
from zefdesk.services import (
    activity,
    closing,
    configuring,
    importing,
    months,
    previewing,
    pricing,
    remarking,
    reviewing,
)
from zefdesk.services.closing import MonthClosed
from zefdesk.services.importing import CLOSED_TOO, ImportResult
from zefdesk.store.ledger import Ledger

HEADER = "Name,Serial,Initiator,Identity,Start,Plug Duration,Charge Duration,Energy,Cost\n"
MAY = "Lobby East,S1,ZEF,a,2026-05-31 08:00,2:00:00,1:00:00,10,$4.00\n"
JUNE = MAY.replace("2026-05-31", "2026-06-02")
CHICAGO = Settings(time_zone="America/Chicago")


def bring_in(ledger: Ledger, path: Path, *rows: str, closed_too: bool = False) -> ImportResult:
    path.write_text(HEADER + "".join(rows))
    (result,) = importing.import_paths(ledger, [path], CHICAGO, closed_too=closed_too).results
    return result


def changed(ledger: Ledger) -> list[tuple[str, str]]:
    return [(one.about, one.after) for one in activity.activities_of(ledger) if one.what == "changed-closed"]


@pytest.fixture
def closed(ledger: Ledger, tmp_path: Path) -> Ledger:
    configuring.set_charger(ledger, "S1", {"simple_rate": "0.50/kWh", "time_zone": "America/Chicago"})
    assert bring_in(ledger, tmp_path / "may.csv", MAY, JUNE).import_id == 1
    pricing.price_sessions(ledger, SessionQuery())
    assert closing.close_month(ledger, "2026-05")
    return ledger


def test_an_import_into_it_is_refused_until_somebody_means_it(closed: Ledger, tmp_path: Path) -> None:
    late = MAY.replace("08:00", "11:00")
    refused = bring_in(closed, tmp_path / "late.csv", late, JUNE)
    assert (refused.import_id, refused.needs) == (None, CLOSED_TOO)
    assert "--closed-too" in str(refused.error)
    assert len(reviewing.session_ids(closed, SessionQuery())) == 2
    assert bring_in(closed, tmp_path / "late.csv", late, JUNE, closed_too=True).new == 1
    assert changed(closed) == [("2026-05", "by this import")]


def refused(ledger: Ledger) -> list[tuple[str, str]]:
    return [(one.about, one.after) for one in activity.activities_of(ledger) if one.what == "refused"]


def test_what_it_refuses_is_written_down(closed: Ledger, tmp_path: Path) -> None:
    late = tmp_path / "late.csv"
    bring_in(closed, late, MAY.replace("08:00", "11:00"))
    with pytest.raises(MonthClosed):
        importing.undo_import(closed, 1)
    configuring.set_charger(closed, "S1", {"simple_rate": "0.60/kWh"})
    pricing.price_sessions(closed, SessionQuery(), dry_run=True)
    pricing.price_sessions(closed, SessionQuery())
    assert refused(closed) == [
        ("2026-05", "pricing: 1 session would be billed otherwise"),
        ("2026-05", "undo of import 1"),
        ("2026-05", f"import of {late}"),
    ]
    assert changed(closed) == []


def test_a_trial_and_a_preview_say_that_it_is_closed_and_are_not_refused(closed: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "late.csv"
    path.write_text(HEADER + MAY.replace("08:00", "11:00") + JUNE)
    (trial,) = importing.import_paths(closed, [path], CHICAGO, dry_run=True).results
    (seen,) = previewing.preview(closed, path, CHICAGO)
    assert (trial.new, trial.error, trial.closed) == (1, None, ("2026-05",))
    assert (seen.result.new, seen.result.error, seen.result.closed) == (1, None, ("2026-05",))
    path.write_text(HEADER + JUNE.replace("08:00", "11:00"))
    assert importing.import_paths(closed, [path], CHICAGO, dry_run=True).results[0].closed == ()
    assert refused(closed) == []
    assert len(reviewing.session_ids(closed, SessionQuery())) == 2


def test_an_undo_is_known_to_change_it_before_it_is_tried(closed: Ledger, tmp_path: Path) -> None:
    june = bring_in(closed, tmp_path / "june.csv", JUNE.replace("08:00", "11:00"))
    assert importing.closed_by(closed, 1) == ("2026-05",)
    assert importing.closed_by(closed, june.import_id or 0) == ()
    again = bring_in(closed, tmp_path / "again.csv", MAY)
    assert importing.closed_by(closed, again.import_id or 0) == importing.closed_by(closed, 1) == ()


def test_an_import_that_tells_nothing_new_of_it_comes_in(closed: Ledger, tmp_path: Path) -> None:
    result = bring_in(closed, tmp_path / "again.csv", MAY, JUNE.replace("08:00", "09:00"))
    assert (result.new, result.duplicate, result.error) == (1, 1, None)


def test_an_undo_of_it_is_refused_until_somebody_means_it(closed: Ledger) -> None:
    with pytest.raises(MonthClosed, match="2026-05"):
        importing.undo_import(closed, 1)
    assert len(reviewing.session_ids(closed, SessionQuery())) == 2
    importing.undo_import(closed, 1, closed_too=True)
    assert changed(closed) == [("2026-05", "by this undo")]


def test_pricing_leaves_its_bills_as_they_are_and_prices_the_rest(closed: Ledger) -> None:
    configuring.set_charger(closed, "S1", {"simple_rate": "0.60/kWh"})
    summary = pricing.price_sessions(closed, SessionQuery())
    assert (summary.priced, summary.held_back, summary.closed) == (1, 1, {"2026-05"})
    assert summary.totals == {"USD": 11_000_000_000}
    assert reviewing.totals(closed, SessionQuery()).computed == {"USD": 11_000_000_000}
    again = pricing.price_sessions(closed, SessionQuery(), closed_too=True)
    assert (again.priced, again.held_back) == (1, 0)
    assert reviewing.totals(closed, SessionQuery()).computed == {"USD": 12_000_000_000}
    assert changed(closed) == [("2026-05", "by this pricing")]


def test_a_run_that_changes_no_bill_writes_nothing_down(closed: Ledger) -> None:
    before = activity.activities_of(closed)
    assert pricing.price_sessions(closed, SessionQuery()).held_back == 0
    assert activity.activities_of(closed) == before


def test_adjustments_ask_first_and_notes_do_not(closed: Ledger) -> None:
    with pytest.raises(MonthClosed):
        remarking.adjust(closed, 1, Decimal(-1), "late complaint")
    remarking.add_note(closed, [1], "complained")
    remarking.adjust(closed, 1, Decimal(-1), "late complaint", closed_too=True)
    assert reviewing.session(closed, 1).adjustment == -1_000_000_000
    remarking.adjust(closed, 2, Decimal(-1), "in June")


def test_another_zone_that_moves_its_sessions_is_refused_until_somebody_means_it(closed: Ledger) -> None:
    with pytest.raises(MonthClosed):
        configuring.set_charger(closed, "S1", {"time_zone": "Pacific/Kiritimati"})
    with pytest.raises(MonthClosed):
        importing.remember(closed, ["S1"], "Pacific/Kiritimati", None)
    configuring.set_charger(closed, "S1", {"name": "Lobby"})


def test_months_tell_how_far_they_are(closed: Ledger) -> None:
    remarking.mark_reviewed(closed, [1])
    may, june = sorted(months.months(closed))
    assert (may.month, may.state.sessions, may.state.reviewed, may.closed is not None) == ("2026-05", 1, 1, True)
    assert (june.month, june.state.reviewed, june.closed) == ("2026-06", 0, None)


def test_it_is_opened_again_and_both_are_written_down(closed: Ledger) -> None:
    assert not closing.close_month(closed, "2026-05")
    assert closing.reopen_month(closed, "2026-05")
    assert not closing.reopen_month(closed, "2026-05")
    importing.undo_import(closed, 1)
    assert [one.what for one in activity.activities_of(closed)][:3] == ["undone", "reopened", "closed"]


@pytest.mark.parametrize("month", ["2026-13", "May", "2026-5", ""])
def test_what_is_no_month_is_said(ledger: Ledger, month: str) -> None:
    with pytest.raises(UnknownName, match="2026-05"):
        closing.close_month(ledger, month)
