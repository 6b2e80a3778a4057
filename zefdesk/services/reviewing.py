"""What a person looks at: sessions in an order, their totals, the rows behind them, what was found in them."""

from array import array
from collections.abc import Iterator, Sequence

from zefdesk.domain.query import SessionQuery
from zefdesk.domain.stored import Stored, Totals
from zefdesk.domain.trouble import NotFound
from zefdesk.services.summing import Summable
from zefdesk.store import findings as stored_findings
from zefdesk.store import sessions as stored_sessions
from zefdesk.store import sources
from zefdesk.store.findings import StoredFinding
from zefdesk.store.ledger import Ledger
from zefdesk.store.sources import SourceView

EVERYTHING = SessionQuery()


def session_ids(ledger: Ledger, query: SessionQuery) -> "array[int]":
    """Give the numbers of all sessions that the query lets through, in its order."""
    return stored_sessions.ids(ledger, query)


def first_ids(ledger: Ledger, query: SessionQuery, limit: int, offset: int = 0) -> "array[int]":
    """Give the first of these numbers only, from `offset` on."""
    return stored_sessions.ids(ledger, query, limit, offset)


def sessions(ledger: Ledger, numbers: Sequence[int]) -> list[Stored]:
    """Give sessions by their numbers, in that order; at most some thousands at a time."""
    return stored_sessions.page(ledger, numbers)


def session(ledger: Ledger, number: int) -> Stored:
    """Give one session; raises NotFound."""
    found = stored_sessions.page(ledger, [number]) if abs(number) < 2**63 else []
    if not found:
        raise NotFound(f"no session has the number {number}")
    return found[0]


def totals(ledger: Ledger, query: SessionQuery) -> Totals:
    """Sum up all that the query lets through, exactly."""
    return stored_sessions.totals(ledger, query)


def summable(ledger: Ledger) -> Summable:
    """Give the amounts of all sessions, for the totals of any selection."""
    return Summable(
        stored_sessions.amounts(ledger), stored_sessions.passed_over(ledger), stored_sessions.billed(ledger)
    )


def values(
    ledger: Ledger, column: str, query: SessionQuery = EVERYTHING, limit: int = 500
) -> list[tuple[str | int | None, int]]:
    """Give the values of a column under the query with how often each occurs, the most frequent first."""
    return stored_sessions.values(ledger, column, query, limit)


def source(ledger: Ledger, number: int) -> list[SourceView]:
    """Give every place that tells a session: raw row, header, neighbours."""
    return sources.source(ledger, number)


def findings_of(ledger: Ledger, number: int) -> list[StoredFinding]:
    """Give what was found in one session."""
    return stored_findings.of_session(ledger, number)


def findings(ledger: Ledger, query: SessionQuery) -> Iterator[StoredFinding]:
    """Give what was found in the sessions that the query lets through; without a filter, all there is."""
    return stored_findings.findings(ledger, query)
