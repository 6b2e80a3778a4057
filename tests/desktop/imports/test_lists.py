from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from zefdesk.desktop.imports.file_list import Entry, FileListView
from zefdesk.desktop.widgets.badge import ROW_STATES
from zefdesk.desktop.widgets.entry_list import EntryList
from zefdesk.desktop.widgets.text_table import Heading, Row, TextTable, TextTableView

HEADINGS = (Heading("Line", 60, right=True), Heading("What", 200))
ENTRIES = [
    Entry("1", "may.csv", "ZEFNET report", "May 2", "1,180 sessions", "muted", "/home/me/may.csv"),
    Entry("2", "april.csv", "ZEFNET report", "May 1", "5 refused", "warn", "/home/me/april.csv"),
]


def test_the_table_keeps_the_rules_of_models(qtmodeltester: ModelTester) -> None:
    model = TextTable(HEADINGS)
    model.show_rows([Row(("2", "new"), ROW_STATES["new"]), Row(("3", "refused"))])
    qtmodeltester.check(model)
    model.show_rows([])
    qtmodeltester.check(model)


def test_the_file_list_keeps_the_rules_of_models(qtmodeltester: ModelTester) -> None:
    model = EntryList()
    model.show_entries(ENTRIES)
    qtmodeltester.check(model)


def test_numbers_stand_at_the_right_and_their_heading_too() -> None:
    model = TextTable(HEADINGS)
    model.show_rows([Row(("2", "new"))])
    role = Qt.ItemDataRole.TextAlignmentRole.value
    assert model.data(model.index(0, 0), role) & Qt.AlignmentFlag.AlignRight
    assert model.headerData(0, Qt.Orientation.Horizontal, role) & Qt.AlignmentFlag.AlignRight


def test_copied_rows_bring_their_headings(qtbot: QtBot) -> None:
    model = TextTable(HEADINGS)
    model.show_rows([Row(("2", "a\tb")), Row(("3", "c"))])
    view = TextTableView(model, "Rows")
    qtbot.addWidget(view)
    view.selectAll()
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Line\tWhat\n2\ta b\n3\tc"


def test_the_list_tells_what_a_person_chooses_and_not_what_the_program_does(qtbot: QtBot) -> None:
    view = FileListView()
    qtbot.addWidget(view)
    told: list[str] = []
    view.chosen.connect(told.append)
    view.show_entries(ENTRIES, "2")
    view.make_current("1")
    assert told == []
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert told == ["2"]
    view.grab()
