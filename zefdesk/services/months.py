"""The months of a ledger: how far the review of each is, and whether it is closed."""

from typing import NamedTuple

from zefdesk.domain.query import SessionQuery, Test
from zefdesk.services.remarking import ReviewState, state_within
from zefdesk.store import closed_months, sessions
from zefdesk.store.closed_months import ClosedMonth
from zefdesk.store.ledger import Ledger

_MOST = 600


class MonthState(NamedTuple):
    """One month (`2026-05`, by the chargers' clocks); `closed` says by whom and when, None while it is open."""

    month: str
    state: ReviewState
    closed: ClosedMonth | None


def months(ledger: Ledger) -> list[MonthState]:
    """Give the months that have sessions or are closed, the newest first."""
    named = {str(month) for month, _ in sessions.values(ledger, "month", SessionQuery(), _MOST)}
    with ledger.reading() as transaction:
        closed = {one.month: one for one in closed_months.closed(transaction)}
        return [
            MonthState(
                month, state_within(transaction, SessionQuery().where("month", Test.IS, month)), closed.get(month)
            )
            for month in sorted(named | set(closed), reverse=True)
        ]
