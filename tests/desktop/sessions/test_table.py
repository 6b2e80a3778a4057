import threading
from array import array
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from tests.desktop.sessions.conftest import column, report, rest
from tests.factories import a_session
from zefdesk.desktop.sessions import cells, loader
from zefdesk.desktop.sessions.cells import KEYS, NUMBER, Row, Writing
from zefdesk.desktop.sessions.page import SessionsPage
from zefdesk.desktop.sessions.table_model import PAGE, SessionTableModel
from zefdesk.domain.notation import Notation
from zefdesk.domain.stored import Stored
from zefdesk.formats.reading import Settings
from zefdesk.services.importing import import_paths
from zefdesk.store.ledger import Ledger

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton


def rows_of(ids: "array[int]") -> list[Row | None]:
    stored = [Stored(number, a_session(name=f"Charger {number}"), "America/Chicago", (), ()) for number in ids]
    return list(cells.rows(stored, Writing(Notation())))


def click_header(page: SessionsPage, key: str, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    header = page.table.header
    place = header.rect().topLeft()
    place.setX(header.sectionViewportPosition(NUMBER[key]) + 30)
    place.setY(12)
    QTest.mouseClick(header.viewport(), LEFT, modifier, place)


def test_the_model_keeps_the_rules_of_models(qtmodeltester: ModelTester, qtbot: QtBot) -> None:
    model = SessionTableModel()
    model.pages_wanted.connect(
        lambda generation, pages: model.take_pages(generation, {page: rows_of(ids) for page, ids in pages.items()})
    )
    model.show_ids(array("q", range(1, 301)))
    qtmodeltester.check(model)
    qtbot.waitUntil(lambda: model.row(0) is not None)
    model.show_ids(array("q", range(1, 401)))
    model.show_ids(array("q"))
    qtmodeltester.check(model)


def test_rows_under_way_are_blank_and_come_later(qtbot: QtBot) -> None:
    model = SessionTableModel()
    model.show_ids(array("q", range(1, 1001)))
    with qtbot.waitSignal(model.pages_wanted) as asked:
        assert model.data(model.index(700, NUMBER["name"])) == ""
    generation, pages = asked.args
    assert list(pages) == [700 // PAGE]
    model.take_pages(generation, {page: rows_of(ids) for page, ids in pages.items()})
    assert model.data(model.index(700, NUMBER["name"])) == "Charger 701"


def test_pages_of_an_earlier_question_are_dropped(qtbot: QtBot) -> None:
    model = SessionTableModel()
    model.show_ids(array("q", [1, 2, 3]))
    with qtbot.waitSignal(model.pages_wanted) as asked:
        model.row(0)
    model.show_ids(array("q", [9, 8]))
    model.take_pages(asked.args[0], {0: rows_of(array("q", [1, 2, 3]))})
    assert model.row(0) is None


def test_more_rows_after_the_first_leave_those_alone(qtbot: QtBot) -> None:
    model = SessionTableModel()
    model.show_ids(array("q", range(PAGE)))
    with qtbot.waitSignal(model.pages_wanted) as asked:
        model.row(0)
    model.take_pages(asked.args[0], {0: rows_of(array("q", range(PAGE)))})
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.rowsInserted):
        model.show_ids(array("q", range(3 * PAGE)))
    assert model.row(0) is not None


def test_all_rows_stand_there_newest_first_with_the_usual_columns(page: SessionsPage) -> None:
    names = ["Lobby East", "Garage L1-03", "Lobby West", "Lobby East", "DC Fast 1", "Lobby West"]
    assert column(page, "name") == names
    assert page.parts.layout_of_columns.shown[:2] == ("start", "name")
    assert column(page, "plug_duration")[0] == "9:15:20"


def test_energy_has_the_same_count_of_decimals_down_the_column(page: SessionsPage) -> None:
    assert {len(text.partition(".")[2]) for text in column(page, "energy")} == {3}


def test_unknown_values_are_empty_and_say_why(page: SessionsPage) -> None:
    assert column(page, "cost")[4] == ""
    place = page.table.visualRect(page.rows.index(4, NUMBER["cost"])).center()
    tip = page.table.tip_at(place)
    assert "offline" in tip
    assert "access pool" in tip
    assert "No price" in tip
    assert "free vend" in page.table.tip_at(page.table.visualRect(page.rows.index(1, NUMBER["initiator"])).center())


def test_a_time_says_its_zone_on_hover(page: SessionsPage) -> None:
    tip = page.table.tip_at(page.table.visualRect(page.rows.index(0, NUMBER["start"])).center())
    assert "CDT (America/Chicago)" in tip


def test_a_flag_lists_the_findings(page: SessionsPage) -> None:
    row = page.rows.row(0)
    assert row is not None
    assert row.severity is not None
    place = page.table.visualRect(page.rows.index(0, NUMBER["start"])).topLeft()
    assert "cannot be read" in page.table.tip_at(place)


def test_header_help_is_in_the_words_of_the_article(page: SessionsPage) -> None:
    tip = page.rows.headerData(NUMBER["start"], Qt.Orientation.Horizontal, int(Qt.ItemDataRole.ToolTipRole))
    assert "no guarantee that a session will start" in " ".join(tip.split())
    assert max(map(len, tip.split("\n"))) < 90


def test_a_click_on_a_header_sorts_and_shift_adds_a_second_key(page: SessionsPage, qtbot: QtBot) -> None:
    click_header(page, "name")
    rest(qtbot, page)
    assert column(page, "name")[0] == "DC Fast 1"
    click_header(page, "energy", SHIFT)
    rest(qtbot, page)
    assert [(sort.column, sort.descending) for sort in page.query.sort] == [("name", False), ("energy", True)]
    assert column(page, "energy")[2:4] == ["26.330", "15.700"]
    click_header(page, "cost")
    rest(qtbot, page)
    assert column(page, "cost") == ["$9.22", "$6.28", "$3.00", "$2.85", "", ""]


def test_the_keyboard_sorts_by_the_current_column(page: SessionsPage, qtbot: QtBot) -> None:
    page.table.setCurrentIndex(page.rows.index(0, NUMBER["cost"]))
    QTest.keyClick(page.table, Qt.Key.Key_O, CTRL | SHIFT)
    rest(qtbot, page)
    assert column(page, "cost")[0] == "$9.22"


def test_the_header_does_not_watch_the_selection_of_the_table(page: SessionsPage) -> None:
    assert page.table.header.selectionModel() is not page.table.selectionModel()
    page.table.selectAll()
    assert not page.table.header.selectionModel().hasSelection()


def test_select_all_totals_are_those_of_all(page: SessionsPage, qtbot: QtBot) -> None:
    QTest.keyClick(page.table, Qt.Key.Key_A, CTRL)
    rest(qtbot, page)
    said = page.parts.totals.accessibleName()
    assert said.startswith("All 6 selected. Totals of the 6 selected")
    assert "94.585 kWh" in said
    assert "$21.35" in said


def test_totals_are_of_the_selection_where_several_rows_are_selected(page: SessionsPage, qtbot: QtBot) -> None:
    assert "Totals of all" in page.parts.totals.accessibleName()
    flags = QItemSelectionModel.SelectionFlag
    for row in (0, 3):
        page.table.selectionModel().select(page.rows.index(row, 0), flags.Select | flags.Rows)
    rest(qtbot, page)
    said = page.parts.totals.accessibleName()
    assert said.startswith("2 of 6 selected. Totals of the 2 selected")
    assert "$15.50" in said
    assert "11:45:20" in said


def test_copied_rows_are_tab_separated_with_the_shown_columns(page: SessionsPage, qtbot: QtBot) -> None:
    page.parts.layout_of_columns.choose(["identity", "cost", "energy"])
    rest(qtbot, page)
    page.table.selectAll()
    QTest.keyClick(page.table, Qt.Key.Key_C, CTRL | SHIFT)
    rest(qtbot, page)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0] == "Identity\tCost\tEnergy (kWh)"
    assert lines[1] == "'=amp-0917\t$9.22\t26.330"
    assert len(lines) == 7
    page.table.go_to_row(1)
    QTest.keyClick(page.table, Qt.Key.Key_C, CTRL)
    rest(qtbot, page)
    assert QGuiApplication.clipboard().text() == "\t\t6.210"


