"""A billing profile out of its JSON document; every fault with its path, its value and its mend."""

from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import date
from typing import Any

from zefdesk.billing.reading import (
    Fault,
    Node,
    Wrong,
    any_text,
    day,
    flag,
    many,
    nano,
    one_of,
    seconds,
    text,
    whole,
)
from zefdesk.billing.when_reader import read_when
from zefdesk.domain import clock, money, policy
from zefdesk.domain.policy import PRESETS, Direction, Lines, Policy, Rounding, Scope, Step
from zefdesk.domain.profile import (
    ALWAYS,
    BillingProfile,
    Cost,
    DateException,
    Dimension,
    Holiday,
    Limit,
    Tax,
    Threshold,
    Variation,
)
from zefdesk.domain.rate import Per
from zefdesk.domain.trouble import UnknownName

WATT_HOUR = 10**6
"""Billionths of a kWh in a watt-hour, in which steps of energy are written."""
_DAY_ZERO = date(1970, 1, 1)
_PROFILE = tuple(field.name for field in fields(BillingProfile))
_COST = tuple(field.name for field in fields(Cost))
_VARIATION = tuple(field.name for field in fields(Variation))
PERS = {
    Dimension.ENERGY: (Per.KWH,),
    Dimension.SESSION: (Per.SESSION,),
}
"""What a price of these dimensions is per; times are priced per hour or per minute."""
_TIMES = (Per.HOUR, Per.MINUTE)


def profile_of(document: Any, faults: list[Fault]) -> BillingProfile:  # noqa: ANN401 -- any JSON
    """Give the profile that a document says; where there are faults it is not to be used."""
    node = Node(document, "", faults)
    if not node.keys(_PROFILE):
        return BillingProfile("", "", "", _DAY_ZERO, ())
    taxes = tuple(_tax(item) for item in node.items("taxes"))
    groups = _groups(node)
    profile = BillingProfile(
        node.needed("name", text, ""),
        node.needed("currency", _currency, "USD"),
        node.needed("time_zone", _zone, "UTC"),
        node.needed("effective_from", day, _DAY_ZERO),
        tuple(_cost(item, [tax.name for tax in taxes], groups) for item in node.items("costs")),
        node.get("version", _version) or 1,
        node.get("effective_until", day),
        taxes,
        bool(node.get("prices_include_tax", flag)),
        _limit(node, "minimum"),
        _limit(node, "maximum"),
        _threshold(node),
        tuple(_holiday(item) for item in node.items("holidays")),
        groups,
        _policy(node),
        node.get("notes", any_text) or "",
    )
    _check_whole(node, profile)
    return profile


def _check_whole(node: Node, profile: BillingProfile) -> None:
    if not profile.costs and node.child("costs").value in (None, []):
        node.child("costs").fault("needs at least one cost")
    if profile.effective_until and profile.effective_until <= profile.effective_from:
        node.fault("is not after effective_from", "effective_until")
    for what, names in (
        ("costs", [cost.name for cost in profile.costs]),
        ("taxes", [tax.name for tax in profile.taxes]),
    ):
        for place, name in enumerate(names):
            if name and name in names[:place]:
                node.faults.append(Fault(f"{what}[{place}].name", f"'{name}'", "stands twice; names must differ"))
    for low, high in ((profile.minimum, profile.maximum),):
        for part in ("before_tax", "after_tax"):
            least, most = getattr(low, part, None), getattr(high, part, None)
            if least is not None and most is not None and least > most:
                node.faults.append(Fault(f"minimum.{part}", "", f"is more than maximum.{part}"))


def _version(value: object) -> int:
    found = whole(value)
    if not found:
        raise Wrong("is no version; they begin at 1")
    return found


def _currency(value: object) -> str:
    try:
        return money.currency(text(value))
    except UnknownName:
        raise Wrong("is no currency; write an ISO 4217 code such as USD") from None


def _zone(value: object) -> str:
    try:
        clock.zone(text(value))
    except UnknownName:
        raise Wrong("is no time zone; write an IANA name such as America/Chicago") from None
    return text(value)


def _tax(node: Node) -> Tax:
    node.keys(("name", "percent", "stack"))
    return Tax(node.needed("name", text, ""), node.needed("percent", _percent, 0), node.get("stack", whole) or 0)


def _percent(value: object) -> int:
    found = nano(value)
    if found > 100 * 10**9:
        raise Wrong("is more than 100 percent")
    return found


def _groups(node: Node) -> dict[str, tuple[str, ...]]:
    groups = node.child("identity_groups")
    if groups.value is None:
        return {}
    if not isinstance(groups.value, dict):
        groups.fault("must be an object { } of lists")
        return {}
    return {name: groups.get(name, many(text)) or () for name in groups.value}


