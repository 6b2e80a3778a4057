"""Identities that look like a card reader: one that many people share, and that never names any of them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from zefdesk.store import identities
from zefdesk.store.identities import Stay
from zefdesk.store.ledger import Ledger

LEAST_SESSIONS = 10
LEAST_PERCENT = 40
LEAST_AT_ONCE = 2
"""Once is no more than a guest who charges on somebody's account."""
_MOST = 8


class Suggestion(NamedTuple):
    """An identity with its sessions at the charger, of all there, and how often it was in two sessions at once."""

    identity: str
    sessions: int
    of: int
    at_once: int

    @property
    def percent(self) -> int:
        """Its share of the sessions at the charger."""
        return self.sessions * 100 // self.of


def suggestions(ledger: Ledger, charger: str, marked: Collection[str] = ()) -> tuple[Suggestion, ...]:
    """Give the identities at a charger that look like a card reader, those left out that are marked as one.

    A person is in one session at a time, and seldom has a great share of all sessions of a public charger.
    """
    counted = identities.counts(ledger, charger)
    whole = sum(count for _, count in counted)
    found = [(name, count) for name, count in counted if name and name not in marked][:_MOST]
    at_once = _at_once(identities.stays(ledger, [name for name, _ in found])) if found else {}
    made = [Suggestion(name, count, whole, at_once.get(name, 0)) for name, count in found]
    return tuple(one for one in made if one.at_once >= LEAST_AT_ONCE or _has_great_share(one))


def _has_great_share(one: Suggestion) -> bool:
    return one.sessions >= LEAST_SESSIONS and one.percent >= LEAST_PERCENT


def _at_once(stays: Iterable[Stay]) -> dict[str, int]:
    by_name: dict[str, list[Stay]] = defaultdict(list)
    for stay in stays:
        by_name[stay.identity].append(stay)
    return {name: overlaps(own) for name, own in by_name.items()}


def overlaps(stays: Sequence[Stay]) -> int:
    """Count the stays that begin while another one of them runs elsewhere; they are in the order of their starts."""
    running: list[Stay] = []
    count = 0
    for stay in stays:
        running = [one for one in running if one.end > stay.start]
        count += any(_elsewhere(one, stay) for one in running)
        running.append(stay)
    return count


def _elsewhere(one: Stay, other: Stay) -> bool:
    if one.charger != other.charger:
        return True
    return None not in {one.connector, other.connector} and one.connector != other.connector
