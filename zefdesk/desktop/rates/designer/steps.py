"""The four steps, one below the other, and how what is at a path comes into sight."""

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QScrollArea, QWidget

from zefdesk.billing.check_remarks import Hours
from zefdesk.desktop.rates.designer.chargers_step import ChargersStep
from zefdesk.desktop.rates.designer.costs_step import CostsStep
from zefdesk.desktop.rates.designer.design import Design
from zefdesk.desktop.rates.designer.keyboard import reveal
from zefdesk.desktop.rates.designer.limits_step import LimitsStep
from zefdesk.desktop.rates.designer.profile_step import ProfileStep
from zefdesk.desktop.widgets import parts
from zefdesk.desktop.widgets.callout import Callout
from zefdesk.domain.notation import Notation

_OF_LIMITS = ("taxes", "minimum", "maximum", "billable_threshold", "policy", "prices_include_tax")


class Steps(QScrollArea):
    """Profile, costs, taxes and limits, chargers; a notice stands above them, and what else is to.

    A notice of what was asked for and is not done is brought into sight, and the keyboard goes on at its button.
    """

    def __init__(self, design: Design, notation: Notation, notice: Callout, *above: QWidget) -> None:
        super().__init__()
        self.profile = ProfileStep(design, notation)
        self.costs = CostsStep(design, notation)
        self.limits = LimitsStep(design, notation)
        self.chargers = ChargersStep(design)
        self._inside = QWidget()
        layout = parts.column(self._inside, spacing=12, margins=(10, 4, 14, 12))
        for each in (notice, *above, self.profile, self.costs, self.limits, self.chargers):
            layout.addWidget(each)
        layout.addStretch(1)
        self.setWidgetResizable(True)
        self.setWidget(self._inside)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.costs.begun.connect(self._go_on_at)
        notice.said.connect(partial(self._show_notice, notice))

    def _go_on_at(self, path: str) -> None:
        """Bring what was just added into sight, once it is laid out."""
        QTimer.singleShot(0, self, lambda: self.reveal(path))

    def _show_notice(self, notice: Callout, tone: str) -> None:
        if tone in {"warn", "bad"}:
            QTimer.singleShot(0, notice, partial(self._go_to, notice))

    def _go_to(self, notice: Callout) -> None:
        if notice.isVisible() and notice.buttons:
            self.ensureWidgetVisible(notice)
            notice.buttons[0].setFocus()

    def open_all(self, *, opened: bool) -> None:
        """Open or close all steps but the costs, which stay open."""
        for step in (self.profile, self.limits, self.chargers):
            step.open_up(opened=opened)

    def reveal(self, path: str) -> None:
        """Open what is at a path, bring it into sight and put the keyboard there."""
        step = self.costs if path.startswith("costs") else self.limits if path.startswith(_OF_LIMITS) else self.profile
        step.open_up(opened=True)
        if path.startswith("holidays"):
            self.profile.holidays.open_up()
        self.costs.open_at(path)
        reveal(self, self._inside, path)

    def reveal_hours(self, path: str, hours: Hours) -> None:
        """Select hours in the week of their cost."""
        self.costs.open_up(opened=True)
        self.costs.open_at(path)
        week = next((card.week for card in self.costs.cards if card.week is not None), None)
        if week is not None:
            week.show_hours(hours)
            self.ensureWidgetVisible(week)
