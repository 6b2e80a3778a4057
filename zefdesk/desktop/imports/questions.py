"""What the files leave open, each asked once: time zone, currency, date order, sheet."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QHBoxLayout, QWidget

from zefdesk.desktop.imports import batch
from zefdesk.desktop.imports.batch import Batch
from zefdesk.desktop.widgets import choices, parts
from zefdesk.domain import clock, money
from zefdesk.domain.trouble import UnknownName

ORDERS = {"mdy": "month / day / year", "dmy": "day / month / year", "ymd": "year / month / day"}
_NUMBER_WORDS = ("Nothing", "One thing", "Two things", "Three things", "Four things")
_LABELS = {
    "time_zone": "Times are of the zone",
    "currency": "Cost is in",
    "date_order": "Dates are written",
    "sheet": "Read the sheet",
}
_WIDTHS = {"time_zone": 250, "currency": 120, "date_order": 190, "sheet": 180}


class Questions(QFrame):
    """`answered` tells the setting and its value (empty: not known) each time one is given."""

    answered = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "warn")
        self._asked: tuple[str, ...] = ()
        self._title = parts.label("", "warn")
        self._wrong = parts.label("", "bad", wrap=True)
        self._fields = {name: self._field(name) for name in batch.QUESTIONS}
        self.remember = QCheckBox("Remember for these chargers")
        layout = parts.column(self, spacing=8, margins=(14, 10, 14, 12))
        layout.addWidget(self._title)
        layout.addLayout(self._row())
        layout.addWidget(self._wrong)
        self._wrong.hide()

    def show_batch(self, asked: Batch) -> None:
        """Ask what this batch leaves open, with the answers that were given so far."""
        self._asked = asked.asks
        self.setVisible(bool(self._asked))
        self._wrong.hide()
        several = len(asked.files) > 1
        subject = "the files do" if several else "the file does"
        self._title.setText(f"{_NUMBER_WORDS[len(self._asked)]} that {subject} not say")
        for name, (holder, field) in self._fields.items():
            holder.setVisible(name in self._asked)
            _show_answer(name, field, getattr(asked.settings, name))
        self._show_remember(asked.chargers)

    def begin(self) -> bool:
        """Put the keyboard into the first field without an answer; says whether there is one."""
        for name in self._asked:
            field = self._fields[name][1]
            if not field.property("answer"):
                field.setFocus()
                if (line := field.lineEdit()) is not None:
                    line.selectAll()  # what is typed takes the place of "not known"
                return True
        return False

    def _show_remember(self, chargers: Sequence[str]) -> None:
        askable = bool({"time_zone", "currency"} & set(self._asked)) and bool(chargers)
        self.remember.setVisible(askable)
        count = len(chargers)
        self.remember.setText(f"Remember for {'this charger' if count == 1 else f'these {count} chargers'}")
        told = ", ".join(chargers[:6]) + (f" and {count - 6} more" if count > 6 else "")  # noqa: PLR2004 -- six fit
        self.remember.setToolTip(
            f"The zone and the currency are kept with the chargers {told}.\n"
            "Later files of theirs are not asked about, and their times are shown in that zone."
        )

    def _field(self, name: str) -> tuple[QWidget, QComboBox]:
        field = _CHOICES.get(name, _sheet_box)()
        field.setMinimumWidth(_WIDTHS[name])
        field.setAccessibleName(_LABELS[name])
        field.activated.connect(lambda _at: self._take(name))
        if (line := field.lineEdit()) is not None:
            line.editingFinished.connect(lambda: self._take(name))
        holder = QWidget()
        label = parts.label(_LABELS[name])
        label.setBuddy(field)
        holder.setLayout(parts.row(label, field, spacing=8))
        return holder, field

    def _row(self) -> QHBoxLayout:
        row = parts.row(spacing=24)
        for holder, _ in self._fields.values():
            row.addWidget(holder)
        row.addStretch(1)
        row.addWidget(self.remember)
        return row

    def _take(self, name: str) -> None:
        field = self._fields[name][1]
        text = field.currentText().strip()
        value = choices.value_of(field, text)
        if value is None or value == field.property("answer"):
            return
        try:
            value = _checked(name, value)
        except UnknownName as error:
            self._wrong.setText(f"{str(error)[:1].upper()}{str(error)[1:]}.")
            self._wrong.show()
            return
        field.setProperty("answer", value)
        self.answered.emit(name, value)


def _checked(name: str, value: str) -> str:
    if name == "time_zone" and value:
        clock.zone(value)
    return money.currency(value) if name == "currency" and value else value


def _show_answer(name: str, field: QComboBox, value: str | None) -> None:
    answer = value or ""
    field.setProperty("answer", answer)
    at = field.findData(answer) if answer or name == "currency" else -1
    if field.isEditable():
        field.setCurrentIndex(max(at, -1))
        field.setEditText(field.itemText(at) if at >= 0 else answer)
    else:
        field.setCurrentIndex(at)


def _order_box() -> QComboBox:
    field = QComboBox()
    field.setPlaceholderText("Choose")
    for order, words in ORDERS.items():
        field.addItem(words, order)
    field.setCurrentIndex(-1)
    return field


def _sheet_box() -> QComboBox:
    return choices.searchable("Name of the sheet")


_CHOICES = {
    "time_zone": choices.zone_box,
    "currency": choices.currency_box,
    "date_order": _order_box,
    "sheet": _sheet_box,
}
