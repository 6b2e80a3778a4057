"""The search field: plain words are looked for anywhere a moment after the last key; Enter takes a filter in."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from zefdesk.desktop import icons
from zefdesk.desktop.sessions.completing import Completing
from zefdesk.desktop.widgets import parts
from zefdesk.domain import columns
from zefdesk.domain.filter_text import FilterUnreadable, read_filter, write_filter
from zefdesk.domain.query import SEARCHED, SessionQuery

WAIT_MS = 180
_EXAMPLE = "energy>40 initiator:ChargeHub -finding:overlap"


class SearchField(QLineEdit):
    """`wanted` tells plain words once the typing rests, `written` a filter that was finished with Enter.

    `unreadable` tells what is wrong with one (None: nothing any more), and its place is selected. Down and Enter go
    on to the table, Escape clears, Ctrl+Space offers what can be written.
    """

    wanted = Signal(str)
    written = Signal(object)
    unreadable = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        names = ", ".join(columns.COLUMNS[key].title for key in SEARCHED)
        self.setPlaceholderText(f"Search, or filter: {_EXAMPLE}")
        self.setAccessibleName("Search or filter")
        tip = f"Anywhere in {names}, whatever the case.\nOr a filter, finished with Enter: {_EXAMPLE}"
        self.setToolTip(parts.with_key(f"{tip}\nCtrl+Space shows what can be written", "Ctrl+F"))
        self.setClearButtonEnabled(True)
        lens = QAction(self)
        icons.put(lens, "search")
        self.addAction(lens, QLineEdit.ActionPosition.LeadingPosition)
        self.completing = Completing(self)
        self._rest = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._rest.timeout.connect(self._tell)
        self.textEdited.connect(self._typed)
        self.textChanged.connect(self._tell_when_emptied)
        self._told = ""

    def show_text(self, text: str) -> None:
        """Show what is searched, without asking for it; quoted where it would read as a filter."""
        self._told = text
        written = write_filter(SessionQuery(search=text))
        if self.text().strip() != written:
            self.setText(written)
        self.unreadable.emit(None)

    def write(self, text: str) -> None:
        """Begin a filter, to be gone on with."""
        self.setText(f"{self.text()} {text}".strip())
        self.setFocus()
        self.setCursorPosition(len(self.text()))

    def _typed(self, _text: str) -> None:
        self.unreadable.emit(None)
        self._rest.start()

    def _tell_when_emptied(self, text: str) -> None:
        if not text:
            self._tell()

    def _tell(self) -> None:
        """Tell plain words; a filter waits until it is finished."""
        self._rest.stop()
        text = self.text().strip()
        if text != self._told and _is_plain(text):
            self._told = text
            self.wanted.emit(text)

    def _finish(self) -> bool:
        """Take in what is written; gives whether it could be read."""
        self._rest.stop()
        text = self.text().strip()
        if _is_plain(text):
            self._tell()
            return True
        try:
            read = read_filter(self.text())
        except FilterUnreadable as error:
            self.setSelection(error.start, error.end - error.start)
            self.unreadable.emit(error)
            return False
        self._told = read.search
        self.setText(write_filter(SessionQuery(search=read.search)))
        self.written.emit(read)
        return True

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.completing.chosen:
            event.ignore()  # what is offered and chosen comes first
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.completing.finish()
            if self._finish():
                self.left.emit()
        elif key == Qt.Key.Key_Down:
            self._tell()
            self.left.emit()
        elif key == Qt.Key.Key_Escape:
            self.clear() if self.text() else self.left.emit()
        elif key == Qt.Key.Key_Space and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.completing.offer(all_names=True)
        else:
            super().keyPressEvent(event)


def _is_plain(text: str) -> bool:
    """Whether a text is nothing but words to search for."""
    try:
        return read_filter(text) == SessionQuery(search=text)
    except FilterUnreadable:
        return False
