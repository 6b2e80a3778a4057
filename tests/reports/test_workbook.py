"""Workbooks, read back with openpyxl."""

import io
from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from tests.reports.rows import batches, stored
from zefdesk.domain.columns import COLUMNS
from zefdesk.domain.stored import Stored
from zefdesk.domain.trouble import Cancelled
from zefdesk.reports import bill_lines, overflow, session_csv, sheet, workbook
from zefdesk.reports.finding_rows import FindingRow
from zefdesk.reports.provenance import Provenance, SourceFile

FILE = SourceFile("may.csv", "ab" * 32, "zefnet-session-report", 1_777_000_000, 1)
ABOUT = Provenance("1.0", 1_777_000_100, "ledger.zefdesk", "all sessions", "Start descending", 1, (FILE,))
BILL = '[{"item": "Energy", "qty": 15.7, "unit": "kWh", "rate": 0.35, "amount": 5.78}, {"item": "Tax", "amount": 0.50}]'


def book(*sessions: Stored, expected: int = 1, keys: tuple[str, ...] = session_csv.COLUMNS) -> Workbook:
    out = io.BytesIO()
    rows = batches(workbook.FIELDS, *sessions)
    assert workbook.write_sessions(rows, out, lambda: ABOUT, expected=expected, keys=keys) == len(sessions)
    return load_workbook(out)


def first_row(made: Workbook, name: str = "Sessions") -> dict[str, Any]:
    header, row = list(made[name].iter_rows())[:2]
    return {title.value: cell for title, cell in zip(header, row, strict=True)}


def test_there_are_four_sheets_with_a_frozen_header_and_filters() -> None:
    made = book(stored(bill_details=BILL))
    assert made.sheetnames == ["Sessions", "Bill lines", "Totals", "Provenance"]
    for name in made.sheetnames:
        assert made[name].freeze_panes == "A2"
    assert made["Sessions"].auto_filter.ref == "A1:W2"


def test_the_headers_are_those_of_the_canonical_csv_and_the_zone() -> None:
    header = [cell.value for cell in next(book(stored())["Sessions"].iter_rows())]
    assert header == [*map(session_csv.title, session_csv.COLUMNS), "Time Zone"]


def test_values_are_typed() -> None:
    row = first_row(book(stored()))
    assert row["Start"].value == datetime(2026, 5, 2, 8, 13)  # noqa: DTZ001 -- a sheet's dates have no zone
    assert row["Time Zone"].value == "America/Chicago"
    assert row["Plug Duration"].value == timedelta(hours=2, minutes=30)
    assert row["Plug Duration"].number_format == "[h]:mm:ss"
    assert (row["Energy"].value, row["Cost"].value) == (15.7, 6.28)
    assert row["Cost"].number_format == '"$"#,##0.00'
    assert (row["Sticker"].value, row["Sticker"].data_type) == ("010983", "s")
    assert row["Source Line"].value == 2


@pytest.mark.parametrize(
    "text",
    ["=1+1", "http://example.org", "123", "-5", "<r><t>x</t></r>", "a & b < c", " blanks ", "_x0041_", "x\ny", "'q"],
)
def test_texts_are_texts_to_the_letter(text: str) -> None:
    cell = first_row(book(stored(identity=text)))["Identity"]
    shown = text.replace("_x0041_", "_x005F_x0041_")  # openpyxl leaves that to whoever reads it
    assert (cell.value, cell.data_type, cell.hyperlink) == (shown, "s", None)


@settings(max_examples=40)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20))
def test_any_text_makes_a_file_that_can_be_read(text: str) -> None:
    assert first_row(book(stored(identity=text, name=text)))["Identity"].value


def test_a_text_that_is_too_long_is_cut_with_a_mark() -> None:
    long = first_row(book(stored(bill_details="é" * 40_000)))["Bill Details"].value
    assert long.startswith("ééé")
    assert long.endswith("whole in the CSV]")
    assert len(long) <= 32_767


def test_a_text_of_signs_beyond_the_first_plane_is_cut_between_them() -> None:
    cut = sheet.fitting("🔌" * 20_000)
    assert len(cut.encode("utf-16-le")) // 2 <= 32_767
    assert cut.startswith("🔌🔌")


def test_a_number_with_more_digits_than_a_cell_holds_is_a_text() -> None:
    row = first_row(book(stored(energy=1_234_567_890_123_456_789, cost=1_234_567_890_123_450_000)))
    assert row["Energy"].value == "1234567890.123456789"
    assert row["Cost"].value == 1_234_567_890.12345


def test_what_a_sheet_cannot_show_is_a_text() -> None:
    row = first_row(book(stored(plug_duration=-90, start=-2_300_000_000, end=None)))
    assert row["Plug Duration"].value == "-0:01:30"
    assert str(row["Start"].value).startswith("1897-02-")


def test_the_second_pass_of_the_repeated_hour_has_an_offset_for_its_zone() -> None:
    second_pass = 1_793_518_200
    row = first_row(book(stored(start=second_pass, plug_duration=7200)))
    assert row["Time Zone"].value == "-06:00"
    assert row["Start"].value == datetime(2026, 11, 1, 1, 30)  # noqa: DTZ001 -- likewise
    assert row["End"].value == datetime(2026, 11, 1, 3, 30)  # noqa: DTZ001 -- likewise


def test_an_end_in_the_second_pass_is_written_with_its_offset() -> None:
    row = first_row(book(stored(start=1_793_518_200 - 3600, plug_duration=3600)))
    assert row["End"].value == "2026-11-01T01:30:00-06:00"


