"""Step 4: on which chargers the profile is, and from which day it is put on more of them."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import QDateEdit, QLineEdit, QListWidgetItem, QWidget

from zefdesk.desktop.rates.designer.design import Design
from zefdesk.desktop.rates.designer.step import Step
from zefdesk.desktop.widgets import parts
from zefdesk.desktop.widgets.check_list import ROW, CheckList
from zefdesk.domain.charger import Charger

_MOST_ROWS, _MANY = 7, 8
_WIDEST = 16_777_215


class Place(NamedTuple):
    """A charger and the profile that is open on it, with words for both."""

    charger: Charger
    profile: str | None
    words: str


class ChargersStep(Step):
    """`attach_wanted` tells serials and the day from which the profile is to be put on them.

    `count_wanted` asks how many stored sessions of chargers start from a day on.
    """

    attach_wanted = Signal(tuple, object)
    count_wanted = Signal(tuple, object)

    def __init__(self, design: Design, parent: QWidget | None = None) -> None:
        super().__init__("4", "Chargers", parent)
        self._design = design
        self._name = ""
        self._errors = 0
        self._changed = False
        self._places: tuple[Place, ...] = ()
        self.search = QLineEdit()
        self.search.setPlaceholderText("Find a charger")
        self.search.setAccessibleName("Find a charger to attach the profile to")
        self.search.textChanged.connect(self._narrow)
        self.list = CheckList("Chargers to attach the profile to", 200, ROW.height())
        self.list.setMaximumWidth(_WIDEST)
        self.list.setMinimumWidth(200)
        self.list.itemChanged.connect(self._say)
        self.since = QDateEdit()
        self.since.setCalendarPopup(True)
        self.since.setDisplayFormat("yyyy-MM-dd")
        self.since.setAccessibleName("From this day on")
        self.since.setFixedWidth(124)
        self.attach = parts.button("Attach", kind="primary", clicked=self._attach)
        self._said = parts.label("", "secondary", wrap=True)
        self._none = parts.label(
            "No charger is known yet: each report that is imported makes its chargers known.", "muted"
        )
        self.count = parts.label("", "secondary", wrap=True)
        self.count.hide()
        self._counted: tuple[tuple[str, ...], date] | None = None
        self.since.dateChanged.connect(lambda _day: self._ask())
        for each in (self._none, self.search, self.list, self._said, self.count):
            self.body.addWidget(each)
        self.body.addLayout(parts.row(parts.label("from", "muted"), self.since, self.attach, None, spacing=8))
        design.edited.connect(self._say)
        design.reshaped.connect(self._say)

    def show_places(self, places: Sequence[Place], name: str) -> None:
        """Show the chargers; those that have the profile of this name are ticked."""
        ticked = {str(each) for each in self.list.ticked()} if name == self._name else set()
        self._places, self._name = tuple(places), name
        self.list.blockSignals(True)
        self.list.clear()
        for one in places:
            on = one.profile == name
            item = self.list.add_row(one.words, one.charger.serial, ticked=on or one.charger.serial in ticked)
            if on:
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsUserCheckable)
                item.setToolTip("It has this profile already")
        self.list.blockSignals(False)
        self.list.setFixedHeight(ROW.height() * min(max(len(places), 1), _MOST_ROWS) + 8)
        self.list.setVisible(bool(places))
        self.search.setVisible(len(places) > _MANY)
        self._none.setVisible(not places)
        self._say()

    def show_state(self, errors: int, *, changed: bool) -> None:
        """Say whether it can be attached: not with errors; what is changed is stored first."""
        self._errors, self._changed = errors, changed
        self._say()

    def choose(self, serials: Sequence[str]) -> None:
        """Tick these chargers too."""
        for item in self.list.items_in_order():
            if item.data(Qt.ItemDataRole.UserRole)[0] in serials:
                item.setCheckState(Qt.CheckState.Checked)

    def suggest_day(self, day: str) -> None:
        """Let the profile be attached from the day on which it takes effect."""
        found = QDate.fromString(day, Qt.DateFormat.ISODate)
        if found.isValid():
            self.since.setDate(found)

    @property
    def chosen(self) -> tuple[Place, ...]:
        """The chargers that are ticked and do not have the profile yet."""
        ticked = set(self.list.ticked())
        return tuple(one for one in self._places if one.charger.serial in ticked and one.profile != self._name)

    def _attach(self) -> None:
        self.attach_wanted.emit(*self._asked())

    def _asked(self) -> tuple[tuple[str, ...], date]:
        day = self.since.date()
        return tuple(one.charger.serial for one in self.chosen), date(day.year(), day.month(), day.day())

    def _ask(self) -> None:
        """Ask how many sessions would be itemised, where something else is chosen than before."""
        asked = self._asked()
        if asked != self._counted:
            self._counted = asked
            self.count.hide()
            if asked[0]:
                self.count_wanted.emit(*asked)

    def show_count(self, asked: tuple[tuple[str, ...], date], sentence: str) -> None:
        """Show how many sessions would be itemised, unless something else is chosen by now."""
        if asked == self._counted:
            self.count.setText(sentence)
            self.count.show()

    def _narrow(self, text: str) -> None:
        wanted = text.casefold()
        for item in self.list.items_in_order():
            item.setHidden(wanted not in item.text().casefold())

    def _say(self, _item: QListWidgetItem | None = None) -> None:
        has = [one.charger.name or one.charger.serial for one in self._places if one.profile == self._name]
        self.summary.setText(", ".join(has) or "on no charger yet")
        chosen = self.chosen
        count = "1 charger" if len(chosen) == 1 else f"{len(chosen)} chargers"
        verb = "Save and attach" if self._changed else "Attach"
        self.attach.setText(f"{verb} to {count}" if chosen else verb)
        self.attach.setAccessibleName(self.attach.text())
        self.attach.setEnabled(bool(chosen) and not self._errors)
        self._said.setText(self._words(chosen))
        self._said.setVisible(bool(self._said.text()))
        self._ask()

    def _words(self, chosen: tuple[Place, ...]) -> str:
        if self._errors:
            errors = "1 error" if self._errors == 1 else f"{self._errors} errors"
            return (
                f"To be attached once {errors} {'is' if self._errors == 1 else 'are'} mended: see the problems below."
            )
        if not chosen:
            return "Tick the chargers that it is to price. Sessions keep the price that was in force at their Start."
        simple = [
            one.charger.name or one.charger.serial for one in chosen if one.charger.simple_rate and not one.profile
        ]
        said = "From that day on Bill Details are itemised."
        if simple:
            said = f"The simple rate of {', '.join(simple)} no longer applies. {said}"
        ends = sorted({one.profile for one in chosen if one.profile})
        return f"{said} {', '.join(ends)} ends there." if ends else said
