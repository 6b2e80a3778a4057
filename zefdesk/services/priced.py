"""What came of sessions that were priced: of one, of a chunk of them, of a whole run."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from zefdesk.billing.compiled import Compiled
from zefdesk.billing.packed import kept, packed
from zefdesk.billing.price import bill_of
from zefdesk.billing.refused import Unpriceable
from zefdesk.billing.row import Row, price_row_ready
from zefdesk.domain import money
from zefdesk.domain.bill import Bill
from zefdesk.services.pricebook import Price, PriceBook
from zefdesk.services.priced_log import metered_of
from zefdesk.store.bills import NewBill, ToPrice

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

    `totals` are billionths by currency, of all sessions that have a cost now. `held_back` are sessions of the months
    `closed` that would have another bill now, and keep the one they have.
    """

    sessions: int = 0
    priced: int = 0
    unchanged: int = 0
    without: Counter[str] = field(default_factory=Counter)
    totals: Counter[str | None] = field(default_factory=Counter)
    held_back: int = 0
    closed: set[str] = field(default_factory=set)

    def add(self, other: "Summary") -> None:
        """Add what came of more sessions."""
        self.sessions += other.sessions
        self.priced += other.priced
        self.unchanged += other.unchanged
        self.without.update(other.without)
        self.totals.update(other.totals)
        self.held_back += other.held_back
        self.closed |= other.closed


class Chunk(NamedTuple):
    """Some sessions priced: bills to keep, sessions whose old bill stands no longer, and the sum of it."""

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
        try:
            bill = bill_under(session, price.version.terms, price.capacity)
        except Unpriceable as error:
            return Priced(session, str(error))
        return Priced(
            session, "", price.currency, bill.total_incl, bill, None, price.version.id, terms_of(session, price)
        )
    if price.rate is None:
        return Priced(session, price.reason)
    decimals = money.decimals(price.currency)
    cost = price.rate.cost(*_amounts(session), decimals)
    if cost is None:
        return Priced(session, f"the rate {price.rate} counts what the session does not tell, or tells as negative")
    return Priced(session, "", price.currency, cost, None, str(price.rate), None, terms_of(session, price))


def bill_under(session: ToPrice, terms: Compiled, capacity: int | None) -> Bill:
    """Give the bill of a session: by its log's meter values where there are some, else by its durations and energy."""
    metered = metered_of(session, capacity)
    if metered is not None:
        return bill_of(metered, terms)
    row = Row(
        session.zone,
        session.start,
        session.plugged,
        session.charging,
        session.energy,
        session.initiator,
        session.identity,
        capacity,
    )
    return price_row_ready(row, terms)


def _amounts(session: ToPrice) -> tuple[int | None, int | None, int | None]:
    """Give energy, plugged and charging time as the log has them, where there is one, else as the report."""
    told = session.log
    if told is None:
        return session.energy, session.plugged, session.charging
    energy = session.energy if told.energy is None else told.energy
    charging = session.charging if told.charge_duration is None else told.charge_duration
    return energy, session.plugged if told.plug_duration is None else told.plug_duration, charging


def terms_of(session: ToPrice, price: Price) -> int:
    """Give a number for all that a bill is made of: the session's values and what its price is made of."""
    mixed = (session.value_hash * _ODD + session.start * 31 + price.mark + session.log_mark * 7) % _LARGE
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
        if session.terms is not None:
            gone.append(session.id)
        if priced.cost is None:
            without[priced.reason] += 1
            continue
        totals[priced.currency] += priced.cost
        new.append(_to_keep(priced, priced.cost))
    return Chunk(new, gone, len(sessions), unchanged, dict(without), list(totals.items()))


def _to_keep(priced: Priced, cost: int) -> NewBill:
    number, bill = priced.session.id, priced.bill
    if bill is None:
        return NewBill(number, priced.terms, priced.rate, None, priced.currency, cost, cost, None, None, None)
    return NewBill(number, priced.terms, None, priced.profile_id, priced.currency, *kept(bill), packed(bill))
