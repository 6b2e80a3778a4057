"""The lines of a bill: name, what was counted times what price, amount at the right; taxes, total, cost."""

from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from zefdesk.billing.reported import ReportedBill, ReportedLine
from zefdesk.desktop.bill import arithmetic
from zefdesk.desktop.bill.arithmetic import Purse
from zefdesk.desktop.widgets import parts
from zefdesk.domain.session import Session

MOST_LINES = 120
_TOP_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop


class BillLines(QWidget):
    """A bill as the source gave it, and under it the cost that the source reported."""

    def __init__(self, bill: ReportedBill, session: Session, purse: Purse, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._purse = purse
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(0, 1)
        self._at = 0
        charges, taxes = arithmetic.charges(bill), arithmetic.taxes(bill)
        for line in charges[:MOST_LINES]:
            self._add_line(line)
        if len(charges) > MOST_LINES:
            more = purse.notation.count(len(charges) - MOST_LINES)
            self._add_row(f"and {more} more lines: Copy bill has them all", "", "secondary")
        self._add_rule()
        if taxes:
            self._add_amount("Subtotal", arithmetic.net(bill), "muted")
            for line in taxes:
                counted = arithmetic.of_line(line, purse)
                self._add_amount(
                    f"{line.description or 'Tax'}{f'  {counted}' if counted else ''}", line.amount, "muted"
                )
        self._add_totals(bill, session)

    def _add_totals(self, bill: ReportedBill, session: Session) -> None:
        total = bill.total if bill.total is not None else bill.sum
        words = "Total, as the bill says" if bill.total is not None else "Total of the lines"
        self._add_amount(words, total, "section")
        if session.cost is None:
            self._add_row("Cost reported", "none", "muted")
        else:
            cost = self._purse.notation.money(session.cost, self._purse.currency, self._purse.home)
            self._add_row("Cost reported", cost, "muted")

    def _add_line(self, line: ReportedLine) -> None:
        self._add_amount(line.description or "Without a description", line.amount, "strong")
        if counted := arithmetic.of_line(line, self._purse):
            self._grid.addWidget(_words(counted, "secondary"), self._at, 0)
            self._at += 1
        self._grid.setRowMinimumHeight(self._at, 6)
        self._at += 1

    def _add_amount(self, words: str, amount: Decimal | None, role: str) -> None:
        self._add_row(words, self._purse.amount(amount) or "no amount", role)

    def _add_row(self, words: str, amount: str, role: str) -> None:
        self._grid.addWidget(_words(words, role), self._at, 0)
        shown = parts.label(amount, role, selectable=True)
        shown.setAlignment(_TOP_RIGHT)
        shown.setAccessibleName(f"{words}: {amount}")
        self._grid.addWidget(shown, self._at, 1)
        self._at += 1

    def _add_rule(self) -> None:
        self._grid.addWidget(parts.rule(), self._at, 0, 1, 2)
        self._grid.setRowMinimumHeight(self._at, 7)
        self._at += 1


def _words(text: str, role: str) -> QLabel:
    made = parts.label(text, role, wrap=True, selectable=True)
    made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    return made
