"""The sheet on which a billing profile is assigned to chargers, from a day on."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QHBoxLayout, QLineEdit, QRadioButton, QWidget

from zefdesk.desktop.rates.choices import Choices
from zefdesk.desktop.sheets import Sheet
from zefdesk.desktop.widgets import parts
from zefdesk.desktop.widgets.callout import Callout
from zefdesk.desktop.widgets.check_list import CheckList
from zefdesk.desktop.widgets.day_edit import DayEdit

_WIDTH, _LIST = 536, 200


class AssignSheet(Sheet):
    """`wanted` tells the name of the profile, the serials, and the day or None: from the profile's own day on."""

    wanted = Signal(str, object, object)

    def __init__(self, choices: Choices, profile: str, parent: QWidget) -> None:
        content = QWidget()
        super().__init__("Assign a billing profile", content, parent, size=(_WIDTH + 48, 650))
        self._choices = choices
        self._profile = QComboBox()
        self._profile.setAccessibleName("Billing profile")
        for one in choices.profiles:
            self._profile.addItem(one.words, one.name)
        self._profile.setCurrentIndex(max(self._profile.findData(profile), 0))
        self._search = QLineEdit()
        self._search.setPlaceholderText("Find a charger")
        self._search.setAccessibleName("Find a charger")
        self._search.setClearButtonEnabled(True)
        self.chargers = CheckList("Chargers; space ticks one", _WIDTH, _LIST)
        for charger in choices.chargers:
            self.chargers.add_row(charger.words, charger.serial, ticked=False, tip=charger.words)
        self._count = parts.label("", "secondary")
        self._own, self._given = QRadioButton(), QRadioButton("From")
        self.day = DayEdit("From this day")
        self._wrong = Callout(content)
        self.assign = parts.button("Assign", "check", kind="primary", clicked=self._take)
        self._lay_out(content)
        self._connect()
        self._show_profile()
        self._show_count()
        self._profile.setFocus()

    def say_wrong(self, sentence: str) -> None:
        """Say in place why it was not assigned."""
        self._wrong.say("bad", "Nothing was assigned", sentence)

    def tick(self, *, ticked: bool) -> None:
        """Tick all chargers that the search shows, or none of them."""
        state = Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
        for item in self.chargers.items_in_order():
            if not item.isHidden():
                item.setCheckState(state)

    def _lay_out(self, content: QWidget) -> None:
        layout = parts.column(content, spacing=8, margins=(0, 0, 8, 0))
        layout.addWidget(parts.label("Billing profile", "strong"))
        layout.addWidget(self._profile)
        layout.addSpacing(4)
        layout.addWidget(parts.label("Chargers", "strong"))
        layout.addWidget(self._search)
        layout.addWidget(self.chargers)
        every = parts.button("All", kind="ghost", tip="Tick all that are shown", clicked=lambda: self.tick(ticked=True))
        none = parts.button("None", kind="ghost", tip="Tick none of them", clicked=lambda: self.tick(ticked=False))
        layout.addLayout(parts.row(every, none, None, self._count))
        layout.addWidget(parts.label("For sessions that start", "strong"))
        layout.addWidget(self._own)
        layout.addLayout(self._given_row())
        said = "A day begins at 00:00 of the charger's clock. What was assigned before ends there; its past stays."
        layout.addWidget(parts.label(said, "secondary", wrap=True))
        layout.addWidget(self._wrong)
        layout.addStretch(1)
        self.add_button(self.assign)

    def _given_row(self) -> QHBoxLayout:
        group = QButtonGroup(self)
        for button in (self._own, self._given):
            group.addButton(button)
        self._own.setChecked(True)
        return parts.row(self._given, self.day, None)

    def _connect(self) -> None:
        self._profile.currentIndexChanged.connect(self._show_profile)
        self._search.textChanged.connect(self._narrow)
        self.chargers.itemChanged.connect(self._show_count)
        self.day.dateChanged.connect(lambda _day: self._given.setChecked(True))

    def _show_profile(self) -> None:
        one = self._choices.profiles[self._profile.currentIndex()]
        self._own.setText(f"From the day on which the profile takes effect ({one.from_words})")

    def _show_count(self) -> None:
        ticked = len(self.chargers.ticked())
        self._count.setText(f"{ticked} of {self.chargers.count()} chargers")
        self.assign.setEnabled(ticked > 0)
        self.assign.setText(f"Assign to {ticked} charger{'' if ticked == 1 else 's'}" if ticked else "Assign")
        self.assign.setAccessibleName(self.assign.text())

    def _narrow(self, text: str) -> None:
        for item in self.chargers.items_in_order():
            item.setHidden(text.casefold() not in item.text().casefold())

    def _take(self) -> None:
        self._wrong.hide()
        day = self.day.day if self._given.isChecked() else None
        serials = tuple(str(serial) for serial in self.chargers.ticked())
        self.wanted.emit(self._profile.currentData(), serials, day)
