"""One finding of the session that is shown: what was seen, what may be innocent about it, and setting it aside."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QWidget

from zefdesk.desktop.sessions import cells
from zefdesk.desktop.sessions.row_delegate import TONES
from zefdesk.desktop.widgets import parts
from zefdesk.desktop.widgets.badge import Badge, Look
from zefdesk.desktop.widgets.signs import Sign
from zefdesk.domain.finding import KINDS, Severity

if TYPE_CHECKING:
    from zefdesk.store.findings import StoredFinding

_SIGNS = {Severity.INFO: Sign.DOT, Severity.WARN: Sign.TRIANGLE, Severity.BAD: Sign.CROSS}
_ASIDE = Look("Set aside", Sign.CHECK, "accent")


class FindingCard(QFrame):
    """Shows a finding; the signals say what a person wants to do with it."""

    aside_wanted = Signal(int, str)
    back_wanted = Signal(int)
    other_wanted = Signal(int)

    def __init__(self, finding: "StoredFinding", when: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.finding = finding
        kind = KINDS.get(finding.code)
        layout = parts.column(self, spacing=5)
        head = parts.row(parts.label(cells.title(finding.code), "strong", wrap=True), Badge(_look(finding)))
        head.setStretch(0, 1)
        layout.addLayout(head)
        layout.addWidget(parts.label(finding.message, wrap=True, selectable=True))
        if finding.set_aside:
            said = f"Set aside by {finding.set_aside.who}, {when}: {finding.set_aside.text}"
            layout.addWidget(parts.label(said, "secondary", wrap=True, selectable=True))
        elif kind:
            layout.addWidget(parts.label(f"May be innocent: {kind.innocent}", "secondary", wrap=True, selectable=True))
            layout.addWidget(parts.label(f"Look next: {kind.look_next}", "secondary", wrap=True, selectable=True))
        self._reason = QLineEdit()
        self._row = self._reason_row()
        layout.addLayout(self._links())
        layout.addWidget(self._row)

    def _links(self) -> QHBoxLayout:
        number, other = self.finding.id, self.finding.other_id
        links = parts.row(spacing=12)
        if self.finding.set_aside:
            links.addWidget(parts.button("Open again", kind="link", clicked=lambda: self.back_wanted.emit(number)))
        else:
            self._begin = parts.button("Set aside…", kind="link", clicked=self._ask)
            links.addWidget(self._begin)
        if other is not None:
            words = "Show it beside the other session"
            links.addWidget(parts.button(words, kind="link", clicked=lambda: self.other_wanted.emit(other)))
        links.addStretch(1)
        return links

    def _reason_row(self) -> QWidget:
        """Make the field for the reason, which is shown when somebody wants to set the finding aside."""
        row = QWidget()
        self._reason.setPlaceholderText("Why is it none?")
        self._reason.setAccessibleName("Reason")
        self._set = parts.button("Set aside", "check", kind="primary", clicked=self._give)
        self._set.setEnabled(False)
        self._reason.textChanged.connect(lambda text: self._set.setEnabled(bool(text.strip())))
        self._reason.returnPressed.connect(self._give)
        layout = parts.row(spacing=8)
        layout.addWidget(self._reason, 1)
        layout.addWidget(self._set)
        row.setLayout(layout)
        row.hide()
        return row

    def _ask(self) -> None:
        self._begin.hide()
        self._row.show()
        self._reason.setFocus()

    def _give(self) -> None:
        if reason := self._reason.text().strip():
            self._set.setEnabled(False)
            self.aside_wanted.emit(self.finding.id, reason)


def _look(finding: "StoredFinding") -> Look:
    if finding.set_aside:
        return _ASIDE
    severity = KINDS[finding.code].severity if finding.code in KINDS else Severity.INFO
    return Look(severity.value.capitalize(), _SIGNS[severity], TONES[severity])
