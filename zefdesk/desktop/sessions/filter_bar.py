"""The filter in sight: a chip for each part, and the button that adds one."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtWidgets import QLayout, QLayoutItem, QMenu, QWidget

from zefdesk.desktop.sessions.filter_words import Part
from zefdesk.desktop.widgets import parts
from zefdesk.desktop.widgets.chip import Chip
from zefdesk.domain import filter_fields

FIRST = ("start", "name", "initiator", "identity", "bill_state", "findings", "reviewed")
NUMBERS = ("energy", "cost", "difference", "plug_duration", "charge_duration")
MORE = ("month", "weekday", "hour", "site", "serial", "sticker", "connector", "currency", "stop_reason")
_LINE_PX = 30
_WORDS = {"start": "Date", "name": "Charger"}


class FilterBar(QWidget):
    """`removed` tells the query that is left, `wanted` which column's filter is to be set, and where."""

    removed = Signal(object)
    wanted = Signal(str, object)
    cleared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.add = parts.button("Add filter", "plus", kind="ghost", tip="Choose what the table lets through")
        self.add.setMenu(self._menu())
        self.clear = parts.button("Clear all", kind="ghost", tip="Take every filter away", clicked=self.cleared)
        self._chips: list[Chip] = []
        self._flow = _Flow(self)
        self._flow.addWidget(self.add)
        self._flow.addWidget(self.clear)
        self.clear.hide()

    def show_parts(self, shown: list[Part]) -> None:
        """Show these parts as chips; the focus stays in the row when its chip is removed."""
        had_focus = any(chip.isAncestorOf(focus) for chip in self._chips) if (focus := self.focusWidget()) else False
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = [self._chip(part) for part in shown if part.column != "search"]
        for at, chip in enumerate(self._chips):
            self._flow.insert(at, chip)
        self.clear.setVisible(len(shown) > 1)
        if had_focus:
            self.add.setFocus()
        self.updateGeometry()

    @property
    def chips(self) -> list[Chip]:
        """The chips in sight."""
        return self._chips

    def _chip(self, part: Part) -> Chip:
        about = filter_fields.field(part.column).title
        chip = Chip(part.words, self, tip=f"{about}: {part.words}\nClick to change, Delete to remove")
        chip.removed.connect(partial(self.removed.emit, part.without))
        chip.clicked.connect(partial(self._want, part.column, chip))
        chip.show()
        return chip

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        for key in FIRST:
            self._add_entry(menu, key)
        for keys in (NUMBERS, MORE):
            menu.addSeparator()
            for key in keys:
                self._add_entry(menu, key)
        return menu

    def _add_entry(self, menu: QMenu, key: str) -> None:
        field = filter_fields.field(key)
        entry = menu.addAction(f"{_WORDS.get(key, field.title)}\u2026")
        entry.setToolTip(field.help)
        entry.triggered.connect(partial(self._want, key, self.add))

    def _want(self, key: str, anchor: QWidget, *_clicked: object) -> None:
        self.wanted.emit(key, anchor)


class _Flow(QLayout):
    """Lays chips in rows, as many as fit."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(6)

    def insert(self, at: int, widget: QWidget) -> None:
        self.addWidget(widget)
        self._items.insert(at, self._items.pop())
        self.invalidate()

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._lay(QRect(0, 0, width, 0), lambda _item, _box: None)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        sizes = [item.minimumSize() for item in self._items]
        return QSize(
            max((size.width() for size in sizes), default=0), max((size.height() for size in sizes), default=0)
        )

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._lay(rect, lambda item, box: item.setGeometry(box))

    def _lay(self, rect: QRect, place: Callable[[QLayoutItem, QRect], None]) -> int:
        left, top, height = rect.left(), rect.top(), 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint()
            if left > rect.left() and left + size.width() > rect.right() + 1:
                left, top, height = rect.left(), top + height + self.spacing(), 0
            drop = max(_LINE_PX - size.height(), 0) // 2
            place(item, QRect(QPoint(left, top + drop), size))
            left += size.width() + self.spacing()
            height = max(height, size.height(), _LINE_PX)
        return top + height - rect.top()
