"""Sessions priced by their chargers' rates and profiles, the bills kept; a run that is cut short is gone on with."""

import time
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from zefdesk.billing.packed import kept, packed
from zefdesk.billing.refused import Unpriceable
from zefdesk.billing.row import Row, price_row_ready
from zefdesk.domain import money
from zefdesk.domain.bill import Bill
from zefdesk.domain.query import SessionQuery
from zefdesk.services.pricebook import Price, PriceBook
from zefdesk.services.progress import Progress, Report, ignore
from zefdesk.store import bills
from zefdesk.store import sessions as stored_sessions
from zefdesk.store.bills import NewBill, ToPrice
from zefdesk.store.ledger import Ledger

CHUNK = 2_000
_LARGE, _ODD = 1 << 64, 0x9E3779B97F4A7C15


class Priced(NamedTuple):
    """What came of one session: a cost with a bill, or with a simple `rate`, or the `reason` why there is none.

    `cost` is billionths of `currency`, tax included. `terms` stands for all that the bill was made of.
    """

    session: ToPrice
    reason: str
    currency: str | None = None
    cost: int | None = None
    bill: Bill | None = None
    rate: str | None = None
    profile_id: int | None = None
    terms: int = 0


@dataclass(slots=True)
class Summary:
    """What came of a run: sessions asked, bills made, bills that stood already, and why the others have none.

    `totals` are billionths by currency, of all sessions that have a cost now.
    """

    sessions: int = 0
    priced: int = 0
    unchanged: int = 0
    without: Counter[str] = field(default_factory=Counter)
    totals: Counter[str | None] = field(default_factory=Counter)

    def add(self, other: "Summary") -> None:
        """Add what came of more sessions."""
        self.sessions += other.sessions
        self.priced += other.priced
        self.unchanged += other.unchanged
        self.without.update(other.without)
        self.totals.update(other.totals)


class Chunk(NamedTuple):
    """Some sessions priced: bills to keep, sessions whose bill stands no longer, and the sum of it."""

    new: list[NewBill]
    gone: list[int]
    sessions: int
    unchanged: int
    without: dict[str, int]
    totals: list[tuple[str | None, int]]

    def summary(self) -> Summary:
        """Give the sum of it."""
        return Summary(self.sessions, len(self.new), self.unchanged, Counter(self.without), Counter(dict(self.totals)))


def price_one(session: ToPrice, price: Price) -> Priced:
    """Price one session by what applies to it."""
    if price.version is not None:
        row = Row(
            session.zone,
            session.start,
            session.plugged,
            session.charging,
            session.energy,
            session.initiator,
            session.identity,
            price.capacity,
        )
        try:
            bill = price_row_ready(row, price.version.terms)
        except Unpriceable as error:
            return Priced(session, str(error))
        return Priced(
            session, "", price.currency, bill.total_incl, bill, None, price.version.id, terms_of(session, price)
        )
    if price.rate is None:
        return Priced(session, price.reason)
    decimals = money.decimals(price.currency)
    cost = price.rate.cost(session.energy, session.plugged, session.charging, decimals)
    if cost is None:
        return Priced(session, f"the rate {price.rate} counts what the session does not tell")
    return Priced(session, "", price.currency, cost, None, str(price.rate), None, terms_of(session, price))


def terms_of(session: ToPrice, price: Price) -> int:
    """Give a number for all that a bill is made of: the session's values and what its price is made of."""
    mixed = (session.value_hash * _ODD + session.start * 31 + price.mark) % _LARGE
    return mixed - _LARGE // 2


def price_chunk(sessions: Sequence[ToPrice], book: PriceBook) -> Chunk:
    """Price some sessions; one whose bill was made of the same terms keeps it."""
    new: list[NewBill] = []
    gone: list[int] = []
    without: Counter[str] = Counter()
    totals: Counter[str | None] = Counter()
    unchanged = 0
    for session in sessions:
        price = book.price(session)
        if session.terms is not None and price.mark and session.terms == terms_of(session, price):
            unchanged += 1
            totals[session.billed_currency] += session.billed or 0
            continue
        priced = price_one(session, price)
        if priced.cost is None:
            without[priced.reason] += 1
            if session.terms is not None:
                gone.append(session.id)
            continue
        totals[priced.currency] += priced.cost
        new.append(_to_keep(priced, priced.cost))
    return Chunk(new, gone, len(sessions), unchanged, dict(without), list(totals.items()))


def _to_keep(priced: Priced, cost: int) -> NewBill:
    number, bill = priced.session.id, priced.bill
    if bill is None:
        return NewBill(number, priced.terms, priced.rate, None, priced.currency, cost, cost, None, None, None)
    return NewBill(number, priced.terms, None, priced.profile_id, priced.currency, *kept(bill), packed(bill))


def price_sessions(ledger: Ledger, query: SessionQuery, *, dry_run: bool = False, report: Report = ignore) -> Summary:
    """Price all sessions that the query lets through, and keep the bills unless `dry_run`.

    Each chunk of sessions is one transaction: a run that ends early, by `Cancelled` or worse, has kept what it
    made, and the next run goes on from there.
    """
    from zefdesk.services.pricing_apart import chunks  # noqa: PLC0415 -- it imports this module in its processes

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
    for start in range(0, len(numbers), CHUNK):
        with ledger.reading() as connection:
            sessions = bills.to_price(connection, numbers[start : start + CHUNK])
        yield [price_one(session, book.price(session)) for session in sessions]
