"""The Review tab: whether a session is reviewed, what people said of it, and which of conflicting tellings stands."""

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from zefdesk.desktop import closed_words
from zefdesk.desktop.bill.pane import Pane
from zefdesk.desktop.sessions import review_words
from zefdesk.desktop.widgets import parts
from zefdesk.domain.notation import Notation
from zefdesk.domain.remark import ADJUSTMENT, NOTE, Remark
from zefdesk.domain.stored import Stored

if TYPE_CHECKING:
    from zefdesk.desktop.sessions.detail import Detail

_AMOUNT_PX = 84
_FIELDS = ("note", "amount", "reason")


class ReviewTab(Pane):
    """Tells what a person wants of the session that is shown; nothing here changes what a source said."""

    mark_wanted = Signal(bool)
    note_wanted = Signal(str)
    adjustment_wanted = Signal(object, str)
    withdrawal_wanted = Signal(int)
    decision_wanted = Signal(int, str)
    all_wanted = Signal()
    comparison_wanted = Signal(int)

    note: QLineEdit
    amount: QLineEdit
    reason: QLineEdit
    why: QLineEdit

    def __init__(self, notation: Notation, parent: QWidget | None = None) -> None:
        super().__init__("Review", parent)
        self._notation = notation

    def show_review(self, detail: "Detail") -> None:
        """Show what is said of a session."""
        stored, field = detail.stored, self._field_with_keyboard()
        content = QWidget()
        layout = parts.column(content, spacing=14, margins=(16, 14, 16, 14))
        self._add_state(layout, stored, closed=detail.closed)
        if len(detail.group) > 1:
            self._add_tellings(layout, detail.group)
        self._add_remarks(layout, stored)
        self._add_note(layout)
        self._add_adjustment(layout, stored)
        layout.addStretch(1)
        self.setWidget(content)
        self._lead_keyboard(content, field)

    def _field_with_keyboard(self) -> str | None:
        """Give the name of the field that has the keyboard, empty where something else in here has it."""
        old, held = self.widget(), QApplication.focusWidget()
        if old is None or held is None or not old.isAncestorOf(held):
            return None
        return next((name for name in _FIELDS if getattr(self, name, None) is held), "")

    def _lead_keyboard(self, content: QWidget, field: str | None) -> None:
        """Let Tab go through what is in here, from top to bottom; begin again where the keyboard was."""
        stops = [each for each in content.findChildren(QWidget) if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
        for before, each in pairwise([self, *stops]):
            QWidget.setTabOrder(before, each)
        if field is not None:
            (getattr(self, field) if field else stops[0]).setFocus()

    def _add_state(self, layout: QVBoxLayout, stored: Stored, *, closed: str) -> None:
        mark = stored.reviewed
        wanted = mark is None
        words = "Mark reviewed" if wanted else "Take the mark back"
        button = parts.button(words, "circle-check" if wanted else "", key="Ctrl+R" if wanted else "")
        button.clicked.connect(partial(self._want_mark, wanted))
        state = parts.label(review_words.state(mark, self._notation), "strong" if mark else "muted", wrap=True)
        line = parts.row(state, button)
        line.setStretch(0, 1)
        layout.addLayout(line)
        if closed:
            said = f"{closed_words.are_closed([closed], self._notation)}: what would change it asks first."
            layout.addWidget(parts.label(said, "warn", wrap=True))

    def _add_tellings(self, layout: QVBoxLayout, group: "list[Stored]") -> None:
        layout.addWidget(parts.label("Told with other values", "section"))
        said = "A person decides which telling stands; the others stay, and are in no total."
        layout.addWidget(parts.label(said, "secondary", wrap=True))
        self.why = self._field("Why the one you choose stands", "")
        layout.addWidget(self.why)
        for one in group:
            layout.addLayout(self._telling(one, group))
        if any(not one.counted for one in group):
            layout.addLayout(parts.row(parts.button("Count all again", clicked=self.all_wanted), None))

    def _telling(self, one: Stored, group: "list[Stored]") -> QVBoxLayout:
        made = parts.column(spacing=2)
        shown = one.id == group[0].id
        decision = review_words.decision(one, group, self._notation)
        head = f"No. {one.id}{', shown here' if shown else ''}"
        stands = parts.button("This one stands", tip="Write above why, then choose")
        stands.setAccessibleName(f"No. {one.id} stands")
        stands.clicked.connect(partial(self._decide, one.id))
        line: list[QWidget | int | None] = [parts.label(head, "strong"), None]
        if not shown:
            compare = parts.button("Compare", "columns-2", kind="ghost", tip="Field by field")
            compare.clicked.connect(partial(self._compare, one.id))
            line.append(compare)
        made.addLayout(parts.row(*line, stands))
        if decision:
            made.addWidget(parts.label(decision, "accent" if one.counted else "secondary", wrap=True, selectable=True))
        told = review_words.telling(one, group[0], self._notation)
        made.addWidget(parts.label(told, "secondary", wrap=True, selectable=True))
        return made

    def _add_remarks(self, layout: QVBoxLayout, stored: Stored) -> None:
        told = [one for one in stored.remarks if one.text]
        if told:
            layout.addWidget(parts.label("What was said", "section"))
        for one in told:
            layout.addLayout(self._remark(one))

    def _remark(self, one: Remark) -> QVBoxLayout:
        made = parts.column(spacing=2)
        head = parts.row(parts.label(review_words.remark(one, self._notation), wrap=True, selectable=True))
        head.setStretch(0, 1)
        if one.kind in {NOTE, ADJUSTMENT}:
            withdraw = parts.icon_button("x", f"Withdraw: {one.text}")
            withdraw.clicked.connect(partial(self._withdraw, one.id))
            head.addWidget(withdraw)
        made.addLayout(head)
        made.addWidget(parts.label(review_words.by(one, self._notation), "secondary"))
        return made

    def _add_note(self, layout: QVBoxLayout) -> None:
        layout.addWidget(parts.label("Note", "section"))
        self.note = self._field("What is to be known of this session", "")
        layout.addLayout(self._with_button(self.note, "Add the note", self._add_words))

    def _add_adjustment(self, layout: QVBoxLayout, stored: Stored) -> None:
        layout.addWidget(parts.label("Adjustment", "section"))
        layout.addWidget(parts.label(review_words.adjusted(stored, self._notation), "secondary", wrap=True))
        self.amount = self._field("-4.00", "", "Amount that is added, or with a minus taken off")
        self.amount.setFixedWidth(_AMOUNT_PX)
        self.reason = self._field("Reason", "")
        line = self._with_button(self.reason, "Adjust", self._adjust)
        line.insertWidget(0, self.amount)
        self.amount.returnPressed.connect(self.reason.setFocus)
        layout.addLayout(line)

    def _field(self, placeholder: str, text: str, name: str = "") -> QLineEdit:
        made = QLineEdit(text)
        made.setPlaceholderText(placeholder)
        made.setAccessibleName(name or placeholder)
        return made

    def _with_button(self, field: QLineEdit, words: str, does: Callable[[], None]) -> QHBoxLayout:
        made = parts.row(field, parts.button(words, clicked=does))
        made.setStretch(0, 1)
        field.returnPressed.connect(does)
        return made

    def _want_mark(self, wanted: bool, *_clicked: object) -> None:  # noqa: FBT001 -- bound to a signal
        self.mark_wanted.emit(wanted)

    def _add_words(self) -> None:
        if self.note.text().strip():
            self.note_wanted.emit(self.note.text())

    def _adjust(self) -> None:
        amount: Decimal | None = self._notation.read_number(self.amount.text())
        missing = self.amount if amount is None else self.reason if not self.reason.text().strip() else None
        if missing is not None:
            missing.setFocus()
            missing.selectAll()
            return
        self.adjustment_wanted.emit(amount, self.reason.text())

    def _withdraw(self, number: int, *_clicked: object) -> None:
        self.withdrawal_wanted.emit(number)

    def _decide(self, number: int, *_clicked: object) -> None:
        if self.why.text().strip():
            self.decision_wanted.emit(number, self.why.text())
        else:
            self.why.setFocus()

    def _compare(self, number: int, *_clicked: object) -> None:
        self.comparison_wanted.emit(number)
