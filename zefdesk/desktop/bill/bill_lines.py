"""The lines of a reported bill: name, what was counted times what price, amount at the right; taxes, total, cost."""

from decimal import Decimal

from PySide6.QtWidgets import QWidget

from zefdesk.billing.reported import ReportedBill, ReportedLine
from zefdesk.desktop.bill import arithmetic
from zefdesk.desktop.bill.amount_grid import AmountGrid
from zefdesk.desktop.bill.arithmetic import Purse
from zefdesk.domain.session import Session

MOST_LINES = 120


class BillLines(AmountGrid):
    """A bill as the source gave it, and under it the cost that the source reported."""

    def __init__(self, bill: ReportedBill, session: Session, purse: Purse, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._purse = purse
        charges, taxes = arithmetic.charges(bill), arithmetic.taxes(bill)
        for line in charges[:MOST_LINES]:
            self._add_line(line)
        if len(charges) > MOST_LINES:
            more = purse.notation.count(len(charges) - MOST_LINES)
            self.add_words(f"and {more} more lines: Copy bill has them all")
        self.add_rule()
        if taxes:
            self._add("Subtotal", arithmetic.net(bill), "muted")
            for line in taxes:
                counted = arithmetic.of_line(line, purse)
                self._add(f"{line.description or 'Tax'}{f'  {counted}' if counted else ''}", line.amount, "muted")
        self._add_totals(bill, session)

    def _add_totals(self, bill: ReportedBill, session: Session) -> None:
        total = bill.total if bill.total is not None else bill.sum
        words = "Total, as the bill says" if bill.total is not None else "Total of the lines"
        self._add(words, total, "section")
        if session.cost is None:
            self.add_amount("Cost reported", "none", "muted")
        else:
            cost = self._purse.notation.money(session.cost, self._purse.currency, self._purse.home)
            self.add_amount("Cost reported", cost, "muted")

    def _add_line(self, line: ReportedLine) -> None:
        self._add(line.description or "Without a description", line.amount, "strong")
        self.add_words(arithmetic.of_line(line, self._purse), whole=False)
        self.add_gap()

    def _add(self, words: str, amount: Decimal | None, role: str) -> None:
        self.add_amount(words, self._purse.amount(amount) or "no amount", role)
