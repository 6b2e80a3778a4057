"""What was done to the ledger, the newest first: who, when, what, before and after."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from zefdesk.desktop.sessions import review_words
from zefdesk.desktop.sheets import Sheet
from zefdesk.desktop.widgets import parts
from zefdesk.domain.activity import Activity
from zefdesk.domain.notation import Notation

MOST = 2_000
_TITLES = ("When", "Who", "What", "About", "Before", "After")
_WIDTHS = (150, 90, 140, 220, 220, 220)
_LONG_COLUMNS, _LONG, _TWO_LINES_PX = (3, 4, 5), 36, 46
_SIZE = (1180, 620)


class ActivitySheet(Sheet):
    """`export_wanted` wants all of it as a file."""

    export_wanted = Signal()

    def __init__(self, notation: Notation, parent: QWidget) -> None:
        self._content = QWidget()
        super().__init__("Activity log", self._content, parent, size=_SIZE)
        self._notation = notation
        layout = parts.column(self._content, spacing=8)
        said = "What was done to this ledger. Nothing of it can be changed."
        layout.addWidget(parts.label(said, "secondary", wrap=True))
        self.table = QTableWidget(0, len(_TITLES))
        self.table.setAccessibleName("What was done, the newest first")
        self.table.setHorizontalHeaderLabels(_TITLES)
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setWordWrap(True)
        self.table.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column in _LONG_COLUMNS:
            self.table.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        for column, width in enumerate(_WIDTHS):
            self.table.setColumnWidth(column, width)
        layout.addWidget(self.table, 1)
        self.add_button(parts.button("Export as CSV\u2026", "download", clicked=self.export_wanted))

    def show_activity(self, done: Sequence[Activity]) -> None:
        """Show what was done."""
        self.table.setRowCount(len(done))
        for row, one in enumerate(done):
            moment = review_words.moment(one.at, self._notation)
            for column, text in enumerate((moment, one.by, one.label, one.about, one.before, one.after)):
                item = QTableWidgetItem(" ".join(text.split()))
                item.setToolTip(text)
                self.table.setItem(row, column, item)
            if any(len(text) > _LONG for text in (one.about, one.before, one.after)):
                self.table.setRowHeight(row, _TWO_LINES_PX)
