"""The rules of a profile for sessions of one kind, in the order in which they win, and all that can make one win."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from zefdesk.billing.condition import CHARGING, ELAPSED, ENERGY, IDLE, Bound, Strength
from zefdesk.billing.timeline import Timeline
from zefdesk.domain.profile import Dimension, Reservation

PLACES = {
    Dimension.ENERGY: 0,
    Dimension.CHARGING_TIME: 1,
    Dimension.IDLE_TIME: 2,
    Dimension.PLUGGED_TIME: 3,
    Dimension.RESERVATION_TIME: 4,
}
"""Where a dimension stands among the flows; a session is none."""
RESERVED = 4
COUNTED = ((ENERGY, 0), (CHARGING, 1), (IDLE, 2))
"""What counts up in parts, and where it stands among the flows."""


class Check(NamedTuple):
    """One condition, ready to be asked: bits of the timeline's mask, ranges, the number of its window or -1."""

    need: int
    bounds: tuple[Bound, ...]
    window: int
    strengths: tuple[Strength, ...]
    reservation: Reservation | None


class Rule(NamedTuple):
    """One rule of a cost: its number within the cost, its price, and when it holds.

    `rate` is billionths per kWh, hour or session, `typed` the price as it was typed (per minute, too); `step` is
    billionths of a kWh, or seconds. `slot` is its place among all rules that can hold for a session.
    """

    number: int
    rate: int
    typed: int
    step: int | None
    taxes: tuple[str, ...]
    group: int | None
    slot: int = -1
    checks: tuple[Check, ...] = ()
    reserves: bool = False


Winners = tuple[Rule | None, ...]
"""The rule that wins for each cost of a profile, None where there is none."""


@dataclass(frozen=True, slots=True)
class CostRules:
    """A cost with the rules that can hold for a session: exceptions, variations, the base rate last.

    `place` is where its dimension stands among the flows (-1: a fee), `rank` its order on a bill, `divisor` what
    makes an amount of parts times rate. `by_mask` keeps the winner for each state of the clock, where that alone
    matters.
    """

    number: int
    dimension: Dimension
    place: int
    rank: int
    divisor: int
    rules: tuple[Rule, ...]
    by_mask: dict[int, Rule | None] | None


Flows = tuple[int, int, int, int, int]
"""Parts of energy, charging, idle, plugged and reserved time."""


@dataclass(frozen=True, slots=True)
class Active:
    """The costs for which something flows in a segment, and what can change who wins.

    `fixed` are the winners where nothing can. `elapsed` are bounds on the time since the start, `counted` those on
    what counts up: which quantity, where it stands among the flows, and the bounds.
    """

    costs: tuple[CostRules, ...]
    fixed: Winners | None
    timeline: Timeline | None
    elapsed: tuple[int, ...]
    counted: tuple[tuple[int, int, tuple[int, ...]], ...]


class Ready:
    """A profile for sessions of one kind (by initiator, member, capacity): what can hold, and where it can change."""

    def __init__(
        self,
        costs: tuple[CostRules, ...],
        timeline: Timeline | None,
        windows: tuple[tuple[Check, Bound], ...],
        *,
        unknown: bool,
        first_element: bool,
        stepped: bool,
    ) -> None:
        self.costs, self.windows, self.unknown = costs, windows, unknown
        self._timeline, self.first_element = timeline, first_element
        self._whole = first_element or bool(windows)
        self._by_flow: dict[tuple[bool, ...], Active] = {}
        self.places = tuple((cost.number, cost.place) for cost in costs)
        self.shared = _shared(costs)
        self.single = tuple((one.dimension, one.number) for one in costs if one.place >= 0)
        self.counts_idle = any(one.dimension in {Dimension.IDLE_TIME, Dimension.PLUGGED_TIME} for one in costs)
        self.stepped = stepped and any(rule.step for cost in costs for rule in cost.rules)
        self.all = self._active(costs)

    @property
    def fixed(self) -> bool:
        """Whether nothing that happens in a session can change who wins."""
        return self.all.fixed is not None

    def active(self, flows: Flows) -> Active:
        """Give what matters in a segment in which this flows."""
        pattern = tuple(map(bool, flows))
        active = self._by_flow.get(pattern)
        if active is None:
            active = self._by_flow[pattern] = self._make(pattern)
        return active

    def _make(self, pattern: tuple[bool, ...]) -> Active:
        costs = self.costs
        if pattern[RESERVED]:
            costs = tuple(map(_reserving, costs))
        if not self._whole:
            costs = tuple(cost for cost in costs if cost.place < 0 or pattern[cost.place])
        return self._active(costs)

    def _active(self, costs: tuple[CostRules, ...]) -> Active:
        checks = [check for cost in costs for rule in cost.rules for check in rule.checks]
        checks += [check for check, _ in self.windows]
        edges: tuple[set[int], ...] = (set(), set(), set(), set())
        for check in checks:
            for bound in check.bounds:
                edges[bound.quantity].update(edge for edge in bound[1:] if edge is not None)
        counted = tuple(
            (quantity, place, tuple(sorted(edges[quantity]))) for quantity, place in COUNTED if edges[quantity]
        )
        timeline = self._timeline if any(check.need for check in checks) else None
        fixed = None if checks else self._fixed(costs)
        return Active(costs, fixed, timeline, tuple(sorted(edges[ELAPSED])), counted)

    def _fixed(self, costs: tuple[CostRules, ...]) -> Winners:
        first = {cost.number: cost.rules[0] for cost in costs if cost.rules}
        won = [first.get(cost.number) for cost in self.costs]
        return of_first_element(won) if self.first_element else tuple(won)


def of_first_element(won: Sequence[Rule | None]) -> Winners:
    """Leave only what the first tariff element that won anything has won (SAP ev-server's rule)."""
    first = min((rule.group for rule in won if rule and rule.group is not None), default=None)
    return tuple(rule if rule and rule.group in {None, first} else None for rule in won)


def _reserving(cost: CostRules) -> CostRules:
    """Give a fee without the rules that are none of a reservation."""
    if cost.place >= 0:
        return cost
    rules = tuple(rule for rule in cost.rules if rule.reserves)
    return replace(cost, rules=rules, by_mask=None if cost.by_mask is None else {})


def _shared(costs: tuple[CostRules, ...]) -> tuple[tuple[Dimension, int, tuple[int, ...]], ...]:
    """Give the dimensions that several costs count, with the numbers of those costs."""
    numbers: dict[Dimension, list[CostRules]] = {}
    for cost in costs:
        numbers.setdefault(cost.dimension, []).append(cost)
    return tuple(
        (one, same[0].place, tuple(cost.number for cost in same))
        for one, same in numbers.items()
        if len(same) > 1 and same[0].place >= 0
    )
