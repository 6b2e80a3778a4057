"""What a log tells besides its sessions, as a table; what a row is about is read in whole."""

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QWidget

from zefdesk.desktop.widgets import parts
from zefdesk.desktop.widgets.text_table import Heading, Row, TextTable, TextTableView
from zefdesk.domain.notation import Notation

TITLE = "Besides its sessions"
HEADINGS = (
    Heading("Line", 62, right=True),
    Heading("Kind", 84),
    Heading("What happened", 300),
    Heading("Where and when", 150),
)
_WHAT = 2


class Besides(QWidget):
    """The table with its title; `line_wanted` asks for a line of the log, by Enter or a double click on its row."""

    line_wanted = Signal(int)

    def __init__(self, notation: Notation, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notation = notation
        self._title = parts.label(TITLE, "section")
        self._model = TextTable(HEADINGS, self)
        self.table = TextTableView(self._model, TITLE)
        self.table.wrap_lines(_WHAT)
        self.table.activated.connect(self._activated)
        layout = parts.column(self, spacing=6)
        layout.addLayout(parts.row(self._title, None, margins=(12, 0, 10, 0)))
        layout.addWidget(self.table, 1)

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        """Show other rows; the state of one that has a line is its number."""
        self._title.setText(f"{TITLE}  {self._notation.count(len(rows))}" if rows else TITLE)
        self._model.show_rows(rows)

    def _activated(self, index: QModelIndex) -> None:
        line = self._model.rows[index.row()].state
        if line:
            self.line_wanted.emit(int(line))
