"""Lists of entries that take a few lines each: their model, the list in which one is chosen, what paints all alike."""

from collections.abc import Sequence
from typing import Any, Protocol

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from zefdesk.desktop.theme import colour

Index = QModelIndex | QPersistentModelIndex
LINE_PX = 18
ENTRY_ROLE = Qt.ItemDataRole.UserRole.value
_DISPLAY = Qt.ItemDataRole.DisplayRole.value
_TIP = Qt.ItemDataRole.ToolTipRole.value
_ACCESSIBLE = Qt.ItemDataRole.AccessibleTextRole.value
_WIDTH = 160


class Entry(Protocol):
    """What a list knows of an entry: its key, its first line, all of it read aloud, its tool tip."""

    @property
    def key(self) -> str: ...

    @property
    def title(self) -> str: ...

    @property
    def spoken(self) -> str: ...

    @property
    def tip(self) -> str: ...


class EntryList(QAbstractListModel):
    """Entries by their row."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.entries: Sequence[Entry] = ()

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show other entries."""
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def row_of(self, key: str) -> int:
        """Give the row of a key; -1 where there is none."""
        return next((row for row, entry in enumerate(self.entries) if entry.key == key), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's signature
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:  # noqa: ANN401 -- Qt's signature
        if not index.isValid():
            return None
        entry = self.entries[index.row()]
        if role == ENTRY_ROLE:
            return entry
        if role == _TIP:
            return entry.tip
        if role == _ACCESSIBLE:
            return entry.spoken
        return entry.title if role == _DISPLAY else None


class EntryListView(QListView):
    """A list whose entries its delegate paints."""

    def __init__(self, delegate: "EntryDelegate", name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown = EntryList(self)
        self.setModel(self.shown)
        delegate.setParent(self)
        self.setItemDelegate(delegate)
        self.setUniformItemSizes(True)
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)


class OneOfEntries(EntryListView):
    """`chosen` tells the key of the entry that became current."""

    chosen = Signal(str)

    def __init__(self, delegate: "EntryDelegate", name: str, parent: QWidget | None = None) -> None:
        super().__init__(delegate, name, parent)
        self._silent = False
        self.selectionModel().currentChanged.connect(self._moved)

    def show_entries(self, entries: Sequence[Entry], current: str) -> None:
        """Show other entries and make one of them current, without saying that it was chosen."""
        self._silent = True
        self.shown.show_entries(entries)
        self.make_current(current)

    def make_current(self, key: str) -> None:
        """Make an entry current, without saying that it was chosen."""
        self._silent = True
        self.setCurrentIndex(self.shown.index(self.shown.row_of(key)))
        self._silent = False

    def _moved(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid() and not self._silent:
            self.chosen.emit(self.shown.entries[current.row()].key)


class EntryDelegate(QStyledItemDelegate):
    """Paints the ground of an entry; `write` writes what it says."""

    height = 50
    ringed = False
    """Whether the entry with the focus has a ring of its own."""

    def write(self, painter: QPainter, inside: QRectF, entry: Any) -> None:  # noqa: ANN401 -- the kind of entry of the list
        """Write an entry within a box."""
        raise NotImplementedError

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(_WIDTH, self.height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        given: Any = option  # its fields are Qt's, and untyped
        box = QRectF(given.rect).adjusted(2, 1, -2, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = "selection" if given.state & QStyle.StateFlag.State_Selected else ""
        if ground or given.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(ground or "raised"))
            painter.drawRoundedRect(box, 6, 6)
        if self.ringed and given.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(colour("accent"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        self.write(painter, box, index.data(ENTRY_ROLE))
        painter.restore()


def write_line(
    painter: QPainter,
    box: QRectF,
    text: str,
    face: QFont,
    ink: QColor,
    *,
    right: bool = False,
    cut: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
) -> None:
    """Write a text on one line, cut where it must be."""
    painter.setFont(face)
    painter.setPen(ink)
    shown = painter.fontMetrics().elidedText(text, cut, int(box.width()) + 1)
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    painter.drawText(QRectF(box.left(), box.top(), box.width(), LINE_PX), side | Qt.AlignmentFlag.AlignVCenter, shown)
