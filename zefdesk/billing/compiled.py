"""A profile made ready for pricing: its conditions taken apart, and those that the session itself decides, decided."""

from collections.abc import Iterable
from itertools import count
from typing import NamedTuple

from zefdesk.billing.condition import ANY_TIME, Bound, Part, on_dates, take_apart
from zefdesk.billing.metered import Metered
from zefdesk.billing.rules import PLACES, Check, CostRules, Ready, Rule
from zefdesk.billing.stack import Stack
from zefdesk.billing.timeline import Timeline
from zefdesk.domain import money
from zefdesk.domain.bill import BASE
from zefdesk.domain.clock import day_number
from zefdesk.domain.policy import Scope, Step
from zefdesk.domain.profile import ALWAYS, BillingProfile, Cost, DateException, Dimension, When
from zefdesk.domain.quantity import NANO, unit_of
from zefdesk.domain.rate import HOUR, MINUTE, Per

_RANKS = {dimension: rank for rank, dimension in enumerate(Dimension)}
_CLOCK_ONLY = ((), -1, (), None)


class _Draft(NamedTuple):
    """A rule before it is known which of its conditions the session itself decides."""

    rule: Rule
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
        self.unit = unit_of(money.decimals(profile.currency) if policy.decimals is None else policy.decimals)
        self.steps = any(draft.rule.step for rules in self._drafts for draft in rules)
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
            rule = Rule(number, _hourly(one.rate, cost.per), one.rate, step, taxes, one.group)
            yield _Draft(rule, (*shared, *_own(one.when)))
        if cost.rate is not None:
            yield self._draft(cost, BASE, cost.rate, shared)

    @staticmethod
    def _draft(cost: Cost, number: int, rate: int, parts: tuple[Part, ...]) -> _Draft:
        return _Draft(Rule(number, _hourly(rate, cost.per), rate, cost.step, cost.taxes, None), parts)

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
        checks = tuple(check for part in draft.parts if (check := self._check(part, windows)))
        reserves = any(check.reservation for check in checks)
        return draft.rule._replace(slot=slot, checks=checks, reserves=reserves)

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
