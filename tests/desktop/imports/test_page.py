from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from zefdesk.desktop.desk import Desk
from zefdesk.desktop.imports.page import ImportsPage
from zefdesk.formats.reading import Settings
from zefdesk.services import closing, importing
from zefdesk.store.ledger import Ledger

HEADER = "Name,Serial,Initiator,Identity,Start,Plug Duration,Charge Duration,Energy,Cost"
ROWS = (
    "Lobby East,HC1C190912849,ZEF,z-1,5/13/2026 8:00:00 AM,1:00:00,0:50:00,10.5,3.68",
    "Lobby East,HC1C190912849,ZEF,z-2,5/14/2026 8:00:00 AM,1:00:00,0:50:00,12.0,4.20",
    "Lobby East,HC1C190912849,ZEF,z-3,5/15/2026 8:00:00 AM,1:00:00,0:50:00,lots,4.20",
)
TOLD = Settings(time_zone="America/Chicago", currency="USD")
WAIT_MS = 15_000


def report(folder: Path, name: str = "may.csv", rows: tuple[str, ...] = ROWS) -> Path:
    path = folder / name
    path.write_text("\n".join([HEADER, *rows]) + "\n", "utf-8")
    return path


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, ledger: Ledger) -> Iterator[ImportsPage]:
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


def texts(page: ImportsPage) -> str:
    labels = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    return "\n".join(labels + [button.text() for button in page.findChildren(QPushButton) if button.isVisible()])


def click(page: ImportsPage, words: str) -> None:
    found = [each for each in page.findChildren(QPushButton) if each.text().startswith(words) and each.isVisible()]
    min(found, key=lambda button: len(button.text())).click()


def answer(page: ImportsPage, name: str, text: str) -> None:
    field = next(each for each in page.findChildren(QComboBox) if each.accessibleName() == name)
    line = field.lineEdit()
    assert line is not None
    line.setText(text)
    line.editingFinished.emit()


def test_an_empty_ledger_names_the_next_step(page: ImportsPage, qtbot: QtBot, desk: Desk) -> None:
    assert "No files yet" in texts(page)
    with qtbot.waitSignal(desk.wants_import):
        click(page, "Import…")


