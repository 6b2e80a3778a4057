"""Workbooks with typed cells, texts and number formats; openpyxl writes them, so it says what a cell holds."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.formats.sessions import GIVEN, SESSIONS, TITLES, Told, read, seen, sessions, wanted
from zefdesk.domain.problem import Problem
from zefdesk.formats.reading import NeedsAnswer, Settings, UnreadableFile

WANTED = [wanted(one) for one in SESSIONS]
Make = Callable[[Told, str], Any]
ZONE = Settings(time_zone="America/Chicago", now=GIVEN.now)


def naive(at: datetime) -> datetime:
    return at.replace(tzinfo=None)


def typed(one: Told, field: str) -> Any:
    value = getattr(one, field)
    if field == "start":
        return naive(value)
    if field in {"energy", "cost"}:
        return None if value is None else float(value)
    return value


FORMATS = {"start": "mm/dd/yyyy hh:mm:ss", "plug": "[h]:mm:ss", "charge": "[h]:mm:ss"}


def workbook(
    path: Path,
    make: Make = typed,
    formats: dict[str, str] | None = None,
    *,
    titles: dict[str, str] | None = None,
    above: int = 0,
    left: int = 0,
) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Report"
    names = TITLES | (titles or {})
    if above:
        sheet.cell(1, 1 + left, "Charging sessions")
    for at, field in enumerate(TITLES, 1 + left):
        sheet.cell(1 + above, at, names[field])
        for row, one in enumerate(SESSIONS, 2 + above):
            cell = sheet.cell(row, at, make(one, field))
            if code := (FORMATS | (formats or {})).get(field):
                cell.number_format = code
    book.create_sheet("Notes")["A1"] = "nothing here"
    book.save(path)
    return path


def as_text(one: Told, field: str) -> Any:
    value = getattr(one, field)
    if field == "start":
        return f"{value:%m/%d/%Y %H:%M:%S}"
    return str(value) if value is not None else None


def with_numbers(one: Told, field: str) -> Any:
    value = typed(one, field)
    return int(value) if field == "sticker" or (field == "identity" and len(value) == 15) else value


def fraction(one: Told, field: str) -> Any:
    value = typed(one, field)
    return value / timedelta(days=1) if isinstance(value, timedelta) else value


@pytest.mark.parametrize(
    ("make", "formats", "options"),
    [
        (typed, {}, {}),
        (typed, {}, {"above": 3}),
        (typed, {}, {"above": 2, "left": 2}),
        (typed, {"start": "General", "plug": "General", "charge": "General"}, {}),
        (as_text, {"start": "@", "plug": "@", "charge": "@"}, {}),
        (fraction, {"plug": "General", "charge": "General"}, {}),
        (fraction, {"plug": "h:mm:ss", "charge": "h:mm"}, {}),
        (fraction, {"plug": "[hh]:mm:ss", "charge": "[mm]:ss"}, {}),
        (typed, {"energy": '0.000" kWh"', "cost": "$#,##0.00"}, {}),
        (typed, {"start": "yyyy-mm-dd hh:mm"}, {"titles": {"energy": "Energy (kWh)"}}),
    ],
)
def test_reads_as_the_same_sessions(
    make: Make, formats: dict[str, str], options: dict[str, Any], tmp_path: Path
) -> None:
    path = workbook(tmp_path / "report.xlsx", make, formats, **options)
    assert [seen(one) for one in sessions(path)] == WANTED


def test_numbers_that_name_things_are_texts_as_they_are_shown(tmp_path: Path) -> None:
    path = workbook(tmp_path / "report.xlsx", with_numbers, {"sticker": "000000"})
    got = sessions(path)
    assert [one.sticker for one in got] == [one.sticker.zfill(6) for one in SESSIONS]
    assert got[2].identity == "104512345678901"
    plain = workbook(tmp_path / "plain.xlsx", with_numbers)
    assert [one.sticker for one in sessions(plain)] == [one.sticker.lstrip("0") for one in SESSIONS]


@pytest.mark.parametrize(
    ("code", "currency"),
    [
        ("$#,##0.00", "USD"),
        ('"$"#,##0.00', "USD"),
        ("[$€-407] #,##0.00", "EUR"),
        ("#,##0.00 [$€-1]", "EUR"),
        ("[$USD] #,##0.00", "USD"),
        ('_("$"* #,##0.00_);_("$"* (#,##0.00)', "USD"),
        ("[$£-809]#,##0.00", "GBP"),
        ('#,##0.00 "SEK"', "SEK"),
        ("#,##0.00", None),
    ],
)
def test_the_number_format_says_the_currency(code: str, currency: str | None, tmp_path: Path) -> None:
    path = workbook(tmp_path / "report.xlsx", formats={"cost": code})
    assert {one.currency for one in sessions(path, ZONE) if one.cost is not None} == {currency}


def test_each_cell_may_have_a_currency_of_its_own(tmp_path: Path) -> None:
    path = workbook(tmp_path / "report.xlsx", formats={"cost": "$#,##0.00"})
    book = openpyxl.load_workbook(path)
    book["Report"]["J3"].number_format = "[$€-407] #,##0.00"
    book.save(path)
    assert [one.currency for one in sessions(path, ZONE)] == ["USD", "EUR", None, "USD", "USD", "USD"]


def test_a_unit_in_the_number_format_counts(tmp_path: Path) -> None:
    def watt_hours(one: Told, field: str) -> Any:
        return float(one.energy * 1000) if field == "energy" else typed(one, field)

    path = workbook(tmp_path / "report.xlsx", watt_hours, {"energy": '0 "Wh"'})
    assert [one.energy for one in sessions(path)] == [row[8] for row in WANTED]


def test_line_is_the_row_of_the_sheet_and_raw_its_cells(tmp_path: Path) -> None:
    path = workbook(tmp_path / "report.xlsx", above=4)
    book = openpyxl.load_workbook(path)
    book["Report"]["I8"] = "a lot"
    book.save(path)
    rows = read(path)
    assert [row.line for row in rows] == [6, 7, 8, 9, 10, 11]
    assert isinstance(rows[2], Problem)
    assert rows[2].code == "unreadable-energy"
    assert "a lot" in rows[2].raw.split("\t")


def test_two_sheets_with_a_report_are_asked_about(tmp_path: Path) -> None:
    path = workbook(tmp_path / "report.xlsx")
    book = openpyxl.load_workbook(path)
    book.copy_worksheet(book["Report"]).title = "June"
    book.save(path)
    with pytest.raises(NeedsAnswer, match="--sheet") as asked:
        read(path)
    assert asked.value.choices == ("Report", "June")
    assert len(read(path, Settings(time_zone="America/Chicago", sheet="June"))) == len(SESSIONS)
    with pytest.raises(UnreadableFile, match="no sheet 'July'"):
        read(path, Settings(time_zone="America/Chicago", sheet="July"))
