"""A bill as a JSON document: decimals as texts, quantities in kWh, seconds and 1, instants with their offset."""

from typing import Any

from zefdesk.billing.profile_text import content_hash, policy_document
from zefdesk.billing.words import why
from zefdesk.domain import clock, money, quantity
from zefdesk.domain.bill import Bill, Line, TaxLine
from zefdesk.domain.profile import Dimension

BILL_FORMAT = 1
_UNITS = {Dimension.ENERGY: "kWh", Dimension.SESSION: "1"}
_SUBTOTALS = {dimension: dimension.value for dimension in Dimension} | {Dimension.RESERVATION_TIME: "reservation"}


def bill_document(bill: Bill) -> dict[str, Any]:
    """Give the document of a bill; the same bill gives the same document, byte for byte."""
    profile = bill.profile
    return {
        "bill_format": BILL_FORMAT,
        "basis": bill.basis.value,
        "profile": {"name": profile.name, "version": profile.version, "content_hash": content_hash(profile)},
        "policy": policy_document(profile.policy),
        "currency": bill.currency,
        "time_zone": bill.zone,
        "lines": [_line(number, line, bill) for number, line in enumerate(bill.lines, 1)],
        "taxes": [_tax(tax, bill) for tax in bill.taxes],
        "subtotals": _subtotals(bill),
        "total_excl": _money(bill.total_excl, bill),
        "total_incl": _money(bill.total_incl, bill),
        "unpriced": {dimension.value: quantity.plain(amount) for dimension, amount in bill.unpriced},
        "notes": [
            {"code": note.code, "text": note.text, "at": None if note.at is None else clock.iso(note.at, bill.zone)}
            for note in bill.notes
        ],
        "assumptions": list(bill.assumptions),
        "range": {"low": _money(bill.range.low, bill), "high": _money(bill.range.high, bill)} if bill.range else None,
    }


def _money(nano: int, bill: Bill) -> str:
    return money.plain(nano, bill.currency)


def _line(number: int, line: Line, bill: Bill) -> dict[str, Any]:
    cost = None if line.cost is None else bill.profile.costs[line.cost]
    measured = line.rule is not None
    return {
        "no": number,
        "kind": line.kind.value,
        "dimension": None if line.dimension is None else line.dimension.value,
        "cost": None if cost is None else cost.name,
        "rule": rule_name(line, bill),
        "intervals": [[clock.iso(start, bill.zone), clock.iso(end, bill.zone)] for start, end in line.intervals],
        "measured": quantity.plain(line.measured) if measured else None,
        "billed": quantity.plain(line.billed) if measured else None,
        "unit": _UNITS.get(line.dimension, "s") if measured and line.dimension else None,
        "unit_price": money.plain(line.rate, bill.currency) if measured else None,
        "per": cost.per.value if cost and measured else None,
        "exact": quantity.plain(line.exact),
        "amount": _money(line.amount, bill),
        "taxes": list(line.taxes),
        "why": why(line, bill),
    }


def rule_name(line: Line, bill: Bill) -> str | None:
    """Give the name of the exception or variation that made a line, `base` for the base rate."""
    if line.cost is None or line.rule is None:
        return None
    cost = bill.profile.costs[line.cost]
    if line.rule < 0:
        return "base"
    exceptions = len(cost.exceptions)
    return cost.exceptions[line.rule].name if line.rule < exceptions else cost.variations[line.rule - exceptions].name


def _tax(tax: TaxLine, bill: Bill) -> dict[str, Any]:
    return {
        "name": tax.name,
        "percent": quantity.plain(tax.percent),
        "taxable": _money(tax.taxable, bill),
        "amount": _money(tax.amount, bill),
    }


def _subtotals(bill: Bill) -> dict[str, str]:
    sums = dict.fromkeys(_SUBTOTALS.values(), 0)
    for line in bill.lines:
        if line.dimension:
            sums[_SUBTOTALS[line.dimension]] += line.amount
    return {name: _money(amount, bill) for name, amount in sums.items()}
