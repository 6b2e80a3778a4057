"""A charger's log as a session to price: meter readings and states as segments.

Boundaries are all events. Energy between two readings flows evenly over the charging part of the time between them; a
register that falls adds nothing until it passes what it had reached before.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from zefdesk.billing.exact import Exact, whole
from zefdesk.billing.metered import Metered, Segment
from zefdesk.billing.refused import Unpriceable
from zefdesk.domain.bill import Basis, Note

CHARGING, IDLE, WITHHELD, WAITING = "charging", "idle", "withheld", "waiting"
ACTIVITY_AFTER = {
    "plugged-in": WAITING,
    "charging": CHARGING,
    "suspended-ev": IDLE,
    "finishing": IDLE,
    "stop": IDLE,
    "suspended-evse": WITHHELD,
    "faulted": WITHHELD,
}
"""What a charger does after an event (OCPP 1.6: Preparing, Charging, SuspendedEV, Finishing, SuspendedEVSE)."""
_INFERRED = Note("STATUS_INFERRED", "The log has no states: charging is where the meter moved.")
_AGAINST = Note(
    "ENERGY_WITHOUT_CHARGING", "The meter moved while the states say that nothing charged; it counts there."
)
_FELL = Note("REGISTER_FELL", "The meter's register fell; it adds nothing until it passes what it had reached.")


class Reading(NamedTuple):
    """One reading of the meter: an instant, and billionths of a kWh on its register."""

    at: int
    register: int


class Event(NamedTuple):
    """One event of the charger: an instant, and what happened (a key of ACTIVITY_AFTER, `unplugged`, or another)."""

    at: int
    event: str


def from_log(
    zone: str,
    readings: Sequence[Reading],
    events: Sequence[Event],
    initiator: str | None = None,
    identity: str | None = None,
    capacity: int | None = None,
) -> Metered:
    """Give a session of a log; raises Unpriceable where it has neither readings nor events."""
    readings, events = sorted(readings), sorted(events)
    moments = sorted({one.at for one in readings} | {one.at for one in events})
    if not moments:
        raise Unpriceable("empty-log", "the log has neither meter readings nor events")
    flows, fell = _flows(readings)
    states = [(one.at, ACTIVITY_AFTER[one.event]) for one in events if one.event in ACTIVITY_AFTER]
    course = _Course(moments, flows, states)
    notes = [_INFERRED] if flows and not states else []
    notes += [_AGAINST] if course.against else []
    notes += [_FELL] if fell else []
    segments = tuple(course.segments())
    return Metered(Basis.CHARGER_LOG, zone, moments[0], segments, initiator, identity, capacity, tuple(notes))


class _Flow(NamedTuple):
    """Energy that flowed in [start, end]."""

    start: int
    end: int
    energy: int


def _flows(readings: Sequence[Reading]) -> tuple[list[_Flow], bool]:
    """Give what flowed between readings, and whether the register ever fell."""
    flows: list[_Flow] = []
    if not readings:
        return flows, False
    reached, fell = readings[0].register, False
    for before, now in pairwise(readings):
        fell = fell or now.register < before.register
        if now.register > reached:
            flows.append(_Flow(before.at, now.at, now.register - reached))
            reached = now.register
    return flows, fell


class _Course:
    """The stretches between all moments of a log, with what was done and what flowed in each."""

    def __init__(self, moments: list[int], flows: list[_Flow], states: list[tuple[int, str]]) -> None:
        self._stretches = list(pairwise(moments)) or [(moments[0], moments[0])]
        self._changes = [at for at, _ in states]
        self._states = [state for _, state in states]
        self._first_flow = flows[0].start if flows else moments[-1]
        self._moving = [flow for flow in flows if flow.end > flow.start]
        self._at_once = [flow for flow in flows if flow.end == flow.start]
        self.against = False
        self._energy: dict[int, Exact] = {}
        for flow in self._moving:
            self._spread(flow)

    def _spread(self, flow: _Flow) -> None:
        """Let a flow's energy flow evenly over its charging stretches; over all of them, where none charges."""
        inside = [one for one in self._stretches if flow.start <= one[0] and one[1] <= flow.end]
        charging = [one for one in inside if self._state(one[0]) == CHARGING]
        if self._states and not charging:
            self.against = True
        taking = charging or inside
        length = sum(end - start for start, end in taking)
        for start, end in taking:
            share = whole(Fraction(flow.energy * (end - start), length))
            self._energy[start] = self._energy.get(start, 0) + share

    def _state(self, at: int) -> str:
        """Give what is done from an instant on; without states it is told from the meter."""
        if self._states:
            place = bisect_right(self._changes, at)
            return self._states[place - 1] if place else WAITING
        if any(flow.start <= at < flow.end for flow in self._moving):
            return CHARGING
        return WAITING if at < self._first_flow else IDLE

    def segments(self) -> Iterator[Segment]:
        """Give the stretches as segments, and energy that took no time where it was told."""
        for start, end in self._stretches:
            if start == end:
                continue
            yield from self._told_at(start)
            state, length, energy = self._state(start), end - start, self._energy.get(start, 0)
            if self._states and energy and state != CHARGING:
                state = CHARGING  # the meter is what is billed
            charging, idle = (length if state == kind else 0 for kind in (CHARGING, IDLE))
            yield Segment(start, end, energy, charging, idle)
        yield from self._told_at(self._stretches[-1][1])

    def _told_at(self, instant: int) -> Iterator[Segment]:
        return (Segment(instant, instant, one.energy) for one in self._at_once if one.end == instant)
