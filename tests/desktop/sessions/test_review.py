"""Review work in the window: marks, notes, adjustments, decisions, closed months, what was done, comparing."""

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.sessions.conftest import ROWS, Open, report, rest
from zefdesk.desktop.desk import Desk
from zefdesk.desktop.sessions.activity_sheet import ActivitySheet
from zefdesk.desktop.sessions.drill_down import REVIEW
from zefdesk.desktop.sessions.months_sheet import MonthsSheet
from zefdesk.desktop.sessions.page import SessionsPage
from zefdesk.desktop.sheets import Sheet
from zefdesk.domain.filter_text import read_filter
from zefdesk.domain.query import SessionQuery
from zefdesk.formats.reading import Settings
from zefdesk.services import beside, closing, demo, importing, remarking, reviewing
from zefdesk.store.ledger import Ledger

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # popups, where there is no screen
CTRL = Qt.KeyboardModifier.ControlModifier


def current(page: SessionsPage) -> int:
    return page.rows.ids[page.table.currentIndex().row()]


def look(page: SessionsPage, qtbot: QtBot) -> None:
    """Go to the Review tab of the current session."""
    page.drill.tabs.setCurrentIndex(REVIEW)
    rest(qtbot, page)
    qtbot.waitUntil(lambda: page.drill.shown_id == current(page))
    rest(qtbot, page)


def said(page: SessionsPage) -> list[str]:
    return [label.text() for label in page.drill.review.findChildren(QLabel) if label.text()]


def press(page: SessionsPage, words: str) -> None:
    tab = page.drill.review
    next(each for each in tab.findChildren(QPushButton) if words in {each.text(), each.accessibleName()}).click()


def sheet(kind: type[Sheet], qtbot: QtBot) -> Sheet:
    found: list[Sheet] = []

    def is_open() -> bool:
        found[:] = [each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible()]
        return bool(found)

    qtbot.waitUntil(is_open)
    return found[0]


def choice(shown: QWidget, words: str) -> QPushButton:
    found = shown.findChildren(QPushButton)
    return next(each for each in reversed(found) if each.text() == words and each.isVisible())


@pytest.fixture
def told(desk: Desk) -> list[tuple[str, str, object]]:
    """What is said at the window's foot."""
    heard: list[tuple[str, str, object]] = []
    desk.said.connect(lambda *what: heard.append(what))
    desk.refused.connect(lambda *what: heard.append(what))
    return heard


def test_a_session_is_marked_by_a_key_and_the_progress_is_told(
    page: SessionsPage, reviewed: Ledger, qtbot: QtBot
) -> None:
    QTest.keyClick(page.table, Qt.Key.Key_R, CTRL)
    rest(qtbot, page)
    assert reviewing.session(reviewed, current(page)).reviewed is not None
    assert "1 of 6 reviewed" in page.parts.totals.accessibleName()
    row = page.rows.row(page.table.currentIndex().row())
    assert row is not None
    assert row.stored.reviewed is not None
    QTest.keyClick(page.table, Qt.Key.Key_R, CTRL)
    rest(qtbot, page)
    assert "reviewed" not in page.parts.totals.accessibleName()


def test_one_marks_and_goes_on_to_what_is_not_reviewed_yet(page: SessionsPage, reviewed: Ledger, qtbot: QtBot) -> None:
    second = page.rows.ids[1]
    remarking.mark_reviewed(reviewed, [second])
    QTest.keyClick(page.table, Qt.Key.Key_Return, CTRL)
    rest(qtbot, page)
    assert page.table.currentIndex().row() == 2
    QTest.keyClick(page.table, Qt.Key.Key_F8)
    rest(qtbot, page)
    assert page.table.currentIndex().row() == 3


def test_after_the_last_one_it_begins_again_and_in_the_end_says_so(
    page: SessionsPage, reviewed: Ledger, qtbot: QtBot, told: list[tuple[str, str, object]]
) -> None:
    remarking.mark_reviewed(reviewed, list(page.rows.ids[1:]))
    page.table.go_to_row(4)
    page.actions_by_name()["next-unreviewed"].trigger()
    rest(qtbot, page)
    assert page.table.currentIndex().row() == 0
    remarking.mark_reviewed(reviewed, [page.rows.ids[0]])
    page.actions_by_name()["next-unreviewed"].trigger()
    rest(qtbot, page)
    assert told[-1][0] == "All that is shown here is reviewed"


def test_the_next_finding_is_a_key(page: SessionsPage, reviewed: Ledger, qtbot: QtBot) -> None:
    found = reviewing.session_ids(reviewed, read_filter("severity:wrong,look"))
    QTest.keyClick(page.table, Qt.Key.Key_F7)
    rest(qtbot, page)
    assert current(page) in found


