"""Facets counted off the UI thread, one after another, on a thread of their own; a new question drops the old ones."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from zefdesk.desktop.asked_aside import AskedAside
from zefdesk.domain.query import SessionQuery
from zefdesk.services import faceting
from zefdesk.services.progress import Report
from zefdesk.store.facets import Facet

if TYPE_CHECKING:
    from zefdesk.store.ledger import Ledger

ASK_AFTER_MS = 220


class FacetLoader(AskedAside):
    """One facet after another."""

    def __init__(self, ledger: "Ledger", parent: QObject) -> None:
        super().__init__(ASK_AFTER_MS, parent)
        self._ledger = ledger
        self._query = SessionQuery()
        self._columns: Sequence[str] = ()

    def count(self, query: SessionQuery, columns: Sequence[str]) -> None:
        """Ask for the facets of these fields under a query."""
        self._query, self._columns = query, columns
        self.ask_soon()

    def ask(self) -> None:
        """Ask now."""
        for column in self._columns:
            work = partial(_count, self._ledger, column, self._query)
            self.jobs.run(work, self.came.emit, self.went_wrong, channel=column)


def _count(ledger: "Ledger", column: str, query: SessionQuery, _report: Report) -> Facet:
    return faceting.facet(ledger, column, query)
