"""The numbers behind a chart, for those who cannot see it, and for copying."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from zefdesk.desktop.charts.picture import Numbers

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class NumberTable(QTableWidget):
    """The table; Ctrl+C copies the selected rows, or all, with their heads."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Numbers of the chart")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(26)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setResizeContentsPrecision(50)
        copy = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self)
        copy.setContext(Qt.ShortcutContext.WidgetShortcut)
        copy.activated.connect(self.copy)

    def show_numbers(self, numbers: Numbers) -> None:
        """Show other numbers."""
        self.clear()
        self.setColumnCount(len(numbers.head))
        self.setRowCount(len(numbers.rows))
        for place, title in enumerate(numbers.head):
            head = QTableWidgetItem(title)
            head.setTextAlignment(_RIGHT if place else _LEFT)
            self.setHorizontalHeaderItem(place, head)
        for row, texts in enumerate(numbers.rows):
            for place, text in enumerate(texts):
                cell = QTableWidgetItem(text)
                cell.setTextAlignment(_RIGHT if place else _LEFT)
                self.setItem(row, place, cell)

    def copy(self) -> None:
        """Copy rows as text that a spreadsheet takes."""
        QApplication.clipboard().setText(self.as_text())

    def as_text(self) -> str:
        """Give the selected rows, or all, with their heads, cells parted by tabs."""
        columns = range(self.columnCount())
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()}) or range(self.rowCount())
        head = "\t".join(self._text(self.horizontalHeaderItem(place)) for place in columns)
        return "\n".join([head, *("\t".join(self._text(self.item(row, place)) for place in columns) for row in rows)])

    @staticmethod
    def _text(cell: QTableWidgetItem | None) -> str:
        return cell.text() if cell else ""
