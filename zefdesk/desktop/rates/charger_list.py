"""The chargers as a list of three-line entries, of which several can be selected at once."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QRectF, Signal
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QListView, QWidget

from zefdesk.desktop.rates.charger_words import SINCE, Priced
from zefdesk.desktop.theme import colour, font
from zefdesk.desktop.tokens import SECONDARY_PX, TEXT_PX
from zefdesk.desktop.widgets import signs
from zefdesk.desktop.widgets.entry_list import LINE_PX, EntryDelegate, EntryListView, write_line

_STRONG = QFont.Weight.DemiBold
_SELECT = QItemSelectionModel.SelectionFlag


class Entry(NamedTuple):
    """One charger: its serial, how it is called, what it is, what prices it."""

    serial: str
    title: str
    build: str
    priced: Priced

    @property
    def key(self) -> str:
        """The serial."""
        return self.serial

    @property
    def spoken(self) -> str:
        """All of it on one line."""
        return ", ".join(filter(None, (self.title, self.serial, self.build, self.priced.words, self.priced.when)))

    @property
    def tip(self) -> str:
        """The same, where it is cut."""
        return self.spoken


class ChargerListView(EntryListView):
    """The list; `chosen` tells the serials that are selected, from top to bottom."""

    chosen = Signal(tuple)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_EntryDelegate(), "Chargers; Shift and Ctrl select several", parent)
        self._silent = False
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.selectionModel().selectionChanged.connect(self._moved)

    @property
    def serials(self) -> tuple[str, ...]:
        """The serials of all entries that are shown."""
        return tuple(entry.key for entry in self.shown.entries)

    def show_entries(self, entries: Sequence[Entry], selected: Sequence[str]) -> None:
        """Show other entries and select these, without saying that they were chosen."""
        self._silent = True
        if list(entries) != list(self.shown.entries):
            self.shown.show_entries(entries)
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
        found = [at for at, entry in enumerate(self.shown.entries) if entry.key in wanted]
        for at in found:
            rows.select(self.shown.index(at), self.shown.index(at))
        model = self.selectionModel()
        if found and self.currentIndex().row() not in found:
            model.setCurrentIndex(self.shown.index(found[0]), _SELECT.NoUpdate)
        model.select(rows, _SELECT.ClearAndSelect)
        if found:
            self.scrollTo(self.currentIndex())

    def _selected(self) -> tuple[str, ...]:
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return tuple(self.shown.entries[row].key for row in rows)

    def _moved(self) -> None:
        if not self._silent:
            self.chosen.emit(self._selected())


class _EntryDelegate(EntryDelegate):
    height = 66
    ringed = True

    def write(self, painter: QPainter, inside: QRectF, entry: Entry) -> None:
        inside = inside.adjusted(9, 5, -9, -5)
        strong, plain = font(TEXT_PX, weight=_STRONG), font(SECONDARY_PX)
        painter.setFont(plain)
        room = painter.fontMetrics().horizontalAdvance(entry.build) + 8
        write_line(painter, inside, entry.build, plain, colour("muted"), right=True)
        write_line(painter, inside.adjusted(0, 0, -room, 0), entry.title, strong, colour("text"))
        write_line(painter, inside.translated(0, LINE_PX), entry.serial, plain, colour("muted"))
        sign, words, tone, when = entry.priced
        last = inside.translated(0, 2 * LINE_PX)
        signs.draw(painter, QRectF(last.left(), last.top(), 10, LINE_PX), sign, colour(tone))
        last.adjust(15, 0, 0, 0)
        write_line(painter, last, words, font(SECONDARY_PX, weight=_STRONG), colour(tone))
        last.setLeft(last.left() + painter.fontMetrics().horizontalAdvance(words) + 8)
        painter.setFont(plain)
        fits = painter.fontMetrics().horizontalAdvance(when) <= last.width()
        said = when if fits else when.removeprefix(SINCE)
        write_line(painter, last, said, plain, colour("muted"), right=True)
