"""A chip: one part of a filter, to be changed by a click or taken away by its cross."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QWidget

from zefdesk.desktop import icons

LONGEST = 48


class Chip(QFrame):
    """A word or two in the accent; `clicked` wants it changed, `removed` wants it gone (the Delete key too)."""

    clicked = Signal()
    removed = Signal()

    def __init__(self, text: str, parent: QWidget | None = None, *, tip: str = "", removable: bool = True) -> None:
        super().__init__(parent)
        self._word = QPushButton()
        self._word.setObjectName("chip-word")
        self._word.clicked.connect(self.clicked)
        self._cross = QToolButton()
        self._cross.setObjectName("chip-cross")
        self._cross.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._cross.setIconSize(QSize(12, 12))
        if not removable:
            self._cross.hide()
        self._cross.clicked.connect(self.removed)
        icons.put(self._cross, "x", "accent")
        for part in (self._word, self._cross):
            part.setCursor(Qt.CursorShape.PointingHandCursor)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(4, 0, 4 if removable else 2, 0)
        layout.setSpacing(0)
        layout.addWidget(self._word)
        layout.addWidget(self._cross)
        self.setProperty("chip", "true")
        self.setFixedHeight(26)
        self.show_text(text, tip)

    def show_text(self, text: str, tip: str = "") -> None:
        """Show another text, the whole of it on hover."""
        self._word.setText(text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…")
        self._word.setToolTip(tip or text)
        self._word.setAccessibleName(f"Filter: {text}")
        self._cross.setToolTip(f"Remove the filter {text}")
        self._cross.setAccessibleName(f"Remove the filter {text}")

    def text(self) -> str:
        """Give the text as shown."""
        return self._word.text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace} and self._cross.isVisible():
            self.removed.emit()
        else:
            super().keyPressEvent(event)
