"""Logs on the Imports screen: what a log tells besides its sessions, before it comes in and after."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QTableView, QWidget
from pytestqt.qtbot import QtBot

from zefdesk.desktop.bill.raw_lines import RawLines
from zefdesk.desktop.desk import Desk
from zefdesk.desktop.imports.besides import GONE
from zefdesk.desktop.imports.page import ImportsPage
from zefdesk.desktop.sessions.page import SessionsPage
from zefdesk.formats.reading import Settings
from zefdesk.services import importing
from zefdesk.store.ledger import Ledger

MIDDLE = Path(__file__).parents[2] / "data" / "logs" / "samples" / "ha-lbbrhzn-4.log"
LOBBY = Path(__file__).parents[3] / "resources" / "sample" / "lobby-east-2026-05.log"
WAIT_MS = 15_000


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, ledger: Ledger) -> Iterator[ImportsPage]:
    desk.settings.keep("imports/time_zone", "UTC")
    made = ImportsPage(desk)
    desk.stored.connect(made.refresh)
    qtbot.addWidget(made)
    made.resize(1100, 640)
    made.set_ledger(ledger)
    with qtbot.waitExposed(made):
        made.show()
    settle(qtbot, desk)
    yield made
    settle(qtbot, desk)


def settle(qtbot: QtBot, desk: Desk) -> None:
    qtbot.waitUntil(lambda: not desk.jobs.busy, timeout=WAIT_MS)


def texts(page: QWidget) -> str:
    labels = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    return "\n".join(labels + [button.text() for button in page.findChildren(QPushButton) if button.isVisible()])


def besides(page: QWidget) -> list[str]:
    """Give the texts of what a log tells besides its sessions."""
    (table,) = (one for one in page.findChildren(QTableView) if one.isVisible())
    assert table.accessibleName() == "Besides its sessions"
    model = table.model()
    return [str(model.index(row, 2).data()) for row in range(model.rowCount())]


def press(page: QWidget, words: str) -> None:
    found = [each for each in page.findChildren(QPushButton) if each.text() == words and each.isVisible()]
    found[0].click()


def test_a_log_from_the_middle_of_a_charging_says_what_it_has(page: ImportsPage, qtbot: QtBot, desk: Desk) -> None:
    page.preview([MIDDLE])
    settle(qtbot, desk)
    (told,) = besides(page)
    assert told.startswith("Transaction 1766486654, connector 1: 27 meter values, 17137.228 to 17137.322 kWh")
    assert "No session begins in this log" in texts(page)
    assert "0 rows" not in texts(page)
    with qtbot.waitSignal(desk.said) as said:
        press(page, "Import this log")
    settle(qtbot, desk)
    assert said.args
    assert said.args[0] == "ha-lbbrhzn-4.log: no session in it; 1 transaction without a start"
    assert besides(page) == [told]
    assert "No session begins in this log" in texts(page)
    assert "Every row was read" not in texts(page)


def test_a_log_with_sessions_says_what_else_it_tells(page: ImportsPage, qtbot: QtBot, desk: Desk) -> None:
    page.preview([LOBBY])
    settle(qtbot, desk)
    assert "Import 14 sessions" in texts(page)
    sessions = next(one.model() for one in page.findChildren(QTableView) if one.accessibleName() == "Rows of the file")
    assert sessions.rowCount() == 14
    press(page, "Import 14 sessions")
    settle(qtbot, desk)
    assert any("is cut off or broken" in one for one in besides(page))
    assert "No session begins" not in texts(page)


def test_enter_on_a_row_shows_the_line_of_the_log(
    page: ImportsPage, qtbot: QtBot, desk: Desk, ledger: Ledger, tmp_path: Path
) -> None:
    log = tmp_path / "lobby.log"
    shutil.copy(LOBBY, log)
    importing.import_paths(ledger, [log], Settings())
    page.refresh()
    settle(qtbot, desk)
    (table,) = (one for one in page.findChildren(QTableView) if one.isVisible())
    model = table.model()
    row = next(at for at in range(model.rowCount()) if str(model.index(at, 1).data()) == "Not read")
    table.setCurrentIndex(model.index(row, 2))
    table.activated.emit(model.index(row, 2))
    settle(qtbot, desk)
    assert "lobby.log, line 1,011, as it lies on disk" in texts(page)
    names = [pane.accessibleName() for pane in page.findChildren(RawLines)]
    assert names[0].startswith(f"Lines of the log around line 1011: {log.read_text().splitlines()[1010][:60]}")
    log.unlink()
    table.activated.emit(model.index(row, 2))
    settle(qtbot, desk)
    assert GONE in texts(page)


def test_long_texts_take_the_lines_that_they_need(page: ImportsPage, qtbot: QtBot, desk: Desk) -> None:
    page.preview([MIDDLE])
    settle(qtbot, desk)
    (table,) = (one for one in page.findChildren(QTableView) if one.isVisible())
    room = QRect(0, 0, table.columnWidth(2) - 26, 9999)
    needed = table.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, besides(page)[0]).height()
    assert needed > table.fontMetrics().height()
    qtbot.waitUntil(lambda: table.rowHeight(0) > needed, timeout=WAIT_MS)
    assert not table.horizontalScrollBar().isVisible()


def test_a_table_without_sessions_names_the_log_that_came_in(qtbot: QtBot, desk: Desk, ledger: Ledger) -> None:
    importing.import_paths(ledger, [MIDDLE], Settings(time_zone="UTC"))
    sessions = SessionsPage(desk)
    qtbot.addWidget(sessions)
    with qtbot.waitExposed(sessions):
        sessions.show()
    sessions.set_ledger(ledger)
    qtbot.waitUntil(lambda: "ha-lbbrhzn-4.log came in" in texts(sessions), timeout=WAIT_MS)
    qtbot.waitUntil(lambda: "Show what was found" in texts(sessions), timeout=WAIT_MS)
    settle(qtbot, desk)
