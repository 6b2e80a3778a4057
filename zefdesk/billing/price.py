"""The price of a session under a billing profile: pure, exact, explained."""

from collections.abc import Sequence

from zefdesk.billing import limits
from zefdesk.billing.compiled import Compiled, compiled
from zefdesk.billing.exact import rounded
from zefdesk.billing.lines import Money, lines_of, unit_of
from zefdesk.billing.metered import Metered
from zefdesk.billing.refused import BrokenBill
from zefdesk.billing.tally import PLACES, Tally, tally
from zefdesk.billing.taxing import Sums, taxed
from zefdesk.domain import money
from zefdesk.domain.bill import Bill, Line, LineKind
from zefdesk.domain.policy import Lines
from zefdesk.domain.profile import BillingProfile, Dimension
from zefdesk.domain.quantity import NANO


def price(metered: Metered, profile: BillingProfile) -> Bill:
    """Give the bill of a session under a profile; raises Unpriceable for a session that contradicts itself."""
    return price_ready(metered, compiled(profile))


def price_ready(metered: Metered, terms: Compiled) -> Bill:
    """Give the bill of a session under a profile that is made ready."""
    profile = terms.profile
    counted = tally(metered.segments, terms.ready(metered), profile.policy)
    decimals = profile.policy.decimals
    decimals = money.decimals(profile.currency) if decimals is None else decimals
    charged, notes = lines_of(counted, profile, decimals)
    unit = unit_of(decimals)
    totals = taxed(_sums(charged), profile, unit)
    lines = [one.line for one in charged]
    lines += _rounding(lines, totals.incl if profile.prices_include_tax else totals.excl, profile)
    if profile.minimum or profile.maximum:
        totals, moved = limits.limited(totals, profile, unit)
        lines += moved
    energy, plugged = counted.total[0], counted.total[3]
    if limits.below(profile.billable_threshold, energy, plugged, counted.scale.parts):
        totals, moved = limits.waived(totals, profile)
        lines += moved
    bill = Bill(
        profile,
        metered.basis,
        profile.currency,
        profile.time_zone,
        tuple(lines),
        totals.taxes,
        totals.excl,
        totals.incl,
        tuple((dimension, _shown(dimension, parts, counted)) for dimension, parts in counted.unpriced.items()),
        (*metered.notes, *counted.notes, *notes),
        (),
        None,
    )
    prove(bill)
    return bill


def _sums(charged: Sequence[Money]) -> Sums:
    sums: Sums = {}
    for one in charged:
        sums[one.line.taxes] = sums.get(one.line.taxes, 0) + one.value
    return sums


def _rounding(lines: list[Line], total: int, profile: BillingProfile) -> list[Line]:
    """Give the line between the exact lines and a total that is rounded once."""
    left = total - sum(line.amount for line in lines)
    if not left or profile.policy.lines is Lines.PER_LINE:
        return []
    return [Line(LineKind.ROUNDING, None, None, None, (), 0, 0, 0, left, left, ())]


def _shown(dimension: Dimension, parts: int, counted: Tally) -> int:
    return rounded(parts * (1 if PLACES[dimension] == 0 else NANO), counted.scale.parts, 1)


def prove(bill: Bill) -> None:
    """Prove that the displayed lines sum to the total, and that the taxes are what lies between the totals."""
    total = bill.total_incl if bill.profile.prices_include_tax else bill.total_excl
    if sum([line.amount for line in bill.lines]) != total:
        raise BrokenBill(f"lines sum to {sum(line.amount for line in bill.lines)}, not to {total}")
    if bill.total_excl + sum([tax.amount for tax in bill.taxes]) != bill.total_incl:
        raise BrokenBill(f"taxes do not make {bill.total_incl} of {bill.total_excl}")
