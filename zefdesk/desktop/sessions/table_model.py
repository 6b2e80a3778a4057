"""The table's model: numbers of all sessions, and of those in sight a page of ready strings.

Nothing is computed here while Qt paints: a row that is not there yet is blank and asked for. Pages come back
with the generation for which they were asked, and are dropped when the table shows something else by then.
"""

from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal

from zefdesk.desktop.sessions.cells import Row
from zefdesk.desktop.sessions.tips import wrapped
from zefdesk.domain import columns

PAGE = 64
KEPT_PAGES = 120
AT_ONCE = 3
_DISPLAY, _TOOL_TIP = int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.ToolTipRole)
_ALIGNMENT, _ACCESSIBLE = int(Qt.ItemDataRole.TextAlignmentRole), int(Qt.ItemDataRole.AccessibleTextRole)
_HORIZONTAL = Qt.Orientation.Horizontal
_COLUMNS = tuple(columns.COLUMNS.values())
_HELP = tuple(wrapped(column.help) for column in _COLUMNS)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_NO_INDEX = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex


class SessionTableModel(QAbstractTableModel):
    """Holds ids in an array and an LRU of pages; `pages_wanted` asks for (generation, {page: ids})."""

    pages_wanted = Signal(int, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.ids: array[int] = array("q")
        self.generation = 0
        self.in_sight: Callable[[], range] = lambda: range(0)
        self._pages: OrderedDict[int, list[Row | None]] = OrderedDict()
        self._asked: dict[int, None] = {}
        self._under_way = False
        self._ask_soon = QTimer(self, singleShot=True, interval=0)
        self._ask_soon.timeout.connect(self._ask)

    def show_ids(self, ids: "array[int]") -> None:
        """Show other sessions; rows that only continue the shown ones are added without a jump."""
        shown = len(self.ids)
        if 0 < shown < len(ids) and ids[:shown] == self.ids:
            self.beginInsertRows(_NO_INDEX, shown, len(ids) - 1)
            self.ids = ids
            self._drop(shown // PAGE)
            self.endInsertRows()
            return
        self.beginResetModel()
        self.ids = ids
        self._forget()
        self.endResetModel()

    def rewrite(self) -> None:
        """Ask again for every row, since they are to be written in another way."""
        self._forget()
        if self.ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.ids) - 1, len(_COLUMNS) - 1))

    def take_pages(self, generation: int, pages: Mapping[int, list[Row | None]]) -> None:
        """Take in the pages that were asked for; older generations are dropped."""
        if generation != self.generation:
            return
        self._under_way = False
        for page, rows in pages.items():
            self._pages[page] = rows
            self._pages.move_to_end(page)
            self._tell_changed(page)
        while len(self._pages) > KEPT_PAGES:
            self._pages.popitem(last=False)
        if self._asked:
            self._ask_soon.start()

    def _tell_changed(self, page: int) -> None:
        """Let the page be painted; one out of sight is read when it is scrolled to, and a view would paint all anew."""
        first = page * PAGE
        last = min(first + PAGE, len(self.ids)) - 1
        sight = self.in_sight()
        if not sight or (first <= sight[-1] and last >= sight[0]):
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(_COLUMNS) - 1))

    def pages_failed(self, generation: int) -> None:
        """Let what is in sight be asked for again, since the last pages did not come."""
        if generation == self.generation:
            self._under_way = False

    def row(self, number: int) -> Row | None:
        """Give a row; None while its page is under way, or where the session is gone."""
        page = number // PAGE
        rows = self._pages.get(page)
        if rows is None:
            self._asked[page] = None
            if not self._under_way and not self._ask_soon.isActive():
                self._ask_soon.start()
            return None
        at = number - page * PAGE
        return rows[at] if at < len(rows) else None

    @property
    def has_rows(self) -> bool:
        """Whether any row has come."""
        return bool(self._pages)

    def row_of(self, session_id: int) -> int:
        """Give the row of a session; -1 where it is not shown."""
        try:
            return self.ids.index(session_id)
        except ValueError:
            return -1

    def look_ahead(self) -> None:
        """Ask for what is in sight and beside it, so that a wheel finds it there."""
        if not self._under_way and not self._ask_soon.isActive() and self._pages_in_sight():
            self._ask_soon.start()

    def _ask(self) -> None:
        if self._under_way:
            return
        wanted = self._pages_in_sight() if self.in_sight() else list(self._asked)[-AT_ONCE:]
        self._asked.clear()
        if wanted:
            self._under_way = True
            ids = {page: self.ids[page * PAGE : (page + 1) * PAGE] for page in wanted}
            self.pages_wanted.emit(self.generation, ids)

    def _pages_in_sight(self) -> list[int]:
        """Give the missing pages in sight, else one beside them, since a wheel goes there next."""
        sight = self.in_sight()
        if not sight:
            return []
        first, last = sight[0] // PAGE, sight[-1] // PAGE
        return self._missing(range(first, last + 1)) or self._missing((last + 1, first - 1))

    def _missing(self, pages: Iterable[int]) -> list[int]:
        return [page for page in pages if 0 <= page * PAGE < len(self.ids) and page not in self._pages]

    def _drop(self, page: int) -> None:
        self._pages.pop(page, None)

    def _forget(self) -> None:
        self.generation += 1
        self._under_way = False
        self._pages.clear()
        self._asked.clear()

    # Qt

    def rowCount(self, parent: _Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.ids)

    def columnCount(self, parent: _Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(_COLUMNS)

    def data(self, index: _Index, role: int = _DISPLAY) -> Any:  # noqa: ANN401 -- what Qt asks for
        if role in (_DISPLAY, _ACCESSIBLE):
            row = self.row(index.row())
            return row.texts[index.column()] if row else ""
        if role == _ALIGNMENT:
            return _RIGHT if _COLUMNS[index.column()].right else _LEFT
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:  # noqa: ANN401
        if orientation != _HORIZONTAL:
            return None
        column = _COLUMNS[section]
        if role == _DISPLAY:
            return column.header
        if role == _TOOL_TIP:
            return _HELP[section]
        if role == _ALIGNMENT:
            return _RIGHT if column.right else _LEFT
        return None
