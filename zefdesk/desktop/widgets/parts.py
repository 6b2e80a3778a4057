"""Labels, buttons, cards and rules as the style sheet knows them, each made in one line."""

from collections.abc import Callable
from typing import TypeAlias

from PySide6.QtCore import Qt, SignalInstance
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from zefdesk.desktop import icons

Does: TypeAlias = Callable[..., object] | SignalInstance | None


class _Button(QPushButton):
    """A push button that Enter presses too, wherever it stands."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)


def label(text: str = "", role: str = "", *, wrap: bool = False, selectable: bool = False) -> QLabel:
    """Make a label of plain text; `role` as in the style sheet (page, object, section, strong, secondary, ...)."""
    made = QLabel(text)
    made.setProperty("role", role)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if selectable:
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def with_key(tip: str, key: str | QKeySequence.StandardKey = "") -> str:
    """Give a tool tip that ends in the key of its command: `Import files (Ctrl+I)`."""
    shown = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) if key else ""
    return f"{tip} ({shown})" if shown else tip


def button(
    text: str,
    icon: str = "",
    *,
    kind: str = "",
    tip: str = "",
    key: str = "",
    clicked: Does = None,
) -> QPushButton:
    """Make a push button; `kind` is primary, ghost, link, danger or nothing."""
    made = _Button(text)
    made.setProperty("kind", kind)
    made.setAutoDefault(False)
    if icon:
        icons.put(made, icon, {"primary": "on_accent", "danger": "bad", "link": "accent"}.get(kind, "muted"))
    _finish(made, text, tip, key, clicked)
    return made


def icon_button(icon: str, name: str, *, key: str = "", clicked: Does = None) -> QToolButton:
    """Make a button that shows only an icon; its name is its accessible name and its tool tip."""
    made = QToolButton()
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    icons.put(made, icon)
    _finish(made, name, name, key, clicked)
    return made


def _finish(made: QAbstractButton, name: str, tip: str, key: str, clicked: Does) -> None:
    made.setAccessibleName(name)
    made.setToolTip(with_key(tip or (name if key else ""), key))
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    if clicked is not None:
        made.clicked.connect(clicked)


def action(
    parent: QWidget, text: str, key: str | QKeySequence.StandardKey = "", triggered: Callable[..., object] | None = None
) -> QAction:
    """Make a command with its key, which holds in the whole window; its tip says the key."""
    made = QAction(text, parent)
    if key:
        made.setShortcut(QKeySequence(key))
        made.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
    made.setToolTip(with_key(plain(text), key))
    if triggered is not None:
        made.triggered.connect(triggered)
    return made


def plain(text: str) -> str:
    """Give the words of a command without the marks of its menu: `&&` is an ampersand, `&` underlines a letter."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&").rstrip("\u2026.")


def card(look: str = "surface", parent: QWidget | None = None) -> QFrame:
    """Make a frame that looks like a card: surface, inset, plain, or tinted accent, warn, bad, info."""
    made = QFrame(parent)
    made.setProperty("card", look)
    return made


def rule() -> QFrame:
    """Make a hairline."""
    made = QFrame()
    made.setProperty("rule", "true")
    return made


def row(
    *parts: QWidget | int | None, spacing: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)
) -> QHBoxLayout:
    """Lay widgets side by side; a number is a gap in pixels, None takes the room that is left."""
    made = QHBoxLayout()
    made.setContentsMargins(*margins)
    made.setSpacing(spacing)
    for part in parts:
        if part is None:
            made.addStretch(1)
        elif isinstance(part, int):
            made.addSpacing(part)
        else:
            made.addWidget(part)
    return made


def column(
    parent: QWidget | None = None, *, spacing: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)
) -> QVBoxLayout:
    """Make a layout from top to bottom, set on `parent` where there is one."""
    made = QVBoxLayout(parent) if parent is not None else QVBoxLayout()
    made.setContentsMargins(*margins)
    made.setSpacing(spacing)
    return made


def empty(layout: QLayout) -> None:
    """Take everything out of a layout, inner layouts included."""
    while item := layout.takeAt(0):
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            empty(inner)


def restyle(widget: QWidget, name: str, value: str) -> None:
    """Give a widget another role, kind or card after it was made."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
