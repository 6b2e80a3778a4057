"""Under which name what is shown is saved as a view."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from zefdesk.desktop.sessions.popup import Popup
from zefdesk.desktop.widgets import parts

_WIDTH = 300


class ViewPopup(Popup):
    """`named` tells the name, and whether a view of this name is to be replaced."""

    named = Signal(str, bool)

    def __init__(self, names: Sequence[str], parent: QWidget) -> None:
        super().__init__("Save as a view", parent)
        self._names = {name.casefold() for name in names}
        self.name = QLineEdit()
        self.name.setPlaceholderText("Name of the view")
        self.name.setAccessibleName("Name of the view")
        self.name.setMaxLength(80)
        self.name.setFixedWidth(_WIDTH)
        self.name.textChanged.connect(self._show_what_it_does)
        said = parts.label("Filter, order and columns come back under this name, here and with --view.", "secondary")
        said.setWordWrap(True)
        said.setFixedWidth(_WIDTH)
        self.save = parts.button("Save", "bookmark", kind="primary", tip="Enter", clicked=self._take)
        self.body.addWidget(self.name)
        self.body.addWidget(said)
        self.body.addLayout(parts.row(None, self.save))
        self.setFocusProxy(self.name)
        self.name.setFocus()
        self._show_what_it_does("")

    def _show_what_it_does(self, text: str) -> None:
        self.save.setEnabled(bool(text.strip()))
        self.save.setText("Replace" if self._is_known(text) else "Save")

    def _is_known(self, text: str) -> bool:
        return " ".join(text.split()).casefold() in self._names

    def _take(self) -> None:
        text = self.name.text()
        if text.strip():
            self.close()
            self.named.emit(text, self._is_known(text))

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._take()
        else:
            super().keyPressEvent(event)
