"""What a log tells besides its sessions, as a table; what a row is about is read in whole."""

from pathlib import PurePath
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QWidget

from zefdesk.desktop.bill.raw_lines import RawLines
from zefdesk.desktop.widgets import parts
from zefdesk.desktop.widgets.text_table import Heading, Row, TextTable, TextTableView
from zefdesk.domain.notation import Notation

if TYPE_CHECKING:
    from zefdesk.services.log_text import Lines

TITLE = "Besides its sessions"
GONE = "The log is no longer where it was imported from, or has changed since: its lines cannot be shown."
HEADINGS = (
    Heading("Line", 62, right=True),
    Heading("Kind", 84),
    Heading("What happened", 300),
    Heading("Where and when", 188),
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
        layout.addWidget(self.table, 2)
        self._below = QWidget()
        self._below.hide()
        self._said = parts.label("", "secondary", wrap=True)
        self._place = parts.column(spacing=4)
        close = parts.icon_button("x", "Hide the lines", clicked=self._below.hide)
        inside = parts.column(self._below, spacing=4, margins=(12, 0, 10, 8))
        inside.addLayout(parts.row(self._said, close))
        inside.addLayout(self._place)
        layout.addWidget(self._below)

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        """Show other rows; the state of one that has a line is its number."""
        self._title.setText(f"{TITLE}  {self._notation.count(len(rows))}" if rows else TITLE)
        self._model.show_rows(rows)
        self._below.hide()

    def show_lines(self, lines: "Lines | None") -> None:
        """Show lines of the log, the one that was asked for among them; say so where the log is gone or changed."""
        parts.empty(self._place)
        self._below.show()
        here = next((line for line in lines.lines if line.here), None) if lines else None
        if lines is None or here is None:
            self._said.setText(GONE)
            return
        self._said.setText(f"{PurePath(lines.path).name}, line {self._notation.count(here.number)}, as it lies on disk")
        rows = [(str(line.number), line.text, line.here) for line in lines.lines]
        self._place.addWidget(RawLines(rows, f"Lines of the log around line {here.number}: {here.text[:200]}"))

    def _activated(self, index: QModelIndex) -> None:
        line = self._model.rows[index.row()].state
        if line:
            self.line_wanted.emit(int(line))
