"""Counts, sums and the progress of the review at the table's foot: of the selection, or of all that is shown."""

from typing import Protocol

from PySide6.QtCore import QObject, QTimer

from zefdesk.desktop.sessions import review_words
from zefdesk.desktop.sessions.cells import Writing
from zefdesk.desktop.sessions.furniture import Furniture
from zefdesk.desktop.sessions.loader import Loader, Whole
from zefdesk.desktop.sessions.totals_words import Counted
from zefdesk.domain.query import SessionQuery
from zefdesk.domain.stored import Totals
from zefdesk.services.remarking import ReviewState

SUM_AFTER_MS = 30


class Summed(Protocol):
    """What is known of the screen: what is asked, how it is written, whether all numbers have come, whom to ask."""

    query: SessionQuery
    writing: Writing
    complete: bool
    loader: Loader | None


class Summing(QObject):
    """Keeps what the totals are made of, and shows them."""

    def __init__(self, screen: Summed, parts: Furniture) -> None:
        super().__init__(parts)
        self._screen, self._parts, self._table = screen, parts, parts.table
        self.whole = Whole(0, None, {})
        self._totals: Totals | None = None
        self._soon = QTimer(self, singleShot=True, interval=SUM_AFTER_MS)
        self._soon.timeout.connect(self.show_again)
        self._table.selected.connect(self._soon.start)

    @property
    def waits(self) -> bool:
        """Whether something is still to be shown."""
        return self._soon.isActive()

    def hear(self, loader: Loader) -> None:
        """Show what a loader sums up."""
        loader.selection_summed.connect(self._show_selection)
        loader.progress_came.connect(self._show_progress)

    def forget(self) -> None:
        """Know nothing of any ledger."""
        self.whole, self._totals = Whole(0, None, {}), None

    def begin(self) -> None:
        """Wait for other totals."""
        self._totals = None

    def take(self, totals: Totals) -> None:
        """Take the totals of all that is shown."""
        self._totals = totals
        if totals.computed or not self._screen.query.filtered:
            self._parts.show_computed(there=bool(totals.computed))
        self.show_again()

    def show_counts(self) -> None:
        """Show how many sessions are selected, shown and there."""
        if not self._screen.complete and not self.whole.sessions:
            self._parts.totals.say_counting()
            return
        filtered = self._screen.query.filtered
        self._parts.totals.show_counts(self.counted(), self._screen.writing, filtered=filtered)
        self._parts.export.setEnabled(bool(self.whole.sessions))

    def counted(self) -> Counted:
        """Give how many sessions are selected, shown and there."""
        ids, there = len(self._table.rows.ids), self.whole.sessions
        shown = ids if self._screen.complete else max(there, ids)
        selected = sum(bottom - top + 1 for top, bottom in self._table.ranges())
        return Counted(selected, shown, max(there, shown))

    def show_again(self) -> None:
        """Show the sums of the selection where several rows are selected, else of all that is shown."""
        counted, writing = self.counted(), self._screen.writing
        self.show_counts()
        if counted.selected <= 1 or counted.selected == counted.shown:
            self._parts.totals.show_totals(self._totals, writing)
        elif self._screen.loader is not None:
            self._parts.totals.show_totals(None, writing)
            self._screen.loader.sum_selection(self._table.selected_ids())

    def _show_selection(self, totals: Totals) -> None:
        if totals.count == self.counted().selected != len(self._table.rows.ids):
            self._parts.totals.show_totals(totals, self._screen.writing)

    def _show_progress(self, state: ReviewState) -> None:
        self._parts.totals.show_progress(review_words.progress(state, self._screen.writing.notation))
