"""From what rules won to amounts: steps, exact values, caps and floors."""

from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from zefdesk.billing.compiled import Compiled
from zefdesk.billing.exact import Exact, rounded, whole
from zefdesk.billing.rules import Ready
from zefdesk.billing.tally import Tally, Won
from zefdesk.domain.bill import LineKind
from zefdesk.domain.policy import Direction, Lines, Step
from zefdesk.domain.profile import Cost
from zefdesk.domain.quantity import NANO, unit_of

_CHARGING, _IDLE = 1, 2


class Charge(NamedTuple):
    """One line to be: what was won and billed of it (parts), and its value, rounded, or exact where the total is.

    The exact amount is `top` / `bottom` billionths. A movement has nothing won; `cost` is the number of its cost.
    """

    kind: LineKind
    cost: int
    taxes: tuple[str, ...]
    value: Exact
    won: Won | None = None
    billed: int = 0
    top: int = 0
    bottom: int = 1


def charges_of(tally: Tally, ready: Ready, terms: Compiled) -> list[Charge]:
    """Give the charges of what was won, energy first, then time, then the session, each with its movements."""
    won = tally.won
    if len(won) > 1:
        won = sorted(won, key=_place)
    billed = [one.measured for one in won]
    if ready.stepped:
        _step(billed, won, tally, terms)
    charges = [_charge(one, parts, tally.scale.parts, terms) for one, parts in zip(won, billed, strict=True)]
    if not terms.bounded:
        return charges
    for number, cost in enumerate(terms.profile.costs):
        mine = [one for one in charges if one.cost == number]
        charges += _bounds(mine, cost, number, terms.unit)
    ranks = [cost.rank for cost in ready.costs]
    charges.sort(key=lambda one: ranks[one.cost])
    return charges


def _place(won: Won) -> tuple[int, int, int]:
    return won.cost.rank, won.cost.number, won.intervals[0][0]


def _charge(won: Won, billed: int, parts: int, terms: Compiled) -> Charge:
    cost, rule = won.cost, won.rule
    top, bottom = billed * rule.rate, parts * cost.divisor
    kind = LineKind.FEE if cost.place < 0 else LineKind.CHARGE
    return Charge(kind, cost.number, rule.taxes, _value(top, bottom, terms), won, billed, top, bottom)


def _value(top: int, bottom: int, terms: Compiled) -> Exact:
    """Give an amount of top / bottom billionths as the policy counts it."""
    policy = terms.profile.policy
    if policy.lines is Lines.PER_LINE:
        return rounded(top, bottom, terms.unit, policy.rounding)
    if policy.component_decimals is not None:
        return rounded(top, bottom, unit_of(policy.component_decimals), policy.rounding)
    return whole(Fraction(top, bottom))


def _step(billed: list[int], won: list[Won], tally: Tally, terms: Compiled) -> None:
    """Bill whole blocks: each price by itself, or the whole of a cost, its surplus on the price that came last.

    As OCPI has it (2.2.1, step_size): where there is idle time, charging time is billed as measured.
    """
    policy = terms.profile.policy
    if policy.step is Step.PER_PRICE:
        for place, one in enumerate(won):
            billed[place] += _surplus(one.measured, one, tally.scale.parts, policy.direction)
        return
    idle = any(one.cost.place == _IDLE for one in won)
    for number, last in tally.last.items():
        mine = [place for place, one in enumerate(won) if one.cost.number == number]
        if idle and won[mine[0]].cost.place == _CHARGING:
            continue
        place = next(place for place in mine if won[place].rule is last)
        total = sum(won[each].measured for each in mine)
        billed[place] += _surplus(total, won[place], tally.scale.parts, policy.direction)


def _surplus(quantity: int, won: Won, parts: int, direction: Direction) -> int:
    """Give what a step adds to a quantity, or takes from it; a step of 1 Wh or 1 s does nothing."""
    step = won.rule.step
    if won.cost.place < 0 or not step or step <= (NANO // 1000 if won.cost.place == 0 else 1):
        return 0
    block = step * parts
    over = quantity % block
    if direction is Direction.DOWN or (direction is Direction.NEAREST and 2 * over < block):
        return -over
    return block - over if over else 0


def _bounds(mine: list[Charge], cost: Cost, number: int, unit: int) -> Iterable[Charge]:
    """Give the movements that bring a cost's own total within its floor and its cap."""
    total = sum((one.value for one in mine), 0)
    for kind, bound in ((LineKind.FLOOR, cost.floor), (LineKind.CAP, cost.cap)):
        if bound is None or not mine:
            continue
        if total < bound if kind is LineKind.FLOOR else total > bound:
            yield from _shared_out(bound - total, mine, kind, number, unit)
            total = bound


def _shared_out(movement: Exact, mine: list[Charge], kind: LineKind, number: int, unit: int) -> Iterable[Charge]:
    """Share a movement among the sets of taxes of a cost, in proportion; the last takes the residue."""
    sums: dict[tuple[str, ...], Exact] = {}
    for one in mine:
        sums[one.taxes] = sums.get(one.taxes, 0) + one.value
    total, left = sum(sums.values(), 0), movement
    for place, (taxes, part) in enumerate(sums.items(), 1):
        last = place == len(sums) or not total
        share = left if last else rounded(Fraction(movement) * part / total, 1, unit)
        left -= share
        if share:
            yield Charge(kind, number, taxes, share)
