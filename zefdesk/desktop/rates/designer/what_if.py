"""What real sessions of a period would come to under the draft, beside what is in force: totals, chargers, sessions."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QApplication, QComboBox, QGridLayout, QScrollArea, QWidget

from zefdesk.desktop import file_dialogs
from zefdesk.desktop.desk import Desk
from zefdesk.desktop.rates.designer.design import Design
from zefdesk.desktop.rates.designer.difference_bars import DifferenceBars
from zefdesk.desktop.rates.designer.periods import Period, periods
from zefdesk.desktop.widgets import parts
from zefdesk.desktop.widgets.flow import Flow
from zefdesk.domain.charger import Charger
from zefdesk.domain.profile import BillingProfile
from zefdesk.domain.query import SessionQuery, Test
from zefdesk.domain.trouble import Cancelled
from zefdesk.services import comparing
from zefdesk.services.comparing import Comparison, Pair
from zefdesk.services.comparison_files import save_comparison

if TYPE_CHECKING:
    from zefdesk.store.ledger import Ledger

_KINDS = "Workbooks (*.xlsx);;Tables (*.csv)"
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_IN_FORCE = "what is in force"
_BEFORE = "The sessions of a period, priced as they are now and by this draft. Nothing is stored."
_CHANGED = "What is compared has changed since this was compared."
_ALL, _ITS = "all chargers", "its chargers"


class _Asked(NamedTuple):
    """What is compared: a draft, sessions, and the profile instead of what is in force."""

    draft: BillingProfile | None
    query: SessionQuery | None
    against: BillingProfile | None


class WhatIf(QWidget):
    """`session_wanted` tells the number of a session whose bill is to be looked at."""

    session_wanted = Signal(int)

    def __init__(self, desk: Desk, design: Design, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._design = desk, design
        self._ledger: Ledger | None = None
        self._against: dict[str, BillingProfile] = {}
        self._names: dict[str, str] = {}
        self.found: Comparison | None = None
        self._compared: _Asked | None = None
        self._serials: tuple[str, ...] = ()
        self.period, self.where, self.against = QComboBox(), QComboBox(), QComboBox()
        self.period.setAccessibleName("Period to compare")
        self.where.setAccessibleName("Chargers to compare")
        self.where.addItems([_ITS, _ALL])
        self.against.setAccessibleName("Compare with")
        self.run = parts.button("Compare", "scale", kind="primary", clicked=self.compare)
        self.export = parts.button("Export…", "file-down", kind="ghost", clicked=self._ask_where)
        self.export.setEnabled(False)
        self._said = parts.label("", "secondary", wrap=True)
        self.bars = DifferenceBars(desk.notation, self)
        self.bars.hide()
        self._inside = QWidget()
        self._body = parts.column(self._inside, spacing=10, margins=(14, 2, 14, 10))
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(self._inside)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        line = Flow()
        for each in (self.period, self.where, parts.label("with", "muted"), self.against, self.run, self.export):
            line.addWidget(each)
        layout = parts.column(self, spacing=6)
        top = parts.column(spacing=6, margins=(14, 0, 14, 0))
        top.addLayout(line)
        top.addWidget(self._said)
        layout.addLayout(top)
        layout.addWidget(scroll, 1)
        self._say(_BEFORE)
        for changed in (design.edited, design.reshaped, *(box.currentIndexChanged for box in self._boxes)):
            changed.connect(self._drop_if_old)

    @property
    def _boxes(self) -> tuple[QComboBox, ...]:
        return self.period, self.where, self.against

    def set_ledger(self, ledger: "Ledger | None") -> None:
        """Compare sessions of this ledger."""
        self._ledger = ledger
        self._show_nothing()

    def offer(
        self,
        span: tuple[int, int] | None,
        others: Sequence[tuple[str, BillingProfile]],
        chargers: Sequence[Charger],
    ) -> None:
        """Offer the months of a span of wall clocks, and other profiles to compare with."""
        self._against = dict(others)
        self._names = {one.serial: one.name or one.serial for one in chargers}
        with QSignalBlocker(self.period), QSignalBlocker(self.against):
            kept = self.period.currentText(), self.against.currentText()
            self.period.clear()
            for one in periods(span, self._desk.notation):
                self.period.addItem(one.words, one)
            self.against.clear()
            self.against.addItems([_IN_FORCE, *self._against])
            for box, words in zip((self.period, self.against), kept, strict=True):
                box.setCurrentIndex(max(box.findText(words), 0))
        self._drop_if_old()

    def offer_chargers(self, serials: tuple[str, ...]) -> None:
        """Offer the chargers that the profile is on; without any, all are meant."""
        self._serials = serials
        self.where.setVisible(bool(serials))
        self._drop_if_old()

    @property
    def query(self) -> SessionQuery | None:
        """The sessions that are meant."""
        period = self.period.currentData()
        if not isinstance(period, Period):
            return None
        its = self._serials and self.where.currentText() == _ITS
        return period.query.where("serial", Test.IS, *self._serials) if its else period.query

    def compare(self) -> None:
        """Price the sessions of the period both ways, in the worker."""
        draft, query = self._design.profile, self.query
        if (ledger := self._ledger) is None or draft is None or query is None:
            return
        if not self._design.sound:
            self._say("The draft has errors: what it said before them is not compared.", "bad")
            return
        asked = self._asked
        self._desk.jobs.run(
            lambda report: comparing.compare(ledger, query, draft, report, asked.against),
            partial(self._came, asked),
            self._failed,
            label=f"Compare {self.period.currentText()}",
            channel="what if",
        )

    @property
    def _asked(self) -> _Asked:
        """What would be compared now."""
        return _Asked(self._design.profile, self.query, self._against.get(self.against.currentText()))

    def _came(self, asked: _Asked, found: Comparison) -> None:
        """Show what was found, unless something else would be compared by now."""
        self._compared = asked
        self._show(found)
        self._drop_if_old()

    def _failed(self, error: Exception) -> None:
        cancelled = isinstance(error, Cancelled)
        self._say("Cancelled." if cancelled else str(error), "" if cancelled else "bad")

    def _drop_if_old(self) -> None:
        if self.found is not None and self._compared != self._asked:
            self._show_nothing()
            self._say(_CHANGED, "warn")

    def forget(self) -> None:
        """Show nothing of another profile."""
        self._show_nothing()
        self._say(_BEFORE)

    # what came of it

    def _show_nothing(self) -> None:
        focused = QApplication.focusWidget()
        if focused is not None and (focused is self.export or self._inside.isAncestorOf(focused)):
            self.run.setFocus()
        self.found = None
        self.export.setEnabled(False)
        self._clear()

    def _clear(self) -> None:
        self._body.removeWidget(self.bars)
        self.bars.setParent(self)
        parts.empty(self._body)

    def _show(self, found: Comparison) -> None:
        self.found = found
        self.export.setEnabled(True)
        self._clear()
        self._say(self._counts(found))
        self._body.addWidget(self._totals(found))
        self.bars.show_buckets(found)
        self._body.addWidget(self.bars)
        self.bars.setVisible(bool(self.bars.bars))
        if found.largest:
            self._body.addWidget(parts.label("The largest differences", "strong"))
            self._body.addWidget(self._pairs(found.largest, sessions=True))
        if found.by_charger:
            self._body.addWidget(parts.label("By charger", "strong"))
            self._body.addWidget(self._pairs(found.by_charger, sessions=False))
        self._body.addStretch(1)

    def _counts(self, found: Comparison) -> str:
        count = self._desk.notation.count
        sums = [count(sum(one.values())) for one in (found.dearer, found.cheaper, found.same)]
        without = f", {count(found.without)} have no price either way" if found.without else ""
        told = f"{count(found.sessions)} sessions: {sums[0]} dearer, {sums[1]} cheaper, {sums[2]} the same{without}"
        return f"{told}, {count(found.unlike)} in another currency." if found.unlike else f"{told}."

    def _totals(self, found: Comparison) -> QWidget:
        codes = sorted({*found.in_force, *found.draft}, key=lambda code: code or "")
        rows = [Pair("Total", code, found.in_force.get(code, 0), found.draft.get(code, 0)) for code in codes]
        return self._pairs(rows, sessions=False, strong=True)

    def _pairs(self, rows: Sequence[Pair], *, sessions: bool, strong: bool = False) -> QWidget:
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(0, 1)
        heads = ("Session" if sessions else "Charger", "Now", "Draft", "Difference")
        for column, head in enumerate(heads if not strong else ("", *heads[1:])):
            label = parts.label(head, "secondary")
            label.setAlignment(_RIGHT if column else Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(label, 0, column)
        for row, one in enumerate(rows, 1):
            grid.addWidget(self._name(one, sessions=sessions, strong=strong), row, 0)
            amounts = (one.in_force, one.draft, one.difference)
            for column, amount in enumerate(amounts, 1):
                label = parts.label(
                    self._money(amount, one.currency, signed=column == len(amounts)), "strong" if strong else ""
                )
                label.setAlignment(_RIGHT)
                grid.addWidget(label, row, column)
        return made

    def _name(self, one: Pair, *, sessions: bool, strong: bool) -> QWidget:
        if not sessions:
            return parts.label(self._names.get(one.name, one.name), "strong" if strong else "")
        link = parts.button(f"Session {one.name}", kind="link")
        link.setToolTip("Price this session in the live bill")
        link.clicked.connect(partial(self.session_wanted.emit, int(one.name)))
        return link

    def _money(self, nano: int | None, code: str | None, *, signed: bool) -> str:
        if nano is None:
            return "\u2013"
        return f"{'+' if signed and nano > 0 else ''}{self._desk.notation.money(nano, code)}"

    def _say(self, sentence: str, tone: str = "") -> None:
        self._said.setText(sentence)
        parts.restyle(self._said, "tone", tone)

    # export

    def _ask_where(self) -> None:
        name = f"comparison-{self.period.currentText().replace(' ', '-').lower()}.xlsx"
        file_dialogs.ask_where(self, self._desk.settings, "Export the comparison", name, _KINDS, self._write)

    def _write(self, files: list[Path]) -> None:
        draft, query = self._design.profile, self.query
        if (ledger := self._ledger) is None or draft is None or query is None:
            return
        against = self._against.get(self.against.currentText())
        self._desk.jobs.run(
            lambda report: save_comparison(
                ledger, query, draft, files[0], against=against, overwrite=True, report=report
            ),
            partial(self._written, files[0].name),
            self._failed,
            label=f"Export {files[0].name}",
        )

    def _written(self, name: str, _result: object) -> None:
        self._desk.said.emit(f"Comparison written to {name}", "", None)
