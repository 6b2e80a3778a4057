import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from tests.desktop.sessions.conftest import Open, column, rest
from zefdesk.desktop.sessions.cells import NUMBER
from zefdesk.desktop.sessions.page import SessionsPage
from zefdesk.desktop.sessions.period_picker import PeriodPicker
from zefdesk.desktop.sessions.popup import Popup
from zefdesk.desktop.sessions.value_picker import ValuePicker
from zefdesk.domain.query import Condition, SessionQuery, Test
from zefdesk.store.ledger import Ledger

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # popups, where there is no screen

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton


def opened(qtbot: QtBot, kind: type[Popup]) -> Popup:
    """Give the popup that is open, once it has what it asked for."""
    found: list[Popup] = []

    def is_open() -> bool:
        found[:] = [
            widget for widget in QApplication.topLevelWidgets() if isinstance(widget, kind) and widget.isVisible()
        ]
        return bool(found)

    qtbot.waitUntil(is_open)
    return found[0]


def button(popup: Popup, words: str) -> QPushButton:
    return next(each for each in popup.findChildren(QPushButton) if each.text() == words)


def chips(page: SessionsPage) -> list[str]:
    return [chip.text() for chip in page.parts.filters.chips]


def pick(qtbot: QtBot, page: SessionsPage, key: str) -> ValuePicker:
    page.parts.filtering.pick(key, page.parts.filters.add)
    picker = opened(qtbot, ValuePicker)
    rest(qtbot, page)
    assert isinstance(picker, ValuePicker)
    return picker


def test_what_is_typed_is_searched_once_the_typing_rests(page: SessionsPage, qtbot: QtBot) -> None:
    QTest.keyClick(page.table, Qt.Key.Key_F, CTRL)
    assert page.parts.search.hasFocus()
    QTest.keyClicks(page.parts.search, "dc f")
    qtbot.waitUntil(lambda: page.query.search == "dc f")
    rest(qtbot, page)
    assert column(page, "name") == ["DC Fast 1"]
    assert page.parts.totals.accessibleName().startswith("1 of 6 let through by the filter. Totals of the 1 filtered")
    QTest.keyClick(page.parts.search, Qt.Key.Key_Down)
    assert page.table.hasFocus()


def test_values_are_picked_with_their_counts_by_keyboard(page: SessionsPage, qtbot: QtBot) -> None:
    picker = pick(qtbot, page, "initiator")
    texts = [item.text() for item in picker.check_list.items_in_order()]
    assert texts[0] == "ZEF  (3)"
    assert "blank (free vend)  (1)" in texts
    QTest.keyClick(picker.check_list, Qt.Key.Key_Space)
    QTest.keyClick(picker.check_list, Qt.Key.Key_Return)
    rest(qtbot, page)
    assert chips(page) == ["ZEF"]
    assert set(column(page, "initiator")) == {"ZEF"}


def test_several_values_of_one_column_are_one_chip(page: SessionsPage, qtbot: QtBot) -> None:
    picker = pick(qtbot, page, "bill_state")
    for item in picker.check_list.items_in_order()[:2]:
        item.setCheckState(Qt.CheckState.Checked)
    QTest.mouseClick(button(picker, "Apply"), LEFT)
    rest(qtbot, page)
    assert len(chips(page)) == 1
    again = pick(qtbot, page, "bill_state")
    assert len(again.check_list.ticked()) == 2
    QTest.mouseClick(button(again, "Any"), LEFT)
    rest(qtbot, page)
    assert not page.query.filtered


def test_a_month_is_one_click(page: SessionsPage, qtbot: QtBot) -> None:
    page.parts.filtering.pick("start", page.parts.filters.add)
    picker = opened(qtbot, PeriodPicker)
    rest(qtbot, page)
    QTest.mouseClick(button(picker, "Apr 2026"), LEFT)
    rest(qtbot, page)
    assert column(page, "name") == ["DC Fast 1"]
    assert chips(page) == ["Apr 2026"]


def test_escape_closes_a_picker_and_changes_nothing(page: SessionsPage, qtbot: QtBot) -> None:
    picker = pick(qtbot, page, "identity")
    QTest.keyClick(picker, Qt.Key.Key_Escape)
    rest(qtbot, page)
    assert not page.query.filtered


def test_a_chip_goes_by_its_cross_and_by_delete(page: SessionsPage, qtbot: QtBot) -> None:
    page.ask(page.query.where("initiator", Test.IS, "ZEF").where("name", Test.IS, "Lobby West"))
    rest(qtbot, page)
    first = page.parts.filters.chips[0]
    QTest.keyClick(first, Qt.Key.Key_Delete)
    rest(qtbot, page)
    assert chips(page) == ["Lobby West"]
    page.parts.filters.chips[0].removed.emit()
    rest(qtbot, page)
    assert column(page, "name").count("Lobby East") == 2


