"""The drill-down: what, when and who of one session; its bill, source, findings and fields."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QSizePolicy, QStackedWidget, QTabBar, QWidget

from zefdesk.desktop.bill.panel import BillPanel
from zefdesk.desktop.sessions import drill_words
from zefdesk.desktop.sessions.cells import Row, Writing
from zefdesk.desktop.sessions.fields_tab import FieldsTab
from zefdesk.desktop.sessions.findings_tab import FindingsTab
from zefdesk.desktop.sessions.review_tab import ReviewTab
from zefdesk.desktop.sessions.row_delegate import look_of
from zefdesk.desktop.sessions.source_tab import SourceTab
from zefdesk.desktop.timeline.panel import TimelinePanel
from zefdesk.desktop.widgets import parts
from zefdesk.desktop.widgets.badge import Badge, Look
from zefdesk.desktop.widgets.elided import ElidedLabel
from zefdesk.desktop.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from zefdesk.desktop.sessions.detail import Detail
    from zefdesk.services.charger_logs import Trace
    from zefdesk.services.log_text import Lines

BILL, TIMELINE, SOURCE, FINDINGS, REVIEW, FIELDS = range(6)
TABS = ("Bill", "Timeline", "Source", "Findings", "Review", "Fields")
LEAST_PX, MOST_PX, LEAST_BELOW_PX = 360, 480, 150
_HEAD_BELOW_PX = 310
_NONE = "Its bill, its course and its source stand here once one is selected in the table."
_CLOSE_TABS = "QTabBar::tab { margin-right: 6px; }"
"""So that all of them stand beside each other where the panel is narrowest."""


def _reported(detail: "Detail") -> bool:
    """Whether a report tells the session too."""
    logs = set(detail.trace.places) if detail.trace else set()
    return any(place.import_id not in logs for place in detail.stored.sources)


class DrillDown(QFrame):
    """Shows a row at once and its details when they come; `left` tells that Escape gives the focus back."""

    left = Signal()
    closed = Signal()
    line_wanted = Signal(object)

    def __init__(self, writing: Writing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.writing = writing
        self._detail: Detail | None = None
        self._told: set[int] = set()
        self.shown_id: int | None = None
        self.setProperty("card", "surface")
        self._name = ElidedLabel(role="object")
        self._badge, self._told_by = Badge(), Badge()
        self._told_by.hide()
        self._lines = [parts.label("", "secondary", wrap=True, selectable=True) for _ in range(3)]
        close = parts.icon_button("x", "Hide the drill-down", key="F4", clicked=self.closed)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("Parts of the session")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        for name in TABS:
            self.tabs.addTab(name)
        self.bill = BillPanel(writing.notation)
        self.timeline = TimelinePanel(writing.notation)
        self.source, self.findings, self.fields = SourceTab(), FindingsTab(writing.notation), FieldsTab()
        self.review = ReviewTab(writing.notation)
        self._stack = QStackedWidget()
        self._none = EmptyState("table-2", "No session is selected", _NONE, width=LEAST_PX - 40)
        self._none.hide()
        for each in (self.bill, self.timeline, self.source, self.findings, self.review, self.fields):
            self._stack.addWidget(each)
        self._put_together(close)
        self.tabs.currentChanged.connect(self._show_tab)
        self.bill.source_wanted.connect(self.show_source)
        self.timeline.line_wanted.connect(self.line_wanted)
        self.source.line_wanted.connect(self.line_wanted)

    def _put_together(self, close: QWidget) -> None:
        self._head = QWidget()
        head = parts.column(self._head, spacing=4, margins=(16, 12, 12, 4))
        name = parts.row(self._name, self._badge, close, spacing=8)
        name.setStretch(0, 1)
        head.addLayout(name)
        head.addLayout(parts.row(self._told_by, None))
        for line in self._lines:
            head.addWidget(line)
        head.addStretch(0)
        self._head.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        right = parts.column(spacing=0)
        right.addLayout(parts.row(self.tabs, None, margins=(14, 4, 4, 0)))
        right.addWidget(parts.rule())
        right.addWidget(self._stack, 1)
        right.addWidget(self._none, 1)
        self._layout = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._layout.setContentsMargins(1, 1, 1, 1)
        self._layout.setSpacing(0)
        self._layout.addWidget(self._head)
        self._layout.addLayout(right, 1)

    def lie_below(self, *, below: bool) -> None:
        """Put the head beside the tabs where the panel is low and wide, else above them."""
        directions = QBoxLayout.Direction
        self._layout.setDirection(directions.LeftToRight if below else directions.TopToBottom)
        policy = QSizePolicy.Policy
        self._head.setSizePolicy(
            policy.Fixed if below else policy.Preferred, policy.Preferred if below else policy.Maximum
        )
        self._head.setFixedWidth(_HEAD_BELOW_PX) if below else self._head.setMaximumWidth(16_777_215)
        self._head.setMinimumWidth(_HEAD_BELOW_PX if below else 0)
        self.bill.lie_wide(wide=below)
        self.timeline.lie_wide(wide=below)
        self.tabs.setStyleSheet("" if below else _CLOSE_TABS)
        self.setMinimumWidth(0 if below else LEAST_PX)
        self.setMinimumHeight(LEAST_BELOW_PX if below else 0)

    def show_row(self, row: Row | None) -> None:
        """Show the head of a session; None where nothing is selected."""
        self.shown_id = row.stored.id if row else None
        self._head.setVisible(row is not None)
        self.tabs.setEnabled(row is not None)
        self._stack.setVisible(row is not None)
        self._none.setVisible(row is None)
        if row is None:
            self._detail = None
            return
        words = drill_words.head(row.stored, self.writing.notation)
        self._name.setText(words.name)
        self._badge.show_look(look_of(row))
        for line, text in zip(self._lines, words.lines, strict=True):
            line.setText(text)
            line.setVisible(bool(text))
        self._head.setAccessibleName(f"{words.name}. {'. '.join(words.lines)}")

    def show_detail(self, detail: "Detail") -> None:
        """Show the bill, source, findings and fields of the session."""
        self._detail = detail
        self._told.clear()
        self._told_by.setVisible(detail.trace is not None)
        self._told_by.show_look(Look("Report and log" if _reported(detail) else "Log", tone="info"))
        count = sum(one.set_aside is None for one in detail.findings)
        self.tabs.setTabText(FINDINGS, f"Findings {count}" if count else "Findings")
        self.tabs.setTabText(SOURCE, f"Source {len(detail.sources)}" if len(detail.sources) > 1 else "Source")
        self._show_tab(self.tabs.currentIndex())

    def show_source(self) -> None:
        """Go to the Source tab."""
        self.tabs.setCurrentIndex(SOURCE)
        self.tabs.setFocus()

    def focus_in(self) -> None:
        """Take the keyboard."""
        self.tabs.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_tab(self, tab: int) -> None:
        self._stack.setCurrentIndex(tab)
        detail = self._detail
        if detail is None or tab in self._told:
            return
        self._told.add(tab)
        if tab == BILL:
            logged = detail.trace is not None
            self.bill.show_bill(detail.stored, detail.bill, self.writing.home, detail.computing, logged=logged)
        elif tab == TIMELINE:
            logged_as = detail.trace.logged if detail.trace else None
            self.timeline.show_session(detail.stored, logged_as, zone_set=detail.zone_set)
        elif tab == SOURCE:
            self.source.show_sources(detail.sources, detail.lines, detail.trace.places if detail.trace else ())
        elif tab == FINDINGS:
            self.findings.show_findings(detail.findings)
        elif tab == REVIEW:
            self.review.show_review(detail)
        else:
            derived = detail.trace.logged.derived if detail.trace else {}
            self.fields.show_fields(detail.stored, self.writing, derived, reported=_reported(detail))

    @property
    def trace(self) -> "Trace | None":
        """What logs tell of the session that is shown."""
        return self._detail.trace if self._detail else None

    def show_lines(self, lines: "Lines | None") -> None:
        """Go to other lines of the log."""
        if self._detail is not None:
            self._detail = self._detail._replace(lines=lines)
            self._told.discard(SOURCE)
            self.show_source()
            self._show_tab(SOURCE)

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
