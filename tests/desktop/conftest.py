"""What window tests share: one look, no widget left behind, settings in a file of the test, a window that is closed."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from zefdesk.desktop.desk import Desk
from zefdesk.desktop.jobs import Jobs
from zefdesk.desktop.main_window import USUAL_SIZE, MainWindow
from zefdesk.desktop.settings import Settings
from zefdesk.desktop.theme import font, theme

WAIT_MS = 20_000


@pytest.fixture(scope="session", autouse=True)
def look(qapp: QApplication) -> None:
    """The style and the typeface that the program has."""
    qapp.setStyle("Fusion")
    qapp.setFont(font())
    theme().apply("light")


@pytest.fixture(autouse=True)
def nothing_left_behind(qapp: QApplication) -> Iterator[None]:
    """Fail a test that leaves a window behind."""
    before = set(map(id, qapp.topLevelWidgets()))
    yield
    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        qapp.processEvents()
    left = [widget for widget in qapp.topLevelWidgets() if id(widget) not in before]
    assert not left, f"left behind: {left}"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings that nobody else reads."""
    return Settings(tmp_path / "window.ini")


@pytest.fixture
def desk(qtbot: QtBot, settings: Settings) -> Iterator[Desk]:
    """What a screen is given, with a worker that is idle again when the test ends."""
    jobs = Jobs()
    made = Desk(jobs, settings)
    yield made
    qtbot.waitUntil(lambda: not jobs.busy, timeout=WAIT_MS)
    jobs.close()


@pytest.fixture
def open_window(qtbot: QtBot, settings: Settings, tmp_path: Path) -> Iterator[Callable[..., MainWindow]]:
    """Show the window on a ledger of the test and wait until it is ready; close it afterwards."""
    windows: list[MainWindow] = []

    def show(*, wait: bool = True, **asked: Any) -> MainWindow:
        asked.setdefault("location", str(tmp_path / "window.zefdesk"))
        window = MainWindow(settings, **asked)
        windows.append(window)
        qtbot.addWidget(window)
        if wait:
            with qtbot.waitSignal(window.ready, timeout=WAIT_MS):
                window.show()
            qtbot.waitUntil(lambda: not window.jobs.busy, timeout=WAIT_MS)
            window.setWindowState(Qt.WindowState.WindowNoState)
            window.resize(*USUAL_SIZE)
        else:
            window.show()
        return window

    yield show
    for window in windows:
        if window.isVisible():
            with qtbot.waitSignal(window.gone, timeout=WAIT_MS):
                window.close()
