"""What each rule of each cost won of a session, and what no cost had a price for."""

from typing import NamedTuple

from zefdesk.billing.compiled import CostRules, Ready, Rule
from zefdesk.billing.metered import Segment
from zefdesk.billing.refused import BrokenBill, Unpriceable
from zefdesk.billing.scale import Scale, scale_of
from zefdesk.billing.walk import Flows, Piece, Walk, Winners, flows_of
from zefdesk.domain.bill import Note
from zefdesk.domain.policy import Policy
from zefdesk.domain.profile import Dimension

PLACES = {
    Dimension.ENERGY: 0,
    Dimension.CHARGING_TIME: 1,
    Dimension.IDLE_TIME: 2,
    Dimension.PLUGGED_TIME: 3,
    Dimension.RESERVATION_TIME: 4,
}
"""Where a dimension stands among the flows."""

_UNEVALUABLE = Note(
    "UNEVALUABLE_RESTRICTION",
    "A condition asks for power, current, capacity or who charged, which is not known here: it does not hold.",
)


class Won:
    """What one rule won: parts measured, and its intervals in seconds, joined where they meet."""

    __slots__ = ("cost", "intervals", "measured", "rule")

    def __init__(self, cost: CostRules, rule: Rule) -> None:
        self.cost, self.rule, self.measured = cost, rule, 0
        self.intervals: list[tuple[int, int]] = []

    def add(self, quantity: int, start: int, end: int) -> None:
        """Add a quantity of [start, end)."""
        self.measured += quantity
        if self.intervals and self.intervals[-1][1] >= start:
            self.intervals[-1] = (self.intervals[-1][0], max(end, self.intervals[-1][1]))
        else:
            self.intervals.append((start, end))


class Tally(NamedTuple):
    """The pieces of a session by the rules that won them.

    `won` is in the order in which rules first won, by numbers of cost and rule; `last` the rule of the last piece
    that each cost priced; `unpriced` and `total` are parts by dimension.
    """

    scale: Scale
    won: dict[tuple[int, int], Won]
    last: dict[int, Rule]
    unpriced: dict[Dimension, int]
    total: Flows
    notes: tuple[Note, ...]


class _Counter:
    """Counts pieces for the rules that win them, and what no rule won."""

    def __init__(self, ready: Ready, scale: Scale) -> None:
        self._parts = scale.parts
        self._places = [(cost, PLACES.get(cost.dimension, -1)) for cost in ready.costs]
        self.places = [place for _, place in self._places]
        self._shared = _shared_dimensions(ready)
        self.won: dict[tuple[int, int], Won] = {}
        self.last: dict[int, Rule] = {}
        self.missed = [0] * len(ready.costs)
        self.missed_by_all: dict[Dimension, int] = dict.fromkeys(self._shared, 0)

    def add(self, winners: Winners, start: int, end: int, flows: Flows) -> None:
        """Count a piece of [start, end) seconds."""
        for (cost, place), rule in zip(self._places, winners, strict=True):
            quantity = flows[place] if place >= 0 else self._fee(cost, rule)
            if not quantity:
                continue
            if rule is None:
                self.missed[cost.number] += quantity
                continue
            won = self.won.get((cost.number, rule.number))
            if won is None:
                won = self.won[cost.number, rule.number] = Won(cost, rule)
            won.add(quantity, start, end)
            self.last[cost.number] = rule
        for dimension, numbers in self._shared.items():
            if all(winners[number] is None for number in numbers):
                self.missed_by_all[dimension] += flows[PLACES[dimension]]

    def _fee(self, cost: CostRules, rule: Rule | None) -> int:
        return 0 if rule is None or cost.number in self.last else self._parts

    def unpriced(self, total: Flows) -> dict[Dimension, int]:
        """Give what no cost priced, of the dimensions that have a cost, and idle time where nothing counts it."""
        missed = {cost.dimension: self.missed[cost.number] for cost, place in self._places if place >= 0}
        if Dimension.PLUGGED_TIME not in missed:
            missed.setdefault(Dimension.IDLE_TIME, total[PLACES[Dimension.IDLE_TIME]])
        return {dimension: parts for dimension, parts in (missed | self.missed_by_all).items() if parts}

    def prove(self, total: Flows) -> None:
        """Prove that each cost measured or missed all that there was."""
        measured = [0] * len(self.missed)
        for won in self.won.values():
            measured[won.cost.number] += won.measured
        for cost, place in self._places:
            if place >= 0 and measured[cost.number] + self.missed[cost.number] != total[place]:
                raise BrokenBill(f"{cost.dimension.value} of cost {cost.number}: not all is counted once")