def test_marked_sessions_leave_a_filter_for_unreviewed_ones(page: SessionsPage, qtbot: QtBot) -> None:
    page.ask(read_filter("reviewed:no"))
    rest(qtbot, page)
    page.select_all()
    rest(qtbot, page)
    page.actions_by_name()["mark-reviewed"].trigger()
    rest(qtbot, page)
    assert len(page.rows.ids) == 0


def test_what_is_reviewed_makes_room_for_the_next_one(page: SessionsPage, qtbot: QtBot) -> None:
    page.ask(read_filter("reviewed:no"))
    rest(qtbot, page)
    page.table.go_to_row(2)
    following = page.rows.ids[3]
    QTest.keyClick(page.table, Qt.Key.Key_Return, CTRL)
    rest(qtbot, page)
    assert (page.table.currentIndex().row(), current(page)) == (2, following)


def test_notes_and_adjustments_stand_in_the_drill_down_and_are_withdrawn(
    page: SessionsPage, reviewed: Ledger, qtbot: QtBot
) -> None:
    look(page, qtbot)
    tab, number = page.drill.review, current(page)
    assert "Not reviewed yet" in said(page)
    QTest.keyClicks(tab.note, "asked the driver")
    QTest.keyClick(tab.note, Qt.Key.Key_Return)
    rest(qtbot, page)
    look(page, qtbot)
    assert "Note: asked the driver" in said(page)
    QTest.keyClicks(tab.amount, "-4")
    QTest.keyClick(tab.amount, Qt.Key.Key_Return)
    assert tab.reason.hasFocus()
    QTest.keyClicks(tab.reason, "cable broken")
    press(page, "Adjust")
    rest(qtbot, page)
    look(page, qtbot)
    assert "-$4.00: cable broken" in said(page)
    assert "Adjusted -$4.00" in page.parts.totals.accessibleName()
    assert "adjusted by -$4.00: $5.22" in " ".join(said(page))
    adjustment = next(one for one in reviewing.session(reviewed, number).remarks if one.amount)
    tab.withdrawal_wanted.emit(adjustment.id)
    rest(qtbot, page)
    assert reviewing.session(reviewed, number).adjustment is None
    press(page, "Mark reviewed")
    rest(qtbot, page)
    look(page, qtbot)
    assert any(words.startswith("Reviewed by") for words in said(page))


def test_tab_leads_through_the_review_and_a_field_keeps_the_keyboard(page: SessionsPage, qtbot: QtBot) -> None:
    look(page, qtbot)
    tab = page.drill.review
    tab.setFocus()
    passed = []
    for _ in range(6):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        held = QApplication.focusWidget()
        passed.append(held.accessibleName() if held else "")
    assert passed == [
        "Mark reviewed",
        tab.note.accessibleName(),
        "Add the note",
        tab.amount.accessibleName(),
        tab.reason.accessibleName(),
        "Adjust",
    ]
    tab.note.setFocus()
    QTest.keyClicks(tab.note, "asked")
    QTest.keyClick(tab.note, Qt.Key.Key_Return)
    rest(qtbot, page)
    look(page, qtbot)
    assert tab.note.hasFocus()


def test_an_adjustment_without_amount_or_reason_goes_to_what_is_missing(page: SessionsPage, qtbot: QtBot) -> None:
    look(page, qtbot)
    tab = page.drill.review
    press(page, "Adjust")
    assert tab.amount.hasFocus()
    tab.amount.setText("much")
    press(page, "Adjust")
    assert tab.amount.selectedText() == "much"
    tab.amount.setText("1.50")
    press(page, "Adjust")
    assert tab.reason.hasFocus()


def test_of_conflicting_tellings_one_is_chosen_side_by_side(
    open_page: Open, reviewed: Ledger, qtbot: QtBot, tmp_path: Path
) -> None:
    again = report(tmp_path, (ROWS[1].replace("$2.85", "$9.85"),), "again.csv")
    importing.import_paths(reviewed, [again], Settings(time_zone="America/Chicago", currency="USD", date_order="ymd"))
    page = open_page(reviewed)
    page.ask(read_filter("finding:conflicting-duplicate"))
    rest(qtbot, page)
    look(page, qtbot)
    number, other = current(page), next(each for each in page.rows.ids if each != current(page))
    assert "Told with other values" in said(page)
    press(page, f"No. {other} stands")
    assert page.drill.review.why.hasFocus()
    page.drill.review.why.setText("issued again")
    press(page, f"No. {other} stands")
    rest(qtbot, page)
    assert not reviewing.session(reviewed, number).counted
    assert reviewing.totals(reviewed, SessionQuery()).passed_over == 1
    look(page, qtbot)
    decided = [words for words in said(page) if "issued again" in words and "decided by" in words]
    assert [words.split(",")[0] for words in decided] == ["Not counted", "Stands"]
    press(page, "Compare")
    compared = sheet(Sheet, qtbot)
    texts = [label.text() for label in compared.findChildren(QLabel)]
    assert {"$2.85", "$9.85", "\u2260"} <= set(texts)
    compared.close()
    press(page, "Count all again")
    rest(qtbot, page)
    assert reviewing.session(reviewed, number).counted


