from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.sessions.conftest import Open, rest
from zefdesk.desktop.sessions.drill_down import BILL, FIELDS, FINDINGS, SOURCE, TIMELINE
from zefdesk.desktop.sessions.page import SessionsPage
from zefdesk.domain.query import SessionQuery, Test
from zefdesk.store.findings import StoredFinding
from zefdesk.store.ledger import Ledger


def texts(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if not label.isHidden())


def click(widget: QWidget, words: str) -> None:
    next(each for each in widget.findChildren(QPushButton) if each.text() == words and not each.isHidden()).click()


def go(qtbot: QtBot, page: SessionsPage, name: str, tab: int = BILL) -> None:
    rows = [page.rows.row(number) for number in range(len(page.rows.ids))]
    at = next(
        at
        for at, row in enumerate(rows)
        if row and f"{row.stored.session.name} {row.stored.session.start}" and row.stored.session.name == name
    )
    page.table.go_to_row(at)
    page.drill.tabs.setCurrentIndex(tab)
    rest(qtbot, page)


def test_the_head_says_what_when_and_who(page: SessionsPage, qtbot: QtBot) -> None:
    go(qtbot, page, "DC Fast 1")
    said = texts(page.drill)
    assert "DC Fast 1" in said
    assert "CDT" in said
    assert "ZEFDC50-0042" in said
    assert "z-20114" in said


def test_arrows_move_and_the_drill_down_follows(page: SessionsPage, qtbot: QtBot) -> None:
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    rest(qtbot, page)
    assert page.drill.shown_id == page.rows.ids[1]
    assert "Free vend" in texts(page.drill.bill)


def test_enter_goes_into_the_drill_down_and_escape_comes_back(page: SessionsPage) -> None:
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert page.drill.tabs.hasFocus()
    QTest.keyClick(page.drill.tabs, Qt.Key.Key_Right)
    assert page.drill.tabs.currentIndex() == TIMELINE
    QTest.keyClick(page.drill.tabs, Qt.Key.Key_Escape)
    assert page.table.hasFocus()


def test_one_key_hides_it_and_that_is_remembered(
    page: SessionsPage, qtbot: QtBot, open_page: Open, reviewed: Ledger
) -> None:
    QTest.keyClick(page.table, Qt.Key.Key_F4)
    assert not page.drill.isVisible()
    again = open_page(reviewed)
    assert not again.drill.isVisible()
    again.table.setFocus()
    QTest.keyClick(again.table, Qt.Key.Key_Return)
    assert again.drill.isVisible()
    rest(qtbot, again)


def test_it_lies_below_the_table_where_the_window_is_narrow(open_page: Open, reviewed: Ledger) -> None:
    wide = open_page(reviewed, 1700)
    assert wide.parts.split.orientation() == Qt.Orientation.Horizontal
    assert 360 <= wide.drill.width() <= 480
    narrow = open_page(reviewed, 1180)
    assert narrow.parts.split.orientation() == Qt.Orientation.Vertical
    wide.actions_by_name()["drill-down-below"].trigger()
    assert wide.parts.split.orientation() == Qt.Orientation.Vertical


def test_a_row_without_bill_but_with_energy_names_the_innocent_causes(page: SessionsPage, qtbot: QtBot) -> None:
    go(qtbot, page, "DC Fast 1")
    said = texts(page.drill.bill)
    for cause in ("Free vend", "access pool", "offline", "No price"):
        assert cause in said


def test_the_source_shows_the_row_between_its_neighbours_field_by_field(page: SessionsPage, qtbot: QtBot) -> None:
    go(qtbot, page, "Garage L1-03", SOURCE)
    said = texts(page.drill.source)
    assert "may.csv" in said
    assert "line 4" in said
    assert "Plug Duration" in said
    assert "0:54:12" in said
    copy = next(each for each in page.drill.source.findChildren(QPushButton) if each.text() == "Copy row")
    copy.click()
    assert QGuiApplication.clipboard().text().startswith("Garage L1-03,010985,")


def test_the_source_is_one_key_from_the_table(page: SessionsPage, qtbot: QtBot) -> None:
    QTest.keyClick(page.table, Qt.Key.Key_U, Qt.KeyboardModifier.ControlModifier)
    rest(qtbot, page)
    assert page.drill.tabs.currentIndex() == SOURCE


def test_findings_say_what_may_be_innocent_and_what_to_look_at(page: SessionsPage, qtbot: QtBot) -> None:
    page.table.go_to_row(0)
    page.drill.tabs.setCurrentIndex(FINDINGS)
    rest(qtbot, page)
    said = texts(page.drill.findings)
    assert "May be innocent: The export may have cut a long cell." in said
    assert "Look next:" in said
    assert page.drill.tabs.tabText(FINDINGS) == "Findings 1"
    go(qtbot, page, "DC Fast 1", FINDINGS)
    assert "Nothing was found" in texts(page.drill.findings)


def test_a_finding_is_set_aside_in_place_with_a_reason_and_opened_again(page: SessionsPage, qtbot: QtBot) -> None:
    page.desk.stored.connect(page.refresh)
    page.table.go_to_row(0)
    page.drill.tabs.setCurrentIndex(FINDINGS)
    rest(qtbot, page)
    click(page.drill.findings, "Set aside…")
    reason = page.drill.findings.findChild(QLineEdit)
    assert reason.hasFocus()
    qtbot.keyClicks(reason, "the portal was asked")
    qtbot.keyClick(reason, Qt.Key.Key_Return)
    rest(qtbot, page)
    assert "the portal was asked" in texts(page.drill.findings)
    assert page.drill.tabs.tabText(FINDINGS) == "Findings"
    click(page.drill.findings, "Open again")
    rest(qtbot, page)
    assert page.drill.tabs.tabText(FINDINGS) == "Findings 1"


def test_a_finding_leads_to_the_other_session(page: SessionsPage) -> None:
    asked: list[SessionQuery] = []
    page.desk.wants_query.connect(asked.append)
    page.drill.shown_id = 7
    page.drill.findings.show_findings([StoredFinding(1, 7, "overlap", "It overlaps another.", other_id=5)])
    click(page.drill.findings, "Show it beside the other session")
    assert asked == [SessionQuery().where("id", Test.IS, 5, 7)]


def test_fields_bring_the_words_of_the_article(page: SessionsPage, qtbot: QtBot) -> None:
    go(qtbot, page, "DC Fast 1", FIELDS)
    said = texts(page.drill.fields)
    assert "The total time that a vehicle is charging (aka pulling power)." in said
    assert "31.08 kWh" in said
    assert "empty" in said


def test_charts_give_of_their_height_before_the_drill_down_hides(
    open_page: Open, reviewed: Ledger, qtbot: QtBot
) -> None:
    page = open_page(reviewed, 1180, 640)
    page.actions_by_name()["charts"].trigger()
    rest(qtbot, page)
    table, drill = page.parts.card, page.drill
    assert drill.isVisible()
    assert drill.geometry().top() > table.geometry().bottom()
    assert drill.geometry().bottom() < page.parts.split.height()
    page.resize(1180, 560)
    rest(qtbot, page)
    qtbot.waitUntil(lambda: not drill.isVisible())
    page.actions_by_name()["charts"].trigger()
    qtbot.waitUntil(drill.isVisible)
    rest(qtbot, page)
