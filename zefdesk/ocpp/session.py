"""A session made of a transaction and the states around it, each value with the rule that gave it."""

from collections.abc import Iterator, Sequence

from zefdesk.domain.logged import ESTIMATED, EXACT, LOWER_BOUND, Derived, Event, Logged
from zefdesk.ocpp.charging import charged, disagreement
from zefdesk.ocpp.connector import FAULTED, Status
from zefdesk.ocpp.course import STATION, Course
from zefdesk.ocpp.energy import energy_of
from zefdesk.ocpp.initiator import initiator
from zefdesk.ocpp.instants import SECOND, seconds
from zefdesk.ocpp.stay import Stay, Times, times
from zefdesk.ocpp.transaction import REPLAYED, Transaction

_EVENTS = {
    "Charging": "charging",
    "SuspendedEV": "suspended-ev",
    "SuspendedEVSE": "suspended-evse",
    "Finishing": "finishing",
    FAULTED: "faulted",
}
_AUTHORIZED_BEFORE = 600 * SECOND


def session_of(course: Course, stay: Stay, one: Transaction, following: Transaction | None) -> Logged:
    """Make the session of a transaction; `following` is the next one on the connector."""
    when = times(course, stay, one, following)
    statuses = course.statuses(one.connector)
    energy = energy_of(one)
    charge = charged(one, statuses, when.start, max(when.closing.at, when.start))
    who, who_by = initiator(course, one)
    marks = dict(one.marks) | _marks(course, one, when, statuses)
    if energy.reset:
        marks["meter-reset"] = energy.reset
    approximate = EXACT if stay.visit else ESTIMATED
    plug = seconds(when.end - when.start)
    return Logged(
        charger=course.charger,
        serial=course.serial,
        connector=one.connector,
        transaction=one.id,
        initiator=who,
        identity=one.token.text,
        start=seconds(when.start),
        end=seconds(when.end),
        plug_duration=plug,
        charge_duration=charge.duration,
        energy=energy.energy,
        began=seconds(one.begins),
        ended=seconds(one.ended.at) if one.ended else None,
        meter_start=energy.begin,
        meter_stop=energy.end,
        stop_reason=one.stop_reason,
        zone=course.setup.zone,
        span=one.span,
        raw=one.text,
        whole=one.began is not None,
        open=when.closing.open,
        events=tuple(sorted(_events(course, stay, one, when, statuses), key=lambda event: event.at)),
        samples=one.samples(),
        derived={
            "start": when.start_by,
            "end": when.end_by,
            "plug_duration": Derived("end - start", LOWER_BOUND if when.closing.open else approximate),
            "charge_duration": charge.derived,
            "energy": energy.derived,
            "initiator": who_by,
            "stop": Derived(one.stop_rule or f"closed by {when.closing.by}"),
        },
        marks=marks,
    )


def _marks(course: Course, one: Transaction, when: Times, statuses: Sequence[Status]) -> dict[str, str]:
    """Give what findings are made of: code and evidence."""
    marks: dict[str, str] = {}
    skew = course.clock.skew
    if skew is not None:
        marks["clock-skew"] = str(skew)
    if one.lag is not None and course.clock.is_late(one.lag):
        marks["offline-replay"] = REPLAYED
    if one.began is None:
        return marks
    if when.closing.open:
        marks["still-open"] = "the log ends before its stop"
    elif one.ended is None:
        marks["missing-stop"] = f"closed by {when.closing.by}"
    elif one.ended.at < one.began.at:
        marks["stop-before-start"] = f"the stop is {seconds(one.began.at - one.ended.at)} s before the start"
    faults = [one for one in _within(course, statuses, when) if one.state == FAULTED]
    if faults:
        marks["faulted-during-session"] = faults[0].error or FAULTED
    if against := disagreement(one, statuses, when.start, when.closing.at):
        marks["status-meter-disagree"] = against
    return marks


def _within(course: Course, statuses: Sequence[Status], when: Times) -> list[Status]:
    station = course.connectors.get(STATION)
    every = [*statuses, *(station.in_order() if station else ())]
    return [one for one in every if when.start <= one.at <= when.end]


def _events(course: Course, stay: Stay, one: Transaction, when: Times, statuses: Sequence[Status]) -> Iterator[Event]:
    yield from one.events
    visit, inside = stay.visit, stay.transactions
    if visit and one is inside[0] and visit.known:
        yield Event(seconds(visit.start), "plugged-in", _state_at(statuses, visit.start), visit.start_span)
    if visit and one is inside[-1] and visit.end is not None and visit.end_span:
        yield Event(seconds(visit.end), "unplugged", _state_at(statuses, visit.end), visit.end_span)
    for status in _within(course, statuses, when):
        if status.state in _EVENTS:
            detail = f"StatusNotification {status.state} {status.error}".strip()
            yield Event(seconds(status.at), _EVENTS[status.state], detail, status.span)
    for boot in course.boots:
        if when.start <= boot.at <= when.end:
            yield Event(seconds(boot.at), "boot", "BootNotification", boot.span)
    remote = one.remote_start
    if remote and remote.accepted:
        detail = f"RemoteStart {remote.token.text} {remote.answer}"
        yield Event(seconds(remote.moment.at), "remote-start", detail, remote.span)
    begins = one.begins
    for said in course.authorizations:
        near = begins - _AUTHORIZED_BEFORE <= said.moment.at <= when.end
        if near and said.status == "Accepted" and said.token.text == one.token.text:
            yield Event(seconds(said.moment.at), "authorized", f"Authorize {said.token.text}", said.span)


def _state_at(statuses: Sequence[Status], instant: int) -> str:
    told = [status.state for status in statuses if status.at == instant]
    return f"StatusNotification {told[0]}" if told else ""
