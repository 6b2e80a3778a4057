"""The files as a list of two-line entries: first those being previewed, then those that are in the ledger."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from zefdesk.desktop.theme import colour, font
from zefdesk.desktop.tokens import SECONDARY_PX, TEXT_PX

Index = QModelIndex | QPersistentModelIndex
ENTRY_PX = 50
LINE_PX = 18
_STRONG = QFont.Weight.DemiBold
ENTRY_ROLE = Qt.ItemDataRole.UserRole.value
_DISPLAY = Qt.ItemDataRole.DisplayRole.value
_TIP = Qt.ItemDataRole.ToolTipRole.value
_ACCESSIBLE = Qt.ItemDataRole.AccessibleTextRole.value


class Entry(NamedTuple):
    """One file: key, name, what it is, when it came in, what came of it and the tone of that, its whole path."""

    key: str
    name: str
    kind: str
    when: str
    came: str
    tone: str
    path: str


class FileList(QAbstractListModel):
    """Entries by their row."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.entries: Sequence[Entry] = ()

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show other entries."""
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's signature
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:  # noqa: ANN401 -- Qt's signature
        if not index.isValid():
            return None
        entry = self.entries[index.row()]
        if role == ENTRY_ROLE:
            return entry
        if role == _TIP:
            return entry.path
        if role == _ACCESSIBLE:
            return f"{entry.name}, {entry.kind}, {entry.when}, {entry.came}"
        return entry.name if role == _DISPLAY else None


class FileListView(QListView):
    """The list; `chosen` tells the key of the entry that became current."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries = FileList(self)
        self.setModel(self._entries)
        self.setItemDelegate(_EntryDelegate(self))
        self.setUniformItemSizes(True)
        self.setAccessibleName("Files")
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._moved)

    def show_entries(self, entries: Sequence[Entry], current: str) -> None:
        """Show other entries and make one of them current, without saying that it was chosen."""
        self.selectionModel().blockSignals(True)
        self._entries.show_entries(entries)
        self.selectionModel().blockSignals(False)
        self.make_current(current)

    def make_current(self, key: str) -> None:
        """Make an entry current, without saying that it was chosen."""
        at = next((at for at, entry in enumerate(self._entries.entries) if entry.key == key), -1)
        self.selectionModel().currentChanged.disconnect(self._moved)
        self.setCurrentIndex(self._entries.index(at))
        self.selectionModel().currentChanged.connect(self._moved)

    def _moved(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid():
            self.chosen.emit(self._entries.entries[current.row()].key)


class _EntryDelegate(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(160, ENTRY_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: Entry = index.data(ENTRY_ROLE)
        given: Any = option
        box = QRectF(given.rect).adjusted(2, 1, -2, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = "selection" if given.state & QStyle.StateFlag.State_Selected else ""
        if ground or given.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(ground or "raised"))
            painter.drawRoundedRect(box, 6, 6)
        inside = box.adjusted(10, 6, -10, -6)
        self._write(painter, inside, entry.name, font(TEXT_PX, weight=_STRONG), "text", Qt.TextElideMode.ElideMiddle)
        inside.setTop(inside.center().y())
        came = font(SECONDARY_PX, weight=_STRONG if entry.tone != "muted" else QFont.Weight.Normal)
        room = QFontMetrics(came).horizontalAdvance(entry.came) + 12
        said = " · ".join(filter(None, (entry.when, entry.kind)))
        self._write(painter, inside.adjusted(0, 0, -room, 0), said, font(SECONDARY_PX), "muted")
        self._write(painter, inside.adjusted(inside.width() - room + 10, 0, 2, 0), entry.came, came, entry.tone)
        painter.restore()

    def _write(
        self,
        painter: QPainter,
        box: QRectF,
        text: str,
        face: QFont,
        role: str,
        cut: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
    ) -> None:
        """Write a text on one line, cut where it must be."""
        painter.setFont(face)
        painter.setPen(colour(role))
        shown = painter.fontMetrics().elidedText(text, cut, int(box.width()))
        painter.drawText(QRectF(box.left(), box.top(), box.width(), LINE_PX), Qt.AlignmentFlag.AlignVCenter, shown)
