"""What was tried and became no session: a plug-in alone, a remote start without effect, a start that was refused."""

from collections.abc import Sequence

from zefdesk.domain.clock import iso
from zefdesk.ocpp.connector import Visit
from zefdesk.ocpp.course import Authorization, Course
from zefdesk.ocpp.instants import seconds
from zefdesk.ocpp.moment import Moment
from zefdesk.ocpp.remote import WITHIN
from zefdesk.ocpp.transaction import Transaction

_LATELY = 64
"""Among so many attempts one is looked for that another one tells of."""


def note_visit(course: Course, connector: str | None, visit: Visit) -> None:
    """Note a plug-in after which no transaction came; it may have been a card tap only."""
    until = visit.end or visit.start
    refused = [one for one in course.authorizations if one.refused and visit.start - WITHIN <= one.moment.at <= until]
    said = [f"{one.token.text} was answered {one.status}" for one in refused]
    faults = [one.error or one.state for one in course.statuses(connector) if _faulty(one.state, one.at, visit)]
    why = "; ".join([*said, *faults]) or "no transaction followed (a card tap alone looks the same)"
    _leave_to_another(course, refused)
    span = refused[0].answer if refused else visit.start_span
    course.attempt(Moment(visit.start, visit.start), connector, "plug-in", why, span)


def _leave_to_another(course: Course, refused: Sequence[Authorization]) -> None:
    """Take back the attempts that these refusals were noted as: another one tells of them."""
    told = {one.answer for one in refused}
    some = course.attempts[-_LATELY:]
    course.attempts[-_LATELY:] = [one for one in some if one.what != "authorize" or one.span not in told]


def _faulty(state: str, at: int, visit: Visit) -> bool:
    return state == "Faulted" and visit.start <= at <= (visit.end or at)


def note_refused(course: Course, one: Transaction) -> None:
    """Note a start that the central system refused."""
    begins = one.begins
    near = [said for said in course.authorizations if said.refused and said.token.text == one.token.text]
    _leave_to_another(course, [said for said in near if abs(said.moment.at - begins) <= WITHIN])
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
