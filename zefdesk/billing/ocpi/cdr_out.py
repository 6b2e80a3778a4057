"""A bill as an OCPI charge detail record (2.2.1), with the charging periods of the session that it is for."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

from zefdesk.billing.exact import Exact, rounded
from zefdesk.billing.metered import Metered, Segment
from zefdesk.billing.ocpi.fields import as_number
from zefdesk.billing.ocpi.tariff_out import write_tariff
from zefdesk.domain import clock
from zefdesk.domain.bill import Bill
from zefdesk.domain.profile import Dimension
from zefdesk.domain.quantity import NANO
from zefdesk.domain.rate import HOUR

VERSION = "2.2.1"
"""The OCPI of the records."""
_COSTS = {
    "total_energy_cost": Dimension.ENERGY,
    "total_time_cost": Dimension.CHARGING_TIME,
    "total_parking_cost": Dimension.IDLE_TIME,
    "total_fixed_cost": Dimension.SESSION,
    "total_reservation_cost": Dimension.RESERVATION_TIME,
}
_NOTHING = {"type": "ENERGY", "volume": Decimal(0)}
"""What a period has in which nothing is counted: OCPI asks for one dimension at least."""


def write_cdr(bill: Bill, metered: Metered, number: str) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Give the record of a bill under a number, and what of the bill it cannot say, named.

    Times are UTC, energy kWh, durations hours. Costs by dimension are before tax where prices are, else with it; the
    totals are both.
    """
    segments = tuple(_periods(metered))
    tariff, missing = write_tariff(bill.profile, VERSION)
    if bill.range:
        missing = (*missing, "That the bill is an estimate is left out.")
    return _record(bill, metered, number, tariff, segments), missing


def _record(
    bill: Bill, metered: Metered, number: str, tariff: dict[str, Any], segments: tuple[Segment, ...]
) -> dict[str, Any]:
    return {
        "id": number,
        "start_date_time": _moment(metered.start),
        "end_date_time": _moment(max(one.end for one in segments)),
        **({"cdr_token": {"uid": metered.identity}} if metered.identity else {}),
        "currency": bill.currency,
        "cdr_location": {"time_zone": bill.zone},
        "tariffs": [tariff],
        "charging_periods": [_period(one) for one in segments],
        "total_cost": {"excl_vat": as_number(bill.total_excl), "incl_vat": as_number(bill.total_incl)},
        **_by_dimension(bill),
        "total_energy": _sum((one.energy for one in segments), NANO),
        "total_time": _sum((one.end - one.start for one in segments if not one.reserved), HOUR),
        "total_parking_time": _sum((one.idle for one in segments), HOUR),
    }


def _periods(metered: Metered) -> Iterator[Segment]:
    """Give the segments, one at least, and the waiting between them: a period ends where the next begins."""
    segments = metered.segments or (Segment(metered.start, metered.start),)
    last = segments[0].start
    for one in segments:
        if last < one.start:
            yield Segment(last, one.start)
        yield one
        last = one.end


def _moment(instant: int) -> str:
    return clock.wall_text(instant) + "Z"


def _sum(values: Iterable[Exact], over: int) -> Decimal:
    return _decimal(Fraction(sum(values)), over)


def _decimal(value: Exact, over: int) -> Decimal:
    return as_number(rounded(Fraction(value) * NANO, over, 1))


def _period(segment: Segment) -> dict[str, Any]:
    volumes = (
        ("ENERGY", segment.energy, NANO),
        ("TIME", segment.charging, HOUR),
        ("PARKING_TIME", segment.idle, HOUR),
        ("RESERVATION_TIME", segment.reserved, HOUR),
        ("MIN_POWER", segment.min_power, NANO),
        ("MAX_POWER", segment.max_power, NANO),
        ("MIN_CURRENT", segment.min_current, NANO),
        ("MAX_CURRENT", segment.max_current, NANO),
    )
    dimensions = [{"type": name, "volume": _decimal(value, over)} for name, value, over in volumes if value]
    return {"start_date_time": _moment(segment.start), "dimensions": dimensions or [_NOTHING]}


def _by_dimension(bill: Bill) -> dict[str, Any]:
    key = "incl_vat" if bill.profile.prices_include_tax else "excl_vat"
    sums = {
        name: sum(line.amount for line in bill.lines if line.dimension is dimension)
        for name, dimension in _COSTS.items()
    }
    return {name: {key: as_number(amount)} for name, amount in sums.items() if amount}
