"""A session that a charger's log tells, on the Sessions screen: its lines, finding others, saving them, its fields."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QListWidget, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.sessions.conftest import Open
from zefdesk.desktop.bill.raw_lines import RawLines
from zefdesk.desktop.desk import Desk
from zefdesk.desktop.sessions.drill_down import FIELDS, SOURCE
from zefdesk.desktop.sessions.page import SessionsPage
from zefdesk.formats.reading import Settings
from zefdesk.services import importing
from zefdesk.store.ledger import Ledger

LOBBY = Path(__file__).parents[3] / "resources" / "sample" / "lobby-east-2026-05.log"
WAIT_MS = 15_000
Show = Callable[[int], QWidget]


@pytest.fixture
def log(tmp_path: Path, ledger: Ledger) -> Path:
    copied = tmp_path / "lobby.log"
    shutil.copy(LOBBY, copied)
    importing.import_paths(ledger, [copied], Settings())
    return copied


@pytest.fixture
def page(open_page: Open, ledger: Ledger, log: Path, qtbot: QtBot) -> SessionsPage:
    assert log.exists()
    made = open_page(ledger)
    made.table.selectRow(0)
    qtbot.waitUntil(lambda: made.drill.trace is not None, timeout=WAIT_MS)
    return made


def texts(widget: QWidget) -> str:
    shown = [*widget.findChildren(QLabel), *widget.findChildren(QPushButton)]
    return "\n".join(one.text() for one in shown if one.isVisible())


def find(page: SessionsPage, qtbot: QtBot, desk: Desk, words: str) -> QListWidget:
    page.drill.tabs.setCurrentIndex(SOURCE)
    (asked,) = page.drill.source.findChildren(QLineEdit)
    asked.setText(words)
    asked.returnPressed.emit()
    qtbot.waitUntil(lambda: not desk.jobs.busy, timeout=WAIT_MS)
    (hits,) = (one for one in page.drill.source.findChildren(QListWidget) if not one.isHidden())
    return hits


def test_a_hit_elsewhere_says_so_and_leads_back(page: SessionsPage, qtbot: QtBot, desk: Desk) -> None:
    hits = find(page, qtbot, desk, "only:errors Blocked")
    assert "1 line\n" in f"{texts(page.drill.source)}\n"
    hits.itemActivated.emit(hits.item(0))
    qtbot.waitUntil(lambda: "Line 404 stands before" in texts(page.drill.source), timeout=WAIT_MS)
    back = next(one for one in page.drill.source.findChildren(QPushButton) if one.text().startswith("Back to"))
    back.click()
    qtbot.waitUntil(lambda: "stands before" not in texts(page.drill.source), timeout=WAIT_MS)
    trace = page.drill.trace
    assert trace
    name = next(one.accessibleName() for one in page.drill.source.findChildren(RawLines))
    assert name.startswith(f"Lines of the log around line {trace.logged.span.line}:")


def test_hits_have_room_for_eight_lines(page: SessionsPage, qtbot: QtBot, desk: Desk) -> None:
    hits = find(page, qtbot, desk, "Heartbeat")
    assert hits.viewport().height() >= 8 * hits.sizeHintForRow(0)


def test_what_was_kept_of_a_log_shows_no_lines_of_other_sessions(page: SessionsPage) -> None:
    page.drill.tabs.setCurrentIndex(SOURCE)
    trace = page.drill.trace
    assert trace
    assert f"the message that begins it, line {trace.logged.span.line}" in texts(page.drill.source)
    kept = page.drill.source.findChildren(RawLines)[1].widget()
    assert kept.sizeHint().height() < 2 * kept.fontMetrics().height() + 10


def test_the_fields_of_a_session_that_only_a_log_tells_are_no_reports(page: SessionsPage) -> None:
    page.drill.tabs.setCurrentIndex(FIELDS)
    assert "The fields of a session report, as far as the charger's log tells them" in texts(page.drill.fields)


def test_messages_are_saved_from_the_file_menu(page: SessionsPage, qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    page.actions_by_name()["save-messages"].trigger()
    dialog = next(one for one in page.window().findChildren(QFileDialog) if one.isVisible())
    target = tmp_path / "for-the-vendor.log"
    with qtbot.waitSignal(desk.said, timeout=WAIT_MS) as said:
        dialog.filesSelected.emit([str(target)])
        dialog.close()
    assert said.args
    assert "meter values and" in said.args[0]
    assert str(tmp_path) in said.args[0]
    assert '"MeterValues"' in target.read_text("utf-8")


def test_an_empty_panel_says_what_will_stand_there(open_page: Open, ledger: Ledger) -> None:
    page = open_page(ledger)
    page.drill.show()
    assert "No session is selected" in texts(page.drill)
