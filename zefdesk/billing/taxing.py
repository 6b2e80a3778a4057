"""Taxes of a bill, each rate on the sum of its lines, and the totals before and after tax."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from zefdesk.billing.exact import PERCENT, Exact, rounded, whole
from zefdesk.domain.bill import TaxLine
from zefdesk.domain.policy import Lines, Rounding
from zefdesk.domain.profile import BillingProfile, Tax


@dataclass(frozen=True, slots=True)
class Totals:
    """Totals before and after tax, and the taxes that are the difference; billionths, rounded."""

    excl: int
    incl: int
    taxes: tuple[TaxLine, ...] = ()

    def moved(self, excl: int, incl: int) -> "Totals":
        """Give these totals moved, every tax in proportion, the last one taking the residue."""
        return Totals(excl, incl, rescaled(self.taxes, self.excl, excl, incl - excl))


def rescaled(taxes: tuple[TaxLine, ...], old: int, new: int, tax: int) -> tuple[TaxLine, ...]:
    """Give taxes that sum to `tax`, each as large a part as before; what they are taken on moves from old to new."""
    before = sum(one.amount for one in taxes)
    made: list[TaxLine] = []
    left = tax
    for place, one in enumerate(taxes, 1):
        amount = left if place == len(taxes) else _part(tax, one.amount, before)
        left -= amount
        made.append(one._replace(amount=amount, taxable=_part(new, one.taxable, old)))
    return tuple(made)


def _part(of: int, part: int, whole_: int) -> int:
    return rounded(of * part, whole_, 1) if whole_ else 0


Sums = dict[tuple[str, ...], Exact]
"""Amounts by the names of the taxes on them."""


def taxed(sums: Sums, profile: BillingProfile, unit: int) -> Totals:
    """Give the totals of amounts under a profile's taxes; `unit` is the smallest amount of a total."""
    named = {tax.name: tax for tax in profile.taxes}
    groups = [(_Stack([named[name] for name in names]), amount) for names, amount in sums.items()]
    rounding = profile.policy.rounding
    once = profile.policy.lines is Lines.TOTAL_ONCE
    used = [tax for tax in profile.taxes if any(tax in stack.taxes for stack, _ in groups)]
    if profile.prices_include_tax:
        return _included(groups, used, unit, rounding, once=once)
    return _added(groups, used, unit, rounding, once=once)


class _Stack:
    """The taxes on one amount, and what part of the net amount each comes to; a higher stack taxes the lower ones."""

    def __init__(self, taxes: Sequence[Tax]) -> None:
        self.taxes = tuple(taxes)
        self.base: dict[str, Exact] = {}
        self.part: dict[str, Exact] = {}
        level: Exact = 1
        for stack in sorted({tax.stack for tax in taxes}):
            mine = [tax for tax in taxes if tax.stack == stack]
            for tax in mine:
                self.base[tax.name] = level
                self.part[tax.name] = Fraction(tax.percent, PERCENT) * level
            level += sum(self.part[tax.name] for tax in mine)
        self.whole = level


_Groups = list[tuple[_Stack, Exact]]


def _of(tax: Tax, groups: _Groups) -> Iterable[tuple[_Stack, Exact]]:
    return [(stack, amount) for stack, amount in groups if tax.name in stack.part]


def _added(groups: _Groups, used: list[Tax], unit: int, rounding: Rounding, *, once: bool) -> Totals:
    net = sum((amount for _, amount in groups), 0)
    excl = rounded(net, 1, unit, rounding)
    lines = []
    for tax in used:
        taxable = sum(stack.base[tax.name] * amount for stack, amount in _of(tax, groups))
        amount = rounded(taxable * tax.percent, PERCENT, unit, rounding)
        lines.append(TaxLine(tax.name, tax.percent, rounded(taxable, 1, unit), amount))
    incl = excl + sum(line.amount for line in lines)
    if once:
        incl = rounded(sum((stack.whole * amount for stack, amount in groups), 0), 1, unit, rounding)
    return Totals(excl, incl, _with_residue(lines, incl - excl))


def _included(groups: _Groups, used: list[Tax], unit: int, rounding: Rounding, *, once: bool) -> Totals:
    incl = rounded(sum((amount for _, amount in groups), 0), 1, unit, rounding)
    nets: list[tuple[_Stack, Exact]] = [(stack, Fraction(amount) / stack.whole) for stack, amount in groups]
    net = whole(sum((amount for _, amount in nets), Fraction(0)))
    excl = rounded(net, 1, unit, rounding)
    if not once:
        excl = sum(rounded(amount, 1, unit, rounding) for _, amount in nets)
    lines = []
    for tax in used:
        taxable = sum(stack.base[tax.name] * amount for stack, amount in _of(tax, nets))
        amount = rounded(Fraction(taxable) * tax.percent, PERCENT, unit)
        lines.append(TaxLine(tax.name, tax.percent, rounded(taxable, 1, unit), amount))
    return Totals(excl, incl, _with_residue(lines, incl - excl))


def _with_residue(lines: list[TaxLine], tax: int) -> tuple[TaxLine, ...]:
    """Let the last tax that is not zero take what rounding left, so that taxes are the difference of the totals."""
    left = tax - sum(line.amount for line in lines)
    if left and lines:
        place = max((place for place, line in enumerate(lines) if line.percent), default=len(lines) - 1)
        lines[place] = lines[place]._replace(amount=lines[place].amount + left)
    return tuple(lines)


def without(totals: Totals) -> Totals:
    """Give nothing to pay, with the taxes named."""
    return replace(totals, excl=0, incl=0, taxes=tuple(one._replace(taxable=0, amount=0) for one in totals.taxes))
