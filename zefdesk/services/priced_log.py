"""A session of a charger's log as pricing sees it: when it charged, by its meter values and states."""

from collections.abc import Iterator

from zefdesk.billing.log import ACTIVITY_AFTER, Event, Reading, from_log
from zefdesk.billing.metered import Metered
from zefdesk.domain.logged import Logged
from zefdesk.domain.samples import Samples
from zefdesk.store.bills import ToPrice

_STATES = {"charging", "suspended-ev", "suspended-evse", "finishing", "faulted"}
_BEGIN, _END = "begin", "end"


def metered_of(session: ToPrice, capacity: int | None) -> Metered | None:
    """Give a session by its log's meter values; None where no log tells it, or tells no register of its meter."""
    told = session.log
    if told is None:
        return None
    readings = list(_readings(told))
    if len(readings) < 2:  # noqa: PLR2004 -- energy flows between two readings
        return None
    events = list(_events(told))
    return from_log(session.zone, readings, events, session.initiator, session.identity, capacity)


def _readings(told: Logged) -> Iterator[Reading]:
    """Give the readings of the register within the session; the meter's start and stop are of the transaction."""
    if told.meter_start is not None:
        yield Reading(max(told.began, told.start), told.meter_start)
    last = told.ended if told.ended is not None else told.end
    for at, register in Samples.of(told.samples).column("energy"):
        if told.start <= at and (last is None or at <= last):
            yield Reading(at, register)
    if told.meter_stop is not None and last is not None:
        yield Reading(max(last, told.start), told.meter_stop)


def _events(told: Logged) -> Iterator[Event]:
    """Give the events within the session; without states of charging only its bounds, so that the meter tells it."""
    stated = any(one.event in _STATES for one in told.events)
    end = told.end if told.end is not None else told.start
    yield Event(told.start, "plugged-in" if stated else _BEGIN)
    for one in told.events:
        if told.start <= one.at <= end and (stated or one.event not in ACTIVITY_AFTER):
            yield Event(one.at, one.event)
    yield Event(end, _END)
