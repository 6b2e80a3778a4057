"""Exports of a ledger."""

import csv
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from tests.factories import MAY_2, a_session, store
from zefdesk.domain.notation import Notation
from zefdesk.domain.query import SessionQuery, Sort, Test
from zefdesk.domain.trouble import Cancelled, UnknownName
from zefdesk.formats.reading import Settings
from zefdesk.services import (
    closing,
    configuring,
    importing,
    looking,
    pricing,
    remarking,
    reviewing,
    setting_aside,
)
from zefdesk.services.exporting import KINDS_OF_FILE, REPORTS, Dialect, export, export_each
from zefdesk.services.progress import Progress
from zefdesk.store.ledger import Ledger


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    """Three sessions, one of them free, one with a bill."""
    bill = '[{"item": "Energy", "amount": 6.28}]'
    store(ledger, a_session(bill_details=bill), a_session(start=MAY_2 + 60, initiator="", cost=None, currency=None))
    store(ledger, a_session(start=MAY_2 + 120, name="Lobby West"), path="other.csv")
    return ledger


def test_what_a_person_sees_is_written(filled: Ledger, tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    query = SessionQuery(sort=(Sort("start"),)).where("initiator", Test.IS_NOT, "")
    assert export(filled, target, query) == 2
    with target.open(encoding="utf-8", newline="") as file:
        assert [row["Name"] for row in csv.DictReader(file)] == ["Lobby East", "Lobby West"]


def test_chosen_columns_in_the_manner_of_a_country(filled: Ledger, tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    dialect = Dialect(Notation(decimal=",", date="dd.MM.yyyy"))
    assert export(filled, target, SessionQuery(), dialect=dialect, columns=("energy", "start")) == 3
    assert target.read_text("utf-8-sig").splitlines()[1] == "15,7;02.05.2026 08:15:00;America/Chicago"


def test_chosen_columns_alone_make_a_csv_of_these(filled: Ledger, tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    export(filled, target, SessionQuery(), columns=("id", "name"))
    assert target.read_text("utf-8-sig").splitlines()[0] == "No.,Name"


def test_a_workbook_says_of_what_it_is(filled: Ledger, tmp_path: Path) -> None:
    target = tmp_path / "out.xlsx"
    assert export(filled, target, SessionQuery(search="west"), columns=("name",)) == 1
    book = load_workbook(target)
    said = {row[0]: row for row in book["Provenance"].iter_rows(values_only=True)}
    assert said["Ledger"][1] == filled.location
    assert said["Filter"][1] == "'west' in any text"
    assert said["File"][1] == "other.csv"
    assert said["File"][5] == 1
    assert [row[0].value for row in book["Sessions"].iter_rows()] == ["Session No.", 3]


def test_each_report_is_written(filled: Ledger, tmp_path: Path) -> None:
    made = export_each(filled, tmp_path / ".")
    assert {path.name for path, _ in made} == {f"{name}.{kind}" for name in REPORTS for kind in KINDS_OF_FILE}
    assert {path.name: rows for path, rows in made} | {"bill-details.csv": 1, "sessions.csv": 3} == {
        path.name: rows for path, rows in made
    }


@pytest.mark.parametrize("name", ["out.csv", "out.xlsx"])
@pytest.mark.parametrize("report_kind", REPORTS)
@pytest.mark.parametrize("calls", range(3))
def test_stopping_leaves_nothing(filled: Ledger, tmp_path: Path, name: str, report_kind: str, calls: int) -> None:
    left = iter(range(calls))

    def stop(progress: Progress) -> None:
        assert 0 <= progress.done <= 1
        if next(left, None) is None:
            raise Cancelled

    folder = tmp_path / "out"
    folder.mkdir()
    try:
        export(filled, folder / name, SessionQuery(), report_kind=report_kind, report=stop)
    except Cancelled:
        assert not list(folder.iterdir())
    else:
        assert [path.name for path in folder.iterdir()] == [name]


@pytest.mark.parametrize("asked", [{"report_kind": "remittance"}, {"kind": "pdf"}, {"columns": ("name", "colour")}])
def test_what_does_not_exist_is_refused_before_anything_is_written(
    filled: Ledger, tmp_path: Path, asked: dict[str, object]
) -> None:
    with pytest.raises(UnknownName):
        export(filled, tmp_path / "out.csv", SessionQuery(), **asked)  # type: ignore[arg-type]
    assert not (tmp_path / "out.csv").exists()


def _rows(book: Workbook, sheet: str) -> list[dict[str, Any]]:
    header, *rows = book[sheet].iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in rows]


def test_what_was_said_stands_in_the_workbook_and_its_rows_add_up_to_the_totals(ledger: Ledger, tmp_path: Path) -> None:
    ledger.person = "Ana"
    store(ledger, a_session(cost=5_000_000_000), a_session(start=MAY_2 + 7200, cost=3_000_000_000))
    store(ledger, a_session(cost=7_000_000_000), path="again.csv")
    remarking.mark_reviewed(ledger, [1], "seen with the tenant")
    remarking.adjust(ledger, 1, Decimal("-4.00"), "cable was broken")
    remarking.decide(ledger, 1, "the first is right")
    closing.close_month(ledger, "2026-05")
    looking.look(ledger)
    export(ledger, tmp_path / "out.xlsx")
    book = load_workbook(tmp_path / "out.xlsx")
    assert book.sheetnames == ["Sessions", "Bill lines", "Totals", "Findings", "Review", "Provenance"]
    rows = {row["Session No."]: row for row in _rows(book, "Sessions")}
    said = ("Adjustment", "Adjustment Reason", "Reviewed By", "Note", "Counted")
    assert [rows[1][title] for title in said] == [-4, "cable was broken", "Ana", "seen with the tenant", "yes"]
    assert [rows[3][title] for title in said] == [None, None, None, None, "no"]
    totals = {row["Total of"]: row for row in _rows(book, "Totals")}
    counted = [row for row in rows.values() if row["Counted"] == "yes"]
    assert totals["All"]["Sessions"] == len(counted) == 2
    assert totals["All"]["Cost in USD"] == sum(row["Cost"] for row in counted) == 8
    assert (totals["All"]["Adjustments in USD"], totals["All"]["Cost after adjustments in USD"]) == (-4, 4)
    assert totals["Not counted"]["Cost in USD"] == 7
    review = [(row["What"], row["Session No."], row["Month"], row["By"]) for row in _rows(book, "Review")]
    assert review == [
        ("Reviewed", 1, None, "Ana"),
        ("Note", 1, None, "Ana"),
        ("Adjusted", 1, None, "Ana"),
        ("Not counted", 3, None, "Ana"),
        ("Month closed", None, "2026-05", "Ana"),
    ]


def test_a_workbook_with_what_was_said_comes_back_as_the_same_sessions(ledger: Ledger, tmp_path: Path) -> None:
    store(ledger, a_session(), a_session(start=MAY_2 + 60))
    remarking.adjust(ledger, 1, Decimal("-4.00"), "cable was broken")
    export(ledger, tmp_path / "out.xlsx")
    (back,) = importing.import_paths(ledger, [tmp_path / "out.xlsx"], Settings()).results
    assert (back.format, back.new, back.duplicate) == ("zefdesk-sessions", 0, 2)


def test_what_was_found_stands_in_the_workbook_open_and_set_aside(ledger: Ledger, tmp_path: Path) -> None:
    store(ledger, a_session(energy=0), a_session(start=MAY_2 + 90_000, energy=0))
    looking.look(ledger)
    ledger.person = "Ana"
    found = [one for one in reviewing.findings(ledger, SessionQuery()) if one.session_id == 1]
    setting_aside.set_aside(ledger, [found[0].id], "our own test car")
    export(ledger, tmp_path / "out.xlsx", columns=("name", "energy"))
    book = load_workbook(tmp_path / "out.xlsx")
    numbers = {row["Session No."] for row in _rows(book, "Sessions")}
    rows = _rows(book, "Findings")
    assert {row["Session No."] for row in rows} <= numbers == {1, 2}
    aside = {row["Finding No."]: row["Set Aside Because"] for row in rows if row["Set Aside By"] == "Ana"}
    assert aside == {found[0].id: "our own test car"}


def test_a_filtered_workbook_names_its_filter_where_it_sums_up(filled: Ledger, tmp_path: Path) -> None:
    export(filled, tmp_path / "out.xlsx", SessionQuery(search="west"))
    book = load_workbook(tmp_path / "out.xlsx")
    assert _rows(book, "Totals")[0]["Which"] == "Filtered sessions: 'west' in any text"
    assert _rows(book, "Totals")[0]["Total of"] == "All filtered"


def test_computed_costs_have_a_total_of_their_own(ledger: Ledger, tmp_path: Path) -> None:
    store(ledger, a_session(), a_session(start=MAY_2 + 60))
    configuring.set_charger(ledger, "HC1C190912849", {"simple_rate": "1/kWh"})
    pricing.price_sessions(ledger, SessionQuery())
    export(ledger, tmp_path / "out.xlsx")
    everything = _rows(load_workbook(tmp_path / "out.xlsx"), "Totals")[0]
    assert (everything["Cost in USD"], everything["Computed cost in USD"]) == (12.56, 31.4)
