"""Facets counted off the UI thread, one after another, on a thread of their own; a new question drops the old ones."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from zefdesk.desktop.jobs import Jobs
from zefdesk.domain.query import SessionQuery
from zefdesk.domain.trouble import Cancelled
from zefdesk.services import faceting
from zefdesk.services.progress import Report
from zefdesk.store.facets import Facet

if TYPE_CHECKING:
    from zefdesk.store.ledger import Ledger

ASK_AFTER_MS = 220
"""So that the rows in sight come first, and quick changes are counted once."""


class FacetLoader(QObject):
    """`came` hands on one facet after another; `stop` lets it go."""

    came = Signal(object)

    def __init__(self, ledger: "Ledger", parent: QObject) -> None:
        super().__init__(parent)
        self._ledger = ledger
        self._jobs = Jobs(self)
        self._query = SessionQuery()
        self._columns: Sequence[str] = ()
        self._ask_soon = QTimer(self, singleShot=True, interval=ASK_AFTER_MS)
        self._ask_soon.timeout.connect(self._ask)

    def count(self, query: SessionQuery, columns: Sequence[str]) -> None:
        """Ask for the facets of these fields under a query."""
        self._query, self._columns = query, columns
        self._ask_soon.start()

    @property
    def at_rest(self) -> bool:
        """Whether nothing runs or waits."""
        return not (self._ask_soon.isActive() or self._jobs.busy)

    def stop(self) -> None:
        """Answer nothing more, and go once nothing runs."""
        self._ask_soon.stop()
        self.blockSignals(True)
        self._jobs.idle.connect(self._leave)
        self._jobs.cancel_all()
        self._jobs.close()

    def _leave(self) -> None:
        if not self._jobs.busy:
            self.deleteLater()

    def _ask(self) -> None:
        for column in self._columns:
            work = partial(_count, self._ledger, column, self._query)
            self._jobs.run(work, self.came.emit, self._failed, channel=column)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, Cancelled):
            raise error


def _count(ledger: "Ledger", column: str, query: SessionQuery, _report: Report) -> Facet:
    return faceting.facet(ledger, column, query)