def test_the_value_of_the_current_cell_becomes_the_filter_by_key(page: SessionsPage, qtbot: QtBot) -> None:
    page.table.setCurrentIndex(page.rows.index(1, NUMBER["initiator"]))
    QTest.keyClick(page.table, Qt.Key.Key_F, CTRL | SHIFT)
    rest(qtbot, page)
    assert chips(page) == ["blank (free vend)"]
    assert column(page, "name") == ["Garage L1-03"]
    QTest.keyClick(page.table, Qt.Key.Key_Backspace, CTRL | SHIFT)
    rest(qtbot, page)
    assert len(page.rows.ids) == 6


def test_the_menu_of_a_cell_filters_sorts_and_copies(page: SessionsPage, qtbot: QtBot) -> None:
    page.table.setCurrentIndex(page.rows.index(0, NUMBER["initiator"]))
    page.table.menu_wanted.emit(page.table.mapToGlobal(page.table.rect().center()))
    menu = page.findChild(QMenu, "row-menu")
    assert isinstance(menu, QMenu)
    entries = {action.text(): action for action in menu.actions()}
    assert "Filter by this value: AmpUp" in entries
    assert "Sort by Initiator, Z to A" in entries
    entries["Copy this cell"].trigger()
    assert QApplication.clipboard().text() == "AmpUp"
    entries["Leave this value out: AmpUp"].trigger()
    menu.close()
    rest(qtbot, page)
    assert chips(page) == ["not AmpUp"]
    assert len(page.rows.ids) == 5


def test_a_filter_that_hides_all_says_so_and_offers_what_helps(page: SessionsPage, qtbot: QtBot) -> None:
    page.ask(page.query.where("initiator", Test.IS, "ZEF").where("name", Test.IS, "Lobby East"))
    rest(qtbot, page)
    assert "No session passes" in page.parts.empty.accessibleName()
    offers = [each for each in page.parts.empty.findChildren(QPushButton) if each.isVisible()]
    assert offers[0].text() == "Remove ZEF (2 sessions)"
    QTest.mouseClick(offers[0], LEFT)
    rest(qtbot, page)
    assert column(page, "name") == ["Lobby East", "Lobby East"]


def test_an_empty_ledger_names_the_next_step(open_page: Open, ledger: Ledger, qtbot: QtBot) -> None:
    page = open_page(ledger)
    assert "No sessions yet" in page.parts.empty.accessibleName()
    assert "dropped" in page.parts.empty.accessibleName()
    shown = next(each for each in page.parts.empty.findChildren(QPushButton) if each.isVisible())
    with qtbot.waitSignal(page.desk.wants_import):
        QTest.mouseClick(shown, LEFT)
    assert not page.parts.totals.isVisible()


def test_the_sessions_of_one_import_are_shown_under_its_name(page: SessionsPage, qtbot: QtBot) -> None:
    page.show_import(1, "/home/me/may.csv")
    rest(qtbot, page)
    assert chips(page)[0].startswith("File: ")
    assert "may.csv" in chips(page)[0]
    assert len(page.rows.ids) == 6


def test_filter_and_order_are_remembered_for_the_ledger(open_page: Open, reviewed: Ledger, qtbot: QtBot) -> None:
    first = open_page(reviewed)
    first.ask(first.query.where("initiator", Test.IS, "ZEF"))
    rest(qtbot, first)
    first.sort("energy", False)
    rest(qtbot, first)
    second = open_page(reviewed)
    assert second.query.conditions == (Condition("initiator", Test.IS, ("ZEF",)),)
    assert second.query.sort == first.query.sort


def test_the_newest_question_wins(page: SessionsPage, qtbot: QtBot) -> None:
    for text in ("lobby", "lobby w", "garage"):
        page.ask(SessionQuery(search=text))
    rest(qtbot, page)
    assert column(page, "name") == ["Garage L1-03"]
    assert "1 of 6" in page.parts.totals.accessibleName()


def test_a_word_with_a_colon_is_searched_in_quotation_marks_and_stays_so(page: SessionsPage, qtbot: QtBot) -> None:
    search = page.parts.search
    search.setText("ab:cd")
    with qtbot.waitSignal(search.unreadable) as told:
        QTest.keyClick(search, Qt.Key.Key_Return)
    assert '"ab:cd"' in str(told.args[0])
    assert (page.query.search, search.selectedText()) == ("", "ab")
    search.setText('"ab:cd"')
    QTest.keyClick(search, Qt.Key.Key_Return)
    assert (page.query.search, search.text()) == ("ab:cd", '"ab:cd"')
    QTest.keyClick(search, Qt.Key.Key_Return)
    assert page.query.search == "ab:cd"
