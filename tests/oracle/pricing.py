"""The bill of a session: slow, exact and obvious, for holding the engine against."""

from collections import defaultdict
from fractions import Fraction
from typing import NamedTuple

from tests.oracle.rounding import blocks, rounded
from tests.oracle.taxing import Amounts, Total, shared, taxed
from tests.oracle.walking import Rule, Taking, Walk, walk
from zefdesk.billing.metered import Metered
from zefdesk.domain import money
from zefdesk.domain.policy import Lines, Policy, Step
from zefdesk.domain.profile import BillingProfile, Cost, Dimension, Limit
from zefdesk.domain.rate import Per

NANO = 10**9
ZERO = Fraction(0)
Key = tuple[int, int]
Movements = dict[tuple[str, int | None], Fraction]


class OracleLine(NamedTuple):
    """kWh, seconds or ones that were counted and billed; money."""

    measured: Fraction
    billed: Fraction
    amount: Fraction


class OracleBill(NamedTuple):
    """A bill: money in units of its currency, everything exact after the rounding that the policy asks for."""

    total_excl: Fraction
    total_incl: Fraction
    lines: dict[Key, OracleLine]
    movements: Movements
    taxes: dict[str, Fraction]
    unpriced: dict[Dimension, Fraction]
    low: Fraction
    high: Fraction


def price(metered: Metered, profile: BillingProfile) -> OracleBill:
    """Price a session whose course is known; ValueError for one that cannot be."""
    walked = walk(metered, profile)
    decimals = decimals_of(profile)
    rules = {(taking.cost, taking.rule.number): taking.rule for taking in walked.takings}
    lines = priced(walked.takings, profile, decimals)
    movements: Movements = {}
    amounts: Amounts = [(line.amount, rules[key].taxes) for key, line in lines.items()]
    for number, cost in enumerate(profile.costs):
        amounts += bounded(number, cost, lines, movements)
    total = taxed(amounts, profile, decimals)
    exact = sum((amount for amount, _ in amounts), ZERO)
    move(movements, "rounding", None, shown(total, profile) - exact)
    total = limited(total, profile, decimals, movements)
    if not is_billable(walked, profile):
        move(movements, "threshold", None, -shown(total, profile))
        total = Total(ZERO, ZERO, {})
    taxes = {name: amount for name, amount in total.taxes.items() if amount}
    return OracleBill(total.net, total.gross, lines, movements, taxes, walked.unpriced, total.gross, total.gross)


def decimals_of(profile: BillingProfile) -> int:
    wanted = profile.policy.decimals
    return money.decimals(profile.currency) if wanted is None else wanted


def shown(total: Total, profile: BillingProfile) -> Fraction:
    """What the displayed lines sum to."""
    return total.gross if profile.prices_include_tax else total.net


def move(movements: Movements, kind: str, cost: int | None, amount: Fraction) -> None:
    if amount:
        movements[kind, cost] = movements.get((kind, cost), ZERO) + amount


def priced(takings: list[Taking], profile: BillingProfile, decimals: int) -> dict[Key, OracleLine]:
    measured: dict[Key, Fraction] = defaultdict(Fraction)
    for taking in takings:
        measured[taking.cost, taking.rule.number] += taking.quantity
    rules = {(taking.cost, taking.rule.number): taking.rule for taking in takings}
    billed = stepped(dict(measured), takings, profile)
    return {
        key: OracleLine(
            measured[key],
            billed[key],
            line_amount(billed[key] * unit_price(rules[key].rate, profile.costs[key[0]].per), profile.policy, decimals),
        )
        for key in measured
    }


def unit_price(rate: int, per: Per) -> Fraction:
    """Money per kWh, second or one."""
    return Fraction(rate, NANO) / {Per.HOUR: 3600, Per.MINUTE: 60, Per.KWH: 1, Per.SESSION: 1}[per]


