"""Pricing sessions in the window's worker, with progress, and what came of it."""

from array import array
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from zefdesk.desktop.desk import Desk
from zefdesk.desktop.sessions import pricing_words
from zefdesk.domain.query import SessionQuery, Test
from zefdesk.domain.trouble import Cancelled
from zefdesk.services import pricing
from zefdesk.services.priced import Summary
from zefdesk.services.progress import Progress, Report

if TYPE_CHECKING:
    from zefdesk.store.ledger import Ledger

AT_ONCE = 5_000
"""So many listed sessions are asked for by one query."""


class Pricing(QObject):
    """Prices what a query lets through, or listed sessions; `desk.stored` tells that there are other bills now."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.ledger: Ledger | None = None
        desk.wants_pricing.connect(self.price_all)
        desk.wants_pricing_of.connect(self.price_listed)

    def price(self, query: SessionQuery, count: int, some: "array[int] | None" = None) -> None:
        """Price all that a query lets through, so many sessions; or some of them."""
        if some is not None:
            self.price_listed(some)
        elif self.ledger is not None:
            self._run(partial(_by_query, self.ledger, query), pricing_words.label(count, self._desk.notation))

    def price_listed(self, ids: "array[int]") -> None:
        """Price some sessions."""
        if self.ledger is not None and ids:
            self._run(partial(listed, self.ledger, ids), pricing_words.label(len(ids), self._desk.notation))

    def price_all(self) -> None:
        """Price all sessions of the ledger."""
        if self.ledger is not None:
            self._run(partial(_by_query, self.ledger, SessionQuery()), "Pricing all sessions")

    def _run(self, work: "partial[Summary]", label: str, *, closed_too: bool = False) -> None:
        """Price; where sessions of closed months keep their bills, a link at the window's foot prices them too."""
        again = partial(self._run, work, label, closed_too=True)
        self._desk.jobs.run(partial(work, closed_too), partial(self._priced, again), self._not_priced, label=label)

    def _priced(self, again: Callable[[], None], summary: Summary) -> None:
        said = pricing_words.outcome(summary, self._desk.notation)
        if summary.held_back:
            self._desk.refused.emit(said, "price closed months too", again)
        else:
            self._desk.said.emit(said, "", None)
        self._desk.stored.emit()

    def _not_priced(self, error: Exception) -> None:
        if isinstance(error, Cancelled):
            self._desk.said.emit(pricing_words.STOPPED, "", None)
        else:
            self._desk.trouble.emit(str(error))
        self._desk.stored.emit()


def _by_query(ledger: "Ledger", query: SessionQuery, closed_too: bool, report: Report) -> Summary:  # noqa: FBT001
    return pricing.price_sessions(ledger, query, closed_too=closed_too, report=report)


def listed(ledger: "Ledger", ids: Sequence[int], closed_too: bool, report: Report) -> Summary:  # noqa: FBT001
    """Price sessions by their numbers, some thousands at a time."""
    whole = Summary()
    for start in range(0, len(ids), AT_ONCE):
        part = ids[start : start + AT_ONCE]
        query = SessionQuery().where("id", Test.IS, *part)
        further = partial(_further, report, start, len(part), len(ids))
        whole.add(pricing.price_sessions(ledger, query, closed_too=closed_too, report=further))
    return whole


def _further(report: Report, before: int, part: int, whole: int, progress: Progress) -> None:
    """Tell how far the whole is where one part of it tells how far it is."""
    done = before + round(progress.done * part)
    report(Progress(f"{done:,} of {whole:,} sessions", done / whole))
