"""The price of a session under a billing profile: pure, exact, explained."""

from collections.abc import Sequence
from typing import NamedTuple

from zefdesk.billing import limits
from zefdesk.billing.charges import Charge, charges_of
from zefdesk.billing.compiled import Compiled, compiled
from zefdesk.billing.exact import rounded
from zefdesk.billing.metered import Metered
from zefdesk.billing.refused import BrokenBill
from zefdesk.billing.rules import PLACES
from zefdesk.billing.tally import Tally, tally
from zefdesk.billing.taxing import Totals, taxed
from zefdesk.domain.bill import Bill, Line, LineKind, Note, movement
from zefdesk.domain.policy import Lines
from zefdesk.domain.profile import BillingProfile
from zefdesk.domain.quantity import NANO, half_up

_STEPPED = Note("STEP_ROUNDED", "What was counted is billed in whole blocks.")


class Settled(NamedTuple):
    """A session counted, charged and totalled: all that its bill is made of."""

    tally: Tally
    charges: list[Charge]
    totals: Totals
    movements: list[Line]


def price(metered: Metered, profile: BillingProfile) -> Bill:
    """Give the bill of a session under a profile; raises Unpriceable for a session that contradicts itself."""
    return bill_of(metered, compiled(profile))


def settle(metered: Metered, terms: Compiled) -> Settled:
    """Give what a session comes to under a profile that is made ready."""
    profile = terms.profile
    ready = terms.ready(metered)
    counted = tally(metered.segments, ready, profile.policy)
    charges = charges_of(counted, ready, terms)
    totals = taxed(charges, terms)
    movements: list[Line] = []
    if profile.minimum or profile.maximum:
        totals, movements = limits.limited(totals, profile, terms.unit)
    if profile.billable_threshold:
        energy, plugged = counted.total[0], counted.total[3]
        if limits.below(profile.billable_threshold, energy, plugged, counted.scale.parts):
            totals, last = limits.waived(totals, profile)
            movements += last
    return Settled(counted, charges, totals, movements)


def bill_of(metered: Metered, terms: Compiled) -> Bill:
    """Give the bill of a session under a profile that is made ready."""
    counted, charges, totals, movements = settle(metered, terms)
    profile, parts = terms.profile, counted.scale.parts
    lines = [_line(charge, parts, profile) for charge in charges]
    if profile.policy.lines is Lines.TOTAL_ONCE:
        due = totals.incl if profile.prices_include_tax else totals.excl
        lines += _rounding(lines, due - sum(line.amount for line in movements))
    notes = (*metered.notes, *counted.notes)
    if terms.steps and any(charge.won and charge.won.measured != charge.billed for charge in charges):
        notes = (*notes, _STEPPED)
    bill = Bill(
        profile,
        metered.basis,
        profile.currency,
        profile.time_zone,
        (*lines, *movements),
        totals.taxes,
        totals.excl,
        totals.incl,
        tuple([(dimension, _shown(PLACES[dimension], missed, parts)) for dimension, missed in counted.unpriced]),
        notes,
        (),
        None,
    )
    prove(bill)
    return bill


def _line(charge: Charge, parts: int, profile: BillingProfile) -> Line:
    value = rounded(charge.value, 1, 1)
    won = charge.won
    if won is None:
        return movement(charge.kind, value, profile.costs[charge.cost].dimension, charge.cost, charge.taxes)
    cost, rule = won.cost, won.rule
    measured = _shown(cost.place, won.measured, parts)
    billed = measured if charge.billed == won.measured else _shown(cost.place, charge.billed, parts)
    return Line(
        charge.kind,
        cost.dimension,
        cost.number,
        rule.number,
        tuple(won.intervals),
        measured,
        billed,
        rule.typed,
        rounded(charge.top, charge.bottom, 1),
        value,
        rule.taxes,
    )


def _shown(place: int, quantity: int, parts: int) -> int:
    """Give parts as billionths of a kWh, of a second or of one, half-up."""
    top = quantity if place == 0 else quantity * NANO
    return top if parts == 1 else half_up(top, parts)


def _rounding(lines: Sequence[Line], due: int) -> list[Line]:
    """Give the line between the exact lines and a total that is rounded once."""
    left = due - sum(line.amount for line in lines)
    return [movement(LineKind.ROUNDING, left)] if left else []


def prove(bill: Bill) -> None:
    """Prove that the displayed lines sum to the total, and that the taxes are what lies between the totals."""
    total = bill.total_incl if bill.profile.prices_include_tax else bill.total_excl
    if sum([line.amount for line in bill.lines]) != total:
        raise BrokenBill(f"lines sum to {sum(line.amount for line in bill.lines)}, not to {total}")
    if bill.total_excl + sum([tax.amount for tax in bill.taxes]) != bill.total_incl:
        raise BrokenBill(f"taxes do not make {bill.total_incl} of {bill.total_excl}")
