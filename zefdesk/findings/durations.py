"""Findings about how long a session lasted: one small function per kind, each a sentence or nothing."""

from zefdesk.domain.finding import Found
from zefdesk.domain.notation import duration
from zefdesk.findings.seen import Place, Seen
from zefdesk.findings.thresholds import Thresholds

_MINUTE = 60


def charge_exceeds_plug(one: Seen, _: Place, limits: Thresholds) -> Found | None:
    """Charged for longer than plugged in, by more than 60 s (120 s where both are whole minutes)."""
    plug, charge = one.plug, one.charge
    if plug is None or charge is None or charge - plug <= limits.charge_exceeds_plug or plug < 0:
        return None
    whole = plug % _MINUTE == charge % _MINUTE == 0
    if whole and charge - plug <= limits.charge_exceeds_plug_minutes:
        return None
    text = f"It charged for {duration(charge)} and was plugged in for {duration(plug)}: {duration(charge - plug)} less."
    return Found("charge-exceeds-plug", text, f"{plug}/{charge}")


def zero_duration(one: Seen, _: Place, __: Thresholds) -> Found | None:
    """Plugged in for no time at all."""
    if one.plug != 0:
        return None
    return Found("zero-duration", "Its Plug Duration is 0:00:00.", "0")


def negative_duration(one: Seen, _: Place, __: Thresholds) -> Found | None:
    """Plugged in, or charging, for less than no time."""
    if (one.plug or 0) >= 0 and (one.charge or 0) >= 0:
        return None
    named = (("Plug Duration", one.plug), ("Charge Duration", one.charge))
    below = [f"{name} is {duration(value)}" for name, value in named if value is not None and value < 0]
    return Found("negative-duration", f"Its {' and its '.join(below)}.", f"{one.plug}/{one.charge}")


def long_session(one: Seen, _: Place, limits: Thresholds) -> Found | None:
    """Plugged in for more than 48 h, or charging for more than 24 h."""
    if (one.plug or 0) <= limits.long_plug and (one.charge or 0) <= limits.long_charge:
        return None
    parts = []
    if one.plug is not None and one.plug > limits.long_plug:
        parts.append(f"was plugged in for {duration(one.plug)} (more than {duration(limits.long_plug)})")
    if one.charge is not None and one.charge > limits.long_charge:
        parts.append(f"charged for {duration(one.charge)} (more than {duration(limits.long_charge)})")
    return Found("long-session", f"It {' and '.join(parts)}.", f"{one.plug}/{one.charge}")


def long_idle(one: Seen, _: Place, limits: Thresholds) -> Found | None:
    """Plugged in without charging for more than 4 h."""
    plug, charge = one.plug, one.charge
    if plug is None or charge is None or plug - charge <= limits.long_idle or charge < 0:
        return None
    text = f"It was plugged in for {duration(plug - charge)} without charging, of {duration(plug)} in all."
    return Found("long-idle", text, f"{plug}/{charge}")
