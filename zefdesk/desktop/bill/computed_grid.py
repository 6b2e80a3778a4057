"""A computed bill as rows: its lines with their arithmetic, reason and times; totals; what is not certain of it."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from zefdesk.desktop.bill import computed_words
from zefdesk.desktop.bill.amount_grid import AmountGrid
from zefdesk.desktop.bill.arithmetic import Purse
from zefdesk.desktop.bill.computed_lines import line_words, money
from zefdesk.domain.bill import Bill, Line
from zefdesk.domain.profile import Dimension
from zefdesk.domain.session import Session

if TYPE_CHECKING:
    from zefdesk.services.bills import ComputedBill

MOST_LINES = 120


class ComputedGrid(AmountGrid):
    """Everything that one bill says, to be read from top to bottom."""

    def __init__(self, computed: "ComputedBill", session: Session, purse: Purse, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._purse = purse
        if computed.bill is not None:
            self._add_bill(computed.bill)
        else:
            self.add_amount("Simple rate", money(computed.cost, purse), "strong")
            self.add_words(computed_words.simple_arithmetic(computed, session, purse), whole=False)

    def _add_bill(self, bill: Bill) -> None:
        for line in bill.lines[:MOST_LINES]:
            self._add_line(line, bill)
        if len(bill.lines) > MOST_LINES:
            more = self._purse.notation.count(len(bill.lines) - MOST_LINES)
            self.add_words(f"and {more} more lines: Copy bill has them all")
        if not bill.lines:
            self.add_words("No line: nothing that the profile charges for was counted.", "muted")
        self.add_rule()
        for row in computed_words.totals(bill, self._purse):
            self.add_amount(*row)
        self._add_remarks(bill)

    def _add_line(self, line: Line, bill: Bill) -> None:
        words = line_words(line, bill, self._purse)
        self.add_amount(words.name, words.amount, "strong")
        self.add_words(words.counted, "")
        self.add_words(words.why)
        self.add_words(words.when)
        self.add_gap()

    def _add_remarks(self, bill: Bill) -> None:
        notation = self._purse.notation
        self.add_gap()
        free_energy = any(of is Dimension.ENERGY and amount for of, amount in bill.unpriced)
        self.add_words(computed_words.unpriced(bill, notation), "warn" if free_energy else "secondary")
        self.add_words(computed_words.possible(bill, self._purse), "")
        self.add_words(computed_words.not_charged(bill, notation))
        for remark in (*computed_words.assumptions(bill), *computed_words.notes(bill, notation)):
            self.add_words(remark)
        self.add_words(computed_words.rounding(bill))
