from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from tests.desktop.tariffs import LOBBY_EAST, LOBBY_WEST, WORKDAY, charger_file, profile_file
from tests.desktop.test_main_window import settle, visible_texts
from tests.factories import a_session, store
from zefdesk.desktop.main_window import MainWindow
from zefdesk.desktop.rates.assign_sheet import AssignSheet
from zefdesk.desktop.sheets import Sheet
from zefdesk.domain.clock import wall_from
from zefdesk.services import bills, configuring
from zefdesk.store.ledger import Ledger

Open = Callable[..., MainWindow]
WAIT_MS = 20_000


@pytest.fixture
def window(open_window: Open, tmp_path: Path) -> MainWindow:
    """The window on a ledger that knows two chargers, of which one has a session."""
    place = tmp_path / "window.zefdesk"
    ledger = Ledger.open(place)
    store(ledger, a_session())
    configuring.set_charger(ledger, LOBBY_EAST, {"name": "Lobby East"})
    configuring.import_chargers(ledger, charger_file(tmp_path))
    ledger.close()
    return open_window(location=str(place))


def give(qtbot: QtBot, window: MainWindow, command: str, file: Path) -> None:
    window.menus.own[command].trigger()
    dialog = window.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    dialog.filesSelected.emit([str(file)])
    dialog.close()
    settle(qtbot, window)
    qtbot.waitUntil(lambda: window.findChild(QFileDialog) is None, timeout=WAIT_MS)


def sheet_of(qtbot: QtBot, window: MainWindow) -> AssignSheet:
    qtbot.waitUntil(lambda: window.findChild(AssignSheet) is not None, timeout=WAIT_MS)
    found = window.findChild(AssignSheet)
    assert isinstance(found, AssignSheet)
    return found


def ledger_of(window: MainWindow) -> Ledger:
    assert window.door.ledger is not None
    return window.door.ledger


