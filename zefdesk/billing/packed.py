"""A bill as the ledger keeps it: its figures in a short JSON text, its words in the version of its profile.

What a rule of the profile says (rate, dimension, taxes, name) is not written again; figures, intervals, notes and
assumptions are. `unpacked(packed(bill), ...)` is the bill.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

import msgspec

from zefdesk.domain.bill import BASE, Basis, Bill, Line, LineKind, Note, Range, TaxLine
from zefdesk.domain.profile import BillingProfile, Dimension

_KINDS = {kind: kind.value for kind in LineKind}
_BASES = {basis: basis.value for basis in Basis}
_DIMENSIONS = {dimension: dimension.value for dimension in Dimension}
_encode = msgspec.json.Encoder().encode


class Kept(NamedTuple):
    """What of a bill has columns of its own."""

    total_excl: int
    total_incl: int
    low: int | None
    high: int | None


def kept(bill: Bill) -> Kept:
    """Give the totals of a bill, and its range."""
    low, high = bill.range or (None, None)
    return Kept(bill.total_excl, bill.total_incl, low, high)


def packed(bill: Bill) -> str:
    """Give everything else of a bill as text."""
    lines = [
        (
            _KINDS[line.kind],
            line.cost,
            line.rule,
            line.measured,
            line.billed,
            line.exact,
            line.amount,
            line.intervals,
            line.taxes if line.rule is None else None,
        )
        for line in bill.lines
    ]
    taxes = [(tax.name, tax.taxable, tax.amount) for tax in bill.taxes]
    unpriced = [(_DIMENSIONS[dimension], quantity) for dimension, quantity in bill.unpriced]
    return _encode((_BASES[bill.basis], lines, taxes, unpriced, bill.notes, bill.assumptions)).decode()


def unpacked(text: str, totals: Kept, profile: BillingProfile) -> Bill:
    """Give a bill back from its text, its totals and the version of the profile that made it."""
    basis, lines, taxes, unpriced, notes, assumptions = msgspec.json.decode(text)
    percents = {tax.name: tax.percent for tax in profile.taxes}
    return Bill(
        profile,
        Basis(basis),
        profile.currency,
        profile.time_zone,
        tuple(_line(profile, *one) for one in lines),
        tuple(TaxLine(name, percents[name], taxable, amount) for name, taxable, amount in taxes),
        totals.total_excl,
        totals.total_incl,
        tuple((Dimension(name), quantity) for name, quantity in unpriced),
        tuple(Note(*one) for one in notes),
        tuple(assumptions),
        None if totals.low is None or totals.high is None else Range(totals.low, totals.high),
    )


def _line(
    profile: BillingProfile,
    kind: str,
    cost: int | None,
    rule: int | None,
    measured: int,
    billed: int,
    exact: int,
    amount: int,
    intervals: Iterable[Any],
    taxes: list[str] | None,
) -> Line:
    rate, taken = (0, tuple(taxes or ())) if cost is None or rule is None else _terms(profile, cost, rule)
    dimension = None if cost is None else profile.costs[cost].dimension
    spans = tuple((start, end) for start, end in intervals)
    return Line(LineKind(kind), dimension, cost, rule, spans, measured, billed, rate, exact, amount, taken)


def _terms(profile: BillingProfile, cost_number: int, rule: int) -> tuple[int, tuple[str, ...]]:
    """Give the rate as it was typed, and the taxes, of a rule."""
    cost = profile.costs[cost_number]
    if rule == BASE:
        return cost.rate or 0, cost.taxes
    if rule < len(cost.exceptions):
        return cost.exceptions[rule].rate or 0, cost.taxes
    variation = cost.variations[rule - len(cost.exceptions)]
    return variation.rate, cost.taxes if variation.taxes is None else variation.taxes
