"""Review work in the window: marks, notes, adjustments and decisions in the worker; what asks first is asked."""

from array import array
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction

from zefdesk.desktop import closed_words
from zefdesk.desktop.desk import Desk
from zefdesk.desktop.sessions import review_words
from zefdesk.desktop.sessions.review_tab import ReviewTab
from zefdesk.domain.filter_fields import NO
from zefdesk.domain.query import SessionQuery, Test
from zefdesk.services import remarking, reviewing
from zefdesk.services.closing import MonthClosed
from zefdesk.services.progress import Report

if TYPE_CHECKING:
    from zefdesk.store.ledger import Ledger

MARK, MARK_ON, NEXT_UNREVIEWED, NEXT_FINDING = "mark-reviewed", "mark-and-next", "next-unreviewed", "next-finding"
_Work = Callable[[bool], Any]


class ReviewWork(QObject):
    """`changed` tells that something was said of sessions, and whether totals are others now.

    `chosen` gives the selected sessions, else the current one; `shown` the one in the drill-down; `place` the query,
    the numbers in its order, and where among them one is; `go` is called with the row to go to.
    """

    changed = Signal(bool)

    def __init__(
        self,
        desk: Desk,
        tab: ReviewTab,
        commands: Mapping[str, QAction],
        chosen: "Callable[[], array[int]]",
        place: "Callable[[], tuple[SessionQuery, array[int], int]]",
        go: Callable[[int], None],
    ) -> None:
        super().__init__(tab)
        self._desk, self._chosen, self._place, self._go = desk, chosen, place, go
        self.ledger: Ledger | None = None
        self.shown_id: int | None = None
        commands[MARK].triggered.connect(lambda: self._toggle(then_on=False))
        commands[MARK_ON].triggered.connect(lambda: self._toggle(then_on=True))
        commands[NEXT_UNREVIEWED].triggered.connect(self.go_to_unreviewed)
        commands[NEXT_FINDING].triggered.connect(self.go_to_finding)
        tab.mark_wanted.connect(self._mark_shown)
        tab.note_wanted.connect(self._note)
        tab.adjustment_wanted.connect(self._adjust)
        tab.withdrawal_wanted.connect(self._withdraw)
        tab.decision_wanted.connect(self._decide)
        tab.all_wanted.connect(self._undecide)

    def go_to_unreviewed(self) -> None:
        """Go to the next session of what is shown that nobody has reviewed."""
        query = self._place()[0].where("reviewed", Test.IS, NO)
        self._go_to(query, "All that is shown here is reviewed")

    def go_to_finding(self) -> None:
        """Go to the next session of what is shown in which something does not add up."""
        query = self._place()[0].where("severity", Test.IS, "wrong", "look")
        self._go_to(query, "Nothing that does not add up is found in what is shown here")

    def _go_to(self, query: SessionQuery, none: str) -> None:
        if (ledger := self.ledger) is None:
            return
        _, ids, at = self._place()
        self._desk.jobs.run(
            lambda _report: following(ledger, query, ids, at), partial(self._went, none), channel="following"
        )

    def _went(self, none: str, row: int) -> None:
        if row < 0:
            self._desk.said.emit(none, "", None)
        else:
            self._go(row)

    def _toggle(self, *, then_on: bool) -> None:
        numbers = self._chosen()
        if (ledger := self.ledger) is None or not numbers:
            return
        work = _mark_all if then_on else _toggle_all
        label = "Marking reviewed" if len(numbers) > 1 else ""
        done = partial(self._marked, then_on)
        self._desk.jobs.run(partial(work, ledger, numbers), done, self._failed, label=label)

    def _mark_shown(self, wanted: bool) -> None:  # noqa: FBT001 -- a signal's argument
        if (ledger := self.ledger) is not None and self.shown_id is not None:
            work = _mark_all if wanted else _unmark_all
            self._desk.jobs.run(partial(work, ledger, [self.shown_id]), partial(self._marked, False), self._failed)

    def _marked(self, then_on: bool, came: tuple[int, bool]) -> None:  # noqa: FBT001 -- bound to an answer
        count, back = came
        if count:
            self._desk.said.emit(review_words.marked(count, back=back), "", None)
        self.changed.emit(False)
        leaves = any(part.column == "reviewed" for part in self._place()[0].conditions)
        if then_on and not leaves:  # else the next one comes up by itself
            self.go_to_unreviewed()

    def _note(self, text: str) -> None:
        if (ledger := self.ledger) is not None and (number := self.shown_id) is not None:
            self._do(lambda _too: remarking.add_note(ledger, [number], text), "Noted")

    def _adjust(self, amount: Decimal, reason: str) -> None:
        if (ledger := self.ledger) is not None and (number := self.shown_id) is not None:
            self._do(
                lambda too: remarking.adjust(ledger, number, amount, reason, closed_too=too),
                "Adjusted; the reported cost stays beside it",
                sums=True,
            )

    def _withdraw(self, remark_id: int) -> None:
        if (ledger := self.ledger) is not None:
            self._do(lambda too: remarking.withdraw(ledger, remark_id, closed_too=too), "Withdrawn", sums=True)

    def _decide(self, number: int, why: str) -> None:
        if (ledger := self.ledger) is not None:
            said = f"No. {number} stands; the other tellings are not counted"
            self._do(lambda too: remarking.decide(ledger, number, why, closed_too=too), said, sums=True)

    def _undecide(self) -> None:
        if (ledger := self.ledger) is not None and (number := self.shown_id) is not None:
            self._do(lambda too: remarking.undecide(ledger, number, closed_too=too), "All tellings count", sums=True)

    def _do(self, work: _Work, said: str, *, sums: bool = False, closed_too: bool = False) -> None:
        """Do something in the worker; where a closed month asks first, a link at the window's foot lets it."""
        self._desk.jobs.run(
            lambda _report: work(closed_too),
            partial(self._done, said, sums),
            partial(self._asked, work, said, sums),
        )

    def _done(self, said: str, sums: bool, _came: object) -> None:  # noqa: FBT001 -- bound to an answer
        self._desk.said.emit(said, "", None)
        self.changed.emit(sums)

    def _asked(self, work: _Work, said: str, sums: bool, error: Exception) -> None:  # noqa: FBT001
        if isinstance(error, MonthClosed):
            again = partial(self._do, work, said, sums=sums, closed_too=True)
            closed = closed_words.are_closed(error.months, self._desk.notation)
            self._desk.refused.emit(f"{closed}: nothing was changed", "change it all the same", again)
        else:
            self._failed(error)

    def _failed(self, error: Exception) -> None:
        self._desk.trouble.emit(str(error))


def following(ledger: "Ledger", query: SessionQuery, ids: "array[int]", at: int) -> int:
    """Give the next row after `at`, the head follows the last, that another query lets through too; else -1."""
    wanted = set(reviewing.session_ids(ledger, query))
    wanted.discard(ids[at] if 0 <= at < len(ids) else 0)
    rows = (row for part in (range(at + 1, len(ids)), range(max(at, 0))) for row in part)
    return next((row for row in rows if ids[row] in wanted), -1) if wanted else -1


def _mark_all(ledger: "Ledger", numbers: Sequence[int], _report: Report) -> tuple[int, bool]:
    return remarking.mark_reviewed(ledger, numbers), False


def _unmark_all(ledger: "Ledger", numbers: Sequence[int], _report: Report) -> tuple[int, bool]:
    return remarking.unmark_reviewed(ledger, numbers), True


def _toggle_all(ledger: "Ledger", numbers: Sequence[int], report: Report) -> tuple[int, bool]:
    """Mark sessions; where all of them are marked already, take the marks back."""
    count, _ = _mark_all(ledger, numbers, report)
    return (count, False) if count else _unmark_all(ledger, numbers, report)
