"""A profile made ready for pricing: its rules in the order in which they win, and all that can make one win or lose."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import NamedTuple

from zefdesk.billing.condition import (
    ANY_TIME,
    CHARGING,
    ELAPSED,
    ENERGY,
    IDLE,
    Bound,
    Part,
    Strength,
    day_number,
    on_dates,
    take_apart,
)
from zefdesk.billing.exact import unit_of
from zefdesk.billing.metered import Metered
from zefdesk.billing.stack import Stack
from zefdesk.billing.timeline import Timeline
from zefdesk.domain import money
from zefdesk.domain.bill import BASE
from zefdesk.domain.policy import Scope, Step
from zefdesk.domain.profile import ALWAYS, BillingProfile, Cost, DateException, Dimension, Reservation, When
from zefdesk.domain.quantity import NANO
from zefdesk.domain.rate import HOUR, MINUTE, Per

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
_RANKS = {dimension: rank for rank, dimension in enumerate(Dimension)}
_CLOCK_ONLY = ((), -1, (), None)


class Check(NamedTuple):
    """One condition, ready to be asked: bits of the timeline's mask, ranges, the number of its window or -1."""

    need: int
    bounds: tuple[Bound, ...]
    window: int
    strengths: tuple[Strength, ...]
    reservation: Reservation | None


class Rule(NamedTuple):
    """One rule of a cost: its place among all rules, its number within the cost, its price.

    `rate` is billionths per kWh, hour or session, `typed` the price as it was typed (per minute, too); `step` is
    billionths of a kWh, or seconds.
    """

    slot: int
    number: int
    rate: int
    typed: int
    step: int | None
    taxes: tuple[str, ...]
    group: int | None
    checks: tuple[Check, ...]
    reserves: bool


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
        self._timeline, self._first_element = timeline, first_element
        self._whole = first_element or bool(windows)
        self._by_flow: dict[tuple[bool, ...], Active] = {}
        self.places = tuple((cost.number, cost.place) for cost in costs)
        self.shared = _shared(costs)
        self.single = tuple((one.dimension, one.place, one.number) for one in costs if one.place >= 0)
        self.counts_idle = any(one.dimension in {Dimension.IDLE_TIME, Dimension.PLUGGED_TIME} for one in costs)
        self.stepped = stepped and any(rule.step for cost in costs for rule in cost.rules)
        self.all = self._active(costs)
        self.edges = tuple((quantity, place, bounds) for quantity, place, bounds in self.all.counted)

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
        return of_first_element(won) if self._first_element else tuple(won)


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


class _Draft(NamedTuple):
    """A rule before it is known which of its conditions the session itself decides."""

    number: int
    rate: int
    typed: int
    step: int | None
    taxes: tuple[str, ...]
    group: int | None
    parts: tuple[Part, ...]


