"""A profile made ready for pricing: its rules in the order in which they win, and all that can make one win or lose."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from zefdesk.billing.condition import ANY_TIME, Bound, Part, Strength, day_number, on_dates, take_apart
from zefdesk.billing.metered import Metered
from zefdesk.billing.timeline import Timeline
from zefdesk.domain.bill import BASE
from zefdesk.domain.profile import ALWAYS, BillingProfile, Cost, DateException, Dimension, Reservation, When
from zefdesk.domain.rate import HOUR, MINUTE, Per


class Check(NamedTuple):
    """One condition, ready to be asked: bits of the timeline's mask, ranges, the number of its window or -1."""

    need: int
    bounds: tuple[Bound, ...]
    window: int
    strengths: tuple[Strength, ...]
    reservation: Reservation | None


class Rule(NamedTuple):
    """One rule of a cost; `rate` is billionths per kWh, hour or session, `step` billionths of a kWh or seconds."""

    number: int
    rate: int
    step: int | None
    taxes: tuple[str, ...]
    group: int | None
    checks: tuple[Check, ...]
    reserves: bool


@dataclass(frozen=True, slots=True)
class CostRules:
    """A cost with the rules that can hold for a session: exceptions, variations, the base rate last."""

    number: int
    dimension: Dimension
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Ready:
    """A profile for sessions of one kind (by initiator, member, capacity): what can hold, and where it can change.

    `fixed` is the winning rule of each cost where nothing can ever change. `bounds` are, for each quantity that
    counts up, the values at which a rule can change; `windows` the bounds on time in a window, each with its check.
    """

    costs: tuple[CostRules, ...]
    timeline: Timeline | None
    bounds: tuple[tuple[int, ...], ...]
    windows: tuple[tuple[Check, Bound], ...]
    strengths: bool
    unknown: bool
    fixed: tuple[Rule | None, ...] | None


class _Draft(NamedTuple):
    """A rule before it is known which of its conditions the session itself decides."""

    number: int
    rate: int
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
            yield _Draft(number, _hourly(one.rate, cost.per), step, taxes, one.group, (*shared, *_own(one.when)))
        if cost.rate is not None:
            yield self._draft(cost, BASE, cost.rate, shared)

    @staticmethod
    def _draft(cost: Cost, number: int, rate: int, parts: tuple[Part, ...]) -> _Draft:
        return _Draft(number, _hourly(rate, cost.per), cost.step, cost.taxes, None, parts)

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
        costs = []
        for number, (cost, drafts) in enumerate(zip(self.profile.costs, self._drafts, strict=True)):
            rules: list[Rule] = []
            for draft in drafts:
                if all(answers.get(part, True) for part in draft.parts):
                    rules.append(self._rule(draft, windows))
                    if not rules[-1].checks:
                        break
            costs.append(CostRules(number, cost.dimension, tuple(rules)))
        return self._with_changes(tuple(costs), tuple(windows), unknown=None in answers.values())

    def _rule(self, draft: _Draft, windows: list[tuple[Check, Bound]]) -> Rule:
        checks = [check for part in draft.parts if (check := self._check(part, windows))]
        reserves = any(check.reservation for check in checks)
        return Rule(draft.number, draft.rate, draft.step, draft.taxes, draft.group, tuple(checks), reserves)

    def _check(self, part: Part, windows: list[tuple[Check, Bound]]) -> Check | None:
        need = 0 if part.clock == ANY_TIME else 1 << self._clocks.index(part.clock)
        if not (need or part.bounds or part.window or part.strengths or part.reservation):
            return None
        check = Check(need, part.bounds, -1, part.strengths, part.reservation)
        if part.window:
            check = check._replace(window=len(windows))
            windows.append((check._replace(window=-1), part.window))
        return check

    def _with_changes(
        self, costs: tuple[CostRules, ...], windows: tuple[tuple[Check, Bound], ...], *, unknown: bool
    ) -> Ready:
        checks = [check for cost in costs for rule in cost.rules for check in rule.checks]
        edges: tuple[set[int], ...] = (set(), set(), set(), set())
        for check in checks:
            for bound in check.bounds:
                edges[bound.quantity].update(edge for edge in bound[1:] if edge is not None)
        timeline = self._timeline if any(check.need for check in checks) else None
        fixed = None if checks else tuple(cost.rules[0] if cost.rules else None for cost in costs)
        bounds = tuple(tuple(sorted(one)) for one in edges)
        return Ready(costs, timeline, bounds, windows, any(check.strengths for check in checks), unknown, fixed)


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
