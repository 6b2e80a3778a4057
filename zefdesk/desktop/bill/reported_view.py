"""The reported side of the bill panel: Bill Details as they came, or why there are none, and the cost reported."""

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from zefdesk.billing.reported import ReportedBill
from zefdesk.desktop.bill import arithmetic, reasons
from zefdesk.desktop.bill.arithmetic import Comparison, Purse
from zefdesk.desktop.bill.bill_lines import BillLines
from zefdesk.desktop.theme import font
from zefdesk.desktop.widgets import parts
from zefdesk.desktop.widgets.badge import Badge, Look
from zefdesk.desktop.widgets.callout import Callout
from zefdesk.desktop.widgets.signs import Sign
from zefdesk.domain.stored import Stored

_LONGEST_RAW, _RAW_COLUMNS, _MOST_RAW_LINES = 20_000, 42, 10
_SIGNS = {"accent": Sign.CHECK, "info": Sign.DASH, "bad": Sign.CROSS}


class ReportedView(QWidget):
    """Shows what the source said, and whether its lines sum to its cost."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._body = parts.column(self, spacing=10)

    def show_reported(self, stored: Stored, bill: ReportedBill | None, purse: Purse, *, beside: bool) -> None:
        """Show the Bill Details of a session; `beside` that its cost stands above already, beside the computed one."""
        parts.empty(self._body)
        if bill is None:
            self._show_reason(stored)
        elif bill.unreadable:
            self._show_unreadable(bill)
        elif bill.lines:
            self._show_lines(bill, stored, purse)
        else:
            self._show_text(bill)
        if not (beside or (bill is not None and (bill.lines or bill.unreadable))):
            self._show_cost(stored, purse)

    def _show_lines(self, bill: ReportedBill, stored: Stored, purse: Purse) -> None:
        self._body.addWidget(parts.label("Bill Details", "section"))
        self._body.addWidget(BillLines(bill, stored.session, purse))
        self._show_comparison(arithmetic.compare(bill, stored.session, purse))

    def _show_comparison(self, said: Comparison) -> None:
        if said.tone == "bad":
            self._warn(said.word, said.sentence)
            return
        self._body.addWidget(Badge(Look(said.word, _SIGNS[said.tone], said.tone)))
        if said.sentence:
            self._body.addWidget(parts.label(said.sentence, "secondary", wrap=True))

    def _show_text(self, bill: ReportedBill) -> None:
        if bill.structured:
            title, sentence = "Bill Details without lines", "They can be read, but nothing in them is a line of a bill."
        else:
            title, sentence = "Bill Details are a text", "The source wrote words, not lines that can be summed."
        self._body.addWidget(parts.label(title, "section"))
        self._body.addWidget(parts.label(sentence, "secondary", wrap=True))
        self._add_raw(bill.text)

    def _show_unreadable(self, bill: ReportedBill) -> None:
        said = f"They begin like JSON, but: {bill.unreadable}. The text is kept as it came."
        self._warn("Bill Details cannot be read", said)
        self._add_raw(bill.text)

    def _warn(self, title: str, sentence: str) -> None:
        callout = Callout(self)  # one that shows itself before it has a place is a window of its own
        self._body.addWidget(callout)
        callout.say("bad", title, sentence)

    def _show_reason(self, stored: Stored) -> None:
        reason = reasons.no_bill(stored)
        self._body.addWidget(parts.label(reason.title, "section", wrap=True))
        self._body.addWidget(parts.label(reason.sentence, wrap=True))
        for cause in reason.causes:
            self._body.addWidget(parts.label(f"\u2022  {cause}", wrap=True))

    def _show_cost(self, stored: Stored, purse: Purse) -> None:
        cost = stored.session.cost
        if cost is not None:
            amount = parts.label(purse.notation.money(cost, purse.currency, purse.home), "section", selectable=True)
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
