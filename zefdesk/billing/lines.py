"""From what rules won to lines: steps, exact amounts, caps and floors."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from zefdesk.billing.compiled import Rule
from zefdesk.billing.exact import Exact, rounded, whole
from zefdesk.billing.tally import Tally, Won
from zefdesk.domain.bill import Line, LineKind, Note
from zefdesk.domain.policy import Direction, Lines, Policy, Step
from zefdesk.domain.profile import BillingProfile, Cost, Dimension
from zefdesk.domain.quantity import NANO
from zefdesk.domain.rate import HOUR

_ORDER = {dimension: place for place, dimension in enumerate(Dimension)}
_TIMES = {
    Dimension.CHARGING_TIME,
    Dimension.IDLE_TIME,
    Dimension.PLUGGED_TIME,
    Dimension.RESERVATION_TIME,
}
_STEPPED = Note("STEP_ROUNDED", "What was counted is billed in whole blocks.")


@dataclass(slots=True)
class Money:
    """A line with the value that is summed and taxed: rounded, or exact where the total is rounded once."""

    line: Line
    value: Exact


def unit_of(decimals: int) -> int:
    """Give the smallest amount of so many decimals, in billionths."""
    return int(10 ** (9 - decimals))


def lines_of(tally: Tally, profile: BillingProfile, decimals: int) -> tuple[list[Money], tuple[Note, ...]]:
    """Give the lines of what was won, energy first, then time, then the session, each with its movements."""
    policy, unit = profile.policy, unit_of(decimals)
    won = sorted(tally.won.values(), key=_place)
    billed = _billed(tally, won, policy)
    made = [_line(one, parts, tally.scale.parts, profile, unit) for one, parts in zip(won, billed, strict=True)]
    notes = (_STEPPED,) if any(one.measured != parts for one, parts in zip(won, billed, strict=True)) else ()
    if all(cost.cap is None and cost.floor is None for cost in profile.costs):
        return made, notes
    bounded: list[Money] = []
    for number, cost in enumerate(profile.costs):
        mine = [one for one in made if one.line.cost == number]
        bounded += [*mine, *_bounds(mine, cost, number, unit)]
    bounded.sort(key=lambda one: _ORDER[one.line.dimension or Dimension.SESSION])
    return bounded, notes


def _place(won: Won) -> tuple[int, int, int]:
    return _ORDER[won.cost.dimension], won.cost.number, won.intervals[0][0]


def _line(won: Won, billed: int, parts: int, profile: BillingProfile, unit: int) -> Money:
    rule, dimension = won.rule, won.cost.dimension
    per = HOUR if dimension in _TIMES else NANO if dimension is Dimension.ENERGY else 1
    top, bottom = billed * rule.rate, parts * per
    kind = LineKind.FEE if dimension is Dimension.SESSION else LineKind.CHARGE
    value = _value(top, bottom, profile.policy, unit)
    shown = 1 if dimension is Dimension.ENERGY else NANO
    line = Line(
        kind,
        dimension,
        won.cost.number,
        rule.number,
        tuple(won.intervals),
        rounded(won.measured * shown, parts, 1),
        rounded(billed * shown, parts, 1),
        _typed_rate(profile.costs[won.cost.number], rule),
        rounded(top, bottom, 1),
        value if isinstance(value, int) else rounded(value, 1, 1),
        rule.taxes,
    )
    return Money(line, value)


def _typed_rate(cost: Cost, rule: Rule) -> int:
    """Give the rate as it was typed: a price per minute is one."""
    exceptions = len(cost.exceptions)
    if rule.number < 0:
        return cost.rate or 0
    if rule.number < exceptions:
        return cost.exceptions[rule.number].rate or 0
    return cost.variations[rule.number - exceptions].rate


def _value(top: int, bottom: int, policy: Policy, unit: int) -> Exact:
    """Give an amount of top / bottom billionths as the policy counts it."""
    if policy.lines is Lines.PER_LINE:
        return rounded(top, bottom, unit, policy.rounding)
    if policy.component_decimals is not None:
        return rounded(top, bottom, unit_of(policy.component_decimals), policy.rounding)
    return whole(Fraction(top, bottom))


def _billed(tally: Tally, won: list[Won], policy: Policy) -> list[int]:
    """Give what is billed of each rule's measure, in parts, after steps."""
    billed = [one.measured for one in won]
    if policy.step is Step.NONE:
        return billed
    if policy.step is Step.PER_PRICE:
        for place, one in enumerate(won):
            billed[place] += _surplus(one.measured, one.rule.step, one, tally, policy.direction)
        return billed
    idle = any(one.cost.dimension is Dimension.IDLE_TIME for one in won)
    for number, last in tally.last.items():
        mine = [place for place, one in enumerate(won) if one.cost.number == number]
        if idle and won[mine[0]].cost.dimension is Dimension.CHARGING_TIME:
            continue
        place = next(place for place in mine if won[place].rule.number == last.number)
        whole_of_it = sum(won[each].measured for each in mine)
        billed[place] += _surplus(whole_of_it, last.step, won[place], tally, policy.direction)
    return billed


_ONE = {Dimension.ENERGY: NANO // 1000}


def _surplus(parts: int, step: int | None, won: Won, tally: Tally, direction: Direction) -> int:
    """Give what a step adds to a quantity (or takes from it); a step of 1 Wh or 1 s does nothing."""
    if won.cost.dimension is Dimension.SESSION or not step or step <= _ONE.get(won.cost.dimension, 1):
        return 0
    block = step * tally.scale.parts
    over = parts % block
    if direction is Direction.UP:
        return block - over if over else 0
    if direction is Direction.DOWN:
        return -over
    return block - over if 2 * over >= block else -over


def _bounds(mine: list[Money], cost: Cost, number: int, unit: int) -> Iterable[Money]:
    """Give the movements that bring a cost's own total within its floor and its cap, for each set of taxes."""
    total = sum((one.value for one in mine), 0)
    for kind, bound in ((LineKind.FLOOR, cost.floor), (LineKind.CAP, cost.cap)):
        if bound is None or not mine:
            continue
        if (total >= bound) if kind is LineKind.FLOOR else (total <= bound):
            continue
        yield from _spread(bound - total, mine, Line(kind, cost.dimension, number, None, (), 0, 0, 0, 0, 0, ()), unit)
        total = bound


def _spread(movement: Exact, mine: list[Money], line: Line, unit: int) -> Iterable[Money]:
    """Share a movement among the sets of taxes of a cost's lines, in proportion; the last takes the residue."""
    sums: dict[tuple[str, ...], Exact] = {}
    for one in mine:
        sums[one.line.taxes] = sums.get(one.line.taxes, 0) + one.value
    total, left = sum(sums.values(), 0), movement
    for place, (taxes, part) in enumerate(sums.items(), 1):
        last = place == len(sums) or not total
        share = left if last else rounded(Fraction(movement) * part / total, 1, unit)
        left -= share
        shown = rounded(share, 1, 1)
        if share:
            yield Money(line._replace(exact=shown, amount=shown, taxes=taxes), share)
