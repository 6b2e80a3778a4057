"""Which values of a field the filter lets through: a list with counts, to be ticked."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidgetItem, QWidget

from zefdesk.desktop.sessions import filter_words
from zefdesk.desktop.sessions.filter_words import Value
from zefdesk.desktop.sessions.popup import Popup
from zefdesk.desktop.widgets import parts
from zefdesk.desktop.widgets.check_list import ROW, CheckList, value_of
from zefdesk.domain import filter_fields
from zefdesk.domain.notation import Notation
from zefdesk.store.facets import Facet

MOST_VALUES = 500
_MANY, _HEIGHT, _WIDTH = 8, 300, 300


class ValuePicker(Popup):
    """`chosen` tells the column and the values; none of them takes the filter away."""

    chosen = Signal(str, object)

    def __init__(self, key: str, ticked: tuple[Value, ...], notation: Notation, parent: QWidget) -> None:
        field = filter_fields.field(key)
        super().__init__(field.title, parent)
        self._field, self._notation, self._ticked = field, notation, ticked
        self._search = QLineEdit()
        self._search.setPlaceholderText("Find a value")
        self._search.setAccessibleName("Find a value")
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(self._narrow)
        self._search.installEventFilter(self)
        self.check_list = CheckList(f"Values of {field.title}; space ticks one", _WIDTH, _HEIGHT)
        self.check_list.itemDoubleClicked.connect(self._take_only)
        self._wait = parts.label("Counting\u2026", "secondary")
        self.body.addWidget(self._search)
        self.body.addWidget(self._wait)
        self.body.addWidget(self.check_list)
        none = parts.button("Any", kind="ghost", tip="Take this filter away", clicked=self._take_none)
        apply = parts.button("Apply", kind="primary", tip="Enter", clicked=self._take)
        self.body.addLayout(parts.row(none, None, apply))
        self.setFocusProxy(self._search)

    def show_facet(self, found: Facet) -> None:
        """Show the values there are, those that are ticked first."""
        counted: list[tuple[Value, int]] = list(found.values)
        self._wait.hide()
        known = [value for value, _ in counted]
        counted = [*counted, *((value, 0) for value in self._ticked if value not in known)]
        for value, count in sorted(counted, key=lambda each: each[0] not in self._ticked):
            words = filter_words.value_words(self._field, value, self._notation)
            counted_words = f"{words}  ({self._notation.count(count)})"
            self.check_list.add_row(counted_words, value, ticked=value in self._ticked, tip=words)
        if not found.complete:
            self._wait.setText("Counting them took too long; narrow the filter first.")
            self._wait.show()
        elif found.more:
            self._wait.setText(f"The {MOST_VALUES} most frequent; Search finds the others.")
            self._wait.show()
        elif not counted:
            self._wait.setText("No session has a value here.")
            self._wait.show()
        self.check_list.setFixedHeight(min(_HEIGHT, max(len(counted), 2) * ROW.height() + 16))
        self._search.setVisible(len(counted) > _MANY)
        self.check_list.setCurrentRow(0)
        (self._search if len(counted) > _MANY else self.check_list).setFocus()
        self.adjustSize()

    def _narrow(self, text: str) -> None:
        for item in self.check_list.items_in_order():
            item.setHidden(text.casefold() not in item.text().casefold())

    def _take(self) -> None:
        ticked = self.check_list.ticked()
        if not ticked and (current := self.check_list.currentItem()) is not None and not current.isHidden():
            ticked = [value_of(current)]
        self.chosen.emit(self._field.column, tuple(ticked))
        self.close()

    def _take_only(self, item: QListWidgetItem) -> None:
        self.chosen.emit(self._field.column, (value_of(item),))
        self.close()

    def _take_none(self) -> None:
        self.chosen.emit(self._field.column, ())
        self.close()

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Down in the search field go on in the list."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Down:
            seen = next((item for item in self.check_list.items_in_order() if not item.isHidden()), None)
            if seen is not None:
                self.check_list.setCurrentItem(seen)
                self.check_list.setFocus()
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._take()
        else:
            super().keyPressEvent(event)
