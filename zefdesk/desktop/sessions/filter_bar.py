"""The filter in sight: a chip for each part, and the button that adds one."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from zefdesk.desktop.sessions.filter_words import Part
from zefdesk.desktop.widgets import parts
from zefdesk.desktop.widgets.chip import Chip
from zefdesk.desktop.widgets.flow import Flow
from zefdesk.domain import filter_fields

FIRST = ("start", "charger", "initiator", "identity", "bill_state", "findings", "reviewed")
NUMBERS = ("energy", "cost", "difference", "plug_duration", "charge_duration")
MORE = ("month", "weekday", "hour", "site", "name", "serial", "sticker", "connector", "currency", "stop_reason")
_WORDS = {"start": "Date"}


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
        self._flow = Flow(self)
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
