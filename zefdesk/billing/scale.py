"""The whole-number scale of one session: units so fine that each cut divides time, energy and durations exactly."""

from collections.abc import Iterator
from fractions import Fraction
from math import gcd, lcm
from typing import NamedTuple

from zefdesk.billing.exact import Exact
from zefdesk.billing.metered import Segment
from zefdesk.billing.rules import Flows, Ready


class Scale(NamedTuple):
    """A second has `instants` instants; a billionth of a kWh, and a second that counts, has `parts` parts."""

    instants: int
    parts: int


def scale_of(segments: list[Segment], ready: Ready) -> Scale:
    """Give the coarsest scale in which every cut of these segments falls on whole numbers."""
    parts = 1
    for one in segments:
        for value in _quantities(one):
            if type(value) is not int:
                parts = lcm(parts, value.denominator)
    if ready.fixed:
        return Scale(1, parts)
    instants = lcm(*_crossings(segments, ready)) if ready.all.counted else 1
    for one in segments:
        length = one.end - one.start
        if length and any(value and value != length for value in _quantities(one)):
            parts = lcm(parts, length)
    return Scale(instants, parts * instants)


def _quantities(segment: Segment) -> tuple[Exact, Exact, Exact, Exact]:
    return segment.energy, segment.charging, segment.idle, segment.reserved


def _crossings(segments: list[Segment], ready: Ready) -> Iterator[int]:
    """Give the denominators of the instants, in seconds, at which something counted reaches a bound."""
    for _, place, edges in ready.all.counted:
        so_far: Exact = 0
        for segment in segments:
            flow = _quantities(segment)[place]
            for edge in edges:
                if so_far < edge < so_far + flow:
                    past = (edge - so_far) * (segment.end - segment.start)
                    if type(past) is int and type(flow) is int:
                        yield flow // gcd(past, flow)
                    else:
                        yield Fraction(past, flow).denominator
            so_far += flow


def flows_of(segment: Segment, parts: int) -> Flows:
    """Give what flows in a segment, in parts."""
    start, end, energy, charging, idle, reserved = segment[:6]
    plugged = 0 if reserved else end - start
    return int(energy * parts), int(charging * parts), int(idle * parts), plugged * parts, int(reserved * parts)
