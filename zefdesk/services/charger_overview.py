"""Chargers with what prices them: at present by their own clocks, before, and later."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from zefdesk.billing.profile_text import read_profile
from zefdesk.billing.sentences import cost_sentence
from zefdesk.domain import clock
from zefdesk.domain.charger import Charger
from zefdesk.domain.query import SessionQuery, Test
from zefdesk.services import card_readers, configuring
from zefdesk.services.card_readers import Suggestion
from zefdesk.services.charger_changes import Span
from zefdesk.store import sessions as stored_sessions
from zefdesk.store.ledger import Ledger
from zefdesk.store.profiles import StoredProfile

ARCHIVED = "[archived]"
"""What ZEFNET puts into the name of a charger that is retired."""
_NUMBERS = re.compile(r"([0-9]+)")


class Seen(NamedTuple):
    """A charger, the profiles that are or were on it, in the order of time, and its wall clock now."""

    charger: Charger
    spans: tuple[Span, ...]
    now: int

    @property
    def current(self) -> Span | None:
        """The profile that prices a session which starts now."""
        return next((one for one in self.spans if one.start_wall <= self.now and not _over(one, self.now)), None)

    @property
    def coming(self) -> Span | None:
        """The next profile that begins later."""
        return next((one for one in self.spans if one.start_wall > self.now), None)

    @property
    def open(self) -> Span | None:
        """The profile that prices sessions from some day on without an end."""
        return next((one for one in self.spans if one.end_wall is None), None)


class VersionSeen(NamedTuple):
    """A version of a profile: in force for Starts in [first, past), in wall clocks; None: it has no end."""

    version: int
    first: int
    past: int | None


class ProfileSeen(NamedTuple):
    """A profile by its newest version: `first` is the first day on which any version of it is in force.

    `costs` are the names of its costs, each with what it takes, in one sentence; `versions` are all, the oldest first.
    """

    name: str
    version: int
    first: date
    effective_from: date
    currency: str
    time_zone: str
    costs: tuple[tuple[str, str], ...]
    versions: tuple[VersionSeen, ...] = ()

    def at(self, wall: int) -> VersionSeen | None:
        """Give the version that prices a session which starts then, as pricing chooses it."""
        inside = (one for one in self.versions if one.first <= wall and (one.past is None or wall < one.past))
        return max(inside, key=lambda one: (one.first, one.version), default=None)

    def after(self, wall: int) -> VersionSeen | None:
        """Give the version that comes next."""
        return min((one for one in self.versions if one.first > wall), key=lambda one: one.first, default=None)


class Overview(NamedTuple):
    """All chargers by name, then serial, and all profiles by name."""

    chargers: tuple[Seen, ...] = ()
    profiles: tuple[ProfileSeen, ...] = ()


class CloserLook(NamedTuple):
    """How many sessions name some chargers, the query that shows them, and identities that may be a card reader."""

    sessions: int
    query: SessionQuery
    readers: tuple[Suggestion, ...]


def overview(ledger: Ledger) -> Overview:
    """Read all chargers with their profiles."""
    spans: dict[str, list[Span]] = defaultdict(list)
    for one in configuring.assignments(ledger):
        spans[one.charger].append(Span(one.profile, one.start_wall, one.end_wall))
    found = [
        Seen(charger, tuple(spans[charger.serial]), configuring.now_at(charger))
        for charger in configuring.chargers(ledger)
    ]
    return Overview(tuple(sorted(found, key=_by_name)), tuple(_profiles(configuring.profiles(ledger))))


def closer_look(ledger: Ledger, serials: Sequence[str], marked: Collection[str] = ()) -> CloserLook:
    """Look closer at chargers whose card readers are marked already; these are looked for at one charger only."""
    count, query = _sessions_of(ledger, serials)
    readers = card_readers.suggestions(ledger, serials[0], marked) if len(serials) == 1 else ()
    return CloserLook(count, query, readers)


def sessions_since(ledger: Ledger, serials: Sequence[str], day: date) -> int:
    """Count the stored sessions of chargers that start from a day on, by their own clocks."""
    _, query = _sessions_of(ledger, serials)
    return len(stored_sessions.ids(ledger, query.where("start", Test.AT_LEAST, clock.wall_of_day(day))))


def _sessions_of(ledger: Ledger, serials: Sequence[str]) -> tuple[int, SessionQuery]:
    """Count by serial; by name where no session has it as its serial."""
    for column in ("serial", "name"):
        query = SessionQuery().where(column, Test.IS, *serials)
        if count := len(stored_sessions.ids(ledger, query)):
            return count, query
    return 0, SessionQuery()


def _profiles(versions: Iterable[StoredProfile]) -> Iterator[ProfileSeen]:
    for name, group in groupby(versions, lambda one: one.name):
        known = list(group)
        profile = read_profile(known[-1].document)
        yield ProfileSeen(
            name,
            known[-1].version,
            min(date.fromisoformat(one.effective_from) for one in known),
            profile.effective_from,
            profile.currency,
            profile.time_zone,
            tuple((cost.name, cost_sentence(cost, profile)) for cost in profile.costs),
            tuple(map(_version, known)),
        )


def _version(one: StoredProfile) -> VersionSeen:
    past = None if one.effective_until is None else clock.wall_of_day(date.fromisoformat(one.effective_until))
    return VersionSeen(one.version, clock.wall_of_day(date.fromisoformat(one.effective_from)), past)


def _over(span: Span, now: int) -> bool:
    return span.end_wall is not None and span.end_wall <= now


def _by_name(one: Seen) -> tuple[bool, list[tuple[bool, int, str]], str]:
    """Order by name, numbers in it by their size; what is archived comes last."""
    name = (one.charger.name or one.charger.serial).casefold()
    parts = [(part.isdecimal(), int(part) if part.isdecimal() else 0, part) for part in _NUMBERS.split(name)]
    return ARCHIVED in name, parts, one.charger.serial
