"""Menus of what can be added, in ZEFNET's words, and a button that opens a menu."""

from collections.abc import Callable, Iterable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QToolButton

from zefdesk.billing import condition_rows
from zefdesk.desktop.rates.designer.design import Design
from zefdesk.desktop.widgets import parts


def add_button(text: str, name: str, menu: QMenu, *, kind: str = "ghost") -> QPushButton:
    """Make a button that opens a menu of what can be added; `name` says to what."""
    made = parts.button(text, "plus", kind=kind, tip=name)
    made.setAccessibleName(name)
    menu.setParent(made, menu.windowFlags())
    made.setMenu(menu)
    return made


def more_button(name: str, actions: Iterable[QAction]) -> QToolButton:
    """Make the button with three dots: what can be done with a row."""
    made = parts.icon_button("ellipsis-vertical", name)
    menu = QMenu(made)
    for action in actions:
        action.setParent(menu)
        menu.addAction(action)
    made.setMenu(menu)
    made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    return made


def action(text: str, does: Callable[[], object], *, enabled: bool = True, parent: QMenu | None = None) -> QAction:
    """Make a command of such a menu."""
    made = QAction(text, parent)
    made.triggered.connect(lambda: does())  # noqa: PLW0108 -- the signal hands over whether it is checked
    made.setEnabled(enabled)
    return made


def fill_with_words(menu: QMenu, design: Design, place: str, *, without: str = "") -> None:
    """Add the words that a place has no row of yet, each with what it is for."""
    menu.setToolTipsVisible(True)
    for word in condition_rows.words_for(design.draft, place):
        if word.word == without:
            continue
        made = menu.addAction(word.word)
        made.setToolTip(word.help.capitalize())
        made.triggered.connect(
            lambda _on=False, word=word.word: design.change(condition_rows.add_row(design.draft, place, word))
        )