class Compiled:
    """A profile made ready; `ready` gives what holds for the initiator, identity and capacity of a session."""

    def __init__(self, profile: BillingProfile) -> None:
        self.profile = profile
        self._holidays = frozenset(day_number(one.date) for one in profile.holidays)
        self._drafts = [tuple(self._rules(cost)) for cost in profile.costs]
        parts = [part for rules in self._drafts for rule in rules for part in rule.parts]
        self._asking = tuple(dict.fromkeys(part for part in parts if _asks_session(part)))
        self._clocks = tuple(dict.fromkeys(part.clock for part in parts if part.clock != ANY_TIME))
        self._timeline = Timeline(profile.time_zone, self._clocks) if self._clocks else None
        self._made: dict[tuple[bool | None, ...], Ready] = {}
        self._stacks: dict[tuple[str, ...], Stack] = {}
        policy = profile.policy
        self.decimals = money.decimals(profile.currency) if policy.decimals is None else policy.decimals
        self.unit = unit_of(self.decimals)
        self.steps = any(draft.step for rules in self._drafts for draft in rules)
        self.bounded = any(cost.cap is not None or cost.floor is not None for cost in profile.costs)

    def ready(self, metered: Metered) -> Ready:
        """Give the profile as it is for this session."""
        answers = tuple(self._answer(part, metered) for part in self._asking)
        made = self._made.get(answers)
        if made is None:
            made = self._made[answers] = self._make(dict(zip(self._asking, answers, strict=True)))
        return made

    def _rules(self, cost: Cost) -> Iterable[_Draft]:
        shared = (take_apart(cost.constraints),) if cost.constraints != ALWAYS else ()
        for number, exception in enumerate(cost.exceptions):
            yield self._draft(cost, number, exception.rate or 0, (*shared, self._dates(exception)))
        for number, one in enumerate(cost.variations, len(cost.exceptions)):
            taxes = cost.taxes if one.taxes is None else one.taxes
            step = cost.step if one.step is None else one.step
            yield _Draft(
                number, _hourly(one.rate, cost.per), one.rate, step, taxes, one.group, (*shared, *_own(one.when))
            )
        if cost.rate is not None:
            yield self._draft(cost, BASE, cost.rate, shared)

    @staticmethod
    def _draft(cost: Cost, number: int, rate: int, parts: tuple[Part, ...]) -> _Draft:
        return _Draft(number, _hourly(rate, cost.per), rate, cost.step, cost.taxes, None, parts)

    def _dates(self, exception: DateException) -> Part:
        named = frozenset(map(day_number, exception.dates))
        return on_dates(named | self._holidays if exception.holidays else named)

    def _answer(self, part: Part, metered: Metered) -> bool | None:
        """Say whether what a condition asks of the session itself holds; None where the session does not tell."""
        answers = (
            _among(metered.initiator, part.initiators),
            None if part.group is None else self._member(metered.identity, part.group),
            _within(metered.capacity, part.min_capacity, part.max_capacity),
        )
        asked = (bool(part.initiators), part.group is not None, (part.min_capacity, part.max_capacity) != (None, None))
        given = [answer for answer, is_asked in zip(answers, asked, strict=True) if is_asked]
        if False in given:
            return False
        return None if None in given else True

    def _member(self, identity: str | None, group: str) -> bool | None:
        return _among(identity, self.profile.identity_groups.get(group, ()))

    def _make(self, answers: dict[Part, bool | None]) -> Ready:
        windows: list[tuple[Check, Bound]] = []
        slots = count()
        costs = []
        for number, (cost, drafts) in enumerate(zip(self.profile.costs, self._drafts, strict=True)):
            holding = [draft for draft in drafts if all(answers.get(part, True) for part in draft.parts)]
            rules = [self._rule(draft, next(slots), windows) for draft in holding]
            costs.append(_cost(number, cost.dimension, tuple(_reachable(rules, cost.dimension))))
        policy = self.profile.policy
        return Ready(
            tuple(costs),
            self._timeline,
            tuple(windows),
            unknown=None in answers.values(),
            first_element=policy.scope is Scope.FIRST_ELEMENT,
            stepped=policy.step is not Step.NONE,
        )

    def _rule(self, draft: _Draft, slot: int, windows: list[tuple[Check, Bound]]) -> Rule:
        checks = [check for part in draft.parts if (check := self._check(part, windows))]
        reserves = any(check.reservation for check in checks)
        return Rule(slot, *draft[:6], tuple(checks), reserves)

    def _check(self, part: Part, windows: list[tuple[Check, Bound]]) -> Check | None:
        need = 0 if part.clock == ANY_TIME else 1 << self._clocks.index(part.clock)
        if not (need or part.bounds or part.window or part.strengths or part.reservation):
            return None
        check = Check(need, part.bounds, -1, part.strengths, part.reservation)
        if part.window:
            check = check._replace(window=len(windows))
            windows.append((check._replace(window=-1), part.window))
        return check

    def stack(self, names: tuple[str, ...]) -> Stack:
        """Give the taxes of these names, one on the other; the same ones for any order of the names."""
        known = self._stacks.get(names)
        if known is None:
            taxes = [tax for tax in self.profile.taxes if tax.name in names]
            known = self._stacks.setdefault(tuple(tax.name for tax in taxes), Stack(taxes))
            self._stacks[names] = known
        return known


def _reachable(rules: Iterable[Rule], dimension: Dimension) -> Iterable[Rule]:
    """Leave out what comes after a rule that always holds; a fee of a reservation needs a rule that names it."""
    always = False
    for rule in rules:
        if not always or (rule.reserves and dimension is Dimension.SESSION):
            yield rule
        always = always or not rule.checks


def _cost(number: int, dimension: Dimension, rules: tuple[Rule, ...]) -> CostRules:
    place = PLACES.get(dimension, -1)
    divisor = 1 if place < 0 else NANO if dimension is Dimension.ENERGY else HOUR
    by_clock = not any(check[1:] != _CLOCK_ONLY for rule in rules for check in rule.checks)
    return CostRules(number, dimension, place, _RANKS[dimension], divisor, rules, {} if by_clock else None)


def _own(when: When) -> tuple[Part, ...]:
    return () if when == ALWAYS else (take_apart(when),)


def _hourly(rate: int, per: Per) -> int:
    return rate * (HOUR // MINUTE) if per is Per.MINUTE else rate


def _asks_session(part: Part) -> bool:
    return bool(part.initiators) or part.group is not None or (part.min_capacity, part.max_capacity) != (None, None)


def _among(value: str | None, values: tuple[str, ...]) -> bool | None:
    return None if value is None else value in values


def _within(value: int | None, low: int | None, high: int | None) -> bool | None:
    if value is None:
        return None
    return (low is None or value >= low) and (high is None or value < high)


_CACHED = 64
_cache: dict[int, Compiled] = {}


def compiled(profile: BillingProfile) -> Compiled:
    """Give a profile made ready; the last few are kept."""
    known = _cache.get(id(profile))
    if known is None or known.profile is not profile:
        if len(_cache) >= _CACHED:
            _cache.clear()
        known = _cache[id(profile)] = Compiled(profile)
    return known
