"""Taxes, on the sums of the lines that they are on."""

from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from tests.oracle.rounding import rounded
from zefdesk.domain.policy import Lines
from zefdesk.domain.profile import BillingProfile, Tax

Amounts = list[tuple[Fraction, tuple[str, ...]]]
"""Amounts of lines, each with the names of its taxes."""


class Total(NamedTuple):
    """What is to be paid: without tax, with it, and each tax."""

    net: Fraction
    gross: Fraction
    taxes: dict[str, Fraction]


def factors(names: Iterable[str], profile: BillingProfile) -> dict[str, Fraction]:
    """What each tax takes of one unit of the price without tax, given the others beside it."""
    taxes = sorted((tax for tax in profile.taxes if tax.name in names and tax.percent), key=lambda tax: tax.stack)
    found: dict[str, Fraction] = {}
    for tax in taxes:
        below = sum((found[other.name] for other in taxes if other.stack < tax.stack), Fraction(0))
        found[tax.name] = (1 + below) * share_of(tax)
    return found


def share_of(tax: Tax) -> Fraction:
    return Fraction(tax.percent, 100 * 10**9)


def taxed(lines: Amounts, profile: BillingProfile, decimals: int) -> Total:
    """The total of lines, rounded by the profile's policy: all at once, or for each tax."""
    whole = sum((amount for amount, _ in lines), Fraction(0))
    if profile.policy.lines is Lines.TOTAL_ONCE:
        return taxed_once(whole, lines, profile, decimals)
    if profile.prices_include_tax:
        taxes = taxes_within(lines, profile, decimals)
        return Total(whole - sum(taxes.values()), whole, taxes)
    taxes = {name: rounded(amount, decimals) for name, amount in exact_taxes(lines, profile).items()}
    return Total(whole, whole + sum(taxes.values()), taxes)


def taxed_once(whole: Fraction, lines: Amounts, profile: BillingProfile, decimals: int) -> Total:
    """Nothing is rounded but the two totals; the last tax takes what lies between."""
    exact = exact_taxes(lines, profile)
    tax = sum(exact.values(), Fraction(0))
    ends = (whole - tax, whole) if profile.prices_include_tax else (whole, whole + tax)
    net, gross = (rounded(end, decimals, profile.policy.rounding) for end in ends)
    return Total(net, gross, shared(gross - net, exact, decimals))


def exact_taxes(lines: Amounts, profile: BillingProfile) -> dict[str, Fraction]:
    """Each tax exactly, in the order of the profile."""
    found: dict[str, Fraction] = {}
    for amount, names in lines:
        parts = factors(names, profile)
        net = amount / (1 + sum(parts.values())) if profile.prices_include_tax else amount
        for name, factor in parts.items():
            found[name] = found.get(name, Fraction(0)) + net * factor
    return {tax.name: found[tax.name] for tax in profile.taxes if tax.name in found}


def taxes_within(lines: Amounts, profile: BillingProfile, decimals: int) -> dict[str, Fraction]:
    """Lines with the same taxes have one rate together; the last of the taxes takes what rounding leaves."""
    total = Fraction(0)
    for names in {frozenset(names) for _, names in lines}:
        group = [(amount, theirs) for amount, theirs in lines if frozenset(theirs) == names]
        gross = sum((amount for amount, _ in group), Fraction(0))
        total += gross - rounded(gross - sum(exact_taxes(group, profile).values()), decimals)
    return shared(total, exact_taxes(lines, profile), decimals)


def shared(total: Fraction, parts: dict[str, Fraction], decimals: int) -> dict[str, Fraction]:
    """The parts rounded so that they sum to the total: the last takes the residue."""
    names = list(parts)
    found = {name: rounded(parts[name], decimals) for name in names[:-1]}
    return found | {name: total - sum(found.values()) for name in names[-1:]}
