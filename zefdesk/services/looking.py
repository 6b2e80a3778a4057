"""Looking for what does not add up: after imports, pricing and changes, at what can have changed and no more.

What is to be looked at stands in the ledger (`store.unlooked`), so that nothing is forgotten where a run ends early.
Stretches of time are looked at month by month, each with as much before and after it as the longest session lasts.
"""

from collections.abc import Collection, Iterator
from datetime import date
from typing import NamedTuple

from zefdesk.domain import clock
from zefdesk.domain.finding import Found
from zefdesk.findings import billed, each, labels
from zefdesk.findings.beside import Doubles, Overlaps, Shared
from zefdesk.findings.rates import Rates
from zefdesk.findings.seen import LONGEST, UNKNOWN, Place
from zefdesk.findings.silence import Silence
from zefdesk.findings.thresholds import Thresholds
from zefdesk.services import log_sessions
from zefdesk.services.other_process import collector_at_rest
from zefdesk.services.progress import Progress, Report, ignore
from zefdesk.services.surroundings import blind_of, logs_of, places_of
from zefdesk.store import bills, findings, looked, thresholds, unlooked
from zefdesk.store.ledger import Ledger
from zefdesk.store.looked import Blind, Scope
from zefdesk.store.transaction import Transaction
from zefdesk.store.unlooked import Unlooked

DUPLICATE, OVERLAP, SHARED, OUTLIER = "duplicate", "overlap", "shared-identity", "rate-outlier"
GAP, DIFFERS = unlooked.LABELS, bills.COMPARED
LABELS = ("serial-with-two-names", "sticker-on-two-serials")
OF_STRETCHES = (*each.CHECKS, DUPLICATE, OVERLAP, SHARED)
OF_LOGS = ("clock-skew", "report-log-differs")
_OF_CHARGERS = (*each.CHECKS, DUPLICATE, OVERLAP)
_WHAT = "Looking for what does not add up"
_WIDEST_OFFSET = 15 * 3600
_DAY = clock.DAY


class Looked(NamedTuple):
    """What came of it: findings that are new, and findings that are gone."""

    new: int = 0
    gone: int = 0


def is_due(ledger: Ledger) -> bool:
    """Whether anything has changed since the last look."""
    with ledger.reading() as connection:
        return unlooked.any_there(connection)


def look(ledger: Ledger, report: Report = ignore) -> Looked:
    """Look at what has changed since the last look, in one transaction; nothing where nothing has."""
    if not is_due(ledger):
        return Looked()
    with ledger.writing() as transaction:
        looked_at = _Look(transaction, unlooked.pending(transaction), report)
        looked_at.run()
        findings.attach(transaction)
        unlooked.done(transaction)
    return Looked(looked_at.new, looked_at.gone)


def look_again(ledger: Ledger, report: Report = ignore) -> Looked:
    """Look at everything anew, whatever has changed."""
    with ledger.writing() as transaction:
        everything = unlooked.pending(transaction)
        everything.stretches = looked.days(transaction)
        everything.codes |= {GAP, DIFFERS, *OF_LOGS}
        looked_at = _Look(transaction, everything, report)
        looked_at.run()
        findings.attach(transaction)
        unlooked.done(transaction)
    return Looked(looked_at.new, looked_at.gone)


class _Month(NamedTuple):
    """A calendar month as [first, past) in seconds, as instants and as wall clocks alike."""

    first: int
    past: int