def test_each_currency_has_its_format() -> None:
    made = book(stored(1, currency="EUR"), stored(2, currency="JPY", cost=5 * 10**9), stored(3, currency=None))
    cells = [row[9] for row in list(made["Sessions"].iter_rows())[1:]]
    assert [cell.number_format for cell in cells] == ['"€"#,##0.00', '"¥"#,##0', "#,##0.00"]


def test_chosen_columns_are_written_in_their_order() -> None:
    made = book(stored(), keys=("serial", "energy", "id"))
    assert list(made["Sessions"].iter_rows(values_only=True)) == [
        ("Serial", "Energy", "Session No."),
        ("HC1C190912849", 15.7, 1),
    ]


def test_every_column_of_the_catalogue_can_be_written() -> None:
    row = first_row(book(stored(meter_start=10**9), keys=tuple(COLUMNS)))
    assert row["Session No."].value == 1


def test_more_sessions_than_a_sheet_holds_go_on_in_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet, "LAST_ROW", 2)
    monkeypatch.setattr(overflow, "LAST_ROW", 2)
    made = book(*(stored(number, bill_details=BILL) for number in range(1, 6)), expected=5)
    assert made.sheetnames[:4] == ["Sessions", "Sessions 2", "Sessions 3", "Bill lines"]
    assert [made[name].max_row for name in made.sheetnames[:3]] == [3, 3, 2]
    assert "Bill lines 5" in made.sheetnames


def test_each_line_of_a_bill_is_a_row() -> None:
    rows = list(book(stored(bill_details=BILL))["Bill lines"].iter_rows(values_only=True))
    assert rows[0] == bill_lines.TITLES
    assert rows[1][4:13] == (1, "charge", "Energy", 15.7, "kWh", 0.35, 5.78, "USD", "yes")
    assert rows[2][4:13] == (2, "tax", "Tax", None, None, None, 0.5, "USD", "yes")


def test_a_lone_surrogate_in_a_bill_is_replaced() -> None:
    rows = list(book(stored(bill_details='[{"item": "\\ud800", "amount": 1}]'))["Bill lines"].iter_rows())
    assert rows[1][6].value == "?"


def test_totals_are_exact_and_by_charger_and_month() -> None:
    other = stored(2, serial=None, name="Garage", currency="EUR", energy=10**8, start=1_780_500_000)
    rows = list(book(stored(1), other)["Totals"].iter_rows(values_only=True))
    assert rows[0][7:] == ("Cost in EUR", "Cost in USD")
    assert rows[1][:5] == ("All", "All sessions", None, 2, 15.8)
    assert rows[1][7:] == (6.28, 6.28)
    assert [row[1] for row in rows[2:]] == ["Garage", "Lobby East", "2026-05", "2026-06"]


def test_provenance_names_files_with_their_hashes() -> None:
    rows = list(book(stored())["Provenance"].iter_rows(values_only=True))
    said = {row[0]: row for row in rows}
    assert said["Made by"][1] == "ZefDesk 1.0"
    assert said["Filter"][1] == "all sessions"
    assert said["File"][1:4] == ("may.csv", "ab" * 32, "zefnet-session-report")
    assert said["Sessions"][5] == 1


def test_bill_lines_alone_and_findings_alone() -> None:
    out = io.BytesIO()
    rows = batches(bill_lines.FIELDS, stored(bill_details=BILL), stored(2))
    assert workbook.write_bills(rows, out, lambda: ABOUT) == 2
    assert load_workbook(out).sheetnames == ["Bill lines", "Provenance"]
    out = io.BytesIO()
    found = FindingRow(1, "end-differs", "End", "look", "=seen", "maybe", 2, "Lobby", "S1", 0, "UTC", "may.csv", 3)
    assert workbook.write_findings([found, FindingRow(2, "gap", "", "", "", "", None)], out, lambda: ABOUT) == 2
    made = load_workbook(out)
    assert first_row(made, "Findings")["What was seen"].value == "=seen"


@pytest.mark.parametrize("calls", [1, 2, 5])
def test_packing_can_be_stopped(calls: int, tmp_path: Path) -> None:
    rows = batches(workbook.FIELDS, stored())
    with (tmp_path / "out.xlsx").open("w+b") as out, pytest.raises(Cancelled):
        workbook.write_sessions(rows, out, lambda: ABOUT, expected=1, during=_after(calls))


def _after(calls: int) -> Callable[[], None]:
    left = iter(range(calls))

    def stop() -> None:
        if next(left, None) is None:
            raise Cancelled

    return stop


def test_a_full_disk_is_the_disk_s_error(tmp_path: Path) -> None:
    def full() -> None:
        raise OSError(28, "No space left on device")

    with (tmp_path / "out.xlsx").open("w+b") as out, pytest.raises(OSError, match="No space left"):
        workbook.write_sessions(batches(workbook.FIELDS, stored()), out, lambda: ABOUT, expected=1, during=full)


def test_decimals_of_bills_keep_every_digit() -> None:
    bill = '[{"item": "Energy", "qty": 0.12345678901234567, "amount": 1e400, "rate": 0.1}]'
    row = list(book(stored(bill_details=bill))["Bill lines"].iter_rows(values_only=True))[1]
    assert (row[7], row[9], row[10]) == ("0.12345678901234567", 0.1, "1E+400")
    assert bill_lines.plain(Decimal("1E+3")) == "1000"
