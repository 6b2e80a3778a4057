"""What is known around sessions when they are looked at: of their chargers, and of what their sources can tell."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from zefdesk.domain import clock
from zefdesk.findings.seen import Place, place_of
from zefdesk.formats.report import NOT_TOLD
from zefdesk.store import chargers, profiles
from zefdesk.store.looked import Blind
from zefdesk.store.profiles import StoredProfile
from zefdesk.store.transaction import Transaction

_Span = tuple[int, int | None]


def places_of(transaction: Transaction) -> dict[str, Place]:
    """Give what is configured of each charger, by its serial, else its name."""
    versions: dict[str, list[StoredProfile]] = defaultdict(list)
    for version in profiles.versions_in(transaction):
        versions[version.name].append(version)
    profiled: dict[str, list[_Span]] = defaultdict(list)
    for one in profiles.assignments_in(transaction):
        spans = [_both((one.start_wall, one.end_wall), _in_force(version)) for version in versions[one.profile]]
        profiled[one.charger] += [span for span in spans if span[1] is None or span[0] < span[1]]
    return {one.serial: place_of(one, profiled.get(one.serial, ())) for one in chargers.chargers_in(transaction)}


def _in_force(version: StoredProfile) -> _Span:
    until = version.effective_until
    return _wall(version.effective_from), None if until is None else _wall(until)


def _wall(day: str) -> int:
    return clock.wall_of_day(date.fromisoformat(day))


def _both(one: _Span, other: _Span) -> _Span:
    ends = [end for end in (one[1], other[1]) if end is not None]
    return max(one[0], other[0]), min(ends, default=None)


def blind_of(imports: Iterable[tuple[int, str, bool]]) -> Blind:
    """Say which imports have no column for costs, and for identities."""
    cost, identity = set(), set()
    for number, facts, log in imports:
        not_told = dict(json.loads(facts)).get(NOT_TOLD, "").split(", ")
        if log or "Cost" in not_told:
            cost.add(number)
        if "Identity" in not_told:
            identity.add(number)
    return Blind(frozenset(cost), frozenset(identity))


def logs_of(imports: Sequence[tuple[int, str, bool]]) -> frozenset[int]:
    """Say which imports are logs."""
    return frozenset(number for number, _, log in imports if log)
