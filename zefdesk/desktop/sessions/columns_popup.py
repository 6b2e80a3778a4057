"""The column chooser: tick what is shown, drag or move what comes first, sort, or go back to the usual ones."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QWidget

from zefdesk.desktop.sessions.column_layout import ColumnLayout
from zefdesk.desktop.sessions.popup import Popup
from zefdesk.desktop.sessions.tips import wrapped
from zefdesk.desktop.widgets import parts
from zefdesk.desktop.widgets.check_list import CheckList
from zefdesk.domain import columns


class ColumnsPopup(Popup):
    """Every change holds at once."""

    def __init__(self, layout: ColumnLayout, parent: QWidget) -> None:
        super().__init__("Columns", parent)
        self._layout = layout
        self.check_list = CheckList("Columns in their order; space shows or hides one", 260, 360)
        self.check_list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self._fill()
        self.check_list.itemChanged.connect(self._apply)
        self.check_list.model().rowsMoved.connect(self._apply)
        self.body.addWidget(parts.label("Tick what is shown; drag into order.", "secondary"))
        self.body.addWidget(self.check_list)
        up = parts.button("Up", kind="ghost", tip="Move this column to the left", clicked=lambda: self._move(-1))
        down = parts.button("Down", kind="ghost", tip="Move this column to the right", clicked=lambda: self._move(1))
        reset = parts.button("Reset", "undo-2", kind="ghost", tip="The usual columns and widths", clicked=self._reset)
        self.body.addLayout(parts.row(up, down, None, reset, spacing=2))
        self.setFocusProxy(self.check_list)
        self.check_list.setCurrentRow(0)

    def _fill(self) -> None:
        self.check_list.blockSignals(True)
        self.check_list.clear()
        shown = set(self._layout.shown)
        for key in self._layout.order():
            column = columns.COLUMNS[key]
            item = self.check_list.add_row(column.title, key, ticked=key in shown, tip=wrapped(column.help))
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsDropEnabled)
        self.check_list.blockSignals(False)

    def _apply(self) -> None:
        keys = [str(key) for key in self.check_list.ticked()]
        if keys:
            self._layout.choose(keys)

    def _move(self, step: int) -> None:
        at = self.check_list.currentRow()
        if 0 <= at + step < self.check_list.count():
            item = self.check_list.takeItem(at)
            self.check_list.insertItem(at + step, item)
            self.check_list.setCurrentItem(item)
            self._apply()

    def _reset(self) -> None:
        self._layout.reset()
        self._fill()
