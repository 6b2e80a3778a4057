"""The kinds of findings as a list: title, severity with its sign, how many are open, what they cost."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from zefdesk.desktop.theme import colour, font, tokens
from zefdesk.desktop.tokens import SECONDARY_PX, TEXT_PX
from zefdesk.desktop.widgets import signs
from zefdesk.desktop.widgets.badge import Look

Index = QModelIndex | QPersistentModelIndex
ENTRY_PX = 48
LINE_PX = 18
_SIGN_PX = 18
_STRONG = QFont.Weight.DemiBold
ENTRY_ROLE = Qt.ItemDataRole.UserRole.value
_DISPLAY = Qt.ItemDataRole.DisplayRole.value
_ACCESSIBLE = Qt.ItemDataRole.AccessibleTextRole.value
_TIP = Qt.ItemDataRole.ToolTipRole.value


class Entry(NamedTuple):
    """One kind: its code, title, severity, how many are open (empty where none was found), what they cost, more."""

    code: str
    title: str
    look: Look
    opened: str
    money: str
    tip: str


class KindList(QAbstractListModel):
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
            return entry.tip
        if role == _ACCESSIBLE:
            return ", ".join(filter(None, (entry.title, entry.look.word, entry.opened or "none found", entry.money)))
        return entry.title if role == _DISPLAY else None


class KindListView(QListView):
    """The list; `chosen` tells the code of the kind that became current."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kinds = KindList(self)
        self.setModel(self._kinds)
        self.setItemDelegate(_EntryDelegate(self))
        self.setUniformItemSizes(True)
        self.setAccessibleName("Kinds of findings")
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._moved)

    def show_entries(self, entries: Sequence[Entry], current: str) -> None:
        """Show other entries and make one of them current, without saying that it was chosen."""
        bar = self.verticalScrollBar()
        stands = bar.value()
        self.selectionModel().currentChanged.disconnect(self._moved)
        self._kinds.show_entries(entries)
        at = next((at for at, entry in enumerate(entries) if entry.code == current), -1)
        self.setCurrentIndex(self._kinds.index(at))
        self.selectionModel().currentChanged.connect(self._moved)
        bar.setValue(stands)

    def _moved(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid():
            self.chosen.emit(self._kinds.entries[current.row()].code)


class _EntryDelegate(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(160, ENTRY_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: Entry = index.data(ENTRY_ROLE)
        given: Any = option  # its fields are Qt's, and untyped
        box = QRectF(given.rect).adjusted(2, 1, -2, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = "selection" if given.state & QStyle.StateFlag.State_Selected else ""
        if ground or given.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(ground or "raised"))
            painter.drawRoundedRect(box, 6, 6)
        self._write_entry(painter, box.adjusted(10, 5, -10, -5), entry)
        painter.restore()

    def _write_entry(self, painter: QPainter, inside: QRectF, entry: Entry) -> None:
        found = bool(entry.opened)
        strong, plain = font(TEXT_PX, weight=_STRONG), font(TEXT_PX)
        room = QFontMetrics(strong).horizontalAdvance(entry.opened) + 10 if found else 0
        _write(painter, inside.adjusted(0, 0, -room, 0), entry.title, strong if found else plain, _ink(found))
        _write(painter, inside.adjusted(inside.width() - room, 0, 0, 0), entry.opened, strong, _ink(found), right=True)
        inside.setTop(inside.top() + LINE_PX + 2)
        ink = QColor(tokens().tone(entry.look.tone)[0]) if found else colour("muted")
        signs.draw(painter, QRectF(inside.left(), inside.top(), 10, LINE_PX), entry.look.sign, ink)
        small = font(SECONDARY_PX)
        inside.setLeft(inside.left() + _SIGN_PX)
        room = QFontMetrics(small).horizontalAdvance(entry.money) + 8
        said = entry.look.word if found else f"{entry.look.word} · none found"
        _write(painter, inside.adjusted(0, 0, -room, 0), said, small, ink)
        _write(
            painter, inside.adjusted(inside.width() - room, 0, 0, 0), entry.money, small, colour("muted"), right=True
        )


def _ink(found: bool) -> QColor:  # noqa: FBT001 -- one of two inks
    return colour("text" if found else "muted")


def _write(painter: QPainter, box: QRectF, text: str, face: QFont, ink: QColor, *, right: bool = False) -> None:
    """Write a text on one line, cut where it must be."""
    painter.setFont(face)
    painter.setPen(ink)
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()) + 1)
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    painter.drawText(QRectF(box.left(), box.top(), box.width(), LINE_PX), side | Qt.AlignmentFlag.AlignVCenter, shown)
