"""The Findings tab: what was seen, what may be innocent about it, what to look at next."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from zefdesk.desktop.bill.pane import Pane
from zefdesk.desktop.sessions import cells
from zefdesk.desktop.sessions.row_delegate import TONES
from zefdesk.desktop.widgets import parts
from zefdesk.desktop.widgets.badge import Badge, Look
from zefdesk.desktop.widgets.signs import Sign
from zefdesk.domain.finding import KINDS, Severity

if TYPE_CHECKING:
    from zefdesk.store.findings import StoredFinding

_SIGNS = {Severity.INFO: Sign.DOT, Severity.WARN: Sign.TRIANGLE, Severity.BAD: Sign.CROSS}


class FindingsTab(Pane):
    """Shows the findings of one session."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Findings", parent)

    def show_findings(self, findings: "list[StoredFinding]") -> None:
        """Show these findings, or that there are none."""
        content = QWidget()
        layout = parts.column(content, spacing=16, margins=(16, 14, 16, 14))
        for finding in findings:
            layout.addLayout(_one(finding))
        if not findings:
            said = "Nothing was found in this session that does not add up."
            layout.addWidget(parts.label(said, "muted", wrap=True))
        layout.addStretch(1)
        self.setWidget(content)


def _one(finding: "StoredFinding") -> QVBoxLayout:
    layout = parts.column(spacing=5)
    kind = KINDS.get(finding.code)
    severity = kind.severity if kind else Severity.INFO
    badge = Badge(Look(severity.value.capitalize(), _SIGNS[severity], TONES[severity]))
    head = parts.row(parts.label(cells.title(finding.code), "strong", wrap=True), badge)
    head.setStretch(0, 1)
    layout.addLayout(head)
    layout.addWidget(parts.label(finding.message, wrap=True, selectable=True))
    if kind:
        layout.addWidget(parts.label(f"May be innocent: {kind.innocent}", "secondary", wrap=True, selectable=True))
        layout.addWidget(parts.label(f"Look next: {kind.look_next}", "secondary", wrap=True, selectable=True))
    return layout
