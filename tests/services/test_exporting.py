"""Exports of a ledger."""

import csv
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.factories import MAY_2, a_session, store
from zefdesk.domain.notation import Notation
from zefdesk.domain.query import SessionQuery, Sort, Test
from zefdesk.domain.trouble import Cancelled, UnknownName
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
    assert [row[0].value for row in book["Sessions"].iter_rows()] == ["Name", "Lobby West"]


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
