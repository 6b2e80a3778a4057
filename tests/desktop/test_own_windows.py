"""Screens are made without a part of theirs being seen as a window of its own."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from zefdesk.desktop.desk import Desk
from zefdesk.desktop.findings.page import FindingsPage
from zefdesk.desktop.imports.page import ImportsPage
from zefdesk.desktop.rates.page import RatesPage
from zefdesk.desktop.sessions.page import SessionsPage


class Shown(QObject):
    """Notes what is shown as a window."""

    def __init__(self) -> None:
        super().__init__()
        self.windows: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 -- Qt's name
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.windows.append(type(watched).__name__)
        return False


@pytest.mark.parametrize("make", [SessionsPage, RatesPage, ImportsPage, FindingsPage])
def test_a_page_is_made_unseen(make: Callable[[Desk], QWidget], qtbot: QtBot, desk: Desk) -> None:
    shown = Shown()
    app = QApplication.instance()
    assert app
    app.installEventFilter(shown)
    qtbot.addWidget(make(desk))
    app.removeEventFilter(shown)
    assert shown.windows == []