def test_a_profile_comes_in_by_file_and_can_be_assigned_at_once(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    give(qtbot, window, "import-profile", profile_file(tmp_path))
    said = visible_texts(window.frame.line)
    assert "Billing profile 'Workday ToU', version 1, is stored" in said
    give(qtbot, window, "import-profile", profile_file(tmp_path))
    assert "known with this content already, as version 1" in visible_texts(window.frame.line)
    assert [one.version for one in configuring.profiles(ledger_of(window))] == [1]


def test_a_profile_that_cannot_be_read_is_one_sentence_and_nothing_is_stored(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text('{"name": "X"', "utf-8")
    give(qtbot, window, "import-profile", broken)
    said = window.frame.line.accessibleName()
    assert "broken.json" in said
    assert "\n" not in said
    assert configuring.profiles(ledger_of(window)) == []


def test_chargers_come_in_and_go_out_by_file(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    give(qtbot, window, "import-chargers", charger_file(tmp_path))
    assert "The file says what is configured already" in visible_texts(window.frame.line)
    configuring.set_charger(ledger_of(window), LOBBY_WEST, {"simple_rate": ""})
    give(qtbot, window, "import-chargers", charger_file(tmp_path))
    assert "1 charger is configured" in visible_texts(window.frame.line)
    target = tmp_path / "out.csv"
    give(qtbot, window, "export-chargers", target)
    assert "2 chargers written to out.csv" in visible_texts(window.frame.line)
    assert f"{LOBBY_WEST}," in target.read_text("utf-8-sig")
    give(qtbot, window, "export-chargers", target)
    assert "2 chargers written" in visible_texts(window.frame.line)


def test_a_file_of_chargers_is_taken_back_as_one_change(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    table = tmp_path / "two.csv"
    table.write_text(f"serial,site\n{LOBBY_EAST},Harbor\nHC-NEW,Port\n", "utf-8")
    before = configuring.chargers(ledger_of(window))
    give(qtbot, window, "import-chargers", table)
    assert "2 chargers are configured" in visible_texts(window.frame.line)
    assert len(configuring.chargers(ledger_of(window))) == 3
    window.go_to("rates")
    settle(qtbot, window)
    edit = next(action for action in window.menuBar().actions() if action.text() == "&Edit")
    undo = next(each for each in edit.menu().actions() if each.text().startswith("&Undo"))  # type: ignore[attr-defined]
    assert undo.text() == "&Undo Chargers of two.csv"
    undo.trigger()
    settle(qtbot, window)
    assert configuring.chargers(ledger_of(window)) == before


def test_a_profile_is_assigned_to_chargers_from_a_day_and_prices_them(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    configuring.import_profile(ledger_of(window), profile_file(tmp_path))
    window.menus.own["assign-profile"].trigger()
    sheet = sheet_of(qtbot, window)
    assert not sheet.assign.isEnabled()
    QTest.keyClicks(sheet._search, "east")
    sheet.tick(ticked=True)
    assert sheet.assign.text() == "Assign to 1 charger"
    sheet.day.setDate(QDate(2026, 5, 1))
    QTest.mouseClick(sheet.assign, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert "'Workday ToU' is assigned to 1 charger" in visible_texts(window.frame.line)
    found = configuring.assignments(ledger_of(window))
    assert [(one.charger, one.start_wall) for one in found] == [(LOBBY_EAST, wall_from(2026, 5, 1))]
    window.desk.wants_pricing.emit()
    settle(qtbot, window)
    assert bills.bill_of(ledger_of(window), 1) is not None
    assert "1 bill made" in visible_texts(window.frame.line)


def test_by_default_an_assignment_begins_when_the_profile_takes_effect(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    configuring.import_profile(ledger_of(window), profile_file(tmp_path))
    window.menus.own["assign-profile"].trigger()
    sheet = sheet_of(qtbot, window)
    sheet.tick(ticked=True)
    QTest.mouseClick(sheet.assign, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    found = configuring.assignments(ledger_of(window))
    assert {one.start_wall for one in found} == {wall_from(2026, 1, 1)}
    assert len(found) == 2


def test_an_overlapping_assignment_is_refused_in_its_place(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    configuring.import_profile(ledger_of(window), profile_file(tmp_path))
    configuring.import_profile(ledger_of(window), profile_file(tmp_path, name="Other"))
    configuring.assign(ledger_of(window), "Other", [LOBBY_EAST], date(2026, 6, 1))
    window.menus.own["assign-profile"].trigger()
    sheet = sheet_of(qtbot, window)
    sheet._profile.setCurrentIndex(sheet._profile.findData(WORKDAY["name"]))
    sheet.tick(ticked=True)
    QTest.mouseClick(sheet.assign, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    words = [each.text() for each in sheet.findChildren(QLabel) if each.isVisible()]
    assert "Nothing was assigned" in words
    assert any("may not overlap" in each for each in words)
    assert len(configuring.assignments(ledger_of(window))) == 1
    sheet.close()


def test_without_a_profile_the_next_step_is_offered(window: MainWindow, qtbot: QtBot) -> None:
    window.menus.own["assign-profile"].trigger()
    settle(qtbot, window)
    assert "There is no billing profile yet" in visible_texts(window.frame.line)
    assert "import one" in visible_texts(window.frame.line)


def test_warnings_of_a_profile_can_be_read(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    gap = [dict(WORKDAY["costs"][0], rate=None)]
    del gap[0]["rate"]
    give(qtbot, window, "import-profile", profile_file(tmp_path, costs=gap))
    assert "warning" in visible_texts(window.frame.line)
    window.frame.line._followed()
    sheet = window.findChild(Sheet)
    assert isinstance(sheet, Sheet)
    assert "Workday ToU, version 1" in visible_texts(sheet)
    sheet.close()


def test_the_commands_stand_in_their_menu(window: MainWindow) -> None:
    rates = next(action for action in window.menuBar().actions() if action.text() == "&Rates")
    menu = rates.menu()
    texts = [entry.text().replace("&", "") for entry in menu.actions() if entry.text()]  # type: ignore[attr-defined]
    assert texts == [
        "Price these sessions",
        "Price this session",
        "Import billing profile\u2026",
        "Assign a profile\u2026",
        "Import chargers (CSV)\u2026",
        "Export chargers\u2026",
    ]