def _cost(node: Node, taxes: list[str], groups: Iterable[str]) -> Cost:
    if not node.keys(_COST):
        return Cost("", Dimension.ENERGY, Per.KWH)
    dimension = Dimension(node.needed("dimension", one_of(tuple(one.value for one in Dimension)), "energy"))
    fitting = PERS.get(dimension, _TIMES)
    per = Per(node.get("per", one_of(tuple(one.value for one in fitting))) or fitting[0].value)
    constraints = read_when(node.child("constraints"), groups) if node.has("constraints") else ALWAYS
    cost = Cost(
        node.needed("name", text, ""),
        dimension,
        per,
        node.get("rate", nano),
        constraints,
        tuple(_variation(item, dimension, taxes, groups) for item in node.items("variations")),
        tuple(_exception(item) for item in node.items("exceptions")),
        _step(node, dimension),
        node.get("cap", nano),
        node.get("floor", nano),
        _taxes(node, taxes) or (),
    )
    if not node.has("rate") and not cost.variations and not any(one.rate is not None for one in cost.exceptions):
        node.fault("has neither a rate nor a variation: it can never cost anything")
    if cost.cap is not None and cost.floor is not None and cost.floor > cost.cap:
        node.fault("is more than cap", "floor")
    return cost


def _variation(node: Node, dimension: Dimension, taxes: list[str], groups: Iterable[str]) -> Variation:
    node.keys(_VARIATION)
    return Variation(
        node.needed("name", text, ""),
        read_when(node.child("when"), groups) if node.has("when") else ALWAYS,
        node.needed("rate", nano, 0),
        _step(node, dimension),
        _taxes(node, taxes),
        node.get("group", whole),
    )


def _step(node: Node, dimension: Dimension) -> int | None:
    """Read a step: watt-hours of energy, seconds of time."""
    if dimension is Dimension.SESSION and node.has("step"):
        node.fault("a session has no step", "step")
    if dimension is Dimension.ENERGY:
        step = node.get("step", nano)
        return None if step is None else step * WATT_HOUR // 10**9
    return node.get("step", seconds)


def _taxes(node: Node, known: list[str]) -> tuple[str, ...] | None:
    names = node.get("taxes", many(text))
    for name in names or ():
        if name not in known:
            node.faults.append(Fault(f"{node.path}.taxes", f"'{name}'", "is no tax of this profile"))
    return names


def _exception(node: Node) -> DateException:
    node.keys(("name", "dates", "holidays", "rate", "waived"))
    waived, rate = node.get("waived", flag), node.get("rate", nano)
    dates, holidays = node.get("dates", many(day)) or (), bool(node.get("holidays", flag))
    if not waived and not node.has("rate"):
        node.fault("is missing: give one, or waive it", "rate")
    if waived and node.has("rate"):
        node.faults.append(Fault(f"{node.path}.waived", "", "cannot be waived and have a rate"))
    if not dates and not holidays:
        node.fault("needs dates, or holidays: true")
    return DateException(node.needed("name", text, ""), None if waived else rate, tuple(sorted(set(dates))), holidays)


def _limit(node: Node, key: str) -> Limit | None:
    if not node.has(key):
        return None
    child = node.child(key)
    if not child.keys(("before_tax", "after_tax")):
        return None
    found = Limit(child.get("before_tax", nano), child.get("after_tax", nano))
    return found if found != Limit() else None


def _threshold(node: Node) -> Threshold | None:
    if not node.has("billable_threshold"):
        return None
    child = node.child("billable_threshold")
    if not child.keys(("min_energy_kwh", "min_duration_s")):
        return None
    found = Threshold(child.get("min_energy_kwh", nano), child.get("min_duration_s", seconds))
    return found if found != Threshold() else None


def _holiday(node: Node) -> Holiday:
    if isinstance(node.value, dict):
        node.keys(("date", "name"))
        return Holiday(node.needed("date", day, _DAY_ZERO), node.get("name", any_text) or "")
    try:
        return Holiday(day(node.value))
    except Wrong as error:
        node.fault(str(error))
        return Holiday(_DAY_ZERO)


_POLICY = {
    "cut": flag,
    "step": one_of(tuple(one.value for one in Step)),
    "direction": one_of(tuple(one.value for one in Direction)),
    "scope": one_of(tuple(one.value for one in Scope)),
    "lines": one_of(tuple(one.value for one in Lines)),
    "rounding": one_of(tuple(one.value for one in Rounding)),
    "decimals": whole,
    "component_decimals": whole,
}
_ENUMS = {"step": Step, "direction": Direction, "scope": Scope, "lines": Lines, "rounding": Rounding}
_MOST_DECIMALS = 9


def _policy(node: Node) -> Policy:
    """Read a preset by its name, or an object of what differs from the preset that it names."""
    if not node.has("policy"):
        return Policy()
    child = node.child("policy")
    if isinstance(child.value, str):
        found = node.get("policy", one_of(tuple(PRESETS)))
        return policy.preset(found) if found else Policy()
    if not child.keys(("name", *_POLICY)):
        return Policy()
    name = child.get("name", text) or "zefdesk"
    given: dict[str, Any] = {key: child.get(key, read) for key, read in _POLICY.items() if child.has(key)}
    for key in ("decimals", "component_decimals"):
        if (given.get(key) or 0) > _MOST_DECIMALS:
            child.fault("is more than nine", key)
    made: dict[str, Any] = {
        key: _ENUMS[key](value) if key in _ENUMS else value for key, value in given.items() if value is not None
    }
    return replace(PRESETS.get(name, Policy(name)), name=name, **made)