def _shared_dimensions(ready: Ready) -> dict[Dimension, list[int]]:
    """Give the dimensions that several costs count, with the numbers of those costs."""
    numbers: dict[Dimension, list[int]] = {}
    for cost in ready.costs:
        numbers.setdefault(cost.dimension, []).append(cost.number)
    return {one: costs for one, costs in numbers.items() if len(costs) > 1 and one in PLACES}


def tally(segments: tuple[Segment, ...], ready: Ready, policy: Policy) -> Tally:
    """Count a session under a profile; raises Unpriceable where its segments contradict each other."""
    segments = without_gaps(segments)
    scale = scale_of(segments, ready)
    counter = _Counter(ready, scale)
    notes: tuple[Note, ...] = ()
    if ready.fixed is None:
        notes = _walked(Walk(ready, segments, scale, policy.scope), counter, segments, policy, scale)
    else:
        for segment in segments:
            counter.add(_fixed(ready, segment), segment.start, segment.end, flows_of(segment, scale.parts))
        notes = (_UNEVALUABLE,) if ready.unknown else ()
    flows = [flows_of(segment, scale.parts) for segment in segments]
    energy, charging, idle, plugged, reserved = (sum(one) for one in zip(*flows, strict=True)) if flows else [0] * 5
    total = (energy, charging, idle, plugged, reserved)
    counter.prove(total)
    return Tally(scale, counter.won, counter.last, counter.unpriced(total), total, notes)


def _fixed(ready: Ready, segment: Segment) -> Winners:
    """Give the rules that always win; a fee of the session is none of its reservation."""
    winners = ready.fixed or ()
    if not segment.reserved:
        return winners
    fees = [cost.dimension is Dimension.SESSION for cost in ready.costs]
    return tuple(None if fee else rule for fee, rule in zip(fees, winners, strict=True))


def _walked(
    walk: Walk, counter: _Counter, segments: tuple[Segment, ...], policy: Policy, scale: Scale
) -> tuple[Note, ...]:
    notes = []
    for segment in segments:
        if policy.cut:
            for piece in walk.pieces(segment):
                counter.add(piece.winners, _second(piece.start, scale), _second(piece.end, scale), piece.flows)
        else:
            pieces = list(walk.pieces(segment))
            flows = flows_of(segment, scale.parts)
            counter.add(pieces[0].winners, segment.start, segment.end, flows)
            if _matters(counter, pieces, flows):
                text = "This charging period spans a change of price; it is judged at its start."
                notes.append(Note("PERIOD_SPANS_PRICE_CHANGE", text, segment.start))
    return (*notes, *([_UNEVALUABLE] if walk.unknown else []))


def _matters(counter: _Counter, pieces: list[Piece], flows: Flows) -> bool:
    """Whether a later piece of a period has another price for something that flows in it."""
    counted = [place < 0 or flows[place] != 0 for place in counter.places]
    first = [rule for rule, counts in zip(pieces[0].winners, counted, strict=True) if counts]
    return any(
        [rule for rule, counts in zip(piece.winners, counted, strict=True) if counts] != first for piece in pieces[1:]
    )


def _second(instant: int, scale: Scale) -> int:
    """Give the nearest second of an instant."""
    return (2 * instant + scale.instants) // (2 * scale.instants)


def without_gaps(segments: tuple[Segment, ...]) -> tuple[Segment, ...]:
    """Give the segments with waiting between them; raises Unpriceable where they overlap or run backwards."""
    filled: list[Segment] = []
    for segment in segments:
        if segment.end < segment.start:
            raise Unpriceable("end-before-start", f"a segment ends at {segment.end} before its start {segment.start}")
        if segment.energy < 0:
            raise Unpriceable("negative-energy", "a segment has a negative energy; nothing can be billed for it")
        if filled and segment.start < filled[-1].end:
            raise Unpriceable("overlap", f"two segments overlap at {segment.start}; a session has one after another")
        if filled and segment.start > filled[-1].end:
            filled.append(Segment(filled[-1].end, segment.start))
        filled.append(segment)
    return tuple(filled)
