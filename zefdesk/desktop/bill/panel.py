"""The bill panel: how the session passed, its bill or why it has none, and whether the lines sum to the cost."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from zefdesk.billing.reported import ReportedBill
from zefdesk.desktop.bill import activity, arithmetic, reasons
from zefdesk.desktop.bill.arithmetic import Comparison, Purse
from zefdesk.desktop.bill.bill_lines import BillLines
from zefdesk.desktop.bill.bill_text import bill_text
from zefdesk.desktop.bill.pane import Pane
from zefdesk.desktop.theme import font
from zefdesk.desktop.widgets import parts
from zefdesk.desktop.widgets.activity_bar import ActivityBar
from zefdesk.desktop.widgets.badge import Badge, Look
from zefdesk.desktop.widgets.callout import Callout
from zefdesk.desktop.widgets.signs import Sign
from zefdesk.domain.notation import Notation
from zefdesk.domain.stored import Stored

WIDEST_PX = 620
_ASIDE_PX = 330
_LONGEST_RAW, _RAW_COLUMNS, _MOST_RAW_LINES = 20_000, 42, 10
_SIGNS = {"accent": Sign.CHECK, "info": Sign.DASH, "bad": Sign.CROSS}


class BillPanel(Pane):
    """Shows one bill; `source_wanted` asks for the row it came from, `copied` tells that it is on the clipboard."""

    source_wanted = Signal()
    copied = Signal()

    def __init__(self, notation: Notation, parent: QWidget | None = None) -> None:
        super().__init__("Bill", parent)
        self._notation = notation
        self._shown: tuple[Stored, ReportedBill | None, Purse] | None = None
        self._bar = ActivityBar()
        self._caveat = parts.label(activity.CAVEAT, "secondary", wrap=True)
        self._content, self._aside, self._verdict = QWidget(), QWidget(), QWidget()
        self._body, self._said = parts.column(spacing=10), parts.column(self._verdict, spacing=6)
        self._homes = parts.column(spacing=0), parts.column(spacing=0)
        self._layout = QBoxLayout(QBoxLayout.Direction.TopToBottom, self._content)
        self._put_together()
        self.lie_wide(wide=False)
        self.setWidget(self._content)

    def lie_wide(self, *, wide: bool) -> None:
        """Put bar and verdict beside the bill where the panel is low and wide, else over it and under it."""
        self._homes[wide].addWidget(self._verdict)
        self._wide = wide
        directions = QBoxLayout.Direction
        self._layout.setDirection(directions.RightToLeft if wide else directions.TopToBottom)
        self._layout.setSpacing(32 if wide else 12)
        self._content.setMaximumWidth(2 * WIDEST_PX if wide else WIDEST_PX)
        self._aside.setMaximumWidth(_ASIDE_PX if wide else WIDEST_PX)
        self._aside.setMinimumWidth(_ASIDE_PX if wide else 0)

    def _put_together(self) -> None:
        aside = parts.column(self._aside, spacing=6)
        aside.addWidget(self._bar)
        aside.addWidget(self._caveat)
        aside.addLayout(self._homes[True])
        aside.addStretch(1)
        copy = parts.button("Copy bill", "copy", tip="Copy the bill as text", clicked=self.copy)
        source = parts.button("Show the source row", "file-search", clicked=self.source_wanted)
        bill = parts.column(spacing=12)
        bill.addLayout(self._body)
        bill.addLayout(self._homes[False])
        bill.addLayout(parts.row(copy, source, None))
        bill.addStretch(1)
        self._layout.setContentsMargins(16, 14, 16, 14)
        self._layout.addWidget(self._aside)
        self._layout.addLayout(bill)
        self._layout.setStretch(0, 0)
        self._layout.setStretch(1, 1)

    def show_bill(self, stored: Stored | None, bill: ReportedBill | None, home: str | None = None) -> None:
        """Show a session's bill; `bill` is None where Bill Details are empty, `stored` where nothing is selected."""
        self._clear()
        self._content.setVisible(stored is not None)
        if stored is None:
            self._shown = None
            return
        purse = Purse(self._notation, stored.session.currency, home)
        self._shown = (stored, bill, purse)
        self._show_activity(stored)
        if bill is None:
            self._show_reason(stored)
        elif bill.unreadable:
            self._show_unreadable(bill)
        elif bill.lines:
            self._show_lines(bill, stored, purse)
        else:
            self._show_text(bill, stored, purse)
        self.verticalScrollBar().setValue(0)

    def copy(self) -> None:
        """Put the bill on the clipboard as text."""
        if self._shown is not None:
            QGuiApplication.clipboard().setText(bill_text(*self._shown))
            self.copied.emit()

    def _show_activity(self, stored: Stored) -> None:
        stretches = activity.activities(stored.session)
        self._bar.show_activities(stretches, activity.moments(stored, self._notation, len(stretches)))
        self._bar.setVisible(bool(stretches))
        self._aside.setVisible(bool(stretches) or self._wide)
        self._caveat.setVisible(len(stretches) > 1)

    def _show_lines(self, bill: ReportedBill, stored: Stored, purse: Purse) -> None:
        self._body.addWidget(parts.label("Bill Details", "section"))
        self._body.addWidget(BillLines(bill, stored.session, purse))
        self._show_comparison(arithmetic.compare(bill, stored.session, purse))

    def _show_comparison(self, said: Comparison) -> None:
        if said.tone == "bad":
            self._warn(self._said, said.word, said.sentence)
            return
        self._said.addWidget(Badge(Look(said.word, _SIGNS[said.tone], said.tone)))
        if said.sentence:
            self._said.addWidget(parts.label(said.sentence, "secondary", wrap=True))

    def _show_text(self, bill: ReportedBill, stored: Stored, purse: Purse) -> None:
        if bill.structured:
            title, sentence = "Bill Details without lines", "They can be read, but nothing in them is a line of a bill."
        else:
            title, sentence = "Bill Details are a text", "The source wrote words, not lines that can be summed."
        self._body.addWidget(parts.label(title, "section"))
        self._body.addWidget(parts.label(sentence, "secondary", wrap=True))
        self._add_raw(bill.text)
        self._show_cost(stored, purse)

    def _show_unreadable(self, bill: ReportedBill) -> None:
        said = f"They begin like JSON, but: {bill.unreadable}. The text is kept as it came."
        self._warn(self._body, "Bill Details cannot be read", said)
        self._add_raw(bill.text)

    def _warn(self, place: QVBoxLayout, title: str, sentence: str) -> None:
        callout = Callout(self._content)  # one that shows itself before it has a place is a window of its own
        place.addWidget(callout)
        callout.say("bad", title, sentence)

    def _show_reason(self, stored: Stored) -> None:
        reason = reasons.no_bill(stored)
        self._body.addWidget(parts.label(reason.title, "section", wrap=True))
        self._body.addWidget(parts.label(reason.sentence, wrap=True))
        for cause in reason.causes:
            self._body.addWidget(parts.label(f"\u2022  {cause}", wrap=True))
        self._show_cost(
            stored, Purse(self._notation, stored.session.currency, self._shown[2].home if self._shown else None)
        )

    def _show_cost(self, stored: Stored, purse: Purse) -> None:
        cost = stored.session.cost
        if cost is not None:
            amount = parts.label(self._notation.money(cost, purse.currency, purse.home), "section", selectable=True)
            self._body.addWidget(parts.rule())
            self._body.addLayout(parts.row(parts.label("Cost reported", "muted"), None, amount))

    def _add_raw(self, text: str) -> None:
        raw = QPlainTextEdit(text[:_LONGEST_RAW])
        raw.setReadOnly(True)
        raw.setFont(font(12, raw=True))
        raw.setTabChangesFocus(True)
        raw.setAccessibleName("Bill Details as they came")
        lines = min(len(text) // _RAW_COLUMNS + text.count("\n") + 1, _MOST_RAW_LINES)
        raw.setFixedHeight((lines + 1) * raw.fontMetrics().lineSpacing() + 16)
        self._body.addWidget(raw)

    def _clear(self) -> None:
        _empty(self._body)
        _empty(self._said)


def _empty(layout: QVBoxLayout) -> None:
    while item := layout.takeAt(0):
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            _empty(inner)  # type: ignore[arg-type]  # every layout here takes its items alike
