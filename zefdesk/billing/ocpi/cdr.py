"""An OCPI charge detail record as a session to price."""

from typing import Any

from zefdesk.billing.exact import Exact, whole
from zefdesk.billing.metered import Metered, Segment
from zefdesk.billing.ocpi.fields import OcpiUnreadable, amount, known_zone, maybe, moment, number, things, wrong
from zefdesk.domain.bill import Basis, Note
from zefdesk.domain.rate import HOUR

_FLOWS = {"ENERGY": "energy", "TIME": "charging", "PARKING_TIME": "idle", "RESERVATION_TIME": "reserved"}
_STRENGTHS = {
    "MIN_POWER": "min_power",
    "MAX_POWER": "max_power",
    "MIN_CURRENT": "min_current",
    "MAX_CURRENT": "max_current",
}
_NOT_PRICED = frozenset(
    {"CURRENT", "POWER", "ENERGY_IMPORT", "ENERGY_EXPORT", "STATE_OF_CHARGE", "FLAT", "MAX_SOC", "MIN_SOC"}
)


def read_cdr(document: dict[str, Any], time_zone: str | None = None) -> Metered:
    """Read a charge detail record of OCPI 2.1.1, 2.2.1 or 2.3.

    A period ends where the next begins, the last one with the session; TIME and PARKING_TIME are hours. The time zone
    is that of its location, else the one that is told. Raises OcpiUnreadable with path, value and mend.
    """
    start = _needed(document, "start_date_time")
    end = _needed(document, "end_date_time") if document.get("end_date_time") else _needed(document, "stop_date_time")
    periods = things(document, "charging_periods", "")
    starts = [moment(period.get("start_date_time"), f"{path}.start_date_time") for path, period in periods]
    ends = [*starts[1:], max(end, starts[-1])]
    segments = tuple(_segment(path, period, *span) for (path, period), *span in zip(periods, starts, ends, strict=True))
    notes: tuple[Note, ...] = ()
    if starts[0] < start:
        text = "The first charging period begins before the session; it counts from its own start."
        notes = (Note("PERIOD_BEFORE_SESSION", text, starts[0]),)
    return Metered(Basis.CDR, _zone(document, time_zone), start, segments, None, _token(document), None, notes)


def _needed(document: dict[str, Any], key: str) -> int:
    found = maybe(document, key, "", moment)
    if found is None:
        raise OcpiUnreadable(f"{key}: is missing; a charge detail record has it as 2026-05-02T08:13:00Z")
    return found


def _segment(path: str, period: dict[str, Any], start: int, end: int) -> Segment:
    values: dict[str, Exact] = {}
    for here, dimension in things(period, "dimensions", path) if period.get("dimensions") else ():
        kind, volume = str(dimension.get("type")), dimension.get("volume")
        if kind in _FLOWS:
            value = amount(volume, here) if kind == "ENERGY" else whole(number(volume, here) * HOUR)
            if value < 0:
                raise wrong(f"{here}.volume", volume, "is negative; it must be 0 or more")
            values[_FLOWS[kind]] = values.get(_FLOWS[kind], 0) + value
        elif kind in _STRENGTHS:
            values[_STRENGTHS[kind]] = amount(volume, here)
        elif kind not in _NOT_PRICED:
            raise wrong(f"{here}.type", kind, f"is unknown; write one of {', '.join((*_FLOWS, *_STRENGTHS))}")
    return Segment(start, end, **values)


def _zone(document: dict[str, Any], told: str | None) -> str:
    places = [document.get(key) for key in ("cdr_location", "location")]
    named = [place.get("time_zone") for place in places if isinstance(place, dict)]
    name = next((one for one in (*named, document.get("time_zone"), told) if one), None)
    if name is None:
        raise OcpiUnreadable("cdr_location: names no time zone; tell it with --time-zone")
    return known_zone(name)


def _token(document: dict[str, Any]) -> str | None:
    token = document.get("cdr_token")
    found = token.get("uid") if isinstance(token, dict) else document.get("auth_id")
    return None if found is None else str(found)
