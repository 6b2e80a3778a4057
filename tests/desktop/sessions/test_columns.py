import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.desktop.sessions.conftest import Open, column, rest
from tests.desktop.sessions.test_filters import opened
from zefdesk.desktop.sessions.cells import NUMBER
from zefdesk.desktop.sessions.column_layout import USUAL
from zefdesk.desktop.sessions.columns_popup import ColumnsPopup
from zefdesk.desktop.sessions.page import SessionsPage
from zefdesk.store.ledger import Ledger

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # popups, where there is no screen


def chooser(qtbot: QtBot, page: SessionsPage) -> ColumnsPopup:
    QTest.keyClick(page.table, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    popup = opened(qtbot, ColumnsPopup)
    assert isinstance(popup, ColumnsPopup)
    return popup


def test_a_tick_hides_and_shows_a_column(page: SessionsPage, qtbot: QtBot) -> None:
    page.parts.layout_of_columns.choose(list(USUAL))
    popup = chooser(qtbot, page)
    QTest.keyClick(popup.check_list, Qt.Key.Key_Space)
    assert "start" not in page.parts.layout_of_columns.shown
    site = next(item for item in popup.check_list.items_in_order() if item.text() == "Source File")
    site.setCheckState(Qt.CheckState.Checked)
    popup.close()
    rest(qtbot, page)
    assert column(page, "source_file")[0].endswith("may.csv")


def test_a_column_moves_by_keyboard(page: SessionsPage, qtbot: QtBot) -> None:
    popup = chooser(qtbot, page)
    down = next(each for each in popup.findChildren(QPushButton) if each.text() == "Down")
    QTest.mouseClick(down, Qt.MouseButton.LeftButton)
    assert page.parts.layout_of_columns.shown[:2] == ("name", "start")
    assert page.table.paints.first_column == NUMBER["name"]
    popup.close()


def test_order_and_widths_are_remembered_and_reset(
    page: SessionsPage, qtbot: QtBot, open_page: Open, reviewed: Ledger
) -> None:
    page.parts.layout_of_columns.choose(["cost", "name"])
    page.table.header.resizeSection(NUMBER["name"], 222)
    qtbot.waitUntil(lambda: page.desk.settings.texts("sessions/widths") == ["name=222"])
    again = open_page(reviewed)
    layout = again.parts.layout_of_columns
    assert layout.shown == ("cost", "name")
    assert again.table.columnWidth(NUMBER["name"]) == 222
    layout.reset()
    assert set(USUAL) <= set(layout.shown)


def test_a_wider_window_shows_more_until_a_person_chooses(open_page: Open, reviewed: Ledger, qtbot: QtBot) -> None:
    narrow, wide = open_page(reviewed, 1180), open_page(reviewed, 2300)
    for each in (narrow, wide):
        rest(qtbot, each)
    assert set(USUAL) <= set(narrow.parts.layout_of_columns.shown)
    assert {"serial", "sticker", "end"} <= set(wide.parts.layout_of_columns.shown)


def test_no_usual_column_is_cut_at_1280(open_page: Open, reviewed: Ledger, qtbot: QtBot) -> None:
    page = open_page(reviewed, 1224, 640)
    qtbot.waitUntil(lambda: page.table.horizontalScrollBar().maximum() == 0)
    last = page.parts.layout_of_columns.shown[-1]
    right = page.table.header.sectionViewportPosition(NUMBER[last]) + page.table.columnWidth(NUMBER[last])
    assert right <= page.table.viewport().width()
    for key in ("start", "plug_duration", "energy", "cost"):
        for text in column(page, key):
            assert page.table.paints.fits(text, NUMBER[key], page.table.columnWidth(NUMBER[key]))
