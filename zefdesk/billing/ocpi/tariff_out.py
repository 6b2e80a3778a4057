"""A billing profile as an OCPI tariff, with the names of all that OCPI has no words for."""

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from zefdesk.billing.ocpi import left_out
from zefdesk.billing.ocpi.fields import OcpiUnreadable, as_number
from zefdesk.billing.ocpi.restrictions import write_restrictions
from zefdesk.billing.ocpi.tariff import ALWAYS_IN_FORCE, TYPES, WATT_HOUR, at_midnight
from zefdesk.billing.sentences import limit_sentence, threshold_sentence
from zefdesk.billing.words import rate_words
from zefdesk.domain import clock
from zefdesk.domain.policy import Scope, Step
from zefdesk.domain.profile import ALWAYS, BillingProfile, Cost, Dimension, Limit, Reservation, When
from zefdesk.domain.rate import HOUR, MINUTE, Per

VERSIONS = ("2.1.1", "2.2.1", "2.3.0")
_OLD, _NEW = "2.1.1", "2.3.0"
_TYPE_OF = {dimension: kind for kind, (dimension, _) in TYPES.items()} | {Dimension.RESERVATION_TIME: "TIME"}
_NEEDS_221 = ("min_current", "max_current", "reservation")
_FOUR_DECIMALS = 10**5


class _Rule(NamedTuple):
    """One rule of a cost as OCPI can say it: which element it came from, when it holds, and its component."""

    group: int | None
    dimension: Dimension
    when: When
    component: dict[str, Any]


class _Asked(NamedTuple):
    """One rule of a cost as the profile says it, and what it is called in a sentence."""

    named: str
    when: When
    rate: int
    step: int | None
    taxes: tuple[str, ...]
    group: int | None


def write_tariff(profile: BillingProfile, version: str = "2.2.1") -> tuple[dict[str, Any], tuple[str, ...]]:
    """Give the tariff of a profile in a version of OCPI, and in sentences what it leaves out and what comes of that."""
    if version not in VERSIONS:
        raise OcpiUnreadable(f"OCPI {version} is unknown: one of {', '.join(VERSIONS)}")
    writer = _Writer(profile, version)
    return writer.document(), tuple(dict.fromkeys(writer.missing))


