"""What each rule of each cost won of a session, and what no cost had a price for."""

from collections.abc import Sequence
from typing import NamedTuple

from zefdesk.billing.metered import Segment
from zefdesk.billing.refused import BrokenBill, Unpriceable
from zefdesk.billing.rules import CostRules, Flows, Ready, Rule, Winners
from zefdesk.billing.scale import Scale, flows_of, scale_of
from zefdesk.billing.walk import Piece, Walk
from zefdesk.domain.bill import Note
from zefdesk.domain.policy import Policy
from zefdesk.domain.profile import Dimension

_UNEVALUABLE = Note(
    "UNEVALUABLE_RESTRICTION",
    "A condition asks for power, current, capacity or who charged, which is not known here: it does not hold.",
)
_IDLE = 2


class Won:
    """What one rule won: parts measured, and its intervals in seconds, joined where they meet."""

    __slots__ = ("cost", "intervals", "measured", "rule")

    def __init__(self, cost: CostRules, rule: Rule, quantity: int, start: int, end: int) -> None:
        self.cost, self.rule, self.measured = cost, rule, quantity
        self.intervals = [(start, end)]

    def add(self, quantity: int, start: int, end: int) -> None:
        """Add a quantity of [start, end)."""
        self.measured += quantity
        last = self.intervals[-1]
        if last[1] >= start:
            self.intervals[-1] = (last[0], max(end, last[1]))
        else:
            self.intervals.append((start, end))


class Tally(NamedTuple):
    """The pieces of a session by the rules that won them.

    `won` is in the order in which rules first won; `last` the rule of the last piece that each cost priced, by the
    number of the cost; `unpriced` and `total` are parts.
    """

    scale: Scale
    won: list[Won]
    last: dict[int, Rule]
    unpriced: list[tuple[Dimension, int]]
    total: Flows
    notes: tuple[Note, ...]


class _Counter:
    """Counts pieces for the rules that win them, and what no rule won."""

    def __init__(self, ready: Ready, scale: Scale) -> None:
        self._ready, self._parts = ready, scale.parts
        self.won: dict[int, Won] = {}
        self.last: dict[int, Rule] = {}
        self._missed = [0] * len(ready.costs)
        self._missed_by_all = [0] * len(ready.shared)

    def add(self, winners: Winners, start: int, end: int, flows: Flows) -> None:
        """Count a piece of [start, end) seconds; a fee falls due at its start."""
        for number, place in self._ready.places:
            rule = winners[number]
            quantity = flows[place] if place >= 0 else self._fee(number, rule)
            if not quantity:
                continue
            if rule is None:
                self._missed[number] += quantity
                continue
            self.last[number] = rule
            if (won := self.won.get(rule.slot)) is None:
                due = end if place >= 0 else start
                self.won[rule.slot] = Won(self._ready.costs[number], rule, quantity, start, due)
            else:
                won.add(quantity, start, end)
        for at, (_, place, numbers) in enumerate(self._ready.shared):
            if flows[place] and all(winners[number] is None for number in numbers):
                self._missed_by_all[at] += flows[place]

    def _fee(self, number: int, rule: Rule | None) -> int:
        """Give the one session that a fee counts, at the first piece at which it has a rate."""
        return 0 if rule is None or number in self.last else self._parts

    def unpriced(self, total: Flows) -> list[tuple[Dimension, int]]:
        """Give what no cost priced, of the dimensions that have a cost, and idle time where nothing counts it."""
        shared = {dimension for dimension, _, _ in self._ready.shared}
        missed = [
            (dimension, self._missed[number])
            for dimension, number in self._ready.single
            if self._missed[number] and dimension not in shared
        ]
        missed += [(one[0], parts) for one, parts in zip(self._ready.shared, self._missed_by_all, strict=True) if parts]
        if total[_IDLE] and not self._ready.counts_idle:
            missed.append((Dimension.IDLE_TIME, total[_IDLE]))
        return missed

    def prove(self, total: Flows) -> None:
        """Prove that each cost measured or missed all that there was."""
        counted = self._missed[:]
        for won in self.won.values():
            counted[won.cost.number] += won.measured
        for number, place in self._ready.places:
            if place >= 0 and counted[number] != total[place]:
                raise BrokenBill(f"not all of {self._ready.costs[number].dimension.value} is counted once")


