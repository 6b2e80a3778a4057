import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QLabel, QMenu, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from zefdesk.desktop.main_window import MainWindow
from zefdesk.desktop.settings import Settings
from zefdesk.desktop.sheets import Sheet
from zefdesk.desktop.theme import theme
from zefdesk.desktop.tokens import NARROW_SIDE_BAR_PX, SIDE_BAR_PX
from zefdesk.domain.query import SessionQuery
from zefdesk.services import demo, ledgers

Open = Callable[..., MainWindow]
WAIT_MS = 20_000


def settle(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.jobs.busy, timeout=WAIT_MS)


def visible_texts(widget: QWidget) -> str:
    labels = [each.text() for each in widget.findChildren(QLabel) if each.isVisible()]
    return "\n".join(labels + [each.text() for each in widget.findChildren(QAbstractButton) if each.isVisible()])


def button(widget: QWidget, text: str) -> QAbstractButton:
    return next(each for each in widget.findChildren(QAbstractButton) if each.text() == text and each.isVisible())


def test_the_window_is_there_before_the_ledger(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(wait=False)
    assert window.isVisible()
    assert window.door.ledger is None
    qtbot.waitUntil(lambda: window.door.ledger is not None, timeout=WAIT_MS)
    settle(qtbot, window)


def test_the_foot_of_the_side_bar_says_what_the_ledger_holds(open_window: Open, tmp_path: Path) -> None:
    window = open_window(location=str(tmp_path / "mine.zefdesk"))
    assert "mine.zefdesk" in visible_texts(window.frame.side_bar)
    assert "0 sessions · 0 files" in visible_texts(window.frame.side_bar)


def test_the_demo_shows_the_sample_and_leaves_nothing(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(demo=True, location=None)
    settle(qtbot, window)
    qtbot.waitUntil(
        lambda: window.facts is not None and window.facts.files == len(demo.sample_files()) + len(demo.sample_logs()),
        timeout=WAIT_MS,
    )
    assert window.facts is not None
    place = Path(window.facts.location)
    assert place.exists()
    with qtbot.waitSignal(window.gone, timeout=WAIT_MS):
        window.close()
    assert not place.parent.exists()
    assert window.settings.texts("recent/ledgers") == []


def test_places_have_their_keys(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    with qtbot.waitActive(window):
        window.activateWindow()
    for key, place in ((Qt.Key.Key_2, "rates"), (Qt.Key.Key_4, "imports"), (Qt.Key.Key_5, "findings")):
        qtbot.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
        assert window.frame.pages[place].isVisible()


def test_a_narrow_window_has_icons_with_tips(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    window.resize(1280, 720)
    qtbot.waitUntil(lambda: window.frame.side_bar.width() == NARROW_SIDE_BAR_PX)
    places = [each for each in window.frame.side_bar.findChildren(QAbstractButton) if each.property("kind") == "place"]
    assert [each.toolTip() for each in places] == [
        "Sessions (Ctrl+1)",
        "Chargers & rates (Ctrl+2)",
        "Imports (Ctrl+4)",
        "Findings (Ctrl+5)",
    ]
    assert all(each.text() == "" for each in places)
    window.resize(1440, 900)
    qtbot.waitUntil(lambda: window.frame.side_bar.width() == SIDE_BAR_PX)


def test_months_and_what_was_done_are_reached_from_every_place(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    for place in ("sessions", "rates", "imports", "findings"):
        window.go_to(place)
        told = {entry.command: entry.key for entry in window.menus.with_keys() if entry.menu == "Review"}
        assert {"Months": "Ctrl+Shift+M", "Activity log": "Ctrl+Shift+A"}.items() <= told.items()
    with qtbot.waitActive(window):
        window.activateWindow()
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(window.frame.pages["findings"], Qt.Key.Key_M, keys)
    settle(qtbot, window)
    (sheet,) = [each for each in window.findChildren(Sheet) if each.isVisible()]
    assert sheet.windowTitle() == "Months"
    sheet.close()
    window.desk.wants_query.emit(SessionQuery(search="lobby"))
    assert window.frame.pages["sessions"].isVisible()
    settle(qtbot, window)


def test_no_two_commands_share_a_key(open_window: Open) -> None:
    window = open_window()
    for place in ("sessions", "imports", "findings"):
        window.go_to(place)
        keys = [entry.key for entry in window.menus.with_keys()]
        assert len(keys) == len(set(keys)), keys
    assert {"Ctrl+I", "Ctrl+O", "Ctrl+Q", "F1"} <= set(keys)


def test_no_two_entries_of_a_menu_share_a_letter(open_window: Open) -> None:
    window = open_window()
    for place in ("sessions", "rates", "imports", "findings"):
        window.go_to(place)
        for opener in window.menuBar().actions():
            menu = opener.menu()
            assert isinstance(menu, QMenu)
            texts = [each.text().replace("&&", "") for each in menu.actions() if "&" in each.text()]
            letters = [text[text.index("&") + 1].lower() for text in texts]
            assert len(letters) == len(set(letters)), texts


def test_every_button_has_a_name_for_those_who_do_not_see_it(open_window: Open) -> None:
    window = open_window()
    for place in ("sessions", "imports", "findings"):
        window.go_to(place)
        shown = [each for each in window.findChildren(QAbstractButton) if each.isVisible() and each.isEnabled()]
        nameless = [each for each in shown if not (each.accessibleName() or each.text())]
        inner = {"qt_toolbar_ext_button"}
        assert [each for each in nameless if each.objectName() not in inner] == []
        icons = [each for each in shown if isinstance(each, QToolButton) and not each.text()]
        assert [each for each in icons if not each.toolTip() and each.objectName() not in inner] == []


def test_files_of_the_command_line_are_previewed(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(files=demo.sample_files()[:1])
    settle(qtbot, window)
    assert window.frame.pages["imports"].isVisible()
    assert demo.sample_files()[0].name in visible_texts(window.frame.pages["imports"])


def test_files_that_are_dropped_are_previewed_and_are_recent(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    data = QMimeData()
    file = demo.sample_files()[-1]
    data.setUrls([QUrl.fromLocalFile(str(file))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    window.dropEvent(QDropEvent(QPointF(300, 300), Qt.DropAction.CopyAction, data, buttons, keys))
    settle(qtbot, window)
    assert file.name in visible_texts(window.frame.pages["imports"])
    assert window.settings.texts("recent/reports") == [str(file)]


def test_a_ledger_that_cannot_be_opened_is_said_in_place_with_what_can_be_done(
    open_window: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.zefdesk"
    bad.write_text("this is a letter, and no ledger at all")
    window = open_window(location=str(bad), wait=False)
    qtbot.waitUntil(window.frame.trouble.isVisible, timeout=WAIT_MS)
    assert "is not a ledger" in visible_texts(window.frame.trouble)
    settle(qtbot, window)
    bad.unlink()
    with qtbot.waitSignal(window.ready, timeout=WAIT_MS):
        button(window.frame.trouble, "Try again").click()
    settle(qtbot, window)
    assert window.frame.pages["sessions"].isVisible()


def test_a_ledger_that_fails_leaves_the_one_before_it_open(open_window: Open, qtbot: QtBot, tmp_path: Path) -> None:
    window = open_window()
    bad = tmp_path / "bad.zefdesk"
    bad.write_text("this is a letter, and no ledger at all")
    before = window.door.ledger
    window.door.open(str(bad), create=False)
    settle(qtbot, window)
    assert window.door.ledger is before
    assert "stays open" in visible_texts(window.frame.line)


def test_another_ledger_takes_the_place_of_the_first(open_window: Open, qtbot: QtBot, tmp_path: Path) -> None:
    ledgers.open_ledger(tmp_path / "other.zefdesk").close()
    window = open_window()
    with qtbot.waitSignal(window.ready, timeout=WAIT_MS):
        window.door.open(str(tmp_path / "other.zefdesk"), create=False)
    settle(qtbot, window)
    assert "other.zefdesk" in visible_texts(window.frame.side_bar)
    assert window.settings.texts("recent/ledgers")[0].endswith("other.zefdesk")


def test_a_new_ledger_never_takes_the_place_of_a_file(open_window: Open, qtbot: QtBot, tmp_path: Path) -> None:
    window = open_window()
    precious = tmp_path / "precious.zefdesk"
    precious.write_text("precious")
    window.door.begin(precious)
    settle(qtbot, window)
    assert precious.read_text() == "precious"
    assert "exists already" in visible_texts(window.frame.line)


def test_a_copy_is_saved_and_can_be_opened(open_window: Open, qtbot: QtBot, tmp_path: Path) -> None:
    window = open_window()
    window.door.save_copy(tmp_path / "copy.zefdesk")
    settle(qtbot, window)
    assert "Copy saved" in visible_texts(window.frame.line)
    ledgers.open_ledger(tmp_path / "copy.zefdesk", create=False).close()


def test_closing_while_work_runs_stops_it_and_does_not_hang(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    started = threading.Event()

    def endless(report: Any) -> None:
        started.set()
        while True:
            report(("on and on", 0.1))

    window.jobs.run(endless, lambda _nothing: None, label="Endless")
    assert started.wait(5)
    with qtbot.waitSignal(window.gone, timeout=4000):
        window.close()
    assert not window.jobs.busy


def test_the_size_of_the_window_is_remembered(open_window: Open, qtbot: QtBot, settings: Settings) -> None:
    first = open_window()
    first.resize(960, 650)
    with qtbot.waitSignal(first.gone, timeout=WAIT_MS):
        first.close()
    second = open_window(wait=False)
    assert (second.width(), second.height()) == (960, 650)
    qtbot.waitUntil(lambda: second.door.ledger is not None, timeout=WAIT_MS)
    settle(qtbot, second)
    assert not settings.state("window/geometry").isEmpty()


def test_the_theme_that_is_chosen_is_remembered(open_window: Open) -> None:
    window = open_window()
    try:
        next(each for each in window.menus.themes.actions() if each.data() == "dark").trigger()
        assert theme().tokens.dark
        assert window.settings.text("window/theme") == "dark"
        window.grab()
    finally:
        theme().apply("light")


@pytest.mark.parametrize("command", ["fields", "keys", "month-end", "about", "ledger-facts"])
def test_help_opens_beside_the_window_and_closes_with_escape(open_window: Open, qtbot: QtBot, command: str) -> None:
    window = open_window()
    window.menus.own[command].trigger()
    sheet = next(each for each in window.findChildren(QWidget) if each.isWindow() and each.inherits("QDialog"))
    assert sheet.isVisible()
    assert not sheet.isModal()
    sheet.grab()
    with qtbot.waitSignal(sheet.destroyed, timeout=WAIT_MS):
        qtbot.keyClick(sheet, Qt.Key.Key_Escape)


def test_the_menus_show_the_key_of_every_command_of_the_window(open_window: Open) -> None:
    window = open_window()
    assert window.menus.own["import"].shortcut() == QKeySequence("Ctrl+I")
    assert window.menus.own["import"].toolTip() == "Import (Ctrl+I)"


def test_the_sessions_of_a_file_are_shown_by_its_link(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(demo=True, location=None)
    qtbot.waitUntil(lambda: window.facts is not None and window.facts.sessions > 0, timeout=WAIT_MS)
    window.desk.wants_sessions_of.emit(1, "charging-sessions-2026-03.xlsx")
    assert window.frame.pages["sessions"].isVisible()
    settle(qtbot, window)
    assert "charging-sessions-2026-03.xlsx" in visible_texts(window.frame.pages["sessions"])


def test_the_keyboard_begins_in_the_page(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    with qtbot.waitActive(window):
        window.activateWindow()
    focus = window.focusWidget()
    assert focus is not None
    assert not window.frame.side_bar.isAncestorOf(focus)
