"""Step 1: what the profile is called, its currency and clock, since when it is in force, and its holidays."""

from zoneinfo import available_timezones

from PySide6.QtWidgets import QWidget

from zefdesk.billing.draft import items
from zefdesk.desktop.rates.designer.design import Design
from zefdesk.desktop.rates.designer.fields import Field, Suggested, labelled
from zefdesk.desktop.rates.designer.forms import DATE
from zefdesk.desktop.rates.designer.holiday_list import HolidayList
from zefdesk.desktop.rates.designer.step import Step
from zefdesk.desktop.widgets.flow import Flow
from zefdesk.domain import money
from zefdesk.domain.notation import Notation

_DATE_PX, _CODE_PX, _NAME_PX = 104, 62, 250


class ProfileStep(Step):
    """The head of a profile."""

    def __init__(self, design: Design, notation: Notation, parent: QWidget | None = None) -> None:
        super().__init__("1", "Profile", parent)
        self._design = design
        self.name = Field(design, "name", "Name of the profile", width=_NAME_PX)
        self.name.setPlaceholderText("Workday, time of use")
        self.since = Field(design, "effective_from", "Effective from", DATE, width=_DATE_PX)
        until = Field(design, "effective_until", "Effective until", DATE, width=_DATE_PX)
        until.setPlaceholderText("no end")
        until.setToolTip("The day on which it is no longer in force; empty: it has no end")
        zone = Suggested(design, "time_zone", "Time zone", _zones(), width=170)
        currency = Suggested(design, "currency", "Currency", sorted(money.CURRENCIES), width=_CODE_PX)
        line = Flow(spacing=8)
        for title, field in (
            ("Name", self.name),
            ("Effective from", self.since),
            ("until", until),
            ("Currency", currency),
            ("Time zone", zone),
        ):
            line.addWidget(labelled(title, field))
        self.body.addLayout(line)
        self.holidays = HolidayList(design, notation)
        self.body.addWidget(self.holidays)
        notes = Field(design, "notes", "Notes")
        notes.setPlaceholderText("Notes for whoever reads this profile; not part of any bill")
        self.body.addWidget(notes)
        design.edited.connect(self._say)
        design.reshaped.connect(self._say)

    def _say(self) -> None:
        value = self._design.value
        since = f"effective from {value('effective_from') or '?'}"
        until = f" until {value('effective_until')}" if value("effective_until") else ""
        count = len(items(self._design.draft, "holidays"))
        days = f"{count} holiday{'' if count == 1 else 's'}" if count else ""
        told = (value("currency"), value("time_zone"), since + until, days)
        self.summary.setText("  ·  ".join(str(one) for one in told if one))


def _zones() -> list[str]:
    """Give the zones that people name."""
    return [
        *sorted(one for one in available_timezones() if "/" in one and not one.startswith(("Etc/", "posix"))),
        "UTC",
    ]
