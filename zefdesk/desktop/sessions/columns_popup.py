"""The column chooser: tick what is shown, drag or move what comes first, sort, or go back to the usual ones."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

from zefdesk.desktop.sessions.column_layout import ColumnLayout
from zefdesk.desktop.sessions.popup import Popup
from zefdesk.desktop.widgets import parts
from zefdesk.domain import columns

_KEY = Qt.ItemDataRole.UserRole
_ROW = QSize(0, 28)


class ColumnsPopup(Popup):
    """Every change holds at once."""

    def __init__(self, layout: ColumnLayout, parent: QWidget) -> None:
        super().__init__("Columns", parent)
        self._layout = layout
        self._list = QListWidget()
        self._list.setAccessibleName("Columns in their order; space shows or hides one")
        self._list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self._list.setFixedSize(260, 360)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._fill()
        self._list.itemChanged.connect(self._apply)
        self._list.model().rowsMoved.connect(self._apply)
        self.body.addWidget(parts.label("Tick what is shown; drag into order.", "secondary"))
        self.body.addWidget(self._list)
        up = parts.button("Up", kind="ghost", tip="Move this column to the left", clicked=lambda: self._move(-1))
        down = parts.button("Down", kind="ghost", tip="Move this column to the right", clicked=lambda: self._move(1))
        reset = parts.button("Reset", "undo-2", kind="ghost", tip="The usual columns and widths", clicked=self._reset)
        self.body.addLayout(parts.row(up, down, None, reset, spacing=2))
        self.setFocusProxy(self._list)
        self._list.setCurrentRow(0)

    def _fill(self) -> None:
        self._list.blockSignals(True)
        self._list.clear()
        shown = set(self._layout.shown)
        for key in self._layout.order():
            column = columns.COLUMNS[key]
            item = QListWidgetItem(column.title)
            item.setData(_KEY, key)
            item.setToolTip(column.help)
            item.setSizeHint(_ROW)
            item.setCheckState(Qt.CheckState.Checked if key in shown else Qt.CheckState.Unchecked)
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsDropEnabled)
            self._list.addItem(item)
        self._list.blockSignals(False)

    def _apply(self) -> None:
        items = (self._list.item(at) for at in range(self._list.count()))
        keys = [item.data(_KEY) for item in items if item.checkState() == Qt.CheckState.Checked]
        if keys:
            self._layout.choose(keys)

    def _move(self, step: int) -> None:
        at = self._list.currentRow()
        if 0 <= at + step < self._list.count():
            item = self._list.takeItem(at)
            self._list.insertItem(at + step, item)
            self._list.setCurrentItem(item)
            self._apply()

    def _reset(self) -> None:
        self._layout.reset()
        self._fill()
