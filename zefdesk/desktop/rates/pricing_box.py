"""How a charger is priced: no price, a simple rate, or a billing profile; never two of them at once."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QFrame, QRadioButton, QVBoxLayout, QWidget

from zefdesk.desktop.rates import price_words
from zefdesk.desktop.rates.attach_row import AttachRow, DetachRow
from zefdesk.desktop.rates.fields import ListField
from zefdesk.desktop.rates.life_line import LifeLine
from zefdesk.desktop.rates.price_words import NONE, PROFILE, SIMPLE
from zefdesk.desktop.rates.rate_row import RateRow
from zefdesk.desktop.widgets import parts
from zefdesk.desktop.widgets.callout import Callout
from zefdesk.domain.notation import Notation
from zefdesk.services.charger_overview import ProfileSeen, Seen

_INDENT = 22
_TITLES = {NONE: "No price", SIMPLE: "Simple L2 rate", PROFILE: "Billing profile"}


class PricingBox(QFrame):
    """`given` tells a key and its text; `attach_wanted` a profile and a day.

    `detach_wanted` tells a day, and whether the simple rate is to go too. What is chosen shows what it needs;
    the charger is another only when that is given.
    """

    given = Signal(str, str)
    attach_wanted = Signal(str, object)
    detach_wanted = Signal(object, bool)
    profile_wanted = Signal(str)
    opened = Signal(object)

    def __init__(self, notation: Notation, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "inset")
        self._notation = notation
        self._chargers: Sequence[Seen] = ()
        self._profiles: dict[str, ProfileSeen] = {}
        self._wanted: str | None = None
        self._opened = ""
        self.choices = {each: QRadioButton(title) for each, title in _TITLES.items()}
        self._group = QButtonGroup(self)
        self.rate = RateRow(notation)
        self.attach = AttachRow(notation)
        self.detach = DetachRow(notation)
        self.life = LifeLine()
        self.wrong = Callout()
        self._title = parts.label("", "strong")
        self._mixed = parts.label(
            "They are priced in several ways; what is given here holds for all.", "secondary", wrap=True
        )
        self._take_away = parts.button("Take the rate away", clicked=lambda: self.given.emit("simple_rate", ""))
        self._name = parts.button("", kind="link", tip="Show this profile", clicked=self._show_profile)
        self._notes = {each: parts.label("", "secondary", wrap=True) for each in _TITLES}
        self._other = parts.button("Attach another\u2026", kind="link", clicked=lambda: self._open("attach"))
        self._off = parts.button("Detach\u2026", kind="link", clicked=lambda: self._open("detach"))
        self.free_vend = QCheckBox("A blank initiator is free vend")
        self.members = ListField("members", "Members who charge free", "Identities whose sessions cost nothing.")
        self._lay_out()
        self._connect()

    def show_chargers(self, chargers: Sequence[Seen], profiles: Sequence[ProfileSeen]) -> None:
        """Show how chargers are priced, or what they have in common of that."""
        if [seen.charger.serial for seen in chargers] != [seen.charger.serial for seen in self._chargers]:
            self.fold()
            self.wrong.hide()
            self.detach.begin_today(chargers)
        now = self._modes(chargers)
        if now != self._modes(self._chargers) and len(now) == 1:
            self.fold()
        self._chargers = chargers
        self._profiles = {one.name: one for one in profiles}
        for part in (self.rate, self.detach):
            part.show_chargers(chargers)
        self.attach.show_chargers(chargers, profiles)
        self.members.show_texts([";".join(seen.charger.members) for seen in chargers])
        self._show_free_vend({seen.charger.free_vend for seen in chargers})
        one = chargers[0] if len(chargers) == 1 else None
        self._title.setText("How this charger is priced" if one else "How these chargers are priced")
        self.life.show_stretches(price_words.stretches(one, self._notation) if one else (), one.now if one else 0)
        self._show_mode()

    def choose(self, mode: str) -> None:
        """Show what a way of pricing needs, as a click on it does."""
        self._wanted = mode
        self.wrong.hide()
        self._show_mode()
        if mode == SIMPLE:
            self.rate.amount.setFocus()
        bottom = {NONE: self._notes[NONE], SIMPLE: self._notes[SIMPLE], PROFILE: self.attach}[mode]
        shown = self.detach if self.detach.isVisible() else bottom
        QTimer.singleShot(0, self, lambda: self.opened.emit(shown))

    def say_refused(self, title: str, sentence: str) -> None:
        """Say in place why something was refused."""
        self.wrong.say("bad", title, sentence)

    @property
    def mode(self) -> str:
        """What is chosen: none, simple, profile, or empty where chargers differ."""
        actual = self._modes(self._chargers)
        return self._wanted or (next(iter(actual)) if len(actual) == 1 else "")

    def _modes(self, chargers: Sequence[Seen]) -> set[str]:
        return {price_words.mode(seen) for seen in chargers}

    def _show_mode(self) -> None:
        mode, actual = self.mode, self._modes(self._chargers)
        self._group.setExclusive(False)
        for each, button in self.choices.items():
            button.setChecked(each == mode)
        self._group.setExclusive(True)
        self._mixed.setVisible(len(actual) > 1)
        profile_on = PROFILE in actual
        self.rate.setVisible(mode == SIMPLE)
        self._take_away.setVisible(mode == NONE and SIMPLE in actual and not profile_on)
        self._show_profile_part(mode, actual)
        self._notes[SIMPLE].setText(_simple_note(profile_on=profile_on))
        self._notes[SIMPLE].setVisible(mode == SIMPLE)
        self._notes[NONE].setText(_none_note(actual))
        self._notes[NONE].setVisible(mode == NONE and bool(self._notes[NONE].text()))
        self._place_detach(mode, profile_on=profile_on)

    def _show_profile_part(self, mode: str, actual: set[str]) -> None:
        here = mode == PROFILE
        one = self._chargers[0] if len(self._chargers) == 1 else None
        title, said = price_words.attached(one, self._profiles, self._notation) if one else ("", "")
        self._name.setText(title)
        self._name.setVisible(here and bool(title))
        self._notes[PROFILE].setText(said)
        self._notes[PROFILE].setVisible(here and bool(said))
        attached = PROFILE in actual
        for button in (self._other, self._off):
            button.setVisible(here and attached)
        self.attach.setVisible(here and (actual != {PROFILE} or self._opened == "attach"))

    def _place_detach(self, mode: str, *, profile_on: bool) -> None:
        """Show what detaches beneath what is chosen, where a profile is on and something else is wanted."""
        shown = profile_on and bool(mode) and (mode != PROFILE or self._opened == "detach")
        if shown:
            self._under[mode].addWidget(self.detach)
        self.detach.setVisible(shown)
        self.detach.take_rate_away(mode == NONE)

    def _open(self, part: str) -> None:
        self.wrong.hide()
        self._opened = part
        self._show_mode()
        row = self.attach if part == "attach" else self.detach
        (self.attach.profile if part == "attach" else self.detach.day).setFocus()
        QTimer.singleShot(0, row, lambda: self.opened.emit(row))

    def _show_free_vend(self, values: set[bool]) -> None:
        state = Qt.CheckState.Checked if values == {True} else Qt.CheckState.Unchecked
        mixed = len(values) > 1
        self.free_vend.setTristate(mixed)
        self.free_vend.setCheckState(Qt.CheckState.PartiallyChecked if mixed else state)
        self.free_vend.setToolTip("The chargers differ; a click sets all" if mixed else "")

    def _free_vend_clicked(self) -> None:
        self.free_vend.setTristate(False)
        self.given.emit("free_vend", "yes" if self.free_vend.isChecked() else "no")

    def _show_profile(self) -> None:
        span = next((seen.current or seen.coming for seen in self._chargers), None)
        if span is not None:
            self.profile_wanted.emit(span.profile)

    def _attach(self, name: str, day: object) -> None:
        self.wrong.hide()
        self.attach_wanted.emit(name, day)

    def _detach(self, day: object) -> None:
        self.wrong.hide()
        self.detach_wanted.emit(day, self.mode == NONE)

    def fold(self) -> None:
        """Close what was opened to attach or detach, once that is done."""
        self._wanted = None
        self._opened = ""

    def _connect(self) -> None:
        for mode, button in self.choices.items():
            self._group.addButton(button)
            button.clicked.connect(partial(self.choose, mode))
        self.rate.given.connect(partial(self.given.emit, "simple_rate"))
        self.attach.wanted.connect(self._attach)
        self.detach.wanted.connect(self._detach)
        self.free_vend.clicked.connect(self._free_vend_clicked)
        self.members.given.connect(self.given)

    def _lay_out(self) -> None:
        layout = parts.column(self, spacing=6, margins=(10, 10, 10, 12))
        layout.addWidget(self._title)
        layout.addWidget(self._mixed)
        inside: dict[str, tuple[QWidget, ...]] = {
            NONE: (self._take_away,),
            SIMPLE: (self.rate,),
            PROFILE: (self._name,),
        }
        self._under = {mode: _indented(*inside[mode], self._notes[mode]) for mode in _TITLES}
        for mode, button in self.choices.items():
            layout.addWidget(button)
            layout.addLayout(self._under[mode])
        self._under[PROFILE].addLayout(parts.row(self._other, self._off, None, spacing=14))
        self._under[PROFILE].addWidget(self.attach)
        self._under[PROFILE].addWidget(self.detach)
        layout.addWidget(self.wrong)
        layout.addWidget(self.life)
        layout.addWidget(self.free_vend)
        layout.addWidget(self.members)


def _indented(*inside: QWidget) -> QVBoxLayout:
    made = parts.column(spacing=4, margins=(_INDENT, 0, 0, 0))
    for part in inside:
        made.addWidget(part)
    return made


def _simple_note(*, profile_on: bool) -> str:
    cost_only = "Cost only: Bill Details stay empty."
    return f"{cost_only} It applies once the profile is detached." if profile_on else cost_only


def _none_note(actual: set[str]) -> str:
    return "Sessions have neither a cost nor Bill Details." if actual == {NONE} else ""
