"""The Findings tab: what was found in a session, each with what can be done with it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimeZone, Signal
from PySide6.QtWidgets import QWidget

from zefdesk.desktop.bill.pane import Pane
from zefdesk.desktop.sessions.finding_card import FindingCard
from zefdesk.desktop.widgets import parts
from zefdesk.domain import clock
from zefdesk.domain.notation import Notation

if TYPE_CHECKING:
    from zefdesk.store.findings import StoredFinding


class FindingsTab(Pane):
    """Shows the findings of one session, those that are open first."""

    aside_wanted = Signal(int, str)
    back_wanted = Signal(int)
    other_wanted = Signal(int)

    def __init__(self, notation: Notation, parent: QWidget | None = None) -> None:
        super().__init__("Findings", parent)
        self._notation = notation

    def show_findings(self, findings: "list[StoredFinding]") -> None:
        """Show these findings, or that there are none."""
        content = QWidget()
        layout = parts.column(content, spacing=16, margins=(16, 14, 16, 14))
        for finding in sorted(findings, key=lambda one: one.set_aside is not None):
            card = FindingCard(finding, self._when(finding))
            card.aside_wanted.connect(self.aside_wanted)
            card.back_wanted.connect(self.back_wanted)
            card.other_wanted.connect(self.other_wanted)
            layout.addWidget(card)
        if not findings:
            said = "Nothing was found in this session that does not add up."
            layout.addWidget(parts.label(said, "muted", wrap=True))
        layout.addStretch(1)
        self.setWidget(content)

    def _when(self, finding: "StoredFinding") -> str:
        if finding.set_aside is None:
            return ""
        zone = bytes(QTimeZone.systemTimeZoneId().data()).decode() or "UTC"
        return self._notation.moment(clock.wall_of(zone, finding.set_aside.at))
