"""The live bill: a sample session or a stored one, priced anew at each edit; each line leads to its rule."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QScrollArea, QWidget

from zefdesk.desktop.bill.arithmetic import TIMES
from zefdesk.desktop.desk import Desk
from zefdesk.desktop.rates.designer.design import Design
from zefdesk.desktop.rates.designer.line_button import LineButton
from zefdesk.desktop.rates.designer.live_words import asks_who, stored_words
from zefdesk.desktop.rates.designer.remark_words import fault_words
from zefdesk.desktop.rates.designer.sample_fields import SampleFields
from zefdesk.desktop.widgets import parts
from zefdesk.desktop.widgets.elided import ElidedLabel
from zefdesk.desktop.widgets.segments import Segments
from zefdesk.services import live_bill
from zefdesk.services.live_bill import LiveBill, StoredSession

if TYPE_CHECKING:
    from zefdesk.store.ledger import Ledger

_SAMPLE, _STORED = "sample", "stored"
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class LivePanel(QWidget):
    """`rule_wanted` tells the path of the rule behind a line that is clicked."""

    rule_wanted = Signal(str)

    def __init__(self, desk: Desk, design: Design, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._design = desk, design
        self._ledger: Ledger | None = None
        self._stored: StoredSession | None = None
        self._reading = False
        self.bill: LiveBill | None = None
        self.total = parts.label("", "object")
        self.total.setAccessibleName("Total of the live bill")
        self.source = Segments(((_SAMPLE, "Sample"), (_STORED, "Stored session")))
        self.source.chosen.connect(self._choose_source)
        self.sample = SampleFields(desk.notation)
        self.sample.changed.connect(self.price)
        self._which = self._make_which()
        self._said = parts.label("", "secondary", wrap=True)
        self._inside = QWidget()
        self._lines = QGridLayout(self._inside)
        self._lines.setContentsMargins(12, 0, 12, 8)
        self._lines.setHorizontalSpacing(12)
        self._lines.setVerticalSpacing(0)
        self._lines.setColumnStretch(0, 1)
        self._lay_out()
        design.edited.connect(self.price)
        design.reshaped.connect(self.price)

    def set_ledger(self, ledger: "Ledger | None") -> None:
        """Take stored sessions from this ledger."""
        self._ledger, self._stored = ledger, None
        self._show_which()

    def price(self) -> None:
        """Price the session again and show its bill."""
        if self._design.profile is not None:
            self.sample.ask_who(asked=asks_who(self._design.profile))
        session = self.sample.sample if self.source.current == _SAMPLE else self._stored
        if session is None:
            self.bill = None
            stored = self.source.current == _STORED
            self._show_nothing("Choose a stored session by its number." if stored else "The sample cannot be read.")
            return
        self.bill = live_bill.live_bill(self._design.draft, session)
        self._show_bill(self.bill)

    def begin_within(self, day: str) -> None:
        """Let the sample begin where the profile is in force, unless a person has typed a start."""
        self.sample.begin_from(day)
        self.price()

    # a stored session

    def take_stored(self, number: int) -> None:
        """Price a stored session instead of the sample."""
        self._number.setText(str(number))
        self._read(number)
        if self.source.current != _STORED:
            self.source.choose(_STORED)

    def _read(self, number: int) -> None:
        if (ledger := self._ledger) is not None:
            self._reading = True
            self._desk.jobs.run(
                lambda _report: live_bill.stored_session(ledger, number), self._take, channel="live session"
            )

    def _take(self, stored: StoredSession | None) -> None:
        self._reading = False
        self._stored = stored
        self._show_which()
        self.price()

    def _typed_number(self) -> None:
        if self._number.text().strip().isdigit():
            self.take_stored(int(self._number.text()))

    def _take_shown(self) -> None:
        if self._desk.shown_session is not None:
            self.take_stored(self._desk.shown_session)

    def _choose_source(self, key: str) -> None:
        self.sample.setVisible(key == _SAMPLE)
        self._which.setVisible(key == _STORED)
        if key == _STORED and self._stored is None and not self._reading:
            self._take_shown()
        self.price()

    def _show_which(self) -> None:
        self._what.setText(stored_words(self._stored, self._desk.notation) if self._stored else "")

    # how it is laid out

    def _make_which(self) -> QWidget:
        made = QWidget()
        self._number = QLineEdit()
        self._number.setFixedWidth(90)
        self._number.setPlaceholderText("number")
        self._number.setAccessibleName("Number of the stored session")
        self._number.textEdited.connect(self._typed_number)
        self._what = ElidedLabel(role="secondary")
        taken = parts.button("The selected one", kind="ghost", tip="The session that is selected in Sessions")
        taken.clicked.connect(self._take_shown)
        layout = parts.row(self._number, taken, spacing=8)
        layout.addWidget(self._what, 1)
        made.setLayout(layout)
        made.hide()
        return made

    def _lay_out(self) -> None:
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(self._inside)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = parts.column(self, spacing=6)
        top = parts.column(spacing=6, margins=(14, 0, 14, 0))
        for widget in (self.sample, self._which, self._said):
            top.addWidget(widget)
        layout.addLayout(top)
        layout.addWidget(scroll, 1)

    def _show_nothing(self, sentence: str) -> None:
        self.total.setText("")
        parts.empty(self._lines)
        self._say(sentence)

    def _say(self, sentence: str, tone: str = "") -> None:
        self._said.setText(sentence)
        self._said.setVisible(bool(sentence))
        parts.restyle(self._said, "tone", tone)

    def _show_bill(self, bill: LiveBill) -> None:
        parts.empty(self._lines)
        self.total.setText(bill.total)
        estimate = f"{bill.range}: a report does not say when the energy flowed." if bill.range else ""
        estimate = " ".join(filter(None, (estimate, self._too_early())))
        waits = f"The bill waits: {self._problem(bill)}" if bill.problem else ""
        self._say(waits or estimate, "bad" if waits else "")
        for row, line in enumerate(bill.lines):
            counted = f"{line.quantity} {TIMES} {line.rate}" if line.quantity and line.rate else line.quantity
            words = f"{counted}  \u00b7  {line.times}" if line.times else counted
            button = LineButton(line.what, words)
            button.setToolTip(line.why)
            button.setAccessibleName(f"{line.what}, {words}, {line.amount}: show its rule")
            button.setEnabled(bool(line.path))
            button.clicked.connect(partial(self.rule_wanted.emit, line.path))
            amount = parts.label(line.amount)
            amount.setAlignment(_RIGHT)
            self._lines.addWidget(button, row, 0)
            self._lines.addWidget(amount, row, 1)
        if bill.lines:
            self._show_total(len(bill.lines), bill.total)
        self._lines.setRowStretch(self._lines.rowCount(), 1)

    def _show_total(self, row: int, total: str) -> None:
        """End the bill with what it comes to."""
        name, amount = parts.label("Total", "strong"), parts.label(total, "strong")
        name.setContentsMargins(4, 4, 0, 0)
        amount.setContentsMargins(0, 4, 0, 0)
        amount.setAlignment(_RIGHT)
        self._lines.addWidget(parts.rule(), row, 0, 1, 2)
        self._lines.addWidget(name, row + 1, 0)
        self._lines.addWidget(amount, row + 1, 1)

    def _too_early(self) -> str:
        """Say that the sample begins before the profile is in force."""
        since, sample = str(self._design.value("effective_from") or ""), self.sample.sample
        if self.source.current != _SAMPLE or sample is None or not since or sample.start[:10] >= since:
            return ""
        return f"The sample begins before {since}, when the profile takes effect: it is priced as if it held."

    def _problem(self, bill: LiveBill) -> str:
        """Name the first fault by the names of the parts that it is in."""
        fault = next((one for one in bill.faults if str(one) == bill.problem), None)
        if fault is None:
            return f"{bill.problem}."
        message = f"{fault.value} {fault.message}".strip()
        return f"{fault_words(self._design.draft, fault.path, message)}."