def test_rows_are_compact_when_asked(page: SessionsPage) -> None:
    assert page.table.row_height == 32
    page.actions_by_name()["compact-rows"].trigger()
    assert page.table.row_height == 28


def test_home_and_end_go_to_the_first_and_last_row(page: SessionsPage) -> None:
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_End)
    assert page.table.currentIndex().row() == 5
    QTest.keyClick(page.table, Qt.Key.Key_Home)
    assert page.table.ranges() == [(0, 0)]


def test_what_is_stored_meanwhile_appears_and_the_current_session_stays(
    page: SessionsPage, qtbot: QtBot, reviewed: Ledger, tmp_path: Path
) -> None:
    page.table.go_to_row(3)
    rest(qtbot, page)
    number = page.rows.ids[3]
    row = "Lobby East,010983,HC1C190912849,ZEF,z-1,2026-06-01 08:00:00,1:00:00,1:00:00,1,$1.00,"
    more = report(tmp_path, (row,), "june.csv")
    import_paths(reviewed, [more], Settings(time_zone="America/Chicago", currency="USD", date_order="ymd"))
    page.refresh()
    rest(qtbot, page)
    assert len(page.rows.ids) == 7
    assert page.rows.ids[page.table.currentIndex().row()] == number
    assert "7 sessions" in page.parts.totals.accessibleName()
    assert "$22.35" in page.parts.totals.accessibleName()


def test_select_all_is_all_even_while_numbers_are_still_to_come(
    page: SessionsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loader, "FIRST_ROWS", 3)
    come: list[int] = []
    page.rows.modelReset.connect(lambda: come.append(len(page.rows.ids)))
    page.rows.modelReset.connect(page.select_all)
    page.sort("name", False)
    rest(qtbot, page)
    assert come == [3]
    assert page.table.ranges() == [(0, 5)]


def test_rows_come_while_the_window_is_at_long_work(page: SessionsPage, qtbot: QtBot) -> None:
    let_go = threading.Event()
    page.desk.jobs.run(lambda _report: let_go.wait(10), lambda _done: None)
    page.sort("cost", False)
    qtbot.waitUntil(lambda: page.rows.row(0) is not None and column(page, "cost")[0] == "$9.22")
    let_go.set()
    rest(qtbot, page)


def test_every_column_of_the_catalogue_has_a_place() -> None:
    assert [NUMBER[key] for key in KEYS] == list(range(len(KEYS)))
