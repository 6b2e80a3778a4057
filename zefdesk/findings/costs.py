"""Findings about what a session cost and who is to pay it: one small function per kind, each a sentence or nothing."""

from zefdesk.domain.finding import Found
from zefdesk.findings.seen import Place, Seen
from zefdesk.findings.thresholds import Thresholds
from zefdesk.findings.words import amount, kwh

_CAUSES = "free vend, a member who charges free, a charger that was offline, or no price set"


def cost_without_energy(one: Seen, _: Place, __: Thresholds) -> Found | None:
    """A cost for no energy."""
    if one.energy != 0 or not one.cost or one.cost < 0:
        return None
    text = f"{amount(one.cost, one.currency)} were charged, and no energy was drawn."
    return Found("cost-without-energy", text, str(one.cost))


def no_cost_with_energy(one: Seen, at: Place, _: Thresholds) -> Found | None:
    """Energy, and no cost, where the source has costs and the charger's configuration does not give it away."""
    if one.cost or not one.energy or one.energy < 0 or not one.tells_cost or at.is_free(one):
        return None
    what = "no cost" if one.cost is None else "a cost of zero"
    text = f"{kwh(one.energy)} were drawn, and the source has {what}. Innocent causes: {_CAUSES}."
    return Found("no-cost-with-energy", text, str(one.energy))


def free_vend_with_cost(one: Seen, _: Place, __: Thresholds) -> Found | None:
    """A cost, and a blank initiator: free vend."""
    if one.initiator != "" or not one.cost or one.cost < 0:
        return None
    text = f"The initiator is blank, which is free vend, and the cost is {amount(one.cost, one.currency)}."
    return Found("free-vend-with-cost", text, str(one.cost))


def initiator_without_identity(one: Seen, _: Place, __: Thresholds) -> Found | None:
    """A partner started the session, and nobody is named to bill."""
    if not one.initiator or one.identity or not one.tells_identity:
        return None
    return Found("initiator-without-identity", f"{one.initiator} started it, and no identity is told.", one.initiator)


def bill_missing(one: Seen, at: Place, _: Thresholds) -> Found | None:
    """A profile in force, a reported cost, and no Bill Details (with a profile the portal fills them)."""
    if not at.profiled or one.billed or not one.cost or at.is_free(one) or not at.has_profile(one.start_local):
        return None
    text = f"A billing profile is in force, the cost is {amount(one.cost, one.currency)}, and Bill Details are empty."
    return Found("bill-missing", text, str(one.cost))
