"""Which rule of a cost wins at an hour of the local clock, which may win before it, and why."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

from zefdesk.billing.profile_text import clock_text
from zefdesk.billing.seasons import Season
from zefdesk.billing.words import MONTHS, day_words, hours_words, month_words, when_words
from zefdesk.domain.bill import BASE
from zefdesk.domain.policy import Scope
from zefdesk.domain.profile import (
    ALWAYS,
    DAYS,
    END_OF_DAY,
    BillingProfile,
    Cost,
    DateException,
    DurationBasis,
    When,
)

_CLOCK_PARTS = frozenset({"days", "from_", "to", "start_date", "end_date", "months", "dates_in", "dates_not_in"})
_SESSION_PARTS = tuple(one.name for one in fields(When) if one.name not in _CLOCK_PARTS)
_WINDOW = When(duration_basis=DurationBasis.WINDOW)


class At(NamedTuple):
    """A second of a local day: of a weekday in a season, or (`day`) of a real date with its holidays."""

    weekday: int
    second: int
    season: Season | None = None
    day: date | None = None


def on(day: date, second: int = 0) -> At:
    """Give a second of a real date."""
    return At(day.weekday(), second, None, day)


class Maybe(NamedTuple):
    """A rule that wins before the others if the session is as `text` says: `after 2 h`."""

    rule: int
    name: str
    rate: int
    path: str
    text: str


class Ruling(NamedTuple):
    """What holds at an instant for a cost.

    `rule` is its number as in a line of a bill (exceptions first, then variations, BASE; None: there is no price),
    `rate` is billionths as typed (0 where an exception waives it). `depends` are rules that win before it if the
    session is as they ask, in their order; `only` is what the constraints of the cost ask of the session; the cost
    does not apply at all where its constraints do not hold (`applies` is False).
    """

    cost: int
    rule: int | None
    name: str
    rate: int | None
    path: str
    applies: bool = True
    depends: tuple[Maybe, ...] = ()
    only: str = ""


class Reason(NamedTuple):
    """Why a rule wins, or does not: the path of the rule and a sentence."""

    path: str
    text: str


class Why(NamedTuple):
    """What holds, why, and why nothing else does."""

    ruling: Ruling
    text: str
    others: tuple[Reason, ...]


class Rule(NamedTuple):
    """A rule of a cost as the clock sees it: when it holds, in words too, and what it needs of the session."""

    number: int
    name: str
    rate: int
    path: str
    when: When
    words: str = ""
    needs: str = ""
    group: int | None = None


class Rulebook:
    """The rules of a profile, ready to be asked at any hour."""

    def __init__(self, profile: BillingProfile) -> None:
        self.costs = tuple(CostRules(profile, number) for number in range(len(profile.costs)))
        self._first_element = profile.policy.scope is Scope.FIRST_ELEMENT

    def edges(self, costs: Iterable[int]) -> list[int]:
        """Give the seconds of the day at which another rule may win for these costs."""
        asked = self.costs if self._first_element else [self.costs[one] for one in costs]
        whens = [when for one in asked for when in (one.constraints, *(rule.when for rule in one.rules))]
        return sorted({0, END_OF_DAY, *(edge for when in whens for edge in (when.from_, when.to) if edge is not None)})

    def ruling(self, cost: int, at: At) -> Ruling:
        """Give what holds for a cost."""
        return self.costs[cost].ruling(at, self._element(at))

    def why(self, cost: int, at: At) -> Why:
        """Say what holds for a cost, why, and why every other rule does not."""
        return self.costs[cost].why(at, self._element(at))

    def _element(self, at: At) -> int | None:
        """Give the first tariff element that holds surely, where the policy lets it take all dimensions."""
        if not self._first_element:
            return None
        groups = (group for cost in self.costs for group in cost.groups(at))
        return min(groups, default=None)


_CACHED = 16
_cache: dict[int, tuple[BillingProfile, Rulebook]] = {}


def rulebook(profile: BillingProfile) -> Rulebook:
    """Give the rules of a profile, made ready; the last few are kept."""
    known = _cache.get(id(profile))
    if known is None or known[0] is not profile:
        if len(_cache) >= _CACHED:
            _cache.clear()
        known = _cache[id(profile)] = (profile, Rulebook(profile))
    return known[1]


class CostRules:
    """The rules of a cost, in the order in which they win."""

    def __init__(self, profile: BillingProfile, number: int) -> None:
        cost = profile.costs[number]
        self.profile, self.number, self.cost = profile, number, cost
        self.path = f"costs[{number}]"
        self.constraints = cost.constraints
        self._only = needs(cost.constraints)
        self.rules = [*self._exceptions(cost), *self._variations(cost)]
        if cost.rate is not None:
            self.rules.append(Rule(BASE, "base rate", cost.rate, f"{self.path}.rate", ALWAYS))

    def _exceptions(self, cost: Cost) -> list[Rule]:
        return [
            Rule(at, one.name, one.rate or 0, f"{self.path}.exceptions[{at}]", *self._dates(one))
            for at, one in enumerate(cost.exceptions)
        ]

    def _dates(self, one: DateException) -> tuple[When, str]:
        """Give the dates of an exception as a condition, and in words; without any it never holds."""
        holidays = [holiday.date for holiday in self.profile.holidays] if one.holidays else []
        named = tuple(sorted({*one.dates, *holidays}))
        words = ["holidays"] * one.holidays + [str(day) for day in one.dates]
        return When(dates_in=named or (date.min,)), f"on {', '.join(words)}"

    def _variations(self, cost: Cost) -> list[Rule]:
        before = len(cost.exceptions)
        return [
            Rule(before + at, one.name, one.rate, f"{self.path}.variations[{at}]", *_asked(one.when), one.group)
            for at, one in enumerate(cost.variations)
        ]

    def groups(self, at: At) -> Iterator[int]:
        """Give the tariff element that wins, whatever the session is; none where the rule that wins is of none."""
        if not self._only and holds(self.constraints, at):
            won = next((rule for rule in self.rules if not rule.needs and holds(rule.when, at)), None)
            if won is not None and won.group is not None:
                yield won.group

    def ruling(self, at: At, element: int | None = None) -> Ruling:
        """Give what holds; `element` is the first tariff element that holds, where that takes all dimensions."""
        if not holds(self.constraints, at):
            return Ruling(self.number, None, "does not apply", None, f"{self.path}.constraints", applies=False)
        depends: list[Maybe] = []
        for rule in self.rules:
            if not holds(rule.when, at):
                continue
            if element is not None and (rule.group or 0) > element:
                if rule.needs:
                    continue
                break  # it wins, and is of a later element than the one that takes all
            if not rule.needs:
                return Ruling(
                    self.number, rule.number, rule.name, rule.rate, rule.path, True, tuple(depends), self._only
                )
            depends.append(Maybe(rule.number, rule.name, rule.rate, rule.path, rule.needs))
        return Ruling(self.number, None, "no price", None, self.path, True, tuple(depends), self._only)

    def why(self, at: At, element: int | None = None) -> Why:
        """Say what holds, why, and why every other rule does not."""
        ruling = self.ruling(at, element)
        if not ruling.applies:
            text = f"'{self.cost.name}' does not apply: {failing(self.constraints, at)}"
            return Why(ruling, text, ())
        told = [rule for rule in self.rules if not self._is_other_hours(rule, ruling)]
        reasons = [Reason(rule.path, self._reason(rule, ruling, at)) for rule in told]
        mine = [one.text for one in reasons if one.path == ruling.path]
        text = mine[0] if mine else f"'{self.cost.name}' has no price here"
        if ruling.only:
            text += f"; the cost applies only {ruling.only}"
        return Why(ruling, text, tuple(one for one in reasons if one.path != ruling.path))

    @staticmethod
    def _is_other_hours(rule: Rule, ruling: Ruling) -> bool:
        """Whether a rule is only more hours of the rate that wins, under its name: it says nothing more."""
        return rule.number != ruling.rule and (rule.name, rule.rate) == (ruling.name, ruling.rate)

    def _named(self, rule: Rule) -> str:
        """Name a rule; by its hours too where another has its name."""
        if rule.number == BASE:
            return "The base rate"
        twice = sum(one.name == rule.name for one in self.rules) > 1
        return f"'{rule.name}' ({rule.words})" if twice and rule.words else f"'{rule.name}'"

    def _reason(self, rule: Rule, ruling: Ruling, at: At) -> str:
        if rule.number == ruling.rule:
            named = "The base rate" if rule.number == BASE else f"'{rule.name}'"
            words = "wherever no other rule does" if rule.number == BASE else rule.words
            return f"{named} holds {words}" + (", unless a rule before it does" if ruling.depends else "")
        named, missing = self._named(rule), failing(rule.when, at)
        if missing:
            return f"{named} does not hold: {missing}"
        if any(maybe.rule == rule.number for maybe in ruling.depends):
            return f"{named} wins instead {rule.needs}"
        before = "the base rate" if ruling.rule == BASE else f"'{ruling.name}'"
        return f"{named} does not win: {before} comes first"


def _asked(when: When) -> tuple[When, str, str]:
    return when, when_words(when), needs(when)


def needs(when: When) -> str:
    """Say what a condition asks of the session itself, beside the clock; nothing where it asks nothing."""
    parts: dict[str, Any] = {name: getattr(when, name) for name in _SESSION_PARTS}
    parts |= {name: None for name, value in parts.items() if name.startswith("min_") and value == 0}
    asked = When(**parts)
    return "" if asked in {ALWAYS, _WINDOW} else when_words(asked)


def holds(when: When, at: At) -> bool:
    """Whether the clock fulfils a condition, whatever it asks of the session.

    In a season, single dates (`dates_in`, exceptions) do not hold, and those that are left out are no matter.
    """
    return not _failing_part(when, at)


def _failing_part(when: When, at: At) -> str:
    """Give the part of a condition that the clock does not fulfil; nothing where it fulfils all."""
    if when.days and at.weekday not in when.days:
        return "days"
    first, past = when.from_ or 0, when.to or END_OF_DAY
    if not (first <= at.second < past if first < past else at.second >= first or at.second < past):
        return "hours"
    return _failing_season(when, at.season) if at.day is None else _failing_date(when, at.day)


def _failing_season(when: When, season: Season | None) -> str:
    if when.dates_in:
        return "single dates"
    return "season" if season is not None and not season.lies_in(when) else ""


def _failing_date(when: When, day: date) -> str:
    if when.months and day.month not in when.months:
        return "months"
    if when.start_date and day < when.start_date:
        return "start_date"
    if when.end_date and day >= when.end_date:
        return "end_date"
    if when.dates_in and day not in when.dates_in:
        return "dates_in"
    return "dates_not_in" if day in when.dates_not_in else ""


_FAILING: Mapping[str, Callable[[When, At], str]] = MappingProxyType(
    {
        "": lambda _when, _at: "",
        "days": lambda when, at: f"{DAYS[at.weekday].capitalize()} is not {day_words(when.days)}",
        "hours": lambda when, at: f"{clock_text(at.second)} is outside {hours_words(when)}",
        "single dates": lambda _when, _at: "it is for single dates",
        "season": lambda when, at: f"{at.season.name if at.season else ''} is not {_season_words(when)}",
        "months": lambda when, at: f"{_month_of(at)} is not {month_words(when.months)}",
        "start_date": lambda when, at: f"{at.day} is before {when.start_date}",
        "end_date": lambda when, at: f"{at.day} is not before {when.end_date}",
        "dates_in": lambda _when, at: f"{at.day} is none of its dates",
        "dates_not_in": lambda _when, at: f"{at.day} is left out",
    }
)


def failing(when: When, at: At) -> str:
    """Say which part of a condition the clock does not fulfil: `Sunday is not Mon-Fri`; nothing where it holds."""
    return _FAILING[_failing_part(when, at)](when, at)


def _season_words(when: When) -> str:
    return when_words(When(months=when.months, start_date=when.start_date, end_date=when.end_date))


def _month_of(at: At) -> str:
    return MONTHS[at.day.month - 1] if at.day else ""
