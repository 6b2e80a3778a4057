"""The months of the ledger: how far the review of each is; closed and opened again here."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from zefdesk.desktop import closed_words
from zefdesk.desktop.sessions import review_words
from zefdesk.desktop.sheets import Sheet
from zefdesk.desktop.widgets import parts
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
        words = closed_words.month(one.month, self._notation)
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
        cells = (month, parts.label(progress), parts.label(closed, "secondary"), button)
        for column, widget in enumerate(cells):
            self._grid.addWidget(widget, row, column)
        not_done = review_words.not_done(state, self._notation)
        if one.closed is None and not_done:
            button.clicked.connect(partial(self._ask, row, one.month, not_done, cells[1:]))
        else:
            button.clicked.connect(partial(self._want, one.month, one.closed is None))

    def _ask(self, row: int, month: str, not_done: str, hidden: tuple[QWidget, ...], *_clicked: object) -> None:
        """Ask in the place of a month whether it is to be closed as it is."""
        for each in hidden:
            each.hide()
        close = parts.button("Close all the same", kind="primary")
        close.clicked.connect(partial(self._want, month, True))
        leave = parts.button("Leave it open")
        asks = QWidget()
        asks.setLayout(parts.row(parts.label(not_done, "warn"), None, close, leave))
        leave.clicked.connect(partial(self._answered, asks, hidden))
        self._grid.addWidget(asks, row, 1, 1, 3)
        asks.show()
        leave.setFocus()

    def _answered(self, asks: QWidget, hidden: tuple[QWidget, ...], *_clicked: object) -> None:
        asks.hide()
        asks.deleteLater()
        for each in hidden:
            each.show()
        hidden[-1].setFocus()

    def _show(self, month: str, *_clicked: object) -> None:
        self.shown.emit(month)

    def _want(self, month: str, closed: bool, *_clicked: object) -> None:  # noqa: FBT001 -- bound to a signal
        self.wanted.emit(month, closed)