class _Look:
    """One look, within a transaction."""

    def __init__(self, transaction: Transaction, what: Unlooked, report: Report) -> None:
        self._transaction, self._what, self._report = transaction, what, report
        self._limits: Thresholds = thresholds.limits(transaction)
        self._places: dict[str, Place] = places_of(transaction)
        imports = looked.imports(transaction)
        self._blind: Blind = blind_of(imports)
        self._logs = logs_of(imports)
        self._any_before = findings.any_of(transaction, (*OF_STRETCHES, OUTLIER))
        self._done = 0.0
        self.new = self.gone = 0

    def run(self) -> None:
        """Look at all that is to be looked at."""
        changed = months_of(self._what.stretches)
        self._look_at_months(changed, {*OF_STRETCHES, OUTLIER})
        self._any_before = True
        codes = self._what.codes & {*OF_STRETCHES, OUTLIER}
        if codes:
            every = months_of(looked.days(self._transaction))
            self._look_at_months([month for month in every if month not in changed], codes)
        if self._what.chargers:
            self._look_at(Scope(chargers=self._what.chargers), Scope(chargers=self._what.chargers), _OF_CHARGERS)
        if self._what.identities:
            mine = Scope(identities=self._what.identities)
            self._look_at(mine, mine, (SHARED,))
        self._look_at_chargers()
        self._look_at_bills()
        if self._what.codes & {*OF_LOGS}:
            log_sessions.find_again(self._transaction, self._limits)

    def _tell(self) -> None:
        """Tell how far the look is, which may be told to stop."""
        self._report(Progress(_WHAT, self._done))

    def _settle(self, before: findings.Known, found: Iterator[tuple[int, Found]] | list[tuple[str, Found]]) -> None:
        new, gone = findings.settle(self._transaction, before, found)
        self.new += new
        self.gone += gone

    # stretches of time

    def _look_at_months(self, months: list[_Month], codes: Collection[str]) -> None:
        if not months:
            return
        first, past = months[0].first - 2 * LONGEST, months[-1].past
        longest = looked.longest(self._transaction, first, past, LONGEST)
        before: _Month | None = None
        for done, month in enumerate(months):
            self._done = done / len(months)
            reach = _longest_in(longest, month.first - 2 * LONGEST, month.past)
            follows = before is not None and before.past == month.first
            since = month.first if follows else month.first - reach
            around = Scope(min(since - reach, month.first - _WIDEST_OFFSET), month.past + max(reach, _WIDEST_OFFSET))
            self._look_at(Scope(since, month.past), around, codes, month)
            before = month

    def _look_at(self, mine: Scope, around: Scope, codes: Collection[str], month: _Month | None = None) -> None:
        """Look at the sessions of a scope, held against those around them; prices are those of a month."""
        before: findings.Known = {}
        if self._any_before:
            before = looked.known_of(self._transaction, mine, [code for code in OF_STRETCHES if code in codes])
        if self._any_before and month and OUTLIER in codes:
            of_month = Scope(month.first, month.past, by_clock=True)
            before |= looked.known_of(self._transaction, of_month, (OUTLIER,))
        with collector_at_rest():
            self._settle(before, self._found(mine, around, codes, month))

    def _found(
        self, mine: Scope, around: Scope, codes: Collection[str], month: _Month | None
    ) -> Iterator[tuple[int, Found]]:
        limits, places = self._limits, self._places
        checks = each.checks(codes)
        doubles, overlaps, shared, rates = Doubles(limits), Overlaps(limits), Shared(limits), Rates(limits)
        look_for_doubles, look_for_overlaps, look_for_shared = DUPLICATE in codes, OVERLAP in codes, SHARED in codes
        first, past = _bounds(mine)
        priced = month if month and OUTLIER in codes else _Month(0, 0)
        for one in looked.seen(self._transaction, around, self._blind, self._tell):
            at = places.get(one.charger, UNKNOWN)
            if first <= one.start < past and not each.is_calm(one, at, limits):
                for check in checks:
                    seen = check(one, at, limits)
                    if seen is not None:
                        yield one.id, seen
            if look_for_doubles:
                doubles.take(one)
            if look_for_overlaps:
                overlaps.take(one, at)
            if look_for_shared:
                shared.take(one, at)
            if priced.first <= one.start_local < priced.past:
                rates.take(one)
        for pairs in (doubles.found(), overlaps.found(), shared.found()):
            yield from ((one.id, found) for one, found in pairs if first <= one.start < past)
        yield from ((one.id, found) for one, found in rates.found())

    # chargers and bills

    def _look_at_chargers(self) -> None:
        """Look at what all sessions of a charger show together: pauses, names, stickers."""
        every = GAP in self._what.codes
        touched = looked.chargers(self._transaction) if every else self._what.touched
        if not touched:
            return
        before = looked.known_of(self._transaction, Scope(chargers=touched), (GAP,))
        self._settle(before, self._gaps(looked.silent(self._transaction, self._limits.gap_longer, touched)))
        named = findings.known_of_chargers(self._transaction, LABELS)
        self._settle(named, list(labels.found(looked.labels(self._transaction, self._logs))))

    def _gaps(self, touched: Collection[str]) -> Iterator[tuple[int, Found]]:
        silences: dict[str, Silence] = {}
        for charger, visit in looked.visits(self._transaction, touched):
            silence = silences.get(charger)
            if silence is None:
                silence = silences[charger] = Silence(self._limits)
            silence.take(visit)
        for silence in silences.values():
            yield from ((visit.id, found) for visit, found in silence.found())

    def _look_at_bills(self) -> None:
        after = 0 if DIFFERS in self._what.codes else self._what.bills
        before = looked.known_of_bills(self._transaction, DIFFERS, after)
        self._settle(before, self._differences(after))

    def _differences(self, after: int) -> Iterator[tuple[int, Found]]:
        for one in looked.billed(self._transaction, after):
            found = billed.cost_differs(one, self._limits)
            if found is not None:
                yield one.id, found


def _bounds(scope: Scope) -> tuple[int, int]:
    first = -(2**62) if scope.first is None else scope.first
    return first, 2**62 if scope.past is None else scope.past


def _longest_in(longest: dict[int, int], first: int, past: int) -> int:
    return max((longest.get(day, 0) for day in range(first // _DAY, past // _DAY + 1)), default=0)


def months_of(stretches: list[tuple[int, int]]) -> list[_Month]:
    """Give the calendar months that stretches of seconds touch, in their order; no stretch is longer than it may be."""
    found: set[_Month] = set()
    for first, last in stretches:
        at = first
        while True:
            month = _month_of(at)
            found.add(month)
            if last < month.past or month.past > first + 4 * LONGEST:
                break
            at = month.past
    return sorted(found)


def _month_of(seconds: int) -> _Month:
    day = clock.date_of(max(min(seconds // _DAY, _LAST_DAY), _FIRST_DAY))
    first = day.replace(day=1)
    past = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return _Month(clock.wall_of_day(first), clock.wall_of_day(past))


_FIRST_DAY = clock.day_number(date(1, 1, 1))
_LAST_DAY = clock.day_number(date(9999, 11, 30))
