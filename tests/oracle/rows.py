"""A row of the portal, which says how much and how long but not when: priced in three ways that agree with it."""

from fractions import Fraction

from tests.oracle.pricing import OracleBill, price
from zefdesk.billing.metered import Metered, Segment
from zefdesk.domain.bill import Basis
from zefdesk.domain.profile import BillingProfile, Dimension

HOUR = 3600


def price_row(
    zone: str,
    start: int,
    plugged: int | None,
    charging: int | None,
    energy: int | None,
    profile: BillingProfile,
    initiator: str | None = None,
    identity: str | None = None,
    capacity: int | None = None,
) -> OracleBill:
    """Price a row as if it charged first; low and high are those of all ways.

    ValueError for energy that is negative, and for energy that has a price and is not known.
    """

    def priced(segments: list[Segment]) -> OracleBill:
        kept = tuple(segment for segment in segments if segment.end > segment.start or segment.energy)
        return price(Metered(Basis.PORTAL_ROW, zone, start, kept, initiator, identity, capacity), profile)

    if energy is None:
        if any(cost.dimension is Dimension.ENERGY for cost in profile.costs):
            raise ValueError(energy)
        energy = 0
    plug = (charging or 0) if plugged is None else plugged
    charge = plug if charging is None else charging
    plug = max(plug, charge)
    first = priced([charge_segment(start, charge, energy), idle_segment(start + charge, plug - charge)])
    totals = [first.total_incl]
    if charge < plug:
        rest = plug - charge
        totals.append(priced([idle_segment(start, rest), charge_segment(start + rest, charge, energy)]).total_incl)
        power = Fraction(energy * HOUR, plug)
        even = Segment(start, start + plug, energy, charge, rest, 0, power, power)
        totals.append(priced([even]).total_incl)
    return first._replace(low=min(totals), high=max(totals))


def charge_segment(start: int, length: int, energy: int) -> Segment:
    power = Fraction(energy * HOUR, length) if length else None
    return Segment(start, start + length, energy, charging=length, min_power=power, max_power=power)


def idle_segment(start: int, length: int) -> Segment:
    return Segment(start, start + length, idle=length, min_power=0, max_power=0)