def test_two_selected_sessions_are_compared(
    page: SessionsPage, qtbot: QtBot, told: list[tuple[str, str, object]]
) -> None:
    page.actions_by_name()["compare"].trigger()
    rest(qtbot, page)
    assert "Select two sessions" in told[-1][0]
    page.select_all()
    rest(qtbot, page)
    page.actions_by_name()["compare"].trigger()
    compared = sheet(Sheet, qtbot)
    rest(qtbot, page)
    assert compared.windowTitle() == "Compare"
    compared.close()


def test_a_closed_month_asks_first_at_the_foot_of_the_window(
    page: SessionsPage, reviewed: Ledger, qtbot: QtBot, told: list[tuple[str, str, object]]
) -> None:
    page.actions_by_name()["months"].trigger()
    months = sheet(MonthsSheet, qtbot)
    rest(qtbot, page)
    close = next(
        each for each in months.findChildren(QPushButton) if each.accessibleName() == "Close the month: May 2026"
    )
    close.click()
    asks = [label.text() for label in months.findChildren(QLabel) if "reviewed" in label.text() and label.isVisible()]
    assert any("0 of 4 reviewed" in words for words in asks)
    assert not closing.closed(reviewed)
    choice(months, "Leave it open").click()
    assert close.isVisible()
    close.click()
    choice(months, "Close all the same").click()
    rest(qtbot, page)
    assert [one.month for one in closing.closed(reviewed)] == ["2026-05"]
    assert any(each.accessibleName() == "Open again: May 2026" for each in months.findChildren(QPushButton))
    page.desk.wants_query.connect(page.ask)
    months.shown.emit("2026-05")
    rest(qtbot, page)
    assert [chip.text() for chip in page.parts.filters.chips] == ["May 2026"]
    months.close()
    look(page, qtbot)
    assert any("is closed" in words for words in said(page))
    page.drill.review.adjustment_wanted.emit(Decimal(-1), "late")
    rest(qtbot, page)
    sentence, link, again = told[-1]
    assert ("May 2026 is closed" in sentence, link) == (True, "change it all the same")
    assert reviewing.totals(reviewed, SessionQuery()).adjusted == {}
    assert callable(again)
    again()
    rest(qtbot, page)
    assert reviewing.totals(reviewed, SessionQuery()).adjusted == {"USD": -1_000_000_000}


def test_what_was_done_is_a_list(page: SessionsPage, reviewed: Ledger, qtbot: QtBot) -> None:
    remarking.add_note(reviewed, [1], "two\nlines")
    page.actions_by_name()["activity"].trigger()
    shown = sheet(ActivitySheet, qtbot)
    rest(qtbot, page)
    assert isinstance(shown, ActivitySheet)
    table = shown.table
    texts = [
        [item.text() if (item := table.item(row, at)) else "" for at in range(6)] for row in range(table.rowCount())
    ]
    assert [row[2] for row in texts] == ["Note", "Imported"]
    assert texts[0][5] == "two lines"
    shown.close()


def test_the_power_of_two_sessions_with_logs_lies_over_one_another(
    open_page: Open, ledger: Ledger, qtbot: QtBot
) -> None:
    importing.import_paths(ledger, [demo.sample_logs()[0]], Settings())
    page = open_page(ledger)
    numbers = list(reviewing.session_ids(ledger, SessionQuery()))
    found = beside.two_sessions(ledger, numbers[0], numbers[1])
    assert [min(curve.at) >= 0 for curve in found.curves] == [True, True]
    page.select_all()
    rest(qtbot, page)
    page.actions_by_name()["compare"].trigger()
    compared = sheet(Sheet, qtbot)
    rest(qtbot, page)
    names = [each.accessibleName() for each in compared.findChildren(QWidget)]
    assert any("the solid line" in name and "the dashed line" in name for name in names)
    compared.close()


def test_a_session_is_compared_with_its_log_by_what_a_log_can_know(
    open_page: Open, ledger: Ledger, qtbot: QtBot
) -> None:
    importing.import_paths(ledger, [demo.sample_logs()[0]], Settings())
    page = open_page(ledger)
    found = beside.report_and_log(ledger, page.rows.ids[0])
    never = {"cost", "currency", "bill_state", "sticker", "site"}
    assert all(pair.same for pair in found.pairs if pair.column.key in never)
    assert len(found.curves) == 1
    page.actions_by_name()["compare"].trigger()
    compared = sheet(Sheet, qtbot)
    rest(qtbot, page)
    assert any(label.text() == "The power that the log tells." for label in compared.findChildren(QLabel))
    compared.close()
