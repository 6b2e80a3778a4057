"""Sessions priced by their chargers' rates and profiles, the bills kept; a run that is cut short is gone on with."""

import time
from array import array
from collections.abc import Iterator

from zefdesk.domain import money
from zefdesk.domain.notation import Notation
from zefdesk.domain.query import SessionQuery
from zefdesk.reports.wording import filter_sentence
from zefdesk.services.activity import record
from zefdesk.services.pricebook import PriceBook
from zefdesk.services.priced import CHUNK, Chunk, Priced, Summary, price_one
from zefdesk.services.pricing_apart import chunks
from zefdesk.services.progress import Progress, Report, ignore
from zefdesk.store import bills, closed_months
from zefdesk.store import sessions as stored_sessions
from zefdesk.store.ledger import Ledger
from zefdesk.store.transaction import Transaction


def price_sessions(
    ledger: Ledger,
    query: SessionQuery,
    *,
    dry_run: bool = False,
    closed_too: bool = False,
    report: Report = ignore,
) -> Summary:
    """Price all sessions that the query lets through, and keep the bills unless `dry_run`.

    Each chunk of sessions is one transaction: a run that ends early, by `Cancelled` or worse, has kept what it
    made, and the next run goes on from there. Sessions of closed months keep the bills they have, unless `closed_too`.
    """
    numbers = array("q", sorted(stored_sessions.ids(ledger, query)))
    summary = Summary()
    run = _Run(ledger, query, closed_too=closed_too)
    for chunk in chunks(ledger, numbers):
        summary.add(chunk.summary() if dry_run else run.keep(chunk))
        report(Progress(f"{summary.sessions:,} of {len(numbers):,} sessions", summary.sessions / len(numbers)))
    run.finish(summary)
    return summary


class _Run:
    """One run: what it changes is written down when it begins to, and again when it has ended."""

    def __init__(self, ledger: Ledger, query: SessionQuery, *, closed_too: bool) -> None:
        self._ledger, self._closed_too = ledger, closed_too
        self._about = filter_sentence(query)
        self._begun = False
        self._changed: set[str] = set()

    def keep(self, chunk: Chunk) -> Summary:
        """Keep the bills of a chunk, but for those of closed months; gives what came of it."""
        if not (chunk.new or chunk.gone):
            return chunk.summary()
        with self._ledger.writing() as transaction:
            touched = [*(bill.session_id for bill in chunk.new), *chunk.gone]
            closed = closed_months.inside(transaction, touched)
            held = set() if self._closed_too else set(closed)
            kept, summary = _without(transaction, chunk, held)
            summary.closed = set(closed.values()) if held else set()
            if kept.new or kept.gone:
                self._write_down(transaction, set() if held else set(closed.values()))
                now = int(time.time())
                bills.retire(transaction, kept.gone, now)
                bills.keep(transaction, kept.new, now)
        return summary

    def _write_down(self, transaction: Transaction, changed: set[str]) -> None:
        if not self._begun:
            record(transaction, "pricing", self._about)
            self._begun = True
        for month in sorted(changed - self._changed):
            record(transaction, "changed-closed", month, "", "by this pricing")
        self._changed |= changed

    def finish(self, summary: Summary) -> None:
        """Write down what came of the run, where it changed anything, and what closed months refused."""
        if self._begun or summary.held_back:
            with self._ledger.writing() as transaction:
                self._write_end(transaction, summary)

    def _write_end(self, transaction: Transaction, summary: Summary) -> None:
        if self._begun:
            record(transaction, "priced", self._about, "", _came_of(summary))
        if summary.held_back:
            said = f"pricing: {Notation().counted(summary.held_back, 'session')} would be billed otherwise"
            record(transaction, "refused", ", ".join(sorted(summary.closed)), "", said)


def _without(transaction: Transaction, chunk: Chunk, held: set[int]) -> tuple[Chunk, Summary]:
    """Take sessions out of a chunk; gives what is left, and what came of all of it."""
    summary = chunk.summary()
    if not held:
        return chunk, summary
    kept = chunk._replace(
        new=[bill for bill in chunk.new if bill.session_id not in held],
        gone=[number for number in chunk.gone if number not in held],
    )
    for bill in chunk.new:
        if bill.session_id in held:
            summary.totals[bill.currency] -= bill.total_incl
    summary.totals.update(bills.totals_of(transaction, sorted(held)))
    summary.priced, summary.held_back = len(kept.new), len(held)
    return kept, summary


def _came_of(summary: Summary) -> str:
    sums = [f"{money.plain(nano, code)} {code or ''}".strip() for code, nano in summary.totals.items()]
    return f"{summary.priced:,} of {summary.sessions:,} sessions billed anew; computed {', '.join(sums) or 'none'}"


def priced(ledger: Ledger, query: SessionQuery) -> Iterator[list[Priced]]:
    """Price all sessions that the query lets through, chunk by chunk, and keep nothing."""
    book = PriceBook.of(ledger)
    numbers = array("q", sorted(stored_sessions.ids(ledger, query)))
    for sessions in bills.pages(ledger, numbers, CHUNK):
        yield [price_one(session, book.price(session)) for session in sessions]
