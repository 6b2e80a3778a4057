"""The months of the ledger: how far the review of each is; closed and opened again here."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from zefdesk.desktop.sessions import filter_words, review_words
from zefdesk.desktop.sheets import Sheet
from zefdesk.desktop.widgets import parts
from zefdesk.domain.clock import wall_from
from zefdesk.domain.notation import Notation
from zefdesk.services.months import MonthState

_SIZE = (760, 560)
_SAID = (
    "A closed month stays as it was handed over: imports, undo, pricing and adjustments that would change it ask "
    "first, and are written into the activity log."
)


class MonthsSheet(Sheet):
    """`shown` tells the month of which the sessions are wanted, `wanted` one that is to be closed or opened."""

    shown = Signal(str)
    wanted = Signal(str, bool)

    def __init__(self, notation: Notation, parent: QWidget) -> None:
        self._content = QWidget()
        super().__init__("Months", self._content, parent, size=_SIZE)
        self._notation = notation
        self._layout = parts.column(self._content, spacing=12, margins=(0, 0, 12, 0))
        self._layout.addWidget(parts.label(_SAID, "secondary", wrap=True))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(18)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(2, 1)
        self._layout.addLayout(self._grid)
        self._layout.addStretch(1)

    def show_months(self, months: list[MonthState]) -> None:
        """Show these months."""
        parts.empty(self._grid)
        for column, title in enumerate(("Month", "Review", "Closed")):
            self._grid.addWidget(parts.label(title, "muted"), 0, column)
        for row, one in enumerate(months, 1):
            self._add(row, one)
        if not months:
            self._grid.addWidget(parts.label("No sessions yet.", "muted"), 1, 0)

    def _add(self, row: int, one: MonthState) -> None:
        words = filter_words.month_words(wall_from(int(one.month[:4]), int(one.month[5:]), 1), self._notation)
        month = parts.button(words, kind="link", tip="Show its sessions")
        month.clicked.connect(partial(self._show, one.month))
        state = one.state
        progress = review_words.progress(state, self._notation)
        if not state.reviewed:
            count = self._notation.count(state.sessions)
            sessions = "1 session" if state.sessions == 1 else f"{count} sessions"
            progress = ", ".join(filter(None, (sessions, progress)))
        closed = f"by {one.closed.by}, {review_words.moment(one.closed.at, self._notation)}" if one.closed else ""
        button = parts.button("Open again" if one.closed else "Close the month")
        button.setAccessibleName(f"{button.text()}: {words}")
        button.clicked.connect(partial(self._want, one.month, one.closed is None))
        for column, widget in enumerate((month, parts.label(progress), parts.label(closed, "secondary"), button)):
            self._grid.addWidget(widget, row, column)

    def _show(self, month: str, *_clicked: object) -> None:
        self.shown.emit(month)

    def _want(self, month: str, closed: bool, *_clicked: object) -> None:  # noqa: FBT001 -- bound to a signal
        self.wanted.emit(month, closed)
