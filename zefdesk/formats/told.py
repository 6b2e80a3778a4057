"""What reading a row alone finds odd: about its clock, its date, its end."""

from zefdesk.domain import clock
from zefdesk.domain.clock import Odd
from zefdesk.domain.finding import Found
from zefdesk.formats.instants import At

TOLERANCE = 60
_2010 = 1_262_304_000


def of_clock(at: At) -> Found:
    """Say that a reading of the clock occurs twice, or not at all."""
    _, wall, zone, _, odd = at
    text = clock.wall_text(wall, " ")
    if odd is Odd.AMBIGUOUS:
        return Found("ambiguous-local-time", f"{text} occurs twice in {zone} that night; it is read as the first pass.")
    return Found(
        "nonexistent-local-time",
        f"{text} does not exist in {zone}: the clock went forward over it; it is read by the offset before.",
    )


def of_date(at: At, now: int) -> Found | None:
    """Say that a start is before 2010, or in the future; None for all others."""
    if at[1] < _2010:
        return Found("implausible-date", f"The session starts on {clock.wall_text(at[1], ' ')}, before 2010.")
    if at[0] > now:
        today = clock.wall_text(clock.wall_of(at[2], now), " ")
        return Found("future-start", f"The session starts on {clock.wall_text(at[1], ' ')}, and it is {today} now.")
    return None


def of_end(start: At, plug: int, end: int) -> Found:
    """Say that the end is not the start plus the plug duration, with both."""
    zone = start[2]
    said, reckoned = clock.wall_of(zone, end), clock.wall_of(zone, start[0] + plug)
    return Found(
        "end-differs",
        f"End is {clock.wall_text(said, ' ')}, Start + Plug Duration is {clock.wall_text(reckoned, ' ')}; "
        "the Plug Duration counts.",
    )