def line_amount(exact: Fraction, policy: Policy, decimals: int) -> Fraction:
    if policy.lines is Lines.PER_LINE:
        return rounded(exact, decimals, policy.rounding)
    return exact if policy.component_decimals is None else rounded(exact, policy.component_decimals, policy.rounding)


def stepped(measured: dict[Key, Fraction], takings: list[Taking], profile: BillingProfile) -> dict[Key, Fraction]:
    """What is billed of each line, in blocks as the policy has them."""
    billed = dict(measured)
    policy = profile.policy
    has_idle = any(profile.costs[cost].dimension is Dimension.IDLE_TIME for cost, _ in measured)
    last = {taking.cost: taking.rule for taking in takings}
    rules = {(taking.cost, taking.rule.number): taking.rule for taking in takings}
    for number, cost in enumerate(profile.costs):
        keys = [key for key in measured if key[0] == number]
        if not keys or cost.dimension is Dimension.SESSION:
            continue
        if policy.step is Step.PER_PRICE:
            for key in keys:
                step = step_of(rules[key], cost)
                billed[key] = blocks(measured[key], step, policy.direction) if step else measured[key]
        step = step_of(last[number], cost)
        if policy.step is Step.OCPI and step and not (has_idle and cost.dimension is Dimension.CHARGING_TIME):
            whole = sum((measured[key] for key in keys), ZERO)
            billed[number, last[number].number] += blocks(whole, step, policy.direction) - whole
    return billed


def step_of(rule: Rule, cost: Cost) -> Fraction | None:
    """The block in kWh or seconds; one of a Wh or a second, or less, is none."""
    if rule.step is None:
        return None
    energy = cost.dimension is Dimension.ENERGY
    least, step = (NANO // 1000, Fraction(rule.step, NANO)) if energy else (1, Fraction(rule.step))
    return step if rule.step > least else None


def bounded(number: int, cost: Cost, lines: dict[Key, OracleLine], movements: Movements) -> Amounts:
    """What brings the lines of a cost to its floor, and then to its cap."""
    theirs = [line.amount for (which, _), line in lines.items() if which == number]
    if not theirs:
        return []
    whole = sum(theirs, ZERO)
    found: Amounts = []
    for kind, bound, pick in (("floor", cost.floor, max), ("cap", cost.cap, min)):
        wanted = whole if bound is None else pick(whole, Fraction(bound, NANO))
        move(movements, kind, number, wanted - whole)
        found.append((wanted - whole, cost.taxes))
        whole = wanted
    return found


def limited(total: Total, profile: BillingProfile, decimals: int, movements: Movements) -> Total:
    """Minimum, then maximum: each before tax, then after tax."""
    for kind, limit, pick in (("minimum", profile.minimum, max), ("maximum", profile.maximum, min)):
        bounds = limit or Limit()
        net = total.net if bounds.before_tax is None else pick(total.net, Fraction(bounds.before_tax, NANO))
        moved = total
        if net != total.net:
            taxes = rescaled(total.taxes, net, total.net, decimals)
            moved = Total(net, net + sum(taxes.values()), taxes)
        gross = moved.gross if bounds.after_tax is None else pick(moved.gross, Fraction(bounds.after_tax, NANO))
        if gross != moved.gross:
            taxes = rescaled(moved.taxes, gross, moved.gross, decimals)
            moved = Total(gross - sum(taxes.values()), gross, taxes)
        move(movements, kind, None, shown(moved, profile) - shown(total, profile))
        total = moved
    return total


def rescaled(taxes: dict[str, Fraction], new: Fraction, old: Fraction, decimals: int) -> dict[str, Fraction]:
    if not old:
        return taxes
    parts = {name: amount * new / old for name, amount in taxes.items()}
    return shared(rounded(sum(parts.values(), ZERO), decimals), parts, decimals)


def is_billable(walked: Walk, profile: BillingProfile) -> bool:
    threshold = profile.billable_threshold
    if threshold is None:
        return True
    return walked.energy >= Fraction(threshold.min_energy or 0, NANO) and walked.plugged >= (
        threshold.min_duration or 0
    )
