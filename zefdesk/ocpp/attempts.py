"""What was tried and became no session: a plug-in alone, a remote start without effect, a start that was refused."""

from zefdesk.domain.clock import iso
from zefdesk.ocpp.connector import Visit
from zefdesk.ocpp.course import Course
from zefdesk.ocpp.instants import seconds
from zefdesk.ocpp.moment import Moment
from zefdesk.ocpp.remote import WITHIN
from zefdesk.ocpp.transaction import Transaction


def note_visit(course: Course, connector: str | None, visit: Visit) -> None:
    """Note a plug-in after which no transaction came; it may have been a card tap only."""
    until = visit.end or visit.start
    refused = [
        f"{one.token.text} was answered {one.status}"
        for one in course.authorizations
        if visit.start - WITHIN <= one.moment.at <= until and one.status != "Accepted"
    ]
    faults = [one.error or one.state for one in course.statuses(connector) if _faulty(one.state, one.at, visit)]
    why = "; ".join([*refused, *faults]) or "no transaction followed (a card tap alone looks the same)"
    course.attempt(Moment(visit.start, visit.start), connector, "plug-in", why, visit.start_span)


def _faulty(state: str, at: int, visit: Visit) -> bool:
    return state == "Faulted" and visit.start <= at <= (visit.end or at)


def note_refused(course: Course, one: Transaction) -> None:
    """Note a start that the central system refused."""
    who = f"{one.token.text}: " if one.token.text else ""
    course.attempt(one.began or one.first, one.connector, "start", f"{who}{one.rejected}", one.span)


def note_unfollowed(course: Course, *, final: bool) -> None:
    """Note remote starts that no transaction followed within five minutes, and those that the charger refused."""
    now = course.clock.now or 0
    waiting = []
    for remote in course.remotes:
        if remote.followed:
            if now - remote.moment.seen <= 2 * WITHIN and not final:
                waiting.append(remote)
            continue
        if not final and now - remote.moment.seen <= 2 * WITHIN:
            waiting.append(remote)
            continue
        if remote.accepted and now - remote.moment.seen <= WITHIN:
            why = f"{remote.token.text}: accepted; the log ends before five minutes have passed"
        elif remote.accepted:
            why = f"{remote.token.text}: accepted, but no transaction began within 5 minutes"
            course.mark("remote-start-not-followed", f"{iso(seconds(remote.moment.at), 'UTC')}, {remote.token.text}")
        else:
            why = f"{remote.token.text}: {remote.answer or 'not answered'}"
        course.attempt(remote.moment, remote.connector, "remote-start", why, remote.span)
    course.remotes = waiting
