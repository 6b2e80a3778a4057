"""Findings that a session shows by itself, with what is known of its charger."""

from collections.abc import Callable, Collection, Sequence

from zefdesk.domain.finding import Found
from zefdesk.findings import costs, durations, energy
from zefdesk.findings.seen import Place, Seen
from zefdesk.findings.thresholds import Thresholds

Check = Callable[[Seen, Place, Thresholds], Found | None]
"""Looks at one session; gives what was seen, or nothing."""

CHECKS: dict[str, Check] = {
    "charge-exceeds-plug": durations.charge_exceeds_plug,
    "zero-duration": durations.zero_duration,
    "negative-duration": durations.negative_duration,
    "long-session": durations.long_session,
    "long-idle": durations.long_idle,
    "zero-energy": energy.zero_energy,
    "dcfc-not-started": energy.dcfc_not_started,
    "energy-without-charge-time": energy.energy_without_charge_time,
    "power-above-capacity": energy.power_above_capacity,
    "unusual-energy": energy.unusual_energy,
    "cost-without-energy": costs.cost_without_energy,
    "no-cost-with-energy": costs.no_cost_with_energy,
    "free-vend-with-cost": costs.free_vend_with_cost,
    "initiator-without-identity": costs.initiator_without_identity,
    "bill-missing": costs.bill_missing,
}
"""Every kind of finding that a session shows by itself, by its code."""


def checks(codes: Collection[str]) -> Sequence[Check]:
    """Give the checks of these kinds."""
    return [check for code, check in CHECKS.items() if code in codes]


def is_calm(one: Seen, at: Place, limits: Thresholds) -> bool:
    """Whether a session is so usual that no check can find anything; most are, and this is quicker than the checks."""
    plug, charge, energy = one.plug, one.charge, one.energy
    return (
        plug is not None
        and charge is not None
        and energy is not None
        and 0 < charge <= plug <= limits.long_plug
        and charge <= limits.long_charge
        and plug - charge <= limits.long_idle
        and limits.least_energy <= energy <= limits.most_energy
        and energy > 0
        and at.capacity is None
        and (one.cost is not None and one.cost > 0 if one.initiator else one.initiator == "" and at.free_vend)
        and (bool(one.identity) or not one.initiator)
        and (bool(one.initiator) or not one.cost)
        and (one.billed or not at.profiled)
    )
