"""The holidays of a profile: their dates and names, typed, or picked by country and state for the years to come."""

from datetime import date
from typing import Any

from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from zefdesk.billing import editing
from zefdesk.billing.draft import insert, items, remove
from zefdesk.desktop.rates.designer.design import Design
from zefdesk.desktop.rates.designer.fields import Field
from zefdesk.desktop.rates.designer.forms import DATE, TEXT
from zefdesk.desktop.rates.designer.keyboard import Keyboard
from zefdesk.desktop.widgets import parts
from zefdesk.desktop.widgets.check_list import CheckList
from zefdesk.domain.notation import Notation
from zefdesk.services import calendars

_YEARS = 3
_COLUMNS = 2
_LIST = (430, 230)


class HolidayList(QWidget):
    """A line that says how many there are; opened, each of them, and the picker."""

    def __init__(self, design: Design, notation: Notation, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._design, self._notation = design, notation
        self._said = parts.label("", "secondary")
        self._toggle = parts.button("Show", kind="link", clicked=self._toggle_days)
        self._toggle.setAccessibleName("Show the holidays")
        pick = parts.button("Pick by country…", "calendar", kind="ghost", clicked=self._toggle_picker)
        add = parts.button("Date", "plus", kind="ghost", tip="Add a holiday", clicked=self._add)
        add.setAccessibleName("Add a holiday")
        self._days = QWidget()
        self._grid = QGridLayout(self._days)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(6)
        self._grid.setVerticalSpacing(4)
        self._days.hide()
        self._picker = _Picker()
        self._picker.add.clicked.connect(self._take)
        self._picker.hide()
        layout = parts.column(self, spacing=6)
        layout.addLayout(parts.row(parts.label("Holidays", "strong"), self._said, self._toggle, None, pick, add))
        layout.addWidget(self._picker)
        layout.addWidget(self._days)
        design.reshaped.connect(self._show)

    def open_up(self) -> None:
        """Show the days."""
        self._days.show()
        self._show()

    def _show(self) -> None:
        found = items(self._design.draft, "holidays")
        self._said.setText(_count(len(found)) if found else "none; an exception can name them")
        self._toggle.setVisible(bool(found))
        self._toggle.setText("Show" if self._days.isHidden() else "Hide")
        if self._days.isHidden():
            return
        with Keyboard(self):
            parts.empty(self._grid)
            for number, item in enumerate(found):
                self._show_day(number, item)

    def _show_day(self, number: int, item: Any) -> None:  # noqa: ANN401 -- any JSON
        path = f"holidays[{number}]"
        named = isinstance(item, dict)
        day = Field(self._design, f"{path}.date" if named else path, f"Date of holiday {number + 1}", DATE, width=104)
        row, column = divmod(number, _COLUMNS)
        self._grid.addWidget(day, row, column * 3)
        if named:
            name = Field(self._design, f"{path}.name", f"Name of holiday {number + 1}", TEXT)
            self._grid.addWidget(name, row, column * 3 + 1)
        out = parts.icon_button("x", f"Remove holiday {number + 1}")
        out.clicked.connect(lambda: self._design.change(remove(self._design.draft, path)))
        self._grid.addWidget(out, row, column * 3 + 2)

    def _toggle_days(self) -> None:
        self._days.setVisible(self._days.isHidden())
        self._show()

    def _toggle_picker(self) -> None:
        self._picker.setVisible(self._picker.isHidden())
        if not self._picker.isHidden():
            since = str(self._design.value("effective_from") or "")[:4]
            self._picker.offer(int(since) if since.isdigit() else date.today().year)  # noqa: DTZ011 -- a person's year
            self._picker.country.setFocus()

    def _add(self) -> None:
        self._days.show()
        self._design.change(insert(self._design.draft, "holidays", {"date": None, "name": None}))

    def _take(self) -> None:
        self._picker.hide()
        self._design.change(editing.add_holidays(self._design.draft, self._picker.ticked()))
        self._toggle.setFocus()


class _Picker(QWidget):
    """Country, part of it and first year; its holidays to be ticked."""

    def __init__(self) -> None:
        super().__init__()
        self.country, self.part, self.year = QComboBox(), QComboBox(), QComboBox()
        for box, name in ((self.country, "Country"), (self.part, "State or part"), (self.year, "First year")):
            box.setAccessibleName(name)
            box.setMaxVisibleItems(16)
        self.list = CheckList("Holidays to take over", *_LIST)
        self.add = parts.button("Add them", kind="primary")
        self.add.setAccessibleName("Add the ticked holidays")
        layout = parts.column(self, spacing=6)
        layout.addLayout(parts.row(self.country, self.part, self.year, None))
        layout.addLayout(parts.row(self.list, None))
        layout.addLayout(
            parts.row(self.add, parts.label("with their dates; change them where a site differs", "secondary"), None)
        )
        self.country.activated.connect(self._show_parts)
        self.part.activated.connect(self._show_days)
        self.year.activated.connect(self._show_days)

    def offer(self, year: int) -> None:
        """Fill the lists, once."""
        if not self.country.count():
            for one in calendars.countries():
                self.country.addItem(one.name, one.code)
            self.country.setCurrentIndex(self.country.findData("US"))
            for each in range(year - 1, year + 6):
                self.year.addItem(f"{each} to {each + _YEARS - 1}", each)
            self.year.setCurrentIndex(1)
            self._show_parts()

    def ticked(self) -> list[tuple[date, str]]:
        """Give the dates and names of the ticked ones."""
        return [(one.date, one.name) for one in self.list.ticked() if isinstance(one, calendars.Day)]

    def _show_parts(self) -> None:
        self.part.clear()
        self.part.addItem("whole country", None)
        for one in calendars.parts_of(self.country.currentData()):
            self.part.addItem(one.name, one.code)
        self.part.setVisible(self.part.count() > 1)
        self._show_days()

    def _show_days(self) -> None:
        year: int = self.year.currentData()
        found = calendars.days(self.country.currentData(), self.part.currentData(), range(year, year + _YEARS))
        self.list.clear()
        for one in found:
            self.list.add_row(f"{one.date}   {one.name}", one, ticked=True)


def _count(number: int) -> str:
    return "1 day" if number == 1 else f"{number} days"
