"""The filter as text with what it offers, views, and back and forward."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.desktop.sessions.conftest import column, rest
from zefdesk.desktop.sessions.history import MOST, History
from zefdesk.desktop.sessions.page import SessionsPage
from zefdesk.desktop.sessions.view_popup import ViewPopup
from zefdesk.domain.query import Condition, SessionQuery, Test, parse_sort
from zefdesk.services import views

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # popups, where there is no screen
ALT = Qt.KeyboardModifier.AltModifier


def chips(page: SessionsPage) -> list[str]:
    return [chip.text() for chip in page.parts.filters.chips]


def write(page: SessionsPage, text: str) -> None:
    page.parts.search.setFocus()
    QTest.keyClicks(page.parts.search, text)


def enter(page: SessionsPage, qtbot: QtBot) -> None:
    QTest.keyClick(page.parts.search, Qt.Key.Key_Return)
    rest(qtbot, page)


def test_a_filter_that_is_finished_becomes_chips(page: SessionsPage, qtbot: QtBot) -> None:
    write(page, "energy>8 -initiator:AmpUp lobby")
    rest(qtbot, page)
    assert not page.query.filtered
    enter(page, qtbot)
    assert chips(page) == ["Energy above 8.00 kWh", "not AmpUp"]
    assert (page.parts.search.text(), page.query.search) == ("lobby", "lobby")
    assert column(page, "name") == ["Lobby West", "Lobby East"]
    assert page.focusWidget() is page.table


def test_a_mistake_is_pointed_at_and_nothing_is_asked(page: SessionsPage, qtbot: QtBot) -> None:
    write(page, "lobby energy>forty")
    enter(page, qtbot)
    assert page.parts.search.selectedText() == "forty"
    assert "expected a number of kWh" in page.parts.problem.text()
    assert page.parts.problem.isVisible()
    assert not page.query.filtered
    QTest.keyClicks(page.parts.search, "8")
    assert not page.parts.problem.isVisible()
    enter(page, qtbot)
    assert chips(page) == ["Energy above 8.00 kWh"]


def test_fields_and_then_their_values_are_offered(page: SessionsPage, qtbot: QtBot) -> None:
    completing = page.parts.search.completing
    write(page, "in")
    assert completing.offered == []
    write(page, "i")
    assert completing.offered == ["initiator:"]
    write(page, "tiator:")
    qtbot.waitUntil(lambda: "ZEF" in completing.offered)
    assert '""' in completing.offered
    write(page, "am")
    assert completing.offered == ["AmpUp"]
    popup = QApplication.activePopupWidget()
    assert popup is not None
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert page.parts.search.text() == "initiator:AmpUp"
    enter(page, qtbot)
    assert chips(page) == ["AmpUp"]


def test_a_value_that_is_written_out_needs_enter_once(page: SessionsPage, qtbot: QtBot) -> None:
    completing = page.parts.search.completing
    write(page, "initiator:")
    qtbot.waitUntil(lambda: "ZEF" in completing.offered)
    write(page, "zef")
    popup = QApplication.activePopupWidget()
    assert popup is not None
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    rest(qtbot, page)
    assert chips(page) == ["ZEF"]


def test_words_of_a_field_are_offered_on_demand(page: SessionsPage) -> None:
    page.parts.search.setFocus()
    QTest.keyClick(page.parts.search, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    assert {"energy>", "bill:", "finding:"} <= set(page.parts.search.completing.offered)
    page.parts.search.completing.hide()
    write(page, "bill:un")
    assert page.parts.search.completing.offered == ["unpriced", "unreadable"]
    page.parts.search.completing.hide()


def test_a_number_is_changed_where_it_was_written(page: SessionsPage, qtbot: QtBot) -> None:
    page.ask(SessionQuery().where("energy", Test.AT_LEAST, 8 * 10**9))
    rest(qtbot, page)
    page.parts.filters.chips[0].clicked.emit()
    assert page.parts.search.text() == "energy>=8"
    QTest.keyClick(page.parts.search, Qt.Key.Key_Backspace)
    QTest.keyClicks(page.parts.search, "20")
    enter(page, qtbot)
    assert chips(page) == ["Energy from 20.00 kWh"]


def test_one_goes_back_and_forward_through_what_was_looked_at(page: SessionsPage, qtbot: QtBot) -> None:
    back, forward = page.actions_by_name()["back"], page.actions_by_name()["forward"]
    assert (back.isEnabled(), forward.isEnabled()) == (False, False)
    first = SessionQuery(search="lobby")
    second = first.where("initiator", Test.IS, "ZEF")
    for query in (first, second):
        page.ask(query)
        rest(qtbot, page)
    QTest.keyClick(page.table, Qt.Key.Key_Left, ALT)
    rest(qtbot, page)
    assert page.query == first
    assert page.parts.search.text() == "lobby"
    page.parts.back.click()
    rest(qtbot, page)
    assert (page.query, back.isEnabled()) == (SessionQuery(), False)
    QTest.keyClick(page.table, Qt.Key.Key_Right, ALT)
    rest(qtbot, page)
    assert page.query == first
    page.ask(SessionQuery(search="garage"))
    rest(qtbot, page)
    assert not forward.isEnabled()


def test_words_that_are_still_typed_are_one_step() -> None:
    history = History()
    history.begin(SessionQuery())
    for text in ("l", "lo", "lob"):
        history.go(SessionQuery(search=text))
    assert history.back() == SessionQuery()
    assert history.forward() == SessionQuery(search="lob")
    assert history.forward() is None
    for at in range(MOST + 5):
        history.go(SessionQuery(sort=parse_sort("energy" if at % 2 else "cost")))
    steps = 0
    while history.back():
        steps += 1
    assert steps == MOST - 1


def test_ready_made_views_are_a_click_and_can_be_saved_as_one_s_own(page: SessionsPage, qtbot: QtBot) -> None:
    menu = page.parts.views.menu()
    entries = {action.text(): action for action in menu.actions()}
    entries["Free vend"].trigger()
    rest(qtbot, page)
    assert chips(page) == ["Free vend"]
    assert page.parts.views.text() == "Free vend"
    page.sort("energy", False)
    rest(qtbot, page)
    assert page.parts.views.text() == "Views"
    page.parts.back.click()
    rest(qtbot, page)
    assert page.parts.views.text() == "Free vend"
    page.parts.forward.click()
    rest(qtbot, page)
    assert page.parts.views.text() == "Views"
    page.actions_by_name()["save-view"].trigger()
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, ViewPopup)
    assert popup.focusWidget() is popup.name
    assert not popup.save.isEnabled()
    QTest.keyClicks(popup.name, "Given away")
    QTest.keyClick(popup.name, Qt.Key.Key_Return)
    rest(qtbot, page)
    assert page.parts.views.text() == "Given away"
    page.ask(SessionQuery())
    rest(qtbot, page)
    next(action for action in menu.actions() if action.text() == "Given away").trigger()
    rest(qtbot, page)
    assert page.query.conditions == (Condition("bill_state", Test.IS, ("free-vend",)),)
    assert page.query.sort[0].column == "energy"


def test_a_saved_view_is_replaced_and_removed(page: SessionsPage, qtbot: QtBot) -> None:
    assert page.parts.filtering.asks is not None
    ledger = page.parts.filtering.asks.ledger
    views.save_view(ledger, "Mine", SessionQuery(search="lobby", columns=("start", "energy")))
    page.refresh()
    rest(qtbot, page)
    menu = page.parts.views.menu()
    next(action for action in menu.actions() if action.text() == "Mine").trigger()
    rest(qtbot, page)
    assert page.parts.layout_of_columns.shown == ("start", "energy")
    page.ask(SessionQuery(search="garage"))
    rest(qtbot, page)
    page.actions_by_name()["save-view"].trigger()
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, ViewPopup)
    QTest.keyClicks(popup.name, "mine")
    assert popup.save.text() == "Replace"
    popup.save.click()
    rest(qtbot, page)
    assert views.view(ledger, "mine").query.search == "garage"
    removing = next(action.menu() for action in menu.actions() if action.text() == "&Remove")
    assert removing is not None
    removing.actions()[0].trigger()
    rest(qtbot, page)
    assert all(one.ready_made for one in views.views(ledger))
