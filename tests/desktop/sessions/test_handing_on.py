from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.desktop.sessions.conftest import rest
from tests.desktop.sessions.test_filters import opened
from zefdesk.desktop.sessions.export_popup import ALL, CANONICAL, LOCAL, SEEN, XLSX, ExportPopup, Wish
from zefdesk.desktop.sessions.page import SessionsPage
from zefdesk.domain.query import Test

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # popups, where there is no screen


def export(qtbot: QtBot, page: SessionsPage, wish: Wish, target: Path) -> None:
    QTest.keyClick(page.table, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    popup = opened(qtbot, ExportPopup)
    assert isinstance(popup, ExportPopup)
    popup.choose(wish)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    dialog = page.window().findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    dialog.filesSelected.emit([str(target)])
    dialog.close()
    rest(qtbot, page)


def test_the_file_is_named_after_the_filter(page: SessionsPage, qtbot: QtBot) -> None:
    page.ask(page.query.where("name", Test.IS, "Lobby East").where("month", Test.IS, "2026-05"))
    rest(qtbot, page)
    QTest.keyClick(page.table, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(opened(qtbot, ExportPopup), Qt.Key.Key_Return)
    dialog = page.window().findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    assert [Path(one).name for one in dialog.selectedFiles()] == ["charging-sessions Lobby East, May 2026.xlsx"]
    dialog.close()


def test_all_of_them_are_chosen_by_the_keyboard(page: SessionsPage, qtbot: QtBot) -> None:
    page.ask(page.query.where("name", Test.IS, "Lobby East"))
    rest(qtbot, page)
    QTest.keyClick(page.table, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    popup = opened(qtbot, ExportPopup)
    first = popup.focusWidget()
    assert first is not None
    QTest.keyClick(first, Qt.Key.Key_Down)
    second = popup.focusWidget()
    assert second is not None
    QTest.keyClick(second, Qt.Key.Key_Return)
    dialog = page.window().findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    assert [Path(one).name for one in dialog.selectedFiles()] == ["charging-sessions.xlsx"]
    dialog.close()


@pytest.mark.parametrize("report", ["sessions", "bill-details", "findings"])
def test_each_report_is_written_as_workbook(page: SessionsPage, qtbot: QtBot, tmp_path: Path, report: str) -> None:
    target = tmp_path / "out.xlsx"
    export(qtbot, page, Wish(SEEN, report, XLSX), target)
    assert target.read_bytes().startswith(b"PK")


def test_what_is_seen_is_exported_with_its_filter_order_and_columns(
    page: SessionsPage, qtbot: QtBot, tmp_path: Path
) -> None:
    page.ask(page.query.where("initiator", Test.IS, "ZEF"))
    page.parts.layout_of_columns.choose(["energy", "name"])
    page.sort("energy", False)
    rest(qtbot, page)
    target = tmp_path / "seen.csv"
    export(qtbot, page, Wish(SEEN, "sessions", LOCAL), target)
    lines = target.read_text("utf-8-sig").splitlines()
    assert lines[0].split(",")[:2] == ["Energy", "Name"]
    assert [line.split(",")[1] for line in lines[1:]] == ["DC Fast 1", "Lobby West", "Lobby West"]


def test_all_is_all_and_canonical_whatever_is_seen(page: SessionsPage, qtbot: QtBot, tmp_path: Path) -> None:
    page.ask(page.query.where("initiator", Test.IS, "AmpUp"))
    rest(qtbot, page)
    target = tmp_path / "all.csv"
    with qtbot.waitSignal(page.desk.said) as said:
        export(qtbot, page, Wish(ALL, "sessions", CANONICAL), target)
    lines = target.read_text("utf-8").splitlines()
    assert lines[0].startswith("Name,Sticker,Serial,Initiator,Identity,Start,Plug Duration")
    assert len(lines) == 7
    assert said.args[0] == "6 rows written to all.csv"
    assert said.args[1] == "open the folder"


def test_a_file_that_cannot_be_written_is_said_and_nothing_is_left(
    page: SessionsPage, qtbot: QtBot, tmp_path: Path
) -> None:
    with qtbot.waitSignal(page.desk.trouble) as said:
        export(qtbot, page, Wish(ALL, "sessions", LOCAL), tmp_path / "no-such-folder" / "all.csv")
    assert "no-such-folder" in said.args[0]


def test_a_name_that_the_person_did_not_see_is_not_replaced(page: SessionsPage, qtbot: QtBot, tmp_path: Path) -> None:
    there = tmp_path / "out.csv"
    there.write_text("mine")
    with qtbot.waitSignal(page.desk.trouble):
        export(qtbot, page, Wish(ALL, "sessions", LOCAL), tmp_path / "out")
    assert there.read_text() == "mine"
