"""The search field: what is typed is looked for anywhere, a moment after the last key."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from zefdesk.desktop import icons
from zefdesk.desktop.widgets import parts
from zefdesk.domain import columns
from zefdesk.domain.query import SEARCHED

WAIT_MS = 180


class SearchField(QLineEdit):
    """`wanted` tells the text once the typing rests; Down and Enter go on to the table, Escape clears."""

    wanted = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        names = ", ".join(columns.COLUMNS[key].title for key in SEARCHED)
        self.setPlaceholderText(f"Search {names}")
        self.setAccessibleName("Search")
        self.setToolTip(parts.with_key(f"Anywhere in {names}, whatever the case", "Ctrl+F"))
        self.setClearButtonEnabled(True)
        lens = QAction(self)
        icons.put(lens, "search")
        self.addAction(lens, QLineEdit.ActionPosition.LeadingPosition)
        self._rest = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._rest.timeout.connect(self._tell)
        self.textEdited.connect(self._typed)
        self.textChanged.connect(self._tell_when_emptied)
        self._told = ""

    def show_text(self, text: str) -> None:
        """Show what is searched, without asking for it."""
        self._told = text
        if self.text().strip() != text:
            self.setText(text)

    def _typed(self, _text: str) -> None:
        self._rest.start()

    def _tell_when_emptied(self, text: str) -> None:
        if not text:
            self._tell()

    def _tell(self) -> None:
        self._rest.stop()
        text = self.text().strip()
        if text != self._told:
            self._told = text
            self.wanted.emit(text)

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down}:
            self._tell()
            self.left.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.clear() if self.text() else self.left.emit()
        else:
            super().keyPressEvent(event)
