"""A stored session in a line, as the live bill names it."""

from zefdesk.domain import clock
from zefdesk.domain.notation import Notation
from zefdesk.domain.profile import BillingProfile
from zefdesk.services.live_bill import StoredSession

_PLACES = 2


def asks_who(profile: BillingProfile) -> bool:
    """Whether it matters to a profile who charges, or on which charger."""
    whens = (when for cost in profile.costs for when in (cost.constraints, *(one.when for one in cost.variations)))
    return any(
        when.initiator or when.identity_group or when.min_capacity is not None or when.max_capacity is not None
        for when in whens
    )


def stored_words(stored: StoredSession, notation: Notation) -> str:
    """Say when, where and how much, and what tells it: `May 29, 2026 6:12 PM · HC1 · 16.00 kWh, by its log`."""
    session = stored.session
    moment = notation.moment(clock.wall_of(session.zone, session.start))
    energy = "" if session.energy is None else f"{notation.number(session.energy, _PLACES)} kWh"
    told = "by its log" if session.log is not None else "by a report"
    return "  \u00b7  ".join(
        part for part in (moment, session.charger, ", ".join(filter(None, (energy, told)))) if part
    )