def test_what_the_file_does_not_say_is_asked_before_anything_is_shown(
    page: ImportsPage, qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    page.preview([report(tmp_path)])
    settle(qtbot, desk)
    assert "that the file does not say" in texts(page)
    assert "Which time zone?" in texts(page)
    answer(page, "Times are of the zone", "chicago")
    settle(qtbot, desk)
    assert "Import 2 sessions" in texts(page)


def test_a_zone_that_does_not_exist_is_said_beside_the_field(
    page: ImportsPage, qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    page.preview([report(tmp_path)])
    settle(qtbot, desk)
    answer(page, "Times are of the zone", "Mars/Olympus")
    assert "Unknown time zone 'Mars/Olympus'" in texts(page)


def test_nothing_is_stored_until_import_is_pressed(
    page: ImportsPage, qtbot: QtBot, desk: Desk, ledger: Ledger, tmp_path: Path
) -> None:
    desk.settings.keep("imports/time_zone", "America/Chicago")
    page.preview([report(tmp_path)])
    settle(qtbot, desk)
    assert importing.imports(ledger) == []
    with qtbot.waitSignal(desk.said) as said:
        click(page, "Import 2 sessions")
    settle(qtbot, desk)
    assert said.args is not None
    assert said.args[0] == "may.csv: 2 new, 1 refused"
    assert [(row.new, row.rejected) for row in importing.imports(ledger)] == [(2, 1)]
    assert "Refused rows  1" in texts(page)


def test_a_preview_that_is_cancelled_leaves_nothing(
    page: ImportsPage, qtbot: QtBot, desk: Desk, ledger: Ledger, tmp_path: Path
) -> None:
    desk.settings.keep("imports/time_zone", "America/Chicago")
    page.preview([report(tmp_path)])
    settle(qtbot, desk)
    click(page, "Cancel")
    assert "No files yet" in texts(page)
    assert importing.imports(ledger) == []


def test_an_answer_is_remembered_for_the_next_file_and_shown(
    page: ImportsPage, qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    page.preview([report(tmp_path)])
    settle(qtbot, desk)
    answer(page, "Times are of the zone", "America/Chicago")
    settle(qtbot, desk)
    page.preview([report(tmp_path, "june.csv")])
    settle(qtbot, desk)
    field = next(each for each in page.findChildren(QComboBox) if each.accessibleName() == "Times are of the zone")
    assert field.currentText().startswith("America/Chicago")


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_what_is_typed_takes_the_place_of_not_known(
    page: ImportsPage, qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    desk.settings.keep("imports/time_zone", "America/Chicago")
    page.preview([report(tmp_path)])
    settle(qtbot, desk)
    field = next(each for each in page.findChildren(QComboBox) if each.accessibleName() == "Cost is in")
    line = field.lineEdit()
    assert line is not None
    qtbot.keyClicks(line, "USD")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    settle(qtbot, desk)
    assert field.currentText() == "USD"
    assert "Unknown currency" not in texts(page)


def test_a_file_that_is_no_report_is_said_in_place(page: ImportsPage, qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "letter.csv"
    path.write_text("Dear Sir,\nplease find nothing enclosed\n")
    page.preview([path])
    settle(qtbot, desk)
    assert "This file cannot be read" in texts(page)
    assert "letter.csv" in texts(page)


def test_several_files_are_previewed_together_and_imported_at_once(
    page: ImportsPage, qtbot: QtBot, desk: Desk, ledger: Ledger, tmp_path: Path
) -> None:
    desk.settings.keep("imports/time_zone", "America/Chicago")
    page.preview([report(tmp_path, "a.csv", ROWS[:1]), report(tmp_path, "b.csv", ROWS[:2])])
    settle(qtbot, desk)
    click(page, "Import 2 files")
    settle(qtbot, desk)
    assert sorted((Path(row.path).name, row.new, row.duplicate) for row in importing.imports(ledger)) == [
        ("a.csv", 1, 0),
        ("b.csv", 1, 1),
    ]


def test_remember_keeps_the_zone_with_the_chargers(page: ImportsPage, qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    desk.settings.keep("imports/time_zone", "America/Chicago")
    desk.settings.keep("imports/currency", "USD")
    page.preview([report(tmp_path)])
    settle(qtbot, desk)
    page._preview.questions.remember.setChecked(True)
    click(page, "Import 2 sessions")
    settle(qtbot, desk)
    desk.settings.keep("imports/time_zone", "")
    desk.settings.keep("imports/currency", "")
    page.preview([report(tmp_path, "june.csv")])
    settle(qtbot, desk)
    assert "does not say" not in texts(page)


def test_undo_says_what_goes_and_takes_it_back(
    page: ImportsPage, qtbot: QtBot, desk: Desk, ledger: Ledger, tmp_path: Path
) -> None:
    importing.import_paths(ledger, [report(tmp_path, "a.csv", ROWS[:1])], TOLD)
    importing.import_paths(ledger, [report(tmp_path, "b.csv", ROWS[:2])], TOLD)
    page.refresh()
    settle(qtbot, desk)
    settle(qtbot, desk)
    click(page, "Undo this import…")
    settle(qtbot, desk)
    assert "1 session that only this file tells would go. 1 session stays, since another file tells it" in texts(page)
    assert "is closed" not in texts(page)
    assert len(importing.imports(ledger)) == 2
    click(page, "Undo this import")
    qtbot.waitUntil(lambda: len(importing.imports(ledger)) == 1, timeout=WAIT_MS)
    settle(qtbot, desk)


def test_a_closed_month_says_so_before_an_import_and_before_an_undo(
    page: ImportsPage, qtbot: QtBot, desk: Desk, ledger: Ledger, tmp_path: Path
) -> None:
    importing.import_paths(ledger, [report(tmp_path, "a.csv", ROWS[:1])], TOLD)
    closing.close_month(ledger, "2026-05")
    page.refresh()
    settle(qtbot, desk)
    settle(qtbot, desk)
    click(page, "Undo this import…")
    settle(qtbot, desk)
    assert "is closed, and this would change it. This cannot be undone" in texts(page)
    desk.settings.keep("imports/time_zone", "America/Chicago")
    page.preview([report(tmp_path, "b.csv", ROWS[:2])])
    settle(qtbot, desk)
    assert "You are asked before it is stored" in texts(page)


def test_undo_can_be_thought_better_of(
    page: ImportsPage, qtbot: QtBot, desk: Desk, ledger: Ledger, tmp_path: Path
) -> None:
    importing.import_paths(ledger, [report(tmp_path)], TOLD)
    page.refresh()
    settle(qtbot, desk)
    settle(qtbot, desk)
    click(page, "Undo this import…")
    settle(qtbot, desk)
    click(page, "Keep it")
    assert len(importing.imports(ledger)) == 1


def test_refused_rows_are_saved_as_they_were(
    page: ImportsPage, qtbot: QtBot, desk: Desk, ledger: Ledger, tmp_path: Path
) -> None:
    importing.import_paths(ledger, [report(tmp_path)], TOLD)
    page.refresh()
    settle(qtbot, desk)
    settle(qtbot, desk)
    page._export_to([tmp_path / "refused.csv"])
    qtbot.waitUntil((tmp_path / "refused.csv").exists, timeout=WAIT_MS)
    settle(qtbot, desk)
    assert ROWS[2] in (tmp_path / "refused.csv").read_text("utf-8").replace('""', '"')


def test_the_rows_of_a_preview_are_shown_by_what_becomes_of_them(
    page: ImportsPage, qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    desk.settings.keep("imports/time_zone", "America/Chicago")
    page.preview([report(tmp_path)])
    settle(qtbot, desk)
    model = page._preview._model
    assert model.rowCount() == 3
    click(page, "Refused")
    assert model.rowCount() == 1
    assert model.data(model.index(0, 1), Qt.ItemDataRole.DisplayRole.value) == ROWS[2]
    page.grab()
