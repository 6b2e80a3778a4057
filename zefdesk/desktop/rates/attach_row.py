"""What attaches a billing profile to chargers from a day on, and what detaches it; each says what comes of it."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QDate, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from zefdesk.desktop.rates import price_words
from zefdesk.desktop.widgets import parts
from zefdesk.desktop.widgets.choices import Choice
from zefdesk.desktop.widgets.day_edit import DayEdit
from zefdesk.domain import clock
from zefdesk.domain.notation import Notation
from zefdesk.services.charger_overview import ProfileSeen, Seen


class AttachRow(QWidget):
    """`wanted` tells the name of a profile and the day from which it is to price.

    `count_wanted` asks how many stored sessions of these chargers start from a day on.
    """

    wanted = Signal(str, object)
    count_wanted = Signal(tuple, object)

    def __init__(self, notation: Notation, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notation = notation
        self._chargers: Sequence[Seen] = ()
        self._profiles: dict[str, ProfileSeen] = {}
        self.profile = Choice()
        self.profile.setAccessibleName("Billing profile to attach")
        self.day = DayEdit("Attach from this day")
        self.attach = parts.button("Attach", clicked=self._take)
        self._said = parts.label("", "secondary", wrap=True)
        self.count = parts.label("", "secondary", wrap=True)
        layout = parts.column(self, spacing=6)
        layout.addWidget(self.profile)
        row = parts.row(parts.label("From"), spacing=6)
        row.addWidget(self.day, 1)
        row.addWidget(self.attach)
        layout.addLayout(row)
        layout.addWidget(self._said)
        layout.addWidget(self.count)
        self.profile.currentIndexChanged.connect(self._chosen)
        self.day.dateChanged.connect(self._say)

    def show_chargers(self, chargers: Sequence[Seen], profiles: Sequence[ProfileSeen]) -> None:
        """Offer profiles for these chargers."""
        others = [seen.charger.serial for seen in chargers] != [seen.charger.serial for seen in self._chargers]
        self._chargers = chargers
        earlier = None if others else self.profile.currentData()
        if self._profiles != (known := {one.name: one for one in profiles}):
            self._profiles = known
            self.profile.clear()
            for one in profiles:
                self.profile.addItem(one.name, one.name)
        attached = {span.profile for seen in chargers if (span := seen.open)}
        proposed = next((name for name in known if name not in attached), None)
        self.profile.setCurrentIndex(max(self.profile.findData(earlier or proposed), 0) if profiles else -1)
        self._say()

    @property
    def said(self) -> str:
        """What would come of it."""
        return self._said.text()

    def show_count(self, asked: tuple[tuple[str, ...], date], count: int) -> None:
        """Show how many stored sessions would get Bill Details, unless something else is asked by now."""
        if asked == self._asked():
            self.count.setText(price_words.would_get_details(count, self._chargers, self._notation))

    def _asked(self) -> tuple[tuple[str, ...], date]:
        one = self._profiles.get(self.profile.currentData() or "")
        day = self.day.day if one is None else max(self.day.day, one.first)
        return tuple(seen.charger.serial for seen in self._chargers), day

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ask()

    def _ask(self) -> None:
        """Ask for the count, once somebody sees it."""
        if self.isVisible() and self._chargers and self.attach.isEnabled():
            self.count_wanted.emit(*self._asked())

    def _chosen(self) -> None:
        one = self._profiles.get(self.profile.currentData() or "")
        if one is not None and self.day.day < one.first:
            self.day.show_day(one.first)
        self._say()

    def _say(self) -> None:
        one = self._profiles.get(self.profile.currentData() or "")
        self.attach.setEnabled(one is not None)
        self.count.clear()
        self._ask()
        if one is None:
            self._said.setText("There is no billing profile yet: design one at the right, or import one.")
        else:
            self._said.setText(price_words.would_attach(self._chargers, self.day.day, one, self._notation))
        self.attach.setAccessibleDescription(self._said.text())

    def _take(self) -> None:
        self.wanted.emit(self.profile.currentData(), self.day.day)


class DetachRow(QWidget):
    """`wanted` tells the day from which no profile prices any more."""

    wanted = Signal(object)

    def __init__(self, notation: Notation, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notation = notation
        self._chargers: Sequence[Seen] = ()
        self._without_rate = False
        self.day = DayEdit("Detach from this day")
        self.detach = parts.button("Detach", clicked=lambda: self.wanted.emit(self.day.day))
        self._said = parts.label("", "secondary", wrap=True)
        layout = parts.column(self, spacing=6)
        row = parts.row(parts.label("From"), spacing=6)
        row.addWidget(self.day, 1)
        row.addWidget(self.detach)
        layout.addLayout(row)
        layout.addWidget(self._said)
        self.day.dateChanged.connect(lambda _day: self._say())

    def show_chargers(self, chargers: Sequence[Seen]) -> None:
        """Offer to detach from these chargers."""
        self._chargers = chargers
        self._say()

    def take_rate_away(self, goes: bool) -> None:  # noqa: FBT001 -- Qt's way of a setter
        """Say whether the simple rate goes with the profile."""
        self._without_rate = goes
        self._say()

    def begin_today(self, chargers: Sequence[Seen]) -> None:
        """Propose today by the chargers' clocks: the earliest, where it is not the same day at all of them."""
        if chargers:
            today = clock.wall_datetime(min(seen.now for seen in chargers))
            self.day.setDate(QDate(today.year, today.month, today.day))

    @property
    def said(self) -> str:
        """What would come of it."""
        return self._said.text()

    def _say(self) -> None:
        if self._chargers:
            rates = () if self._without_rate else tuple(seen.charger.simple_rate for seen in self._chargers)
            self._said.setText(price_words.would_detach(rates, self.day.day, self._notation))
            self.detach.setAccessibleDescription(self._said.text())
