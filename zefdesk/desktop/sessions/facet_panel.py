"""The facets beside the table: the values of a few fields with their counts, to be let in or left out."""

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from zefdesk.desktop import icons
from zefdesk.desktop.sessions import filter_words
from zefdesk.desktop.sessions.filter_words import Value
from zefdesk.desktop.settings import Settings
from zefdesk.desktop.theme import colour, font, theme
from zefdesk.domain.filter_fields import field
from zefdesk.domain.notation import Notation
from zefdesk.domain.query import SessionQuery
from zefdesk.services.faceting import COLUMNS
from zefdesk.store.facets import Facet

OPEN = "facets/open"
_FIRST_OPEN = ("month", "charger", "site", "initiator", "bill_state", "findings")
_COLUMN, _VALUE = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_WIDTH, _COUNT_PX = 248, 58
_ROW = QSize(0, 24)
_HOW = "Click lets it in, Alt+click leaves it out (Enter, Alt+Enter)"


class FacetPanel(QTreeWidget):
    """`wanted` tells the query that a click asks for, `opened` a field whose counts are wanted now.

    `more_wanted` tells a field of which other values are wanted, and where it stands.
    """

    wanted = Signal(object)
    opened = Signal(str)
    more_wanted = Signal(str, object)

    def __init__(self, settings: Settings, notation: Notation, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings, self._notation = settings, notation
        self._query = SessionQuery()
        self._files: dict[int, str] = {}
        self._tops: dict[str, QTreeWidgetItem] = {}
        self._found: dict[str, Facet] = {}
        self.setAccessibleName(f"Facets. {_HOW}")
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setIndentation(14)
        self.setUniformRowHeights(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedWidth(_WIDTH)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        self.header().resizeSection(1, _COUNT_PX)
        self._make_tops()
        self.itemExpanded.connect(self._expanded)
        self.itemCollapsed.connect(self._keep_open)
        theme().changed.connect(self._show_all)

    @property
    def open_columns(self) -> list[str]:
        """The fields whose values are in sight."""
        return [column for column, top in self._tops.items() if top.isExpanded()]

    def show_query(self, query: SessionQuery, files: dict[int, str]) -> None:
        """Take what is asked for now; the counts stay until others come."""
        self._query, self._files = query, files
        self._show_all()

    def show_facet(self, found: Facet) -> None:
        """Show the values of one field."""
        self._found[found.column] = found
        self._show(found)

    def values_of(self, column: str) -> list[tuple[str, str]]:
        """Give what is shown of a field: words and counts."""
        return [(item.text(0), item.text(1)) for item in _below(self._tops[column])]

    def choose(self, column: str, words: str, *, out: bool = False) -> None:
        """Choose a value as a click does."""
        item = next(item for item in _below(self._tops[column]) if item.text(0) == words)
        self._take(item, out=out)

    def _make_tops(self) -> None:
        opened = self._settings.texts(OPEN) or _FIRST_OPEN
        bold = font()
        bold.setWeight(bold.Weight.DemiBold)
        for column in COLUMNS:
            top = QTreeWidgetItem(self, [field(column).title, ""])
            top.setFont(0, bold)
            top.setSizeHint(0, _ROW)
            top.setData(0, _COLUMN, column)
            top.setToolTip(0, field(column).help)
            top.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            top.setChildIndicatorPolicy(QTreeWidgetItem.ChildIndicatorPolicy.ShowIndicator)
            top.setExpanded(column in opened)
            self._tops[column] = top

    def _show_all(self) -> None:
        for found in self._found.values():
            self._show(found)

    def _show(self, found: Facet) -> None:
        top = self._tops[found.column]
        current = self.currentItem()
        kept = current.data(0, _VALUE) if current is not None and current.parent() is top else None
        top.takeChildren()
        asked = filter_words.asked_values(self._query, found.column)
        counted = dict(found.values)
        for value in (*(each for each in asked if each not in counted), *counted):
            self._add(top, value, counted.get(value, 0), asked.get(value))
        if not found.complete:
            self._add_hint(top, "Not counted: it took too long")
        elif found.more:
            self._add_hint(top, "More\u2026")
        elif not top.childCount():
            self._add_hint(top, "None")
        again = next((item for item in _below(top) if item.data(0, _VALUE) == kept), None)
        if kept is not None and again is not None:
            self.setCurrentItem(again)

    def _add(self, top: QTreeWidgetItem, value: Value, count: int, asked: bool | None) -> None:  # noqa: FBT001
        words = self._words(top.data(0, _COLUMN), value)
        shown = f"not {words}" if asked is False else words
        item = QTreeWidgetItem(top, [shown, self._notation.count(count)])
        item.setData(0, _VALUE, (value,))
        item.setSizeHint(0, _ROW)
        item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        item.setForeground(1, QBrush(colour("muted")))
        item.setToolTip(0, f"{words}\n{_HOW}")
        state = {True: "let in", False: "left out", None: ""}[asked]
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{words}, {count} sessions {state}".strip())
        if asked is not None:
            item.setIcon(0, icons.icon("check" if asked else "x", "accent" if asked else "muted"))

    def _words(self, column: str, value: Value) -> str:
        if column == "import_id":
            return self._files.get(int(value or 0), f"import {value}").replace("\\", "/").rsplit("/", 1)[-1]
        return filter_words.value_words(field(column), value, self._notation)

    def _add_hint(self, top: QTreeWidgetItem, words: str) -> None:
        item = QTreeWidgetItem(top, [words, ""])
        item.setForeground(0, QBrush(colour("muted")))
        item.setSizeHint(0, _ROW)
        item.setToolTip(0, "Opens the list of all values" if words != "None" else "")

    def _take(self, item: QTreeWidgetItem, *, out: bool) -> None:
        top = item.parent()
        if top is None:
            item.setExpanded(not item.isExpanded())
            return
        column, held = top.data(0, _COLUMN), item.data(0, _VALUE)
        if held is not None:
            self.wanted.emit(filter_words.toggled(self._query, column, held[0], out=out))
        elif item.text(0) != "None":
            self.more_wanted.emit(column, self)

    def _expanded(self, item: QTreeWidgetItem) -> None:
        self._keep_open(item)
        self.opened.emit(item.data(0, _COLUMN))

    def _keep_open(self, _item: QTreeWidgetItem) -> None:
        self._settings.keep(OPEN, self.open_columns or ["-"])

    # Qt

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        where: QPoint = event.position().toPoint()
        item = self.itemAt(where)
        if event.button() == Qt.MouseButton.LeftButton and item is not None and item.parent() is not None:
            self._take(item, out=bool(event.modifiers() & Qt.KeyboardModifier.AltModifier))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if item is not None and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._take(item, out=bool(event.modifiers() & Qt.KeyboardModifier.AltModifier))
        else:
            super().keyPressEvent(event)


def _below(top: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    """Give the items below one."""
    return [item for at in range(top.childCount()) if (item := top.child(at)) is not None]
