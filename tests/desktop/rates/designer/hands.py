"""What a person does in the designer: types into fields, presses buttons, chooses from menus, drags over the week."""

from collections.abc import Iterable

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from zefdesk.desktop.desk import Desk
from zefdesk.desktop.rates.designer.fields import Field
from zefdesk.desktop.rates.designer.keyboard import stands
from zefdesk.desktop.rates.designer.week_grid import WeekGrid
from zefdesk.desktop.rates.designer.week_shape import HOUR, Frame

WAIT_MS = 20_000


def settle(qtbot: QtBot, desk: Desk) -> None:
    """Wait until the worker has nothing left to do, and what it found is shown."""
    qtbot.waitUntil(lambda: not desk.jobs.busy, timeout=WAIT_MS)


def field(inside: QWidget, path: str) -> Field:
    """Give the field that is bound to a path."""
    found = [each for each in inside.findChildren(Field) if each.path == path and stands(each, inside)]
    assert found, f"no field for {path}"
    return found[-1]


def type_in(inside: QWidget, path: str, text: str) -> None:
    """Type a text into the field of a path, instead of what stands there."""
    target = field(inside, path)
    target.setFocus()
    target.selectAll()
    if text:
        QTest.keyClicks(target, text)
    else:
        QTest.keyClick(target, Qt.Key.Key_Delete)
    if (suggestions := QApplication.activePopupWidget()) is not None:
        suggestions.hide()
    QApplication.processEvents()


def button(inside: QWidget, name: str) -> QAbstractButton:
    """Give the button with an accessible name."""
    found = [
        each for each in inside.findChildren(QAbstractButton) if each.accessibleName() == name and stands(each, inside)
    ]
    assert found, f"no button '{name}'"
    return found[-1]


def press(inside: QWidget, name: str) -> None:
    """Press a button by its accessible name."""
    QTest.mouseClick(button(inside, name), Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def choose(inside: QWidget, name: str, entry: str) -> None:
    """Choose an entry of the menu of a button."""
    opener = button(inside, name)
    assert isinstance(opener, QPushButton | QToolButton)
    menu = opener.menu()
    assert isinstance(menu, QMenu)
    menu.aboutToShow.emit()
    entry_of(menu, entry).trigger()
    QApplication.processEvents()


def entry_of(menu: QMenu, entry: str) -> QAction:
    """Give an entry of a menu by its words, without its key."""
    found = [action for action in menu.actions() if action.text().partition("\t")[0] == entry]
    assert found, f"no entry '{entry}' in {[action.text() for action in menu.actions()]}"
    return found[0]


def place(grid: WeekGrid, day: int, hour: float) -> QPoint:
    """Give the point of a day and an hour in the week."""
    frame = Frame(grid.width(), grid.height())
    return QPointF(frame.x_of(int(hour * HOUR)) + 2, frame.box(day, 0, HOUR).center().y()).toPoint()


def drag(grid: WeekGrid, days: tuple[int, int], hours: tuple[float, float]) -> None:
    """Drag from a day and hour to another, once the grid is laid out; the last hour is outside."""
    while grid.height() < grid.minimumSizeHint().height():
        QApplication.processEvents()
    QTest.mousePress(grid, Qt.MouseButton.LeftButton, pos=place(grid, days[0], hours[0]))
    end = place(grid, days[1], hours[1] - 0.25)
    QTest.mouseMove(grid, end)
    QTest.mouseRelease(grid, Qt.MouseButton.LeftButton, pos=end)


def press_all(inside: QWidget, names: Iterable[str]) -> None:
    """Press several buttons, one after the other."""
    for name in names:
        press(inside, name)
