"""The table: rows of one height over the model, whole rows selected, everything by keyboard too."""

from array import array
from typing import Any

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QToolTip, QWidget

from zefdesk.desktop.sessions import tips
from zefdesk.desktop.sessions.cells import KEYS, Writing
from zefdesk.desktop.sessions.header import GUTTER, Header
from zefdesk.desktop.sessions.row_delegate import RowDelegate
from zefdesk.desktop.sessions.table_model import SessionTableModel
from zefdesk.desktop.theme import colour
from zefdesk.desktop.tokens import COMPACT_ROW_PX, ROW_PX

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class SessionTable(QTableView):
    """Shows sessions; `settled` tells the current row, `opened` that it is to be read, `menu_wanted` where."""

    settled = Signal(int)
    selected = Signal()
    opened = Signal()
    menu_wanted = Signal(QPoint)

    def __init__(self, model: SessionTableModel, writing: Writing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = model
        self._ranges: list[tuple[int, int]] | None = None
        self.writing = writing
        self.header = Header(self)
        self.paints = RowDelegate(model, self)
        self.setHorizontalHeader(self.header)
        self.setItemDelegate(self.paints)
        self.setModel(model)
        self.header.keep_apart()
        self.setAccessibleName("Sessions")
        self._set_up()
        model.in_sight = self.in_sight
        self.selectionModel().currentChanged.connect(self._current_changed)
        self.selectionModel().selectionChanged.connect(self._selection_changed)
        model.modelReset.connect(self._start_over)
        self.verticalScrollBar().valueChanged.connect(model.look_ahead)
        self.header.sectionMoved.connect(self.find_first_column)

    def _set_up(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.DefaultContextMenu)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.set_compact(compact=False)

    def set_compact(self, *, compact: bool) -> None:
        """Make rows 28 instead of 32 pixels high."""
        height = COMPACT_ROW_PX if compact else ROW_PX
        self.verticalHeader().setMinimumSectionSize(height)
        self.verticalHeader().setDefaultSectionSize(height)
        self.verticalScrollBar().setSingleStep(height)

    @property
    def row_height(self) -> int:
        """The height of every row."""
        return self.verticalHeader().defaultSectionSize()

    def in_sight(self) -> range:
        """Give the rows that can be seen now."""
        if not self.rows.ids or not self.isVisible():
            return range(0)
        first = self.verticalScrollBar().value() // self.row_height
        count = self.viewport().height() // self.row_height + 2
        return range(first, min(first + count, len(self.rows.ids)))

    def ranges(self) -> list[tuple[int, int]]:
        """Give the selected rows as sorted ranges, both ends included; counted once for each change."""
        if self._ranges is None:
            selection: Any = self.selectionModel().selection()
            self._ranges = _joined(sorted([(part.top(), part.bottom()) for part in selection]))
        return self._ranges

    def selected_ids(self) -> "array[int]":
        """Give the numbers of the selected sessions in the table's order, loaded or not."""
        ids = array("q")
        for top, bottom in self.ranges():
            ids.extend(self.rows.ids[top : bottom + 1])
        return ids

    def go_to_row(self, row: int) -> None:
        """Make a row the current and only selected one."""
        column = max(self.currentIndex().column(), self.paints.first_column)
        index = self.rows.index(row, column)
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)

    def current_key(self) -> str:
        """Give the column of the current cell; empty where there is none."""
        column = self.currentIndex().column()
        return KEYS[column] if column >= 0 else ""

    def find_first_column(self) -> None:
        """Find which column stands at the left, since flags are painted there."""
        self.paints.first_column = self.header.first_shown()
        self.viewport().update()
        self.header.viewport().update()

    def _start_over(self) -> None:
        self.paints.current_row = -1
        self._selection_changed()

    def _selection_changed(self) -> None:
        self._ranges = None
        self.selected.emit()

    def _current_changed(self, current: QModelIndex, previous: QModelIndex) -> None:
        if current.row() == previous.row():
            return
        self.paints.current_row = current.row()
        for row in (previous.row(), current.row()):
            if row >= 0:
                top = self.rowViewportPosition(row)
                self.viewport().update(0, top, self.viewport().width(), self.row_height)
        self.settled.emit(current.row())

    # Qt

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill the ground first: a viewport that says it is opaque scrolls by moving pixels, not by painting all."""
        with QPainter(self.viewport()) as painter:
            painter.fillRect(event.rect(), colour("surface"))
        super().paintEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self.opened.emit()
        elif event.key() in {Qt.Key.Key_Home, Qt.Key.Key_End} and not event.modifiers():
            self.go_to_row(0 if event.key() == Qt.Key.Key_Home else len(self.rows.ids) - 1)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if not index.isValid():
            return
        if not by_key and index != self.currentIndex():
            flags = QItemSelectionModel.SelectionFlag
            kept = self.selectionModel().isSelected(index)
            self.selectionModel().setCurrentIndex(index, flags.NoUpdate if kept else flags.ClearAndSelect | flags.Rows)
        where = self.visualRect(index).bottomLeft() if by_key else event.pos()
        self.menu_wanted.emit(self.viewport().mapToGlobal(where))

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), tips.wrapped(self.tip_at(event.pos())), self.viewport())
            return True
        return super().viewportEvent(event)

    def tip_at(self, place: QPoint) -> str:
        """Give what hovering over a place of the table says."""
        index = self.indexAt(place)
        row = self.rows.row(index.row()) if index.isValid() else None
        if row is None:
            return ""
        column, box = index.column(), self.visualRect(index)
        if column == self.paints.first_column and row.severity is not None and place.x() < box.left() + GUTTER:
            return tips.findings(row.stored)
        cut = not self.paints.fits(row.texts[column], column, box.width())
        return tips.tip(row, KEYS[column], self.writing, cut=cut)


def _joined(found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join sorted ranges that touch or overlap."""
    joined: list[tuple[int, int]] = []
    last = -2
    for top, bottom in found:
        if top > last + 1:
            joined.append((top, bottom))
            last = bottom
        elif bottom > last:
            joined[-1] = (joined[-1][0], bottom)
            last = bottom
    return joined
