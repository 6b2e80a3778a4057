"""The way through a session: piece by piece, which rule of each cost wins, until the next instant it can change."""

from collections.abc import Iterator

from zefdesk.billing.condition import ELAPSED, ENERGY, Strength
from zefdesk.billing.exact import Exact
from zefdesk.billing.metered import Segment
from zefdesk.billing.rules import COUNTED, Active, Check, CostRules, Flows, Ready, Rule, Winners, of_first_element
from zefdesk.billing.scale import Scale, flows_of
from zefdesk.domain.profile import Reservation
from zefdesk.domain.rate import HOUR

Piece = tuple[Winners, int, int, Flows]
"""The rules that win in [start, end) instants, and what flows there."""

_NEVER = 1 << 62


class Walk:
    """The state of a session as it is walked through: what has happened so far, and in which windows."""

    def __init__(self, ready: Ready, segments: list[Segment], scale: Scale) -> None:
        self._ready, self._scale, self.places = ready, scale, ready.places
        self._so_far = [0, 0, 0, 0]
        self._in_window = [0] * len(ready.windows)
        charged = [segment.start for segment in segments if not segment.reserved]
        self._origin = charged[0] if charged else 0
        self._reserved_from = segments[0].start if segments else 0
        self._expired = not charged
        self.unknown = ready.unknown

    def pieces(self, segment: Segment) -> Iterator[Piece]:
        """Give the pieces of a segment in order, and go on by them."""
        instants, parts = self._scale
        flows = flows_of(segment, parts)
        active = self._ready.active(flows)
        start, end = segment.start * instants, segment.end * instants
        if active.fixed is not None:
            yield active.fixed, start, end, flows
        elif start == end:
            yield from self._at_once(segment, active, flows)
        else:
            yield from self._cut(segment, active, start, end, flows)
        for quantity, place in COUNTED:
            self._so_far[quantity] += flows[place]

    def _cut(self, segment: Segment, active: Active, start: int, end: int, flows: Flows) -> Iterator[Piece]:
        at, before = start, tuple(self._so_far)
        given: Flows = (0, 0, 0, 0, 0)
        while True:
            mask, until = self._clock(active, at)
            winners = self._winners(active, mask, segment, at)
            to = self._next(active, segment, at, min(until, end), before, flows)
            if self._in_window:
                to = self._go_on_in_windows(mask, segment, at, to)
            now = flows if to >= end else _share(flows, to - start, end - start)
            yield winners, at, to, flows if now is flows and at == start else _less(now, given)
            if to >= end:
                break
            for quantity, place in COUNTED:
                self._so_far[quantity] = before[quantity] + now[place]
            at, given = to, now
        self._so_far = list(before)

    def _at_once(self, segment: Segment, active: Active, flows: Flows) -> Iterator[Piece]:
        """Cut energy that took no time where it reaches a bound; all else belongs to its first part."""
        at = segment.start * self._scale.instants
        mask, _ = self._clock(active, at)
        before, left, rest = self._so_far[ENERGY], flows[0], flows[1:]
        while True:
            winners = self._winners(active, mask, segment, at)
            bounds = [bound * self._scale.parts for q, _, edges in active.counted if q == ENERGY for bound in edges]
            part = min([left, *(bound - self._so_far[ENERGY] for bound in bounds if bound > self._so_far[ENERGY])])
            yield winners, at, at, (part, *rest)
            left, rest = left - part, (0, 0, 0, 0)
            self._so_far[ENERGY] += part
            if not left:
                break
        self._so_far[ENERGY] = before

    def _clock(self, active: Active, at: int) -> tuple[int, int]:
        if active.timeline is None:
            return 0, at + _NEVER * self._scale.instants
        instants = self._scale.instants
        mask, until = active.timeline.at(at // instants)
        return mask, until * instants

    def _next(self, active: Active, segment: Segment, at: int, to: int, before: tuple[int, ...], flows: Flows) -> int:
        """Give the first instant after `at`, at most `to`, at which something that counts up reaches its next bound."""
        instants, parts = self._scale
        for bound in active.elapsed:
            edge = (self._from(segment) + bound) * instants
            if edge > at:
                to = min(to, edge)
                break
        for quantity, place, bounds in active.counted:
            for bound in bounds if flows[place] else ():
                if bound * parts > self._so_far[quantity]:
                    length = (segment.end - segment.start) * instants
                    reached = (bound * parts - before[quantity]) * length // flows[place]
                    to = min(to, segment.start * instants + reached)
                    break
        return to

    def _go_on_in_windows(self, mask: int, segment: Segment, at: int, to: int) -> int:
        """Stop at the first bound of a window that is open now, and count the time in each."""
        instants = self._scale.instants
        opened = [
            number for number, (check, _) in enumerate(self._ready.windows) if self._holds(check, mask, segment, at)
        ]
        for number in opened:
            spent = self._in_window[number]
            bounds = self._ready.windows[number][1][1:]
            edges = [at + edge * instants - spent for edge in bounds if edge and edge * instants > spent]
            to = min([to, *edges])
        for number in opened:
            self._in_window[number] += to - at
        return to

    def _from(self, segment: Segment) -> int:
        return self._reserved_from if segment.reserved else self._origin

    def _winners(self, active: Active, mask: int, segment: Segment, at: int) -> Winners:
        won: list[Rule | None] = [None] * len(self._ready.costs)
        for cost in active.costs:
            if cost.by_mask is None:
                won[cost.number] = self._winner(cost, mask, segment, at)
            elif mask in cost.by_mask:
                won[cost.number] = cost.by_mask[mask]
            else:
                won[cost.number] = cost.by_mask[mask] = self._winner(cost, mask, segment, at)
        return of_first_element(won) if self._ready.first_element else tuple(won)

    def _winner(self, cost: CostRules, mask: int, segment: Segment, at: int) -> Rule | None:
        for rule in cost.rules:
            for check in rule.checks:
                if not self._holds(check, mask, segment, at):
                    break
            else:
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
        return all(self._strong(one, segment) for one in check.strengths) if check.strengths else True

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


def _share(flows: Flows, past: int, length: int) -> Flows:
    energy, charging, idle, plugged, reserved = flows
    return (
        energy * past // length,
        charging * past // length,
        idle * past // length,
        plugged * past // length,
        reserved * past // length,
    )


def _less(now: Flows, before: Flows) -> Flows:
    energy, charging, idle, plugged, reserved = now
    return energy - before[0], charging - before[1], idle - before[2], plugged - before[3], reserved - before[4]
