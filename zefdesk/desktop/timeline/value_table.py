"""The numbers behind the curve: every meter value as a row, for those who cannot see a picture, and for copying."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QTableView, QWidget

from zefdesk.desktop.timeline import words
from zefdesk.domain import quantity
from zefdesk.domain.logged import Sample
from zefdesk.domain.notation import Notation
from zefdesk.domain.samples import Samples

_NOWHERE = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex
_DISPLAY, _ALIGN = int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.TextAlignmentRole)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_MOST_PLACES = 3
_ROWS, _ROW_PX = 8, 26


class ValueModel(QAbstractTableModel):
    """Meter values: time, then a column a series; texts are made when they are shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._samples: list[Sample] = []
        self._series: list[str] = []
        self._zone, self._notation, self._dated = "UTC", Notation(), False

    def show_samples(self, samples: Samples, zone: str, notation: Notation, *, dated: bool = False) -> None:
        """Show other samples."""
        self.beginResetModel()
        self._samples = list(samples)
        self._series = [name for name in samples.series() if name not in {"energy-begin", "energy-end"}]
        self._zone, self._notation, self._dated = zone, notation, dated
        self.endResetModel()

    def text(self, row: int, column: int) -> str:
        """Give the text of a cell."""
        sample = self._samples[row]
        if not column:
            return words.moment(sample.at, self._zone, self._notation, dated=self._dated)
        value = sample.values.get(self._series[column - 1])
        if value is None:
            return ""
        exact = quantity.plain(value).partition(".")[2]
        return self._notation.number(value, min(max(len(exact), 1), _MOST_PLACES))

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._samples)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() or not self._samples else len(self._series) + 1

    def data(self, index: _Index, role: int = _DISPLAY) -> Any:  # noqa: ANN401 -- Qt's own signature
        if role == _DISPLAY:
            return self.text(index.row(), index.column())
        if role == _ALIGN:
            return _RIGHT if index.column() else _LEFT
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:  # noqa: ANN401 -- likewise
        if orientation == Qt.Orientation.Horizontal and role == _DISPLAY:
            return words.series_title(self._series[section - 1]) if section else "Time"
        if orientation == Qt.Orientation.Horizontal and role == _ALIGN:
            return _RIGHT if section else _LEFT
        return None


class ValueTable(QTableView):
    """The table; Ctrl+C copies the selected rows, or all, with their headers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.values = ValueModel(self)
        self.setModel(self.values)
        self.setAccessibleName("Meter values")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW_PX)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setResizeContentsPrecision(20)
        self.setShowGrid(False)
        copy = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self)
        copy.setContext(Qt.ShortcutContext.WidgetShortcut)
        copy.activated.connect(self.copy)

    def updateGeometries(self) -> None:
        """Be as high as some rows with what stands around them, so that none is cut through."""
        super().updateGeometries()
        around = self.height() - self.viewport().height()
        if (wanted := around + _ROWS * _ROW_PX) != self.height():
            self.setFixedHeight(wanted)

    def copy(self) -> None:
        """Copy rows as text that a spreadsheet takes."""
        QApplication.clipboard().setText(self.as_text())

    def as_text(self) -> str:
        """Give the selected rows, or all, with headers, cells parted by tabs."""
        model = self.values
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()}) or range(model.rowCount())
        columns = range(model.columnCount())
        head = "\t".join(str(model.headerData(at, Qt.Orientation.Horizontal)) for at in columns)
        return "\n".join([head, *("\t".join(model.text(row, at) for at in columns) for row in rows)])
