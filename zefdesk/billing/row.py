"""A row of a portal's report as a bill: charge first, and what else may have been where the row does not say."""

from typing import NamedTuple

from zefdesk.billing.compiled import Compiled, compiled
from zefdesk.billing.metered import Metered, Segment
from zefdesk.billing.price import bill_of, settle
from zefdesk.billing.refused import Unpriceable
from zefdesk.domain.bill import CHARGE_FIRST, Basis, Bill, Note, Range
from zefdesk.domain.profile import BillingProfile, Dimension

_NO_PLUG = Note("PLUG_DURATION_MISSING", "The row has no plug duration; the charge duration stands for it.")
_NO_CHARGE = Note("CHARGE_DURATION_MISSING", "The row has no charge duration; the plug duration stands for it.")
_LONG_CHARGE = Note(
    "CHARGE_EXCEEDS_PLUG", "The charge duration is longer than the plug duration; the charge duration counts for both."
)
_AT_ONCE = Note("NO_CHARGE_DURATION", "Energy without time to charge: it is counted at one instant.")


class Row(NamedTuple):
    """What a report's row says: seconds, billionths of a kWh, None where it says nothing."""

    zone: str
    start: int
    plugged: int | None
    charging: int | None
    energy: int | None
    initiator: str | None = None
    identity: str | None = None
    capacity: int | None = None


def price_row(row: Row, profile: BillingProfile) -> Bill:
    """Give the bill of a row, with its assumptions, and a range where the order of charging and idling matters.

    Raises Unpriceable for a negative energy or duration, or where energy that has a price is not known.
    """
    return price_row_ready(row, compiled(profile))


def price_row_ready(row: Row, terms: Compiled) -> Bill:
    """Give the bill of a row under a profile that is made ready."""
    plugged, charging, energy, notes = _agreed(row, terms.profile)
    metered = _metered(row, plugged, charging, energy, notes)
    bill = bill_of(metered, terms)
    if charging >= plugged or not (charging or energy):
        return bill
    bill = bill._replace(assumptions=(CHARGE_FIRST,))
    if terms.ready(metered).fixed:
        return bill
    others = (
        _charge_last(row.start, plugged, charging, energy),
        _spread(row.start, plugged, charging, energy),
    )
    totals = [bill.total_incl, *(settle(metered._replace(segments=one), terms).totals.incl for one in others)]
    low, high = min(totals), max(totals)
    return bill if low == high else bill._replace(range=Range(low, high))


def as_metered(row: Row, profile: BillingProfile) -> Metered:
    """Give the session that the bill of a row is for, charge first; raises Unpriceable as `price_row` does."""
    return _metered(row, *_agreed(row, profile))


def _metered(row: Row, plugged: int, charging: int, energy: int, notes: tuple[Note, ...]) -> Metered:
    return Metered(
        Basis.PORTAL_ROW,
        row.zone,
        row.start,
        _charge_first(row.start, plugged, charging, energy),
        row.initiator,
        row.identity,
        row.capacity,
        notes,
    )


def _agreed(row: Row, profile: BillingProfile) -> tuple[int, int, int, tuple[Note, ...]]:
    """Give plugged and charging seconds and energy as they are billed, with what had to be said of them."""
    plugged, charging, energy = row.plugged, row.charging, row.energy
    if energy is None:
        if any(cost.dimension is Dimension.ENERGY for cost in profile.costs):
            raise Unpriceable("energy-unknown", "the session has no energy, and the profile has a price for it")
        energy = 0
    if energy < 0:
        raise Unpriceable("negative-energy", "the session has a negative energy; nothing can be billed for it")
    if min(plugged or 0, charging or 0) < 0:
        raise Unpriceable("end-before-start", "the session has a negative duration; nothing can be billed for it")
    notes = []
    if plugged is None and charging is not None:
        plugged = charging
        notes.append(_NO_PLUG)
    elif charging is None and plugged is not None:
        charging = plugged
        notes.append(_NO_CHARGE)
    plugged, charging = plugged or 0, charging or 0
    if charging > plugged:
        plugged = charging
        notes.append(_LONG_CHARGE)
    if energy and not charging:
        notes.append(_AT_ONCE)
    return plugged, charging, energy, tuple(notes)


def _charging(start: int, charging: int, energy: int) -> tuple[Segment, ...]:
    if not (charging or energy):
        return ()
    return (Segment(start, start + charging, energy, charging),)


def _idle(start: int, end: int) -> tuple[Segment, ...]:
    return (Segment(start, end, idle=end - start),) if end > start else ()


def _charge_first(start: int, plugged: int, charging: int, energy: int) -> tuple[Segment, ...]:
    charged = _charging(start, charging, energy)
    return (*charged, *_idle(start + charging, start + plugged))


def _charge_last(start: int, plugged: int, charging: int, energy: int) -> tuple[Segment, ...]:
    later = start + plugged - charging
    return (*_idle(start, later), *_charging(later, charging, energy))


def _spread(start: int, plugged: int, charging: int, energy: int) -> tuple[Segment, ...]:
    return (Segment(start, start + plugged, energy, charging, plugged - charging),)
