"""The transactions of one visit of a car: when each began and ended, and what closed the one that has no stop."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from zefdesk.domain.logged import ESTIMATED, LOWER_BOUND, Derived
from zefdesk.ocpp.connector import Status, Visit
from zefdesk.ocpp.course import Course
from zefdesk.ocpp.energy import ROUNDING
from zefdesk.ocpp.instants import SECOND
from zefdesk.ocpp.meter_values import ENERGY
from zefdesk.ocpp.transaction import Transaction
from zefdesk.ocpp.transactions import LATE

_NEAR = 5
"""Seconds by which two clocks may differ without mattering."""
_AT_WORK = {"Charging", "SuspendedEV", "SuspendedEVSE", "EVConnected"}


@dataclass(slots=True)
class Stay:
    """A visit, as far as states tell of it, with its transactions in the order of their starts."""

    visit: Visit | None
    transactions: list[Transaction]


class Closing(NamedTuple):
    """When a transaction ended (microseconds), and what closed it; `open` if the log ended before it did."""

    at: int
    by: str
    open: bool = False


class Times(NamedTuple):
    """Start and End of a session in microseconds, and how each was told; `closing` is the end of its transaction."""

    start: int
    end: int
    start_by: Derived
    end_by: Derived
    closing: Closing


def stays(visits: Sequence[Visit], transactions: Sequence[Transaction]) -> list[Stay]:
    """Put transactions into the visits in which they began, in order; visits without one are stays too."""
    ordered = sorted(transactions, key=lambda one: one.begins)
    visits = list(_bridged(visits, ordered))
    inside: dict[int, list[Transaction]] = {at: [] for at in range(len(visits))}
    apart: list[Stay] = []
    for place, one in enumerate(ordered):
        following = ordered[place + 1].begins if place + 1 < len(ordered) else None
        at = _visit_of(one, visits, following)
        if at is None:
            apart.append(Stay(None, [one]))
        else:
            inside[at].append(one)
    found = [Stay(visit, inside[at]) for at, visit in enumerate(visits)] + apart
    return sorted(found, key=_begins)


def _begins(stay: Stay) -> int:
    return min([one.begins for one in stay.transactions] + ([stay.visit.start] if stay.visit else []))


def _visit_of(one: Transaction, visits: Sequence[Visit], following: int | None) -> int | None:
    """Give the visit within which a transaction began, else the first that began while it ran."""
    until = one.ended.at if one.ended else min(following or one.begins + LATE, one.begins + LATE)
    for at, visit in enumerate(visits):
        if visit.start <= one.begins and (visit.end is None or one.begins <= visit.end):
            return at
        if one.begins < visit.start <= until:
            return at
    return None


def _bridged(visits: Sequence[Visit], transactions: Sequence[Transaction]) -> Iterator[Visit]:
    """Join visits between which a transaction went on: a charger that started again said Available too early."""
    held: Visit | None = None
    for visit in visits:
        if held is None:
            held = visit
        elif any(_goes_on(one, held) for one in transactions):
            held = held._replace(end=visit.end, end_span=visit.end_span, left_seen=visit.left_seen)
        else:
            yield held
            held = visit
    if held:
        yield held


def _goes_on(one: Transaction, visit: Visit) -> bool:
    end = visit.end
    if end is None or not visit.start <= one.begins <= end or (one.ended and one.ended.at <= end + LATE):
        return False
    limit = end // SECOND
    registers = one.samples().column(ENERGY)
    before = [value for at, value in registers if at <= limit]
    after = [value for at, value in registers if at > limit + LATE // SECOND]
    reached = before[-1] if before else one.meter_start
    return bool(after) and reached is not None and after[-1] - reached > ROUNDING


def times(course: Course, stay: Stay, one: Transaction, following: Transaction | None) -> Times:
    """Give Start and End of a session: of the plug for the first and the last of a visit, else of the transaction.

    `following` is the next transaction on the connector.
    """
    visit, inside = stay.visit, stay.transactions
    closing = close(course, stay, one, following)
    start, start_by = _start(visit, one, first=one is inside[0])
    if visit and visit.end is not None and one is inside[-1] and visit.end >= start:
        end_by = Derived("the connector became available") if visit.end_span else Derived("the stop", ESTIMATED)
        return Times(start, visit.end, start_by, end_by, closing)
    why = "the transaction's stop" if one.ended else f"closed by {closing.by}"
    last = one is inside[-1]
    quality = LOWER_BOUND if closing.open else ESTIMATED
    end_by = Derived(why) if one.ended and visit and not last else Derived(why, quality)
    return Times(start, max(start, closing.at), start_by, end_by, closing)


def _start(visit: Visit | None, one: Transaction, *, first: bool) -> tuple[int, Derived]:
    begins = one.begins
    if visit is None:
        return begins, Derived("the transaction's start, for want of states", ESTIMATED)
    if not first:
        return begins, Derived("the transaction's start: a further one of the same visit")
    if visit.start <= begins and visit.known:
        return visit.start, Derived("the plug-in")
    if one.version2 and visit.known:
        return visit.start, Derived("the plug-in, after the transaction's start")
    return begins, Derived("the transaction's start: the plug-in was not told before it")


def close(course: Course, stay: Stay, one: Transaction, following: Transaction | None) -> Closing:
    """Say when a transaction ended: its stop, else the next start, Available, a proven reboot, the end of the log."""
    if one.ended:
        return Closing(max(one.ended.at, one.begins), "its stop")
    visit = stay.visit
    left = visit.end if visit else None
    if following and (left is None or following.begins <= left):
        return Closing(following.begins, "the next start on its connector")
    if left is not None:
        return Closing(max(left, one.begins), "the connector becoming available")
    rebooted = _reboot(course, one)
    if rebooted is not None:
        return Closing(rebooted, "a reboot of the charger")
    return Closing(max(_by_charger(course, course.last), one.last_at, one.begins), "the end of the log", open=True)


def _by_charger(course: Course, at: int) -> int:
    """Give what the charger's clock says at an instant of the log's, where the two are far apart."""
    skew = course.clock.skew or 0
    return at + skew * SECOND if abs(skew) > _NEAR else at


def _reboot(course: Course, one: Transaction) -> int | None:
    """Give the first reboot after all that was heard of a transaction, if the connector was not at work after it."""
    boots = [at for boot in course.boots if (at := _by_charger(course, boot.at)) > one.last_at]
    if not boots:
        return None
    after = [status for status in course.statuses(one.connector) if status.at >= boots[0]]
    return boots[0] if after and not any(status.state in _AT_WORK for status in after) else None


def is_settled(stay: Stay, now: int, following: Sequence[Transaction]) -> bool:
    """Whether nothing more is to be expected of a visit: the car left, stops came, late values had their time.

    A stop that is missing is waited for a day, unless a later transaction on the connector has ended: a charger
    sends its messages in order.
    """
    if stay.visit is not None and (stay.visit.left_seen is None or now - stay.visit.left_seen < 2 * LATE):
        return False
    waits = [one for one in stay.transactions if not one.ended]
    if waits and any(one.ended for one in following):
        waits = []
    latest = max((one.last_seen for one in stay.transactions), default=0)
    return now - latest >= (86_400 * SECOND if waits else 2 * LATE)


def state_at(statuses: Sequence[Status], instant: int) -> str:
    """Give the state that held at an instant; empty where none was told."""
    held = [status.state for status in statuses if status.at <= instant]
    return held[-1] if held else ""
