"""Sessions priced by their chargers' rates and profiles, the bills kept; a run that is cut short is gone on with."""

import time
from array import array
from collections.abc import Iterator

from zefdesk.domain.query import SessionQuery
from zefdesk.services.pricebook import PriceBook
from zefdesk.services.priced import CHUNK, Priced, Summary, price_one
from zefdesk.services.pricing_apart import chunks
from zefdesk.services.progress import Progress, Report, ignore
from zefdesk.store import bills
from zefdesk.store import sessions as stored_sessions
from zefdesk.store.ledger import Ledger


def price_sessions(ledger: Ledger, query: SessionQuery, *, dry_run: bool = False, report: Report = ignore) -> Summary:
    """Price all sessions that the query lets through, and keep the bills unless `dry_run`.

    Each chunk of sessions is one transaction: a run that ends early, by `Cancelled` or worse, has kept what it
    made, and the next run goes on from there.
    """
    numbers = array("q", sorted(stored_sessions.ids(ledger, query)))
    summary = Summary()
    for chunk in chunks(ledger, numbers):
        if not dry_run and (chunk.new or chunk.gone):
            with ledger.writing() as connection:
                now = int(time.time())
                bills.retire(connection, chunk.gone, now)
                bills.keep(connection, chunk.new, now)
        summary.add(chunk.summary())
        report(Progress(f"{summary.sessions:,} of {len(numbers):,} sessions", summary.sessions / len(numbers)))
    return summary


def priced(ledger: Ledger, query: SessionQuery) -> Iterator[list[Priced]]:
    """Price all sessions that the query lets through, chunk by chunk, and keep nothing."""
    book = PriceBook.of(ledger)
    numbers = array("q", sorted(stored_sessions.ids(ledger, query)))
    for sessions in bills.pages(ledger, numbers, CHUNK):
        yield [price_one(session, book.price(session)) for session in sessions]
