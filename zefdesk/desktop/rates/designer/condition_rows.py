"""The rows of one condition or of a cost's bounds, in ZEFNET's words, each with its fields, each to be taken out."""

from collections.abc import Iterator

from PySide6.QtWidgets import QGridLayout, QWidget

from zefdesk.billing.condition_rows import ConditionRow, remove_row, rows_of
from zefdesk.billing.when_reader import SHORT_DAYS
from zefdesk.desktop.rates.designer import forms
from zefdesk.desktop.rates.designer.design import Design
from zefdesk.desktop.rates.designer.fields import Choice, Field, Several
from zefdesk.desktop.rates.designer.forms import CLOCK, DATE, DATES, NAMES, TEXT, Form
from zefdesk.desktop.widgets import parts
from zefdesk.desktop.widgets.flow import Flow
from zefdesk.domain import profile
from zefdesk.domain.notation import Notation
from zefdesk.domain.profile import DurationBasis, Reservation

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
DAYS = tuple(
    (short, short[:2].capitalize(), whole.capitalize()) for short, whole in zip(SHORT_DAYS, profile.DAYS, strict=True)
)
MONTHS = tuple((number, name, name) for number, name in enumerate(_MONTHS, 1))
TITLE_PX = 112
_HOURS, _DAYS = "Time of Use", "Days"
_SHORT_PX, _USUAL_PX, _DATE_PX, _WIDE_PX = 62, 76, 104, 240
_FORMS = {"from": CLOCK, "to": CLOCK, "start_date": DATE, "end_date": DATE, "identity_group": TEXT}
_BASES = ((DurationBasis.SESSION.value, "since plug-in"), (DurationBasis.WINDOW.value, "within these hours"))
_RESERVED = (
    (Reservation.RESERVATION.value, "a reservation that is used"),
    (Reservation.RESERVATION_EXPIRES.value, "a reservation that expires"),
)
_BEFORE = {
    "to": "\u2013",
    "start_date": "from",
    "end_date": "before",
    "min_duration": "after",
    "max_duration": "in the first",
    "min_charging_time": "after",
    "max_charging_time": "up to",
    "min_idle_time": "after",
    "max_idle_time": "up to",
    "min_kwh": "from",
    "max_kwh": "below",
    "min_capacity": "from",
    "max_capacity": "below",
    "min_power": "from",
    "max_power": "below",
    "min_current": "from",
    "max_current": "below",
    "cap": "at most",
    "floor": "at least",
}
_UNITS = {
    "max_charging_time": "of charging",
    "max_idle_time": "idle",
    "max_kwh": "kWh",
    "max_capacity": "kW",
    "max_power": "kW",
    "max_current": "A",
}


class ConditionRows(QWidget):
    """The rows at a place: a cost (its constraints, cap and floor) or a variation (when it holds)."""

    def __init__(self, design: Design, place: str, whose: str, notation: Notation) -> None:
        super().__init__()
        self._design, self._place, self._whose, self._notation = design, place, whose, notation
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.setColumnMinimumWidth(0, TITLE_PX)
        grid.setColumnStretch(1, 1)
        rows = shown_rows(design, place)
        self.count = len(rows)
        for number, row in enumerate(rows):
            word = row.word.word
            title = parts.label(word, "muted")
            title.setToolTip(row.word.help.capitalize())
            remove = parts.icon_button("x", f"Remove {word} of {whose}")
            remove.clicked.connect(lambda _on=False, word=word: self._remove(word))
            grid.addWidget(title, number, 0)
            line = Flow()
            for each in self._widgets(row):
                line.addWidget(each)
            grid.addLayout(line, number, 1)
            grid.addWidget(remove, number, 2)
        self.setVisible(bool(rows))

    def _remove(self, word: str) -> None:
        draft = remove_row(self._design.draft, self._place, word)
        self._design.change(remove_row(draft, self._place, _DAYS) if word == _HOURS else draft)

    def _widgets(self, row: ConditionRow) -> Iterator[QWidget]:
        if row.word.word == _HOURS:
            path = row.fields[0].path.rpartition(".")[0]
            yield Several(self._design, f"{path}.days", f"Days of {self._whose}", DAYS)
        for field in row.fields:
            if before := _BEFORE.get(field.key):
                yield parts.label(before, "muted")
            yield self._widget(row, field.key, field.path)
            if field.key == "identity_group":
                yield parts.label("who are", "muted")
                group = str(field.value or "members")
                yield self._wide(f"identity_groups.{group}", f"Identities of the group {group}", NAMES)
            if unit := _UNITS.get(field.key) or self._money_unit(field.key):
                yield parts.label(unit, "muted")

    def _widget(self, row: ConditionRow, key: str, path: str) -> QWidget:
        name = f"{row.word.word} {_BEFORE.get(key, key.replace('_', ' '))} of {self._whose}"
        several = {"days": DAYS, "months": MONTHS}
        if key in several:
            return Several(self._design, path, name, several[key])
        if key in {"duration_basis", "reservation"}:
            choices = _BASES if key == "duration_basis" else _RESERVED
            return Choice(self._design, path, name, choices, choices[0][0])
        if key in {"dates_in", "dates_not_in", "initiator"}:
            return self._wide(path, name, NAMES if key == "initiator" else DATES)
        return Field(self._design, path, name, self._form(key), width=_width(key))

    def _money_unit(self, key: str) -> str:
        return f"{self._design.value('currency') or ''} per session".strip() if key in {"cap", "floor"} else ""

    def _wide(self, path: str, name: str, form: Form) -> Field:
        return Field(self._design, path, name, form, width=_WIDE_PX)

    def _form(self, key: str) -> Form:
        if key in _FORMS:
            return _FORMS[key]
        if key in {"cap", "floor"}:
            return forms.money(self._notation)
        if key.endswith("idle_time"):
            return _open_end(key, forms.span(forms.MINUTES))
        if key.endswith(("duration", "charging_time")):
            return _open_end(key, forms.span(forms.HOURS))
        return _open_end(key, forms.decimal(self._notation))


def _open_end(key: str, form: Form) -> Form:
    """Show an upper end that is not given as what it is, not as an example."""
    return form._replace(hint="no end") if key.startswith("max_") else form


def _width(key: str) -> int:
    if key in {"from", "to"}:
        return _SHORT_PX
    return _DATE_PX if key.endswith(("_date", "group")) else _USUAL_PX


def shown_rows(design: Design, place: str) -> list[ConditionRow]:
    """Give the rows; days stand in the row of the hours where there is one, steps under Rounding."""
    rows = rows_of(design.draft, place)
    hours = any(row.word.word == _HOURS for row in rows)
    return [row for row in rows if not (row.word.word == "Step" or (hours and row.word.word == _DAYS))]
