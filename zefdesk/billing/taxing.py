"""Taxes of a bill, each rate on the sum of its lines, and the totals before and after tax."""

from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from zefdesk.billing.charges import Charge
from zefdesk.billing.compiled import Compiled
from zefdesk.billing.exact import PERCENT, Exact, rounded
from zefdesk.billing.stack import Stack
from zefdesk.domain.bill import TaxLine
from zefdesk.domain.policy import Lines
from zefdesk.domain.profile import Tax


class Totals(NamedTuple):
    """Totals before and after tax, and the taxes that are the difference; billionths, rounded."""

    excl: int
    incl: int
    taxes: tuple[TaxLine, ...] = ()

    def moved(self, excl: int, incl: int, new: int, old: int, unit: int) -> "Totals":
        """Give these totals moved, each tax by new / old, the last one taking the residue."""
        left = incl - excl
        made: list[TaxLine] = []
        for place, one in enumerate(self.taxes, 1):
            amount = left if place == len(self.taxes) else scaled(one.amount, new, old, unit)
            left -= amount
            made.append(one._replace(amount=amount, taxable=scaled(one.taxable, new, old, unit)))
        return Totals(excl, incl, tuple(made))

    def without(self) -> "Totals":
        """Give nothing to pay, with the taxes named."""
        return Totals(0, 0, tuple(one._replace(taxable=0, amount=0) for one in self.taxes))


def scaled(amount: int, new: int, old: int, unit: int) -> int:
    """Give amount x new / old, half-up; nothing where old is nothing."""
    return rounded(amount * new, old, unit) if old else 0


_Groups = list[tuple[Stack, Exact]]


def taxed(charges: Iterable[Charge], terms: Compiled) -> Totals:
    """Give the totals of charges under a profile's taxes; taxes are rounded half-up, whatever the lines are."""
    if not terms.profile.taxes:
        total = rounded(sum([charge.value for charge in charges]), 1, terms.unit, terms.profile.policy.rounding)
        return Totals(total, total)
    sums: dict[Stack, Exact] = {}
    for charge in charges:
        stack = terms.stack(charge.taxes)
        sums[stack] = sums.get(stack, 0) + charge.value
    groups = list(sums.items())
    used = [tax for tax in terms.profile.taxes if any(tax.name in stack.base for stack, _ in groups)]
    return (_included if terms.profile.prices_include_tax else _added)(groups, used, terms)


def _once(terms: Compiled) -> bool:
    return terms.profile.policy.lines is Lines.TOTAL_ONCE


def _added(groups: _Groups, used: list[Tax], terms: Compiled) -> Totals:
    """Tax prices without tax: each rate on the sum of its lines."""
    unit, rounding = terms.unit, terms.profile.policy.rounding
    excl = rounded(sum(amount for _, amount in groups), 1, unit, rounding)
    lines = [_line(tax, groups, terms) for tax in used]
    incl = excl + sum(line.amount for line in lines)
    if _once(terms):
        incl = rounded(sum(stack.whole * amount for stack, amount in groups), 1, unit, rounding)
    return Totals(excl, incl, _with_residue(lines, incl - excl))


def _included(groups: _Groups, used: list[Tax], terms: Compiled) -> Totals:
    """Take the tax out of prices that hold it: each rate out of the sum of its lines."""
    unit, rounding = terms.unit, terms.profile.policy.rounding
    incl = rounded(sum(amount for _, amount in groups), 1, unit, rounding)
    nets: _Groups = [(stack, Fraction(amount) / stack.whole) for stack, amount in groups]
    if _once(terms):
        excl = rounded(sum(amount for _, amount in nets), 1, unit, rounding)
    else:
        excl = sum(rounded(amount, 1, unit) for _, amount in nets)
    lines = [_line(tax, nets, terms) for tax in used]
    return Totals(excl, incl, _with_residue(lines, incl - excl))


def _line(tax: Tax, nets: _Groups, terms: Compiled) -> TaxLine:
    taxable = sum(stack.base[tax.name] * amount for stack, amount in nets if tax.name in stack.base)
    amount = rounded(taxable * tax.percent, PERCENT, terms.unit)
    return TaxLine(tax.name, tax.percent, rounded(taxable, 1, terms.unit), amount)


def _with_residue(lines: list[TaxLine], tax: int) -> tuple[TaxLine, ...]:
    """Let the last tax that is not zero take what rounding left, so that taxes are the difference of the totals."""
    left = tax - sum(line.amount for line in lines)
    if left and lines:
        place = max((place for place, line in enumerate(lines) if line.percent), default=len(lines) - 1)
        lines[place] = lines[place]._replace(amount=lines[place].amount + left)
    return tuple(lines)
