"""The name under which one works."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from zefdesk.desktop.main_window import MainWindow
from zefdesk.desktop.person import PERSON
from zefdesk.desktop.settings import Settings
from zefdesk.desktop.sheets import Sheet


def test_the_name_that_is_kept_is_that_of_what_is_done_from_then_on(
    open_window: Callable[..., MainWindow], settings: Settings
) -> None:
    window = open_window()
    window.menus.own["person"].trigger()
    sheet = next(each for each in QApplication.topLevelWidgets() if isinstance(each, Sheet) and each.isVisible())
    field = sheet.findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, " Ana  Berg ")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert settings.text(PERSON) == "Ana Berg"
    assert window.door.ledger is not None
    assert window.door.ledger.person == "Ana Berg"


def test_a_name_that_was_kept_holds_for_the_next_ledger(
    open_window: Callable[..., MainWindow], settings: Settings
) -> None:
    settings.keep(PERSON, "Ana")
    window = open_window()
    assert window.door.ledger is not None
    assert window.door.ledger.person == "Ana"
