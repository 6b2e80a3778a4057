"""The Findings screen: the kinds at the left, one of them at the right, and the jobs between them and the ledger."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from zefdesk.desktop.desk import Desk
from zefdesk.desktop.findings import reading, words
from zefdesk.desktop.findings.kind_list import Entry, KindListView
from zefdesk.desktop.findings.kind_pane import KindPane
from zefdesk.desktop.findings.month_box import MonthBox
from zefdesk.desktop.findings.reading import Overview, Shown
from zefdesk.desktop.widgets import parts
from zefdesk.desktop.widgets.empty_state import EmptyState
from zefdesk.desktop.widgets.text_table import Row
from zefdesk.desktop.widgets.title_bar import TitleBar
from zefdesk.domain.query import SessionQuery, Test
from zefdesk.domain.trouble import Cancelled, Trouble
from zefdesk.services.finding_kinds import KindSum
from zefdesk.services.progress import Report

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zefdesk.store.ledger import Ledger

ASIDE = "set aside"
LIST_PX, NARROWEST_LIST_PX = 300, 220


class FindingsPage(QWidget):
    """Kinds and findings; what is done to them is done in the worker, and every page reads again."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._ledger: Ledger | None = None
        self._kinds: list[KindSum] = []
        self._current = ""
        self._stale = False
        self._title = TitleBar("Findings")
        self._count = parts.label("", "muted")
        self._title.add_beside(self._count)
        self.month = MonthBox(desk.notation)
        self._title.add_right(self.month)
        self.kinds = KindListView()
        self.kinds.chosen.connect(self._choose)
        self.pane = KindPane(desk.notation)
        self._empty = EmptyState("flag", "Nothing to look at yet")
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.kinds)

    # what the window asks of a page

    def set_ledger(self, ledger: "Ledger | None") -> None:
        """Show the findings of this ledger."""
        self._ledger = ledger
        self.month.setCurrentIndex(0)
        self._show_overview(Overview([], 0))
        self.refresh()

    def refresh(self) -> None:
        """Read again, once somebody looks."""
        self._stale = True
        if self.isVisible():
            self._read()

    def actions_by_name(self) -> dict[str, QAction]:
        """Give nothing: what can be done here stands beside what it is done to."""
        return {}

    def _read(self) -> None:
        self._stale = False
        if (ledger := self._ledger) is not None:
            month = self.month.month
            self._desk.jobs.run(
                lambda _report: reading.overview(ledger, month), self._show_overview, channel="findings"
            )

    # what comes

    def _show_overview(self, told: Overview) -> None:
        self._kinds = told.kinds if told.anything else []
        if told.files and not told.anything:
            self._empty.say("circle-check", *words.NO_SESSIONS)
        self.month.show_months(told.months)
        self.month.setVisible(told.sessions > 0)
        self._count.setText(words.head(told.kinds, self._desk.notation))
        codes = [one.kind.code for one in self._kinds]
        self._current = self._current if self._current in codes else (codes[0] if codes else "")
        self.kinds.show_entries([self._entry(one) for one in self._kinds], self._current)
        self._stack.setCurrentIndex(1 if self._kinds else 0)
        self._show_current()

    def _entry(self, one: KindSum) -> Entry:
        notation = self._desk.notation
        there = one.open or one.aside
        count = notation.count(one.open) if there else ""
        tip = f"{one.kind.code}: {words.counts(one, notation)}"
        return Entry(
            one.kind.code, one.kind.title, words.LOOKS[one.kind.severity], count, words.money(one, notation), tip
        )

    def _choose(self, code: str) -> None:
        self._current = code
        self._show_current()

    def _show_current(self) -> None:
        one = next((one for one in self._kinds if one.kind.code == self._current), None)
        if one is None or (ledger := self._ledger) is None:
            return
        self.pane.show_kind(one)
        code, notation, month = one.kind.code, self._desk.notation, self.month.month

        def read(_report: Report) -> tuple[Shown, list[Row]]:
            shown = reading.shown(ledger, code, month)
            return shown, [words.row(line, notation) for line in shown.lines]

        self._desk.jobs.run(read, self._show_findings, channel="findings of kind")

    def _show_findings(self, told: tuple[Shown, list[Row]]) -> None:
        shown, rows = told
        if shown.code == self._current:
            self.pane.show_findings(shown, rows)

    # what a person does

    def _show_sessions(self, query: SessionQuery | None) -> None:
        if query is not None:
            month = self.month.month
            of_kind = month and any(part.column == "findings" for part in query.conditions)
            self._desk.wants_query.emit(query.where("month", Test.IS, month) if of_kind else query)

    def _set_aside(self, reason: str) -> None:
        self._do(partial(reading.set_aside, reason=reason), ASIDE)

    def _bring_back(self) -> None:
        self._do(reading.bring_back, "open again")

    def _note(self, text: str) -> None:
        self._do(partial(reading.note, text=text), "noted")

    def _do(self, does: "Callable[[Ledger, Sequence[int]], int]", done: str) -> None:
        numbers = [line.finding.id for line in self.pane.selected()]
        if numbers and (ledger := self._ledger) is not None:
            self._desk.jobs.run(lambda _report: (does(ledger, numbers), done), self._done, self._failed)

    def _done(self, told: tuple[int, str]) -> None:
        count, done = told
        if done == ASIDE:
            self.pane.go_on()
        self.pane.judging.text.clear()
        self._desk.said.emit(f"{self._desk.notation.count(count)} finding{'' if count == 1 else 's'} {done}", "", None)
        self._desk.stored.emit()

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, Cancelled):
            self._desk.trouble.emit(str(error))

    def _set_limit(self, name: str, text: str) -> None:
        if (ledger := self._ledger) is not None:
            self._desk.jobs.run(
                lambda report: reading.set_limit(ledger, name, text, report),
                self._looked,
                self._not_set,
                label="Looking again by the new threshold",
            )

    def _looked(self, _nothing: None) -> None:
        self._desk.stored.emit()

    def _not_set(self, error: Exception) -> None:
        if isinstance(error, Trouble):
            self.pane.limits.say_trouble(str(error))
        else:
            self._desk.stored.emit()

    # how it hangs together

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        px = self._desk.settings.number("findings/list", LIST_PX)
        self._split.setSizes([px, max(self.width() - px, 1)])
        if self._stale:
            self._read()

    def _connect(self) -> None:
        self.pane.sessions_wanted.connect(self._show_sessions)
        self.pane.judging.aside_wanted.connect(self._set_aside)
        self.pane.judging.back_wanted.connect(self._bring_back)
        self.pane.judging.note_wanted.connect(self._note)
        self.pane.limits.changed.connect(self._set_limit)
        self.month.chosen.connect(self._read)
        self._split.splitterMoved.connect(lambda px, _at: self._desk.settings.keep("findings/list", px))

    def _lay_out(self) -> None:
        choose = parts.button("Import…", "import", kind="primary", key="Ctrl+I", clicked=self._desk.wants_import)
        self._empty.say(
            "flag",
            "Nothing to look at yet",
            "Once reports or logs are imported, ZefDesk looks for what does not add up: after every import, every "
            "pricing, and every change of a charger.",
        )
        self._empty.set_buttons(choose)
        card = parts.card()
        card.setMinimumWidth(NARROWEST_LIST_PX)
        parts.column(card, margins=(2, 4, 2, 4)).addWidget(self.kinds)
        self._split = QSplitter()
        self._split.setHandleWidth(12)
        self._split.addWidget(card)
        self._split.addWidget(self.pane)
        self._split.setStretchFactor(1, 1)
        self._split.setChildrenCollapsible(False)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._split)
        layout = parts.column(self, spacing=12, margins=(16, 12, 16, 12))
        layout.addWidget(self._title)
        layout.addWidget(self._stack, 1)
