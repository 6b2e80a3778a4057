"""Which remote start a transaction followed: an accepted one with its tag in the five minutes before."""

from zefdesk.ocpp.course import Course
from zefdesk.ocpp.instants import SECOND
from zefdesk.ocpp.moment import Moment
from zefdesk.ocpp.transaction import RemoteStart, Transaction

WITHIN = 300 * SECOND
"""How long before a start its remote start may have been accepted."""

_SURELY_LATE = 3_600 * SECOND
"""A start so far behind its line was kept while offline, even where little is known of the charger's clock."""


def link(course: Course, one: Transaction, moment: Moment) -> None:
    """Find the remote start that a transaction follows, whose tag was told at this moment."""
    for remote in reversed(course.remotes):
        if one.remote_start is None and remote.answer in {None, "Accepted"} and _follows(course, remote, one, moment):
            one.remote_start = remote
            remote.followed = remote.accepted


def link_all(course: Course, remote: RemoteStart) -> None:
    """Take the charger's answer to a remote start, which may come after the start that followed it."""
    for one in course.transactions.unsettled:
        if one.remote_start is remote:
            remote.followed = remote.accepted
            one.remote_start = remote if remote.accepted else None


def _follows(course: Course, remote: RemoteStart, one: Transaction, moment: Moment) -> bool:
    wanted, had = remote.token.text, one.token.text
    if wanted is None or had is None or wanted.casefold() != had.casefold():
        return False
    replayed = course.clock.replayed(moment) and (course.clock.sure or moment.seen - moment.at > _SURELY_LATE)
    since = moment.at - remote.moment.at if replayed else moment.seen - remote.moment.seen
    return 0 <= since <= WITHIN
