"""Rows of ready texts in a table, the last column a badge or a text; nothing is computed while it paints."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    Qt,
    QTimer,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from zefdesk.desktop.theme import colour
from zefdesk.desktop.tokens import ROW_PX
from zefdesk.desktop.widgets import badge
from zefdesk.desktop.widgets.badge import Look

Index = QModelIndex | QPersistentModelIndex
_DISPLAY, _TIP, _ALIGN, _FOREGROUND = (
    Qt.ItemDataRole.DisplayRole.value,
    Qt.ItemDataRole.ToolTipRole.value,
    Qt.ItemDataRole.TextAlignmentRole.value,
    Qt.ItemDataRole.ForegroundRole.value,
)
LOOK_ROLE = Qt.ItemDataRole.UserRole.value
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter

_MOST_FITTED, _AIR_PX, _SIDES_PX = 300, 12, 26


class Heading(NamedTuple):
    """A column: its title, its width at 100 %, whether its texts stand at the right."""

    title: str
    width: int
    right: bool = False


class Row(NamedTuple):
    """The texts of a row, its state as a badge, what hovering says, and the key of its state."""

    cells: tuple[str, ...]
    look: Look | None = None
    tip: str = ""
    state: str = ""


class TextTable(QAbstractTableModel):
    """Rows by their headings; the badge, if a row has one, is in the last column."""

    def __init__(self, headings: Sequence[Heading], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.headings = tuple(headings)
        self.rows: Sequence[Row] = ()

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's signature
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.headings)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:  # noqa: ANN401 -- Qt's signature
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == _DISPLAY:
            return row.cells[index.column()]
        if role == _ALIGN:
            return _RIGHT if self.headings[index.column()].right else _LEFT
        if role == _TIP:
            return row.tip or row.cells[index.column()]
        if role == LOOK_ROLE and index.column() == len(self.headings) - 1:
            return row.look
        return colour("muted") if role == _FOREGROUND and index.column() == 0 else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:  # noqa: ANN401
        if orientation == Qt.Orientation.Horizontal:
            if role == _DISPLAY:
                return self.headings[section].title
            if role == _ALIGN:
                return _RIGHT if self.headings[section].right else _LEFT
        return None


class BadgeDelegate(QStyledItemDelegate):
    """Paints the state of a row as a badge."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = index.data(LOOK_ROLE)
        if look is None:
            super().paint(painter, option, index)
            return
        given: Any = option  # its fields are Qt's, and untyped
        if given.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(given.rect, colour("selection"))
        badge.paint(painter, QRectF(given.rect).adjusted(6, 0, -6, 0), look)


class TextTableView(QTableView):
    """The table: rows of one height, whole rows selected, Ctrl+C copies them with their headings."""

    def __init__(self, model: TextTable, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = model
        self.setModel(model)
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setItemDelegateForColumn(len(model.headings) - 1, BadgeDelegate(self))
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW_PX)
        header = self.horizontalHeader()
        header.setSelectionModel(QItemSelectionModel(model, header))
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        header.setFixedHeight(ROW_PX)
        header.setDefaultAlignment(_LEFT)
        for at, heading in enumerate(model.headings):
            self.setColumnWidth(at, heading.width)

    def wrap_lines(self, wide: int) -> None:
        """Let texts take several lines, and the column `wide` the room that the others leave."""
        self.setWordWrap(True)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        header = self.horizontalHeader()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(wide, QHeaderView.ResizeMode.Stretch)
        self._fit_soon = QTimer(self, singleShot=True, interval=0)  # the widths are those of the next turn
        self._fit_soon.timeout.connect(self._fit_heights)
        self._table.modelReset.connect(self._fit_soon.start)
        header.geometriesChanged.connect(self._fit_soon.start)
        header.sectionResized.connect(lambda *_resized: self._fit_soon.start())

    def _fit_heights(self) -> None:
        """Give each row the height of its text; of very many rows, of two lines."""
        heights = self.verticalHeader()
        heights.setDefaultSectionSize(ROW_PX if self._table.rowCount() <= _MOST_FITTED else 2 * ROW_PX)
        if self._table.rowCount() <= _MOST_FITTED:
            for at, row in enumerate(self._table.rows):
                texts = max(self._text_height(column, text) for column, text in enumerate(row.cells))
                heights.resizeSection(at, max(texts + _AIR_PX, ROW_PX))

    def _text_height(self, column: int, text: str) -> int:
        room = QRect(0, 0, max(self.columnWidth(column) - _SIDES_PX, 1), 1 << 14)
        return self.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, text).height()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        else:
            super().keyPressEvent(event)

    def _copy(self) -> None:
        chosen = sorted(index.row() for index in self.selectionModel().selectedRows())
        lines = ["\t".join(heading.title for heading in self._table.headings)]
        lines += ["\t".join(_one_line(cell) for cell in self._table.rows[at].cells) for at in chosen]
        QGuiApplication.clipboard().setText("\n".join(lines))


def _one_line(text: str) -> str:
    return " ".join(text.split()) if "\n" in text or "\t" in text else text
