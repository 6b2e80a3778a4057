"""Findings about the energy of a session: one small function per kind, each a sentence or nothing."""

from zefdesk.domain.finding import Found
from zefdesk.domain.notation import duration
from zefdesk.domain.quantity import NANO, half_up, plain
from zefdesk.findings.seen import Place, Seen
from zefdesk.findings.thresholds import Thresholds
from zefdesk.findings.words import kwh

_HOUR = 3600
_HUNDREDTH = 10_000_000


def zero_energy(one: Seen, at: Place, _: Thresholds) -> Found | None:
    """No energy at an L2 charger, or at one of unknown kind (then both readings are named)."""
    if one.energy != 0 or at.dcfc:
        return None
    text = "No energy was drawn."
    if at.dcfc is None:
        text += (
            " Whether the charger is L2 or DCFC is not configured: at L2 a car was plugged in and drew nothing, at a "
            "DC fast charger it is a request that did not start."
        )
    return Found("zero-energy", text, "0")


def dcfc_not_started(one: Seen, at: Place, _: Thresholds) -> Found | None:
    """No energy at a DC fast charger: a session was requested, and none began (ZEFNET's article, Start)."""
    if not at.dcfc or one.energy:
        return None
    return Found("dcfc-not-started", "A session was requested at this DC fast charger, and none began.", "0")


def energy_without_charge_time(one: Seen, _: Place, __: Thresholds) -> Found | None:
    """Energy, and a Charge Duration of zero."""
    if one.charge != 0 or not one.energy or one.energy < 0:
        return None
    text = f"{kwh(one.energy)} were drawn in a Charge Duration of 0:00:00."
    return Found("energy-without-charge-time", text, str(one.energy))


def power_above_capacity(one: Seen, at: Place, limits: Thresholds) -> Found | None:
    """Average power above 1.1 times the configured capacity of the charger."""
    if at.capacity is None or not one.energy or not one.charge or one.charge < 0:
        return None
    if one.energy * _HOUR * NANO <= at.capacity * one.charge * limits.power_above_capacity:
        return None
    power = half_up(one.energy * _HOUR, one.charge * _HUNDREDTH) * _HUNDREDTH
    text = (
        f"{kwh(one.energy)} in {duration(one.charge)} are {plain(power)} kW on average; "
        f"the charger has {plain(at.capacity)} kW."
    )
    return Found("power-above-capacity", text, f"{one.energy}/{one.charge}/{at.capacity}")


def unusual_energy(one: Seen, _: Place, limits: Thresholds) -> Found | None:
    """Less than 0.5 kWh (but not none), or more than 250 kWh."""
    if not one.energy or limits.least_energy <= one.energy <= limits.most_energy:
        return None
    few = one.energy < limits.least_energy
    bound = f"less than {kwh(limits.least_energy)}" if few else f"more than {kwh(limits.most_energy)}"
    return Found("unusual-energy", f"It drew {kwh(one.energy)}, {bound}.", str(one.energy))
