"""A connector's states in the order of time, and the visits of cars that follow from them."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from zefdesk.domain.logged import Span
from zefdesk.ocpp.moment import Moment

AVAILABLE, FAULTED = "Available", "Faulted"
LEFT = "Left"
"""No word of OCPP: the car is gone, as the next one shows, and nothing tells since when."""
PLUGGED = {
    "Preparing",
    "Charging",
    "SuspendedEV",
    "SuspendedEVSE",
    "Finishing",
    "Occupied",
    "EVConnected",
}
"""States in which a car is plugged in: of OCPP 1.6, and `Occupied` and the charging states of 2.x."""
UNPLUGGED = {AVAILABLE, "Idle", LEFT}
_LATELY = 12
"""Among so many states one that is sent again is looked for."""
_BEGINS_A_VISIT = {"Preparing", "Occupied", "EVConnected"}


class Status(NamedTuple):
    """A state that a connector told: when, which, with what error, where it stands, by its own clock when."""

    at: int
    seen: int
    state: str
    error: str
    span: Span
    told: int | None = None


class Visit(NamedTuple):
    """A car's stay at a connector: microseconds of UTC; `end` is None while nothing tells that it left.

    `known` says that the beginning was seen: the connector was free before, or it told that it prepares. `left_seen`
    is when the log heard of the end. `start_span` and `end_span` are where it stands; a car that left without a word
    has no `end_span`.
    """

    start: int
    end: int | None
    known: bool
    start_span: Span
    end_span: Span | None
    left_seen: int | None


class Connector:
    """What one connector told of its states."""

    def __init__(self) -> None:
        self.statuses: list[Status] = []
        self._sorted = True

    def tell(self, moment: Moment, state: str, error: str, span: Span) -> None:
        """Take a state on; one that was told before at the same instant is a retransmission."""
        if any((one.at, one.state) == (moment.at, state) for one in self.statuses[-3:]):
            return
        if moment.unset and any((one.told, one.state) == (moment.told, state) for one in self.statuses[-_LATELY:]):
            return
        if self.statuses and moment.at < self.statuses[-1].at:
            self._sorted = False
        self.statuses.append(Status(moment.at, moment.seen, state, error, span, moment.told))

    def in_order(self) -> list[Status]:
        """Give the states in the order of time."""
        if not self._sorted:
            self.statuses.sort(key=lambda one: one.at)
            self._sorted = True
        return self.statuses

    def held_at(self, instant: int) -> int | None:
        """Give when the state was told that held at an instant; None where none was."""
        statuses = self.in_order()
        place = bisect_right(statuses, instant, key=lambda one: one.at)
        return statuses[place - 1].at if place else None

    def forget_before(self, instant: int) -> None:
        """Let go of states before an instant, and of those of that instant but for the last."""
        statuses = self.in_order()
        place = bisect_right(statuses, instant, key=lambda one: one.at)
        holds = place and statuses[place - 1].at == instant
        del statuses[: place - 1 if holds else place]


def visits(statuses: Sequence[Status]) -> Iterator[Visit]:
    """Give the visits: from the first state that tells of a car after Available, to the next Available."""
    began: Status | None = None
    known = False
    free_before = False
    for one in statuses:
        if one.state in UNPLUGGED:
            if began and one.at > began.at:
                span = None if one.state == LEFT else one.span
                yield Visit(began.at, one.at, known, began.span, span, one.seen)
            began, free_before = None, True
        elif one.state in PLUGGED and began is None:
            began, known = one, free_before or one.state in _BEGINS_A_VISIT
    if began:
        yield Visit(began.at, None, known, began.span, None, None)


def stretches(statuses: Sequence[Status], state: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Give the stretches within [start, end] in which a state held; `Occupied` tells nothing of charging."""
    since: int | None = None
    for one in statuses:
        if one.state == "Occupied":
            continue
        if one.at >= end:
            break
        if one.state == state:
            since = one.at if since is None else since
        elif since is not None:
            if one.at > start:
                yield max(since, start), one.at
            since = None
    if since is not None and end > max(since, start):
        yield max(since, start), end
