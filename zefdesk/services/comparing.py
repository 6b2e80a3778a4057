"""What real sessions would come to under another profile, beside what is in force; nothing is stored."""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from heapq import nlargest
from pathlib import Path
from typing import NamedTuple

from zefdesk.billing.compiled import Compiled
from zefdesk.billing.profile_text import read_profile
from zefdesk.domain.profile import BillingProfile
from zefdesk.domain.query import SessionQuery
from zefdesk.domain.trouble import UnknownName
from zefdesk.services.billing_files import read_profile_file
from zefdesk.services.pricebook import FREE_VEND, MEMBER, Price, PriceBook, Version
from zefdesk.services.priced import CHUNK, Priced, price_one
from zefdesk.services.progress import Progress, Report, ignore
from zefdesk.store import bills
from zefdesk.store import profiles as stored_profiles
from zefdesk.store import sessions as stored_sessions
from zefdesk.store.bills import ToPrice
from zefdesk.store.ledger import Ledger

_LARGEST = 10
_MOST_BUCKETS = 24


class Pair(NamedTuple):
    """A session, or a charger, in force and under the draft; billionths, None where there is no cost."""

    name: str
    currency: str | None
    in_force: int | None
    draft: int | None

    @property
    def difference(self) -> int:
        """Draft less in force; what has no cost counts as none."""
        return (self.draft or 0) - (self.in_force or 0)


class Compared(NamedTuple):
    """A session with what came of it now, and under the draft."""

    session: ToPrice
    in_force: Priced
    draft: Priced

    @property
    def pair(self) -> Pair | None:
        """The two costs; None where both are there and in different currencies."""
        old, new = self.in_force, self.draft
        if old.currency != new.currency and None not in {old.cost, new.cost}:
            return None
        code = old.currency if new.cost is None else new.currency
        return Pair(str(self.session.id), code, old.cost, new.cost)


class Bucket(NamedTuple):
    """How many sessions differ by an amount in [low, high), in billionths."""

    low: int
    high: int
    sessions: int


@dataclass(slots=True)
class Comparison:
    """Totals by currency, by charger and currency, and the sessions that differ most.

    `dearer`, `cheaper` and `same` count sessions by currency; `unlike` are those whose two costs are in different
    currencies, `without` those that have none either way. `differences` are all that are not nothing.
    """

    sessions: int = 0
    in_force: dict[str | None, int] = field(default_factory=lambda: defaultdict(int))
    draft: dict[str | None, int] = field(default_factory=lambda: defaultdict(int))
    by_charger: list[Pair] = field(default_factory=list)
    largest: list[Pair] = field(default_factory=list)
    dearer: Counter[str | None] = field(default_factory=Counter)
    cheaper: Counter[str | None] = field(default_factory=Counter)
    same: Counter[str | None] = field(default_factory=Counter)
    unlike: int = 0
    without: int = 0
    differences: dict[str | None, list[int]] = field(default_factory=lambda: defaultdict(list))

    def buckets(self, currency: str | None, most: int = _MOST_BUCKETS) -> tuple[Bucket, ...]:
        """Give the differences of a currency as a histogram of at most so many bars of a round width.

        Nothing lies between two bars that dearer and cheaper share: a bar begins at 0.
        """
        return buckets(self.differences.get(currency, ()), most)


