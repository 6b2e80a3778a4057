"""Menus of what can be added, in ZEFNET's words, and a button that opens a menu."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QToolButton

from zefdesk.billing import condition_rows
from zefdesk.desktop.rates.designer.design import Design
from zefdesk.desktop.widgets import parts

TAB, LAST = "tab", "last"
"""A property of widgets that Tab comes to after all else in what they stand in."""


def add_button(text: str, name: str, menu: QMenu, *, kind: str = "ghost") -> QPushButton:
    """Make a button that opens a menu of what can be added; `name` says to what."""
    made = parts.button(text, "plus", kind=kind, tip=name)
    made.setAccessibleName(name)
    menu.setParent(made, menu.windowFlags())
    made.setMenu(menu)
    return made


def more_button(name: str, fill: Callable[[QMenu], object]) -> QToolButton:
    """Make the button with three dots: what can be done with a row; `fill` is called when the menu opens."""
    made = parts.icon_button("ellipsis-vertical", name)
    made.setProperty(TAB, LAST)
    made.setMenu(filled_later(QMenu(made), fill))
    made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    return made


def filled_later(menu: QMenu, fill: Callable[[QMenu], object]) -> QMenu:
    """Let a menu be filled anew each time that it opens."""

    def opens() -> None:
        menu.clear()
        fill(menu)

    menu.aboutToShow.connect(opens)
    return menu


def add(menu: QMenu, text: str, does: Callable[[], object], *, tip: str = "", enabled: bool = True) -> QAction:
    """Add a command to a menu."""
    made: QAction = menu.addAction(text)
    made.triggered.connect(lambda: does())  # noqa: PLW0108 -- the signal hands over whether it is checked
    made.setToolTip(tip or text)
    made.setEnabled(enabled)
    return made


def fill_with_words(
    menu: QMenu, design: Design, place: str, then: Callable[[str], object], *, without: str = ""
) -> None:
    """Add the words that a place has no row of yet, by what they ask; `then` is told the path to go on at."""
    menu.setToolTipsVisible(True)
    group = ""
    for word in condition_rows.words_for(design.draft, place):
        if word.word == without:
            continue
        if group not in {"", word.group}:
            menu.addSeparator()
        group = word.group
        add(menu, word.word, partial(_add_row, design, place, word.word, then), tip=word.help.capitalize())


def _add_row(design: Design, place: str, word: str, then: Callable[[str], object]) -> None:
    design.change(condition_rows.add_row(design.draft, place, word))
    row = next((one for one in condition_rows.rows_of(design.draft, place) if one.word.word == word), None)
    if row is not None:
        QTimer.singleShot(0, design, partial(then, row.fields[0].path))  # once the row is shown