class _Writer:
    def __init__(self, profile: BillingProfile, version: str) -> None:
        self._profile, self._version = profile, version
        self.missing: list[str] = []

    def document(self) -> dict[str, Any]:
        """Give the tariff; what it cannot say gathers in `missing`."""
        profile = self._profile
        document: dict[str, Any] = {"id": profile.name, "currency": profile.currency, "elements": self._elements()}
        document |= self._dates()
        if self._version == _NEW:
            document["tax_included"] = "YES" if profile.prices_include_tax else "NO"
        elif profile.prices_include_tax:
            self.missing.append("That prices include tax is left out: they would be read as prices before tax.")
        for key, limit in (("min_price", profile.minimum), ("max_price", profile.maximum)):
            document |= self._limit(key, limit)
        if not document["elements"]:
            self.missing.append("Nothing is left that a tariff could price.")
        if profile.billable_threshold:
            said = threshold_sentence(profile.billable_threshold)
            self.missing.append(f"That {said} is left out: these sessions would be billed.")
        if profile.policy.scope is Scope.FIRST_ELEMENT or (profile.policy.step is not Step.OCPI and self._has_steps()):
            said = f"The rounding '{profile.policy.name}' is left out: blocks would be billed as OCPI bills them."
            self.missing.append(said)
        return document

    def _has_steps(self) -> bool:
        return any(cost.step or any(one.step for one in cost.variations) for cost in self._profile.costs)

    def _dates(self) -> dict[str, str]:
        profile, made = self._profile, {}
        for key, day in (("start_date_time", profile.effective_from), ("end_date_time", profile.effective_until)):
            if day not in {None, ALWAYS_IN_FORCE} and isinstance(day, date):
                instant = at_midnight(profile)(day)
                if self._version == _OLD:
                    word = "until" if key.startswith("end") else "from"
                    self.missing.append(f"That it is in force {word} {day} is left out: it would hold always.")
                else:
                    made[key] = clock.wall_text(instant) + "Z"
        return made

    def _limit(self, key: str, limit: Limit | None) -> dict[str, Any]:
        if limit is None:
            return {}
        if self._version == _OLD:
            word, more = ("least", "less") if key == "min_price" else ("most", "more")
            said = limit_sentence(limit, word, self._profile)
            self.missing.append(f"That a session costs {said} is left out: it could cost {more}.")
            return {}
        names = ("before_taxes", "after_taxes") if self._version == _NEW else ("excl_vat", "incl_vat")
        bounds = zip(names, (limit.before_tax, limit.after_tax), strict=True)
        return {key: {name: as_number(bound) for name, bound in bounds if bound is not None}}

    def _elements(self) -> list[dict[str, Any]]:
        """Put the rules of one element together again, where every rule names its own; else each is an element."""
        rules = list(self._rules())
        keys = _groups(rules) or range(len(rules))
        elements: dict[int, tuple[When, list[dict[str, Any]]]] = {}
        for key, rule in zip(keys, rules, strict=True):
            elements.setdefault(key, (rule.when, []))[1].append(rule.component)
        made = []
        for _, (when, components) in sorted(elements.items(), key=lambda item: item[0]):
            element: dict[str, Any] = {"price_components": components}
            if restrictions := write_restrictions(when):
                element["restrictions"] = restrictions
            made.append(element)
        return made

    def _rules(self) -> Iterator[_Rule]:
        seen: set[tuple[Dimension, bool]] = set()
        for cost in self._profile.costs:
            reserved = _reserving(cost)
            key = (cost.dimension, True in reserved)
            if cost.dimension not in _TYPE_OF:
                self.missing.append(left_out.whole_cost(cost, left_out.no_price_of(cost.dimension)))
            elif len(reserved) > 1 or key == (Dimension.CHARGING_TIME, True):
                self.missing.append(left_out.whole_cost(cost, left_out.MIXED))
            elif key in seen:
                self.missing.append(left_out.whole_cost(cost, left_out.no_second(cost.dimension)))
            else:
                seen.add(key)
                yield from self._of_cost(cost)

    def _of_cost(self, cost: Cost) -> Iterator[_Rule]:
        for key in ("cap", "floor"):
            if getattr(cost, key) is not None:
                self.missing.append(left_out.bound(cost, key, self._profile.currency))
        asked = list(self._asked(cost))
        unsaid = [self._unsaid(cost, one.when) for one in asked]
        for place, (one, why) in enumerate(zip(asked, unsaid, strict=True)):
            if why:
                after = [
                    later.rate for later, not_said in zip(asked[place:], unsaid[place:], strict=True) if not not_said
                ]
                self.missing.append(left_out.whole_rule(cost, one.named, why, after, self._profile.currency))
            else:
                yield self._rule(cost, one)

    def _asked(self, cost: Cost) -> Iterator[_Asked]:
        """Give the rules of a cost in the order in which they win."""
        for exception in cost.exceptions:
            days = set(exception.dates) | {one.date for one in self._profile.holidays if exception.holidays}
            for day in sorted(days):
                when = When(start_date=day, end_date=day + timedelta(days=1))
                name = f"exception '{exception.name}'"
                yield _Asked(f"the {name}", when, exception.rate or 0, cost.step, cost.taxes, None)
        for one in cost.variations:
            step = cost.step if one.step is None else one.step
            taxes = cost.taxes if one.taxes is None else one.taxes
            yield _Asked(f"the variation '{one.name}'", one.when, one.rate, step, taxes, one.group)
        if cost.rate is not None:
            named = f"the base rate, {rate_words(cost.rate, cost.per, self._profile.currency)},"
            yield _Asked(named, ALWAYS, cost.rate, cost.step, cost.taxes, None)

    def _unsaid(self, cost: Cost, when: When) -> str:
        both = _whole_when(cost, when)
        if both is None:
            return left_out.TWICE
        return left_out.why_unsaid(both, _NEEDS_221 if self._version == _OLD else ())

    def _rule(self, cost: Cost, asked: _Asked) -> _Rule:
        where = f"{asked.named} of '{cost.name}'"
        hourly = asked.rate * (HOUR // MINUTE) if cost.per is Per.MINUTE else asked.rate
        if hourly % _FOUR_DECIMALS:
            self.missing.append(f"The price of {where} has more than four decimals: another program may round it.")
        component: dict[str, Any] = {"type": _TYPE_OF[cost.dimension], "price": as_number(hourly)}
        component |= {"step_size": self._step(cost, asked.step, where)} | self._vat(asked.taxes, where)
        return _Rule(asked.group, cost.dimension, _whole_when(cost, asked.when) or ALWAYS, component)

    def _step(self, cost: Cost, step: int | None, where: str) -> int:
        if cost.dimension is Dimension.SESSION:
            return 1
        if step is None:
            return 0
        if cost.dimension is not Dimension.ENERGY:
            return step
        if step % WATT_HOUR:
            self.missing.append(f"The blocks of {where} are cut to whole Wh, since OCPI has no smaller ones.")
        return step // WATT_HOUR

    def _vat(self, taxes: tuple[str, ...], where: str) -> dict[str, Decimal]:
        if not taxes:
            return {}
        if len(taxes) > 1 or self._version == _OLD:
            most = "no taxes" if self._version == _OLD else "no more than one tax for a price"
            self.missing.append(f"The taxes on {where} are left out, since OCPI has {most}: none would be taken.")
            return {}
        return {"vat": next(as_number(tax.percent) for tax in self._profile.taxes if tax.name == taxes[0])}


def _reserving(cost: Cost) -> set[bool]:
    """Say for what rules of a cost are: True for reservations, False for sessions."""
    if cost.dimension is Dimension.RESERVATION_TIME or cost.constraints.reservation:
        return {True}
    others = {False} if cost.exceptions or cost.rate is not None else set()
    return {one.when.reservation is not None for one in cost.variations} | others


def _groups(rules: list[_Rule]) -> list[int] | None:
    """Give the element of each rule; None where some rule has none, or its order is not that of the elements."""
    whens: dict[int, When] = {}
    last: dict[tuple[Dimension, bool], int] = {}
    groups = []
    for rule in rules:
        group, priced = rule.group, (rule.dimension, rule.when.reservation is not None)
        if group is None or whens.setdefault(group, rule.when) != rule.when or last.get(priced, -1) >= group:
            return None
        last[priced] = group
        groups.append(group)
    return groups


def _whole_when(cost: Cost, when: When) -> When | None:
    """Give all that a rule and its cost ask for; None where they ask for the same thing in two ways."""
    both = _together(cost.constraints, when)
    if both and cost.dimension is Dimension.RESERVATION_TIME and not both.reservation:
        return replace(both, reservation=Reservation.RESERVATION)
    return both


def _together(one: When, other: When) -> When | None:
    """Give both conditions as one; None where they ask for the same thing in two ways."""
    if one == ALWAYS:
        return other
    asked = {field.name for field in fields(When) if getattr(one, field.name) != getattr(ALWAYS, field.name)}
    if any(getattr(other, name) != getattr(ALWAYS, name) for name in asked):
        return None
    return replace(other, **{name: getattr(one, name) for name in asked})