class Sums:
    """A comparison as it is summed up, session by session."""

    def __init__(self, sessions: int) -> None:
        self._found = Comparison(sessions)
        self._chargers: dict[tuple[str, str | None], list[int]] = defaultdict(lambda: [0, 0])

    def add(self, page: Sequence[Compared]) -> None:
        """Add some sessions."""
        found = self._found
        pairs: list[Pair] = []
        for one in page:
            for cost, place, sums in ((one.in_force, 0, found.in_force), (one.draft, 1, found.draft)):
                if cost.cost is not None:
                    sums[cost.currency] += cost.cost
                    self._chargers[one.session.charger, cost.currency][place] += cost.cost
            pair = one.pair
            if pair is None:
                found.unlike += 1
            elif pair.in_force is None and pair.draft is None:
                found.without += 1
            else:
                pairs.append(pair)
                self._count(pair)
        changed = [pair for pair in pairs if pair.difference]
        found.largest = nlargest(_LARGEST, [*found.largest, *changed], key=lambda pair: abs(pair.difference))

    def _count(self, pair: Pair) -> None:
        found, by = self._found, pair.difference
        (found.dearer if by > 0 else found.cheaper if by else found.same)[pair.currency] += 1
        if by:
            found.differences[pair.currency].append(by)

    def done(self) -> Comparison:
        """Give all of it."""
        chargers = sorted(self._chargers.items(), key=_by_name)
        self._found.by_charger = [Pair(name, code, *sums) for (name, code), sums in chargers]
        return self._found


def draft_of(ledger: Ledger, name: str) -> BillingProfile:
    """Give the newest version of a profile of this name, else the profile in a file of this path."""
    versions = stored_profiles.versions(ledger, name)
    if versions:
        return read_profile(max(versions, key=lambda one: one.version).document)
    if not Path(name).exists():
        raise UnknownName(f"no profile is named '{name}', and no file either: see `profiles`")
    return read_profile_file(Path(name))


def compare(
    ledger: Ledger,
    query: SessionQuery,
    draft: BillingProfile,
    report: Report = ignore,
    against: BillingProfile | None = None,
) -> Comparison:
    """Price all sessions that the query lets through as they are priced now, and under the draft.

    Free vend and members stay free; every other session is priced by the draft, whatever its charger has; and by
    `against`, where that is given, instead of by what is in force.
    """
    numbers = numbers_of(ledger, query)
    sums = Sums(len(numbers))
    for page in compared(ledger, numbers, draft, report, against):
        sums.add(page)
    return sums.done()


def numbers_of(ledger: Ledger, query: SessionQuery) -> "array[int]":
    """Give the numbers of the sessions that the query lets through, ascending."""
    return array("q", sorted(stored_sessions.ids(ledger, query)))


def compared(
    ledger: Ledger,
    numbers: "array[int]",
    draft: BillingProfile,
    report: Report = ignore,
    against: BillingProfile | None = None,
) -> Iterator[list[Compared]]:
    """Price sessions both ways, page by page."""
    book = PriceBook.of(ledger)
    other = None if against is None else _version(against)
    version = _version(draft)
    done = 0
    for sessions in bills.pages(ledger, numbers, CHUNK):
        yield [_both(session, book, version, other) for session in sessions]
        done += len(sessions)
        report(Progress("Compare", done / len(numbers)))


def _version(profile: BillingProfile) -> Version:
    return Version(0, Compiled(profile), 0, None, "")


def _both(session: ToPrice, book: PriceBook, draft: Version, other: Version | None) -> Compared:
    now = book.price(session)
    if now.reason in {FREE_VEND, MEMBER}:
        free = price_one(session, now)
        return Compared(session, free, free)
    capacity = book.capacity(session)
    old = now if other is None else _price(other, capacity)
    return Compared(session, price_one(session, old), price_one(session, _price(draft, capacity)))


def _price(version: Version, capacity: int | None) -> Price:
    return Price(version, None, version.terms.profile.currency, capacity)


def _by_name(item: tuple[tuple[str, str | None], list[int]]) -> tuple[str, str]:
    (name, code), _ = item
    return name, code or ""


def buckets(differences: Sequence[int], most: int = _MOST_BUCKETS) -> tuple[Bucket, ...]:
    """Put differences into at most so many bars of a width of 1, 2 or 5 times a power of ten; a bar begins at 0."""
    if not differences:
        return ()
    low, high = min(differences), max(differences)
    widths = (mantissa * 10**power for power in range(60) for mantissa in (1, 2, 5))
    width = next(one for one in widths if high // one - low // one < most)
    counts = Counter(by // width for by in differences)
    places = range(low // width, high // width + 1)
    return tuple(Bucket(place * width, (place + 1) * width, counts[place]) for place in places)
