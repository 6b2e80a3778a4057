"""The way through a session: piece by piece, which rule of each cost wins, until the next instant it can change."""

from collections.abc import Iterator
from typing import NamedTuple

from zefdesk.billing.compiled import Check, CostRules, Ready, Rule
from zefdesk.billing.condition import CHARGING, ELAPSED, ENERGY, IDLE, Strength
from zefdesk.billing.exact import Exact
from zefdesk.billing.metered import Segment
from zefdesk.billing.scale import Scale
from zefdesk.domain.policy import Scope
from zefdesk.domain.profile import Dimension, Reservation
from zefdesk.domain.rate import HOUR

Winners = tuple[Rule | None, ...]
Flows = tuple[int, int, int, int, int]
"""Parts of energy, charging, idle, plugged and reserved time."""

_COUNTED = ((ENERGY, 0), (CHARGING, 1), (IDLE, 2))
"""What counts up in parts, and where it stands among the flows."""


class Piece(NamedTuple):
    """A stretch of instants within which the same rules win."""

    winners: Winners
    start: int
    end: int
    flows: Flows


def flows_of(segment: Segment, parts: int) -> Flows:
    """Give what flows in a segment, in parts."""
    plugged = 0 if segment.reserved else segment.end - segment.start
    energy, charging, idle, reserved = (int(value * parts) for value in segment[2:6])
    return energy, charging, idle, plugged * parts, reserved


class Walk:
    """The state of a session as it is walked through: what has happened so far, and in which windows."""

    def __init__(self, ready: Ready, segments: tuple[Segment, ...], scale: Scale, scope: Scope) -> None:
        self._ready, self._scale, self._scope = ready, scale, scope
        self._so_far = [0, 0, 0, 0]
        self._in_window = [0] * len(ready.windows)
        charged = [segment.start for segment in segments if not segment.reserved]
        self._origin = (charged or [0])[0]
        self._reserved_from = segments[0].start if segments else 0
        self._expired = bool(segments) and not charged
        self.unknown = ready.unknown

    def pieces(self, segment: Segment) -> Iterator[Piece]:
        """Give the pieces of a segment in order, and go on by them."""
        instants, parts = self._scale
        flows = flows_of(segment, parts)
        start, end = segment.start * instants, segment.end * instants
        at_start = tuple(self._so_far)
        given: Flows = (0, 0, 0, 0, 0)
        at = start
        while True:
            mask, until = self._clock(at)
            winners = self._winners(mask, segment, at)
            to = min(end, until, *self._changes(mask, segment, at, at_start, flows)) if at < end else end
            now = self._given(flows, to - start, end - start)
            yield Piece(winners, at, to, _less(now, given))
            self._go_on(mask, segment, at, to, at_start, now)
            at, given = to, now
            if at >= end:
                return

    def _clock(self, at: int) -> tuple[int, int]:
        if self._ready.timeline is None:
            return 0, at + (1 << 62)
        instants = self._scale.instants
        mask, until = self._ready.timeline.at(at // instants)
        return mask, until * instants

    @staticmethod
    def _given(flows: Flows, past: int, length: int) -> Flows:
        if past >= length:
            return flows
        energy, charging, idle, plugged, reserved = flows
        return (
            energy * past // length,
            charging * past // length,
            idle * past // length,
            plugged * past // length,
            reserved * past // length,
        )

    def _changes(self, mask: int, segment: Segment, at: int, at_start: tuple[int, ...], flows: Flows) -> Iterator[int]:
        """Give the instants after `at` at which something that counts up reaches its next bound."""
        instants, parts = self._scale
        start, length = segment.start * instants, (segment.end - segment.start) * instants
        origin = self._from(segment) * instants
        yield from (edge for bound in self._ready.bounds[ELAPSED] if (edge := origin + bound * instants) > at)
        for quantity, place in _COUNTED:
            for bound in self._ready.bounds[quantity] if flows[place] else ():
                if bound * parts > self._so_far[quantity]:
                    yield start + (bound * parts - at_start[quantity]) * length // flows[place]
                    break
        for number, (check, bounds) in enumerate(self._ready.windows):
            if self._holds(check, mask, segment, at):
                spent = self._in_window[number]
                yield from (at + edge * instants - spent for edge in bounds[1:] if edge and edge * instants > spent)

    def _go_on(self, mask: int, segment: Segment, at: int, to: int, at_start: tuple[int, ...], now: Flows) -> None:
        for number, (check, _) in enumerate(self._ready.windows):
            if self._holds(check, mask, segment, at):
                self._in_window[number] += to - at
        for quantity, place in _COUNTED:
            self._so_far[quantity] = at_start[quantity] + now[place]

    def _from(self, segment: Segment) -> int:
        return self._reserved_from if segment.reserved else self._origin

    def _winners(self, mask: int, segment: Segment, at: int) -> Winners:
        won = tuple(self._winner(cost, mask, segment, at) for cost in self._ready.costs)
        if self._scope is Scope.FIRST_ELEMENT:
            first = min((rule.group for rule in won if rule and rule.group is not None), default=None)
            won = tuple(rule if rule and rule.group in {None, first} else None for rule in won)
        return won

    def _winner(self, cost: CostRules, mask: int, segment: Segment, at: int) -> Rule | None:
        for rule in cost.rules:
            for check in rule.checks:
                if not self._holds(check, mask, segment, at):
                    break
            else:
                if not (segment.reserved and cost.dimension is Dimension.SESSION and not rule.reserves):
                    return rule
        return None

    def _holds(self, check: Check, mask: int, segment: Segment, at: int) -> bool:
        if check.need & mask != check.need:
            return False
        for quantity, low, high in check.bounds:
            if not self._within(quantity, low, high, segment, at):
                return False
        if check.window >= 0 and not self._in(check, mask, segment, at):
            return False
        if check.reservation and not self._reserves(check.reservation, segment):
            return False
        return all(self._strong(one, segment) for one in check.strengths)

    def _within(self, quantity: int, low: int | None, high: int | None, segment: Segment, at: int) -> bool:
        instants, parts = self._scale
        if quantity == ELAPSED:
            value, unit = at - self._from(segment) * instants, instants
        else:
            value, unit = self._so_far[quantity], parts
        return (low is None or value >= low * unit) and (high is None or value < high * unit)

    def _in(self, check: Check, mask: int, segment: Segment, at: int) -> bool:
        others, (_, low, high) = self._ready.windows[check.window]
        if not self._holds(others, mask, segment, at):
            return False
        spent, unit = self._in_window[check.window], self._scale.instants
        return (low is None or spent >= low * unit) and (high is None or spent < high * unit)

    def _reserves(self, reservation: Reservation, segment: Segment) -> bool:
        return bool(segment.reserved) and (reservation is Reservation.RESERVATION or self._expired)

    def _strong(self, one: Strength, segment: Segment) -> bool:
        value: Exact | None = getattr(segment, one.field)
        length = segment.end - segment.start
        if value is None and one.power and length:
            value = segment.energy * HOUR
            return value >= one.bound * length if one.least else value < one.bound * length
        if value is None:
            self.unknown = True
            return False
        return value >= one.bound if one.least else value < one.bound


def _less(now: Flows, before: Flows) -> Flows:
    energy, charging, idle, plugged, reserved = now
    return energy - before[0], charging - before[1], idle - before[2], plugged - before[3], reserved - before[4]
