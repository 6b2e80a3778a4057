"""The bill panel: how the session passed, the reported bill and the computed one, side by side where there is room."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QBoxLayout, QWidget

from zefdesk.billing.reported import ReportedBill
from zefdesk.desktop.bill import activity
from zefdesk.desktop.bill.arithmetic import Purse
from zefdesk.desktop.bill.beside import beside
from zefdesk.desktop.bill.beside_card import BesideCard
from zefdesk.desktop.bill.bill_text import bill_text
from zefdesk.desktop.bill.computed_view import ComputedView
from zefdesk.desktop.bill.computing import Computing
from zefdesk.desktop.bill.pane import Content, Pane
from zefdesk.desktop.bill.reported_view import ReportedView
from zefdesk.desktop.widgets import parts
from zefdesk.desktop.widgets.activity_bar import ActivityBar
from zefdesk.domain.notation import Notation
from zefdesk.domain.stored import Stored

WIDEST_PX = 620


class BillPanel(Pane):
    """Shows one session's bills; what a person wants of them is told by the signals.

    `source_wanted` asks for the row that the session came from, `price_wanted` to price it, `copied` tells that
    the bill is on the clipboard.
    """

    source_wanted = Signal()
    price_wanted = Signal()
    copied = Signal()

    def __init__(self, notation: Notation, parent: QWidget | None = None) -> None:
        super().__init__("Bill", parent)
        self._notation = notation
        self._shown: tuple[Stored, ReportedBill | None, Purse] | None = None
        self._bar = ActivityBar()
        self._caveat = parts.label(activity.CAVEAT, "secondary", wrap=True)
        self._beside = BesideCard()
        self._reported, self.computed = ReportedView(), ComputedView(notation)
        self._content = Content()
        self._first = parts.column(spacing=10)
        self._sides = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._put_together()
        self.lie_wide(wide=False)
        self.setWidget(self._content)
        self.computed.chosen.connect(self._show_beside)
        self.computed.price_wanted.connect(self.price_wanted)

    def lie_wide(self, *, wide: bool) -> None:
        """Put the computed bill beside the reported one where the panel is low and wide, else under it.

        Where it is low the comparison comes before the bar, so that it is seen without scrolling.
        """
        directions = QBoxLayout.Direction
        self._sides.setDirection(directions.LeftToRight if wide else directions.TopToBottom)
        self._sides.setSpacing(32 if wide else 14)
        self._first.removeWidget(self._beside)
        self._first.insertWidget(0 if wide else 2, self._beside)
        self._rule.setVisible(not wide)
        self._content.setMaximumWidth(2 * WIDEST_PX if wide else WIDEST_PX)

    def _put_together(self) -> None:
        second = parts.column(spacing=14)
        for part in (self._bar, self._caveat, self._beside, self._reported):
            self._first.addWidget(part)
        self._first.addStretch(1)
        self._rule = parts.rule()
        second.addWidget(self._rule)
        second.addWidget(self.computed)
        second.addStretch(1)
        for side in (self._first, second):
            self._sides.addLayout(side, 1)
        copy = parts.button("Copy bill", "copy", tip="Copy the bill as text", clicked=self.copy)
        source = parts.button("Show the source row", "file-search", clicked=self.source_wanted)
        layout = parts.column(self._content, spacing=14, margins=(16, 14, 16, 14))
        layout.addLayout(self._sides)
        layout.addLayout(parts.row(copy, source, None))
        layout.addStretch(1)

    def show_bill(
        self,
        stored: Stored | None,
        bill: ReportedBill | None,
        home: str | None = None,
        computing: Computing | None = None,
        *,
        logged: bool = False,
    ) -> None:
        """Show a session's bills; `bill` is None where Bill Details are empty, `stored` where nothing is selected.

        `logged` says that a charger's log tells when it charged, as the timeline shows.
        """
        self._content.setVisible(stored is not None)
        if stored is None:
            self._shown = None
            return
        purse = Purse(self._notation, stored.session.currency, home)
        self._shown = (stored, bill, purse)
        self._show_activity(stored)
        self._caveat.setText(activity.LOGGED if logged else activity.CAVEAT)
        known = computing or Computing()
        self.computed.show_computing(known, stored.session, home)
        self._reported.show_reported(stored, bill, purse, beside=known.standing is not None)
        self._show_beside()
        self.verticalScrollBar().setValue(0)

    def copy(self) -> None:
        """Put the bills on the clipboard as text."""
        if self._shown is not None:
            QGuiApplication.clipboard().setText(bill_text(*self._shown, self.computed.shown))
            self.copied.emit()

    def _show_activity(self, stored: Stored) -> None:
        stretches = activity.activities(stored.session)
        self._bar.show_activities(stretches, activity.moments(stored, self._notation, len(stretches)))
        self._bar.setVisible(bool(stretches))
        self._caveat.setVisible(len(stretches) > 1)

    def _show_beside(self) -> None:
        """Compare the reported cost with the computed bill that is shown, a former one too."""
        computed = self.computed.shown
        self._beside.setVisible(computed is not None)
        if computed is not None and self._shown is not None:
            stored, _, purse = self._shown
            said = beside(computed, stored.session, purse._replace(currency=computed.currency))
            self._beside.show_beside(said, former=computed.replaced_at is not None)
