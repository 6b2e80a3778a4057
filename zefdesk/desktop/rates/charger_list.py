"""The chargers as a list of three-line entries, of which several can be selected at once."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from zefdesk.desktop.rates.charger_words import SINCE, Priced
from zefdesk.desktop.theme import colour, font
from zefdesk.desktop.tokens import SECONDARY_PX, TEXT_PX
from zefdesk.desktop.widgets import signs

Index = QModelIndex | QPersistentModelIndex
ENTRY_PX, LINE_PX = 66, 18
_STRONG = QFont.Weight.DemiBold
ENTRY_ROLE = Qt.ItemDataRole.UserRole.value
_DISPLAY = Qt.ItemDataRole.DisplayRole.value
_TIP = Qt.ItemDataRole.ToolTipRole.value
_ACCESSIBLE = Qt.ItemDataRole.AccessibleTextRole.value
_SELECT = QItemSelectionModel.SelectionFlag


class Entry(NamedTuple):
    """One charger: its serial, how it is called, what it is, what prices it."""

    serial: str
    title: str
    build: str
    priced: Priced

    @property
    def words(self) -> str:
        """All of it on one line."""
        return ", ".join(filter(None, (self.title, self.serial, self.build, self.priced.words, self.priced.when)))


class ChargerList(QAbstractListModel):
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
        if role in {_TIP, _ACCESSIBLE}:
            return entry.words
        return entry.title if role == _DISPLAY else None


class ChargerListView(QListView):
    """The list; `chosen` tells the serials that are selected, from top to bottom."""

    chosen = Signal(tuple)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries = ChargerList(self)
        self._silent = False
        self.setModel(self._entries)
        self.setItemDelegate(_EntryDelegate(self))
        self.setUniformItemSizes(True)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setAccessibleName("Chargers; Shift and Ctrl select several")
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().selectionChanged.connect(self._moved)

    @property
    def serials(self) -> tuple[str, ...]:
        """The serials of all entries that are shown."""
        return tuple(entry.serial for entry in self._entries.entries)

    def show_entries(self, entries: Sequence[Entry], selected: Sequence[str]) -> None:
        """Show other entries and select these, without saying that they were chosen."""
        self._silent = True
        if list(entries) != list(self._entries.entries):
            self._entries.show_entries(entries)
        self._select(selected)
        self._silent = False

    def select(self, serials: Sequence[str]) -> None:
        """Select entries, as a person does."""
        self._silent = True
        self._select(serials)
        self._silent = False
        self.chosen.emit(self._selected())

    def _select(self, serials: Sequence[str]) -> None:
        wanted, rows = set(serials), QItemSelection()
        found = [at for at, entry in enumerate(self._entries.entries) if entry.serial in wanted]
        for at in found:
            rows.select(self._entries.index(at), self._entries.index(at))
        model = self.selectionModel()
        if found and self.currentIndex().row() not in found:
            model.setCurrentIndex(self._entries.index(found[0]), _SELECT.NoUpdate)
        model.select(rows, _SELECT.ClearAndSelect)
        if found:
            self.scrollTo(self.currentIndex())

    def _selected(self) -> tuple[str, ...]:
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return tuple(self._entries.entries[row].serial for row in rows)

    def _moved(self) -> None:
        if not self._silent:
            self.chosen.emit(self._selected())


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
        if given.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(colour("accent"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        self._write_all(painter, box.adjusted(9, 5, -9, -5), entry)
        painter.restore()

    def _write_all(self, painter: QPainter, inside: QRectF, entry: Entry) -> None:
        strong, plain = font(TEXT_PX, weight=_STRONG), font(SECONDARY_PX)
        painter.setFont(plain)
        room = painter.fontMetrics().horizontalAdvance(entry.build) + 8
        self._write(painter, inside, entry.build, plain, "muted", Qt.AlignmentFlag.AlignRight)
        self._write(painter, inside.adjusted(0, 0, -room, 0), entry.title, strong, "text")
        self._write(painter, inside.translated(0, LINE_PX), entry.serial, plain, "muted")
        sign, words, tone, when = entry.priced
        last = inside.translated(0, 2 * LINE_PX)
        signs.draw(painter, QRectF(last.left(), last.top(), 10, LINE_PX), sign, colour(tone))
        last.adjust(15, 0, 0, 0)
        self._write(painter, last, words, font(SECONDARY_PX, weight=_STRONG), tone)
        last.setLeft(last.left() + painter.fontMetrics().horizontalAdvance(words) + 8)
        painter.setFont(plain)
        fits = painter.fontMetrics().horizontalAdvance(when) <= last.width()
        said = when if fits else when.removeprefix(SINCE)
        self._write(painter, last, said, plain, "muted", Qt.AlignmentFlag.AlignRight)

    def _write(
        self,
        painter: QPainter,
        box: QRectF,
        text: str,
        face: QFont,
        role: str,
        side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        """Write a text on one line, cut where it must be."""
        painter.setFont(face)
        painter.setPen(colour(role))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()))
        line = QRectF(box.left(), box.top(), box.width(), LINE_PX)
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | side, shown)
