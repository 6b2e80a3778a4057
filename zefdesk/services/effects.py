"""What changed prices would do to stored sessions: which would be priced differently, and their totals; none is."""

from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from zefdesk.services.pricebook import PriceBook
from zefdesk.services.priced import price_chunk
from zefdesk.store import bills
from zefdesk.store import chargers as stored_chargers
from zefdesk.store.bills import NewBill, StoredBill
from zefdesk.store.ledger import Ledger


@dataclass(slots=True)
class Effects:
    """Sessions that would be priced differently from the bills that stand.

    `numbers` are theirs, ascending, `chargers` how many each charger has, by its serial, else its name. `before` are
    the totals of their bills that stand, `after` what these would come to, in billionths by currency. `itemised` of
    them would get Bill Details, `plain` would lose them, `without` would have no price any more.
    """

    numbers: "array[int]" = field(default_factory=lambda: array("q"))
    chargers: Counter[str] = field(default_factory=Counter)
    before: Counter[str | None] = field(default_factory=Counter)
    after: Counter[str | None] = field(default_factory=Counter)
    itemised: int = 0
    plain: int = 0
    without: int = 0

    def add(self, other: "Effects") -> None:
        """Add what further sessions would come to."""
        self.numbers.extend(other.numbers)
        self.chargers.update(other.chargers)
        self.before.update(other.before)
        self.after.update(other.after)
        self.itemised += other.itemised
        self.plain += other.plain
        self.without += other.without


def sessions_of(ledger: Ledger, serials: Sequence[str]) -> "array[int]":
    """Give the numbers of all sessions of these chargers, ascending."""
    return stored_chargers.session_ids(ledger, serials) if serials else array("q")


def effects(ledger: Ledger, numbers: Sequence[int]) -> Effects:
    """Say what these sessions, at most some thousands by ascending numbers, would be priced at now."""
    sessions = bills.to_price(ledger, numbers)
    chunk = price_chunk(sessions, PriceBook.of(ledger))
    made = {bill.session_id: bill for bill in chunk.new}
    gone = set(chunk.gone)
    stand = bills.bills_of(ledger, sorted(gone))
    found = Effects()
    for session in sessions:
        if session.id in made or session.id in gone:
            _compare(found, session.id, session.charger, stand.get(session.id), made.get(session.id))
    return found


def _compare(found: Effects, number: int, charger: str, old: StoredBill | None, new: NewBill | None) -> None:
    if old and new and _facts(old) == _facts(new):
        return
    found.numbers.append(number)
    found.chargers[charger] += 1
    if old is not None:
        found.before[old.currency] += old.total_incl
    if new is None:
        found.without += 1
    else:
        found.after[new.currency] += new.total_incl
    had, has = old is not None and old.profile_id is not None, new is not None and new.profile_id is not None
    found.itemised += has and not had
    found.plain += had and not has


def _facts(bill: StoredBill | NewBill) -> tuple[object, ...]:
    """Give what a person would see to differ: what priced it, and what it came to."""
    return bill.profile_id, bill.rate, bill.currency, bill.total_incl, bill.total_excl, bill.low, bill.high