def tally(segments: Sequence[Segment], ready: Ready, policy: Policy) -> Tally:
    """Count a session under a profile; raises Unpriceable where its segments contradict each other."""
    filled = without_gaps(segments)
    scale = scale_of(filled, ready)
    counter = _Counter(ready, scale)
    flows = [flows_of(segment, scale.parts) for segment in filled]
    if ready.fixed:
        notes = _unchanging(ready, counter, filled, flows)
    else:
        notes = _walked(Walk(ready, filled, scale), counter, filled, policy, scale)
    total = _sum(flows)
    counter.prove(total)
    return Tally(scale, list(counter.won.values()), counter.last, counter.unpriced(total), total, notes)


def _sum(flows: list[Flows]) -> Flows:
    energy = charging = idle = plugged = reserved = 0
    for one in flows:
        energy, charging, idle = energy + one[0], charging + one[1], idle + one[2]
        plugged, reserved = plugged + one[3], reserved + one[4]
    return energy, charging, idle, plugged, reserved


def _unchanging(ready: Ready, counter: _Counter, segments: list[Segment], flows: list[Flows]) -> tuple[Note, ...]:
    """Count segments where nothing can change who wins: there is no way to walk."""
    for segment, flow in zip(segments, flows, strict=True):
        active = ready.active(flow) if segment.reserved else ready.all
        counter.add(active.fixed or (), segment.start, segment.end, flow)
    return (_UNEVALUABLE,) if ready.unknown else ()


def _walked(walk: Walk, counter: _Counter, segments: list[Segment], policy: Policy, scale: Scale) -> tuple[Note, ...]:
    notes: list[Note] = []
    whole = scale.instants == 1
    for segment in segments:
        if not policy.cut:
            notes += _judged_at_start(walk, counter, segment, scale)
            continue
        for winners, start, end, flows in walk.pieces(segment):
            if whole:
                counter.add(winners, start, end, flows)
            else:
                counter.add(winners, _second(start, scale), _second(end, scale), flows)
    return (*notes, _UNEVALUABLE) if walk.unknown else tuple(notes)


def _judged_at_start(walk: Walk, counter: _Counter, segment: Segment, scale: Scale) -> list[Note]:
    """Count a charging period for the rules that win at its start, whatever comes after."""
    flows = flows_of(segment, scale.parts)
    first, *later = walk.pieces(segment)
    counter.add(first[0], segment.start, segment.end, flows)
    if not _matters(walk, first, later, flows):
        return []
    text = "This charging period spans a change of price; it is judged at its start."
    return [Note("PERIOD_SPANS_PRICE_CHANGE", text, segment.start)]


def _matters(walk: Walk, first: Piece, later: list[Piece], flows: Flows) -> bool:
    """Whether a later piece of a period has another price for something that flows in it."""
    counted = [number for number, place in walk.places if place < 0 or flows[place]]
    return any(piece[0][number] is not first[0][number] for piece in later for number in counted)


def _second(instant: int, scale: Scale) -> int:
    """Give the nearest second of an instant."""
    return (2 * instant + scale.instants) // (2 * scale.instants)


def without_gaps(segments: Sequence[Segment]) -> list[Segment]:
    """Give the segments with waiting between them; raises Unpriceable where they overlap or run backwards."""
    filled: list[Segment] = []
    for segment in segments:
        start, end, energy = segment[:3]
        if end < start:
            raise Unpriceable("end-before-start", f"a segment ends at {end}, before its start {start}")
        if energy < 0:
            raise Unpriceable("negative-energy", "a segment has a negative energy; nothing can be billed for it")
        if end == start and not any(segment[2:6]):
            continue
        if filled and start != filled[-1].end:
            if start < filled[-1].end:
                raise Unpriceable("overlap", f"two segments overlap at {start}; one comes after the other")
            filled.append(Segment(filled[-1].end, start))
        filled.append(segment)
    return filled
