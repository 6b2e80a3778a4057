"""The whole-number scale of one session: units so fine that each cut divides time, energy and durations exactly."""

from collections.abc import Iterable
from fractions import Fraction
from math import lcm
from typing import NamedTuple

from zefdesk.billing.compiled import Ready
from zefdesk.billing.condition import CHARGING, ENERGY, IDLE
from zefdesk.billing.exact import Exact
from zefdesk.billing.metered import Segment


class Scale(NamedTuple):
    """A second has `instants` instants; a billionth of a kWh, and a second that counts, has `parts` parts."""

    instants: int
    parts: int


def scale_of(segments: tuple[Segment, ...], ready: Ready) -> Scale:
    """Give the coarsest scale in which every cut of these segments falls on whole numbers."""
    parts = lcm(*(value.denominator for one in segments for value in one[2:6] if value is not None))
    if ready.fixed is not None:
        return Scale(1, parts)
    instants = lcm(*(offset.denominator for offset in _crossings(segments, ready)))
    lengths = (one.end - one.start for one in segments if one.end > one.start and _divides(one))
    return Scale(instants, lcm(parts, *lengths) * instants)


def _divides(segment: Segment) -> bool:
    """Whether something in it is not simply time."""
    return any(value not in {0, segment.end - segment.start} for value in segment[2:6])


def _crossings(segments: tuple[Segment, ...], ready: Ready) -> Iterable[Fraction]:
    """Give the offsets, in seconds from the start of their segment, at which something counted reaches a bound."""
    for quantity, field in ((ENERGY, "energy"), (CHARGING, "charging"), (IDLE, "idle")):
        edges = ready.bounds[quantity]
        so_far: Exact = 0
        for segment in segments if edges else ():
            flow: Exact = getattr(segment, field)
            for edge in edges:
                if so_far < edge < so_far + flow:
                    yield Fraction(edge - so_far) * (segment.end - segment.start) / flow
            so_far += flow
