"""Findings about sessions beside each other: stored twice, overlapping on a connector, one identity in two places.

Sessions come in the order of their Starts. Each is held against those that have not ended yet: of the same charger and
connector, or of the same identity. What is found of a session is known when all have come.
"""

from collections.abc import Iterator
from typing import Any

from zefdesk.domain.finding import Found
from zefdesk.domain.notation import duration
from zefdesk.findings.seen import Place, Seen
from zefdesk.findings.thresholds import Thresholds
from zefdesk.findings.words import kwh, mark, told_by


class Pairs:
    """Which sessions were found beside which: of each the first of the others, how many, and all of them as a mark."""

    def __init__(self) -> None:
        self._of: dict[int, list[Any]] = {}

    def add(self, one: Seen, other: Seen) -> None:
        """Add a pair."""
        for mine, its in ((one, other), (other, one)):
            known = self._of.get(mine.id)
            if known is None:
                self._of[mine.id] = [mine, its, 1, its.key]
            else:
                known[2] += 1
                known[3] ^= its.key

    def __iter__(self) -> Iterator[tuple[Seen, Seen, int, str]]:
        """Give each session with the first of the others, how many more there are, and the evidence."""
        for one, first, count, keys in self._of.values():
            yield one, first, count - 1, mark(keys) if count == 1 else f"{mark(keys)}/{count}"


def same(one: Seen, other: Seen, limits: Thresholds) -> bool:
    """Whether two sessions of a charger look like one: identity and energy equal, Starts within 60 s."""
    return (
        bool(one.energy)
        and one.energy == other.energy
        and one.identity == other.identity
        and abs(one.start - other.start) <= limits.duplicate_within
    )


def still_open(lane: list[Seen], until: int) -> list[Seen]:
    """Leave those sessions of a lane that end later, and give it; most lanes hold one, which has ended."""
    if len(lane) > 1:
        lane[:] = [other for other in lane if other.end > until]
    elif lane[0].end <= until:
        del lane[0]
    return lane


class Doubles:
    """`duplicate`: two sessions of one charger and identity, equal energy, Starts within 60 s."""

    def __init__(self, limits: Thresholds) -> None:
        self._within = limits.duplicate_within
        self._lately: dict[tuple[str, int, str | None], Seen] = {}
        self._pairs = Pairs()

    def take(self, one: Seen) -> None:
        """Hold a session against the last one that is equal to it."""
        if not one.energy:
            return
        alike = (one.charger, one.energy, one.identity)
        other = self._lately.get(alike)
        self._lately[alike] = one
        if other is not None and one.start - other.start <= self._within and one.key != other.key:
            self._pairs.add(one, other)

    def found(self) -> Iterator[tuple[Seen, Found]]:
        """Give each session that is stored twice."""
        for one, other, more, evidence in self._pairs:
            apart = duration(abs(one.start - other.start))
            also = f" (and {more} more)" if more else ""
            told = f"{told_by(other)}{also}, which starts {apart} apart"
            text = f"It has charger, identity and {kwh(one.energy or 0)} in common with {told}."
            yield one, Found("duplicate", text, evidence, other.id)


class Overlaps:
    """`overlap`: two sessions at one time on one charger and connector, more than its connectors explain."""

    def __init__(self, limits: Thresholds) -> None:
        self._limits = limits
        self._tolerance = limits.overlap_tolerance
        self._open: dict[tuple[str, str | None], list[Seen]] = {}
        self._pairs = Pairs()

    def take(self, one: Seen, at: Place) -> None:
        """Hold a session against those that still occupy its connector."""
        lane = self._open.get((one.charger, one.connector))
        if lane is None:
            self._open[one.charger, one.connector] = [one]
            return
        until = one.start + self._tolerance
        if still_open(lane, until) and one.end > until:
            self._hold(one, lane, at)
        lane.append(one)

    def _hold(self, one: Seen, others: list[Seen], at: Place) -> None:
        others = [other for other in others if other.key != one.key and not same(one, other, self._limits)]
        if len(others) >= (at.connectors if one.connector is None else 1):
            for other in others:
                self._pairs.add(one, other)

    def found(self) -> Iterator[tuple[Seen, Found]]:
        """Give each session that overlaps another."""
        for one, other, more, evidence in self._pairs:
            both = min(one.end, other.end) - max(one.start, other.start)
            where = "" if one.connector is None else f" on connector {one.connector}"
            also = f", and {more} more" if more else ""
            text = f"It overlaps {told_by(other)}{where} by {duration(both)}{also}."
            yield one, Found("overlap", text, evidence, other.id)


class Shared:
    """`shared-identity`: one identity in overlapping sessions of two chargers, unless it is marked as a card reader."""

    def __init__(self, limits: Thresholds) -> None:
        self._tolerance = limits.overlap_tolerance
        self._open: dict[str, list[Seen]] = {}
        self._pairs = Pairs()

    def take(self, one: Seen, at: Place) -> None:
        """Hold a session against those that the same identity has open elsewhere."""
        who = one.identity
        if not who or who in at.card_readers:
            return
        lane = self._open.get(who)
        if lane is None:
            self._open[who] = [one]
            return
        until = one.start + self._tolerance
        if still_open(lane, until) and one.end > until:
            for other in lane:
                if other.charger != one.charger:
                    self._pairs.add(one, other)
        lane.append(one)

    def found(self) -> Iterator[tuple[Seen, Found]]:
        """Give each session whose identity charged elsewhere meanwhile."""
        for one, other, more, evidence in self._pairs:
            also = f", and in {more} more" if more else ""
            text = f"{one.identity} charged at {other.charger} meanwhile, in {told_by(other)}{also}."
            yield one, Found("shared-identity", text, evidence, other.id)
