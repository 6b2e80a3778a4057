"""The messages of OCPP 1.6 that sessions are made of, each by what it changes in the course of a charger."""

from collections.abc import Callable, Iterable

from zefdesk.domain.clock import iso
from zefdesk.domain.logged import Event, Sample
from zefdesk.domain.samples import Samples
from zefdesk.ocpp.connector import UNPLUGGED
from zefdesk.ocpp.course import STATION, Authorization, Boot, Course
from zefdesk.ocpp.energy import ROUNDING
from zefdesk.ocpp.fields import NANO_OF_WH, mapping, number_text, scaled, text
from zefdesk.ocpp.instants import SECOND, seconds
from zefdesk.ocpp.message import Message, Readings
from zefdesk.ocpp.meter_values import ENERGY, samples
from zefdesk.ocpp.moment import Moment
from zefdesk.ocpp.remote import link, link_all
from zefdesk.ocpp.transaction import REPLAYED, RemoteStart, Token, Transaction
from zefdesk.ocpp.transactions import LATE

ACCEPTED = "Accepted"
NO_ERROR = {None, "", "NoError"}
_NO_NUMBER = {None, "0", "-1"}


def start(course: Course, call: Message) -> None:
    """StartTransaction: a transaction begins; its answer names it."""
    told = mapping(call.payload)
    moment = course.moment(told.get("timestamp"), call.at)
    connector = number_text(told.get("connectorId")) or course.only_connector()
    token = Token(text(told.get("idTag")))
    meter = scaled(told.get("meterStart"), NANO_OF_WH)
    one = course.transactions.twin(connector, moment.told, meter, token)
    if one is None and course.transactions.was_told(connector, moment.told, meter, token):
        return
    if one is None:
        one = Transaction(connector, moment, call.span, call.text, began=moment, token=token, meter_start=meter)
        one.events.append(Event(seconds(moment.at), "start", f"StartTransaction {token.text or ''}".strip(), call.span))
        course.transactions.add(one)
        link(course, one, moment)
        note_clock(course, one, moment)
    one.hear(moment)
    course.transactions.asked[call.span] = one


def started(course: Course, call: Message, answer: Message) -> None:
    """The answer to a StartTransaction: the id, or the refusal."""
    one = course.transactions.asked.pop(call.span, None)
    if one is None:
        return
    told = mapping(answer.payload)
    status = text(mapping(told.get("idTagInfo")).get("status"))
    if status not in {None, ACCEPTED} and not one.ids:
        one.rejected = status or ""
    course.transactions.name(one, number_text(told.get("transactionId")))


def stop(course: Course, call: Message) -> None:
    """StopTransaction: a transaction ends, whichever it is."""
    told = mapping(call.payload)
    moment = course.moment(told.get("timestamp"), call.at)
    number, tag = number_text(told.get("transactionId")), text(told.get("idTag"))
    meter = scaled(told.get("meterStop"), NANO_OF_WH)
    one, rule = course.transactions.stopped(number, tag, meter, moment.at)
    if one is None:
        if course.transactions.is_done(number):
            return
        one, rule = course.transactions.fragment(None, number or "", moment, call.span, call.text), "no start"
        if tag:
            one.token = Token(tag)
    else:
        course.transactions.name(one, number)
    _add_samples(course, one, told.get("transactionData"), call)
    if one.ended:
        return
    one.ended, one.meter_stop, one.stop_rule, one.stop_token = moment, meter, rule, tag
    one.stop_reason = text(told.get("reason"))
    detail = f"StopTransaction {one.stop_reason or ''}".strip()
    one.events.append(Event(seconds(moment.at), "stop", detail, call.span))
    one.hear(moment)
    if moment.at >= one.begins:
        note_clock(course, one, moment)


def meter_values(course: Course, call: Message) -> None:
    """MeterValues: readings of a transaction, by its id or by its connector and time."""
    if isinstance(call.payload, Readings):
        connector, number, many = call.payload
        one = course.transactions.of(number)
        if one is not None:
            _take_many(one, connector, many, call)
            return
        found: Iterable[Sample] = many
    else:
        told = mapping(call.payload)
        connector, number = number_text(told.get("connectorId")), number_text(told.get("transactionId"))
        found = samples(told.get("meterValue"), lambda stamp: _at(course, stamp, call), call.span)
    for sample in found:
        moment = Moment(sample.at * SECOND, call.at if call.at is not None else sample.at * SECOND)
        one = course.transactions.reading(connector, number, moment.at)
        if one is None:
            if number in _NO_NUMBER or number is None or course.transactions.is_done(number):
                continue
            one = course.transactions.fragment(connector, number, moment, call.span, call.text)
        elif number in _NO_NUMBER and _is_over(course, one, sample, moment.at):
            continue
        elif number not in _NO_NUMBER and not one.ids:
            course.transactions.name(one, number)
        if one.connector is None:
            one.connector = connector
        one.take(sample)
        one.hear(moment)


def _is_over(course: Course, one: Transaction, sample: Sample, at: int) -> bool:
    """Whether a transaction without a stop was over when values were read that name none: the car had left."""
    if one.ended:
        return False
    held = next((status for status in reversed(course.statuses(one.connector)) if status.at <= at), None)
    if held is None or held.state not in UNPLUGGED or not one.begins < held.at < at - LATE:
        return False
    register, reached = sample.values.get(ENERGY), one.last_register()
    return register is None or reached is None or register - reached <= ROUNDING


def _take_many(one: Transaction, connector: str | None, many: Samples, call: Message) -> None:
    one.take_all(many)
    one.connector = one.connector or connector
    latest = max(max(block.at) for block in many.blocks) * SECOND
    one.hear(Moment(latest, latest if call.at is None else max(call.at, latest)))


def _at(course: Course, stamp: object, call: Message) -> int:
    return course.moment(stamp, call.at).at


def _add_samples(course: Course, one: Transaction, data: object, call: Message) -> None:
    if data:
        for sample in samples(data, lambda stamp: _at(course, stamp, call), call.span):
            one.take(sample)


def status(course: Course, call: Message) -> None:
    """StatusNotification: the state of a connector, or of the station."""
    told = mapping(call.payload)
    state = text(told.get("status"))
    connector = number_text(told.get("connectorId")) or course.only_connector()
    moment = course.moment(told.get("timestamp"), call.at)
    error = text(told.get("errorCode"))
    if state is None or connector is None or not moment.at:
        return  # without any clock it cannot be put anywhere
    wrong = "" if error in NO_ERROR else f"{error} {text(told.get('info')) or ''}".strip()
    if connector != STATION or state == "Faulted":
        course.connector(connector).tell(moment, state, wrong, call.span)


def authorize(course: Course, call: Message, answer: Message) -> None:
    """The answer to an Authorize: whether a tag may charge."""
    token = Token(text(mapping(call.payload).get("idTag")))
    said = text(mapping(mapping(answer.payload).get("idTagInfo")).get("status"))
    note_authorization(course, call, answer, token, said)


def note_authorization(course: Course, call: Message, answer: Message, token: Token, said: str | None) -> None:
    """Remember what was said of somebody, and note who was refused."""
    moment = course.moment(None, call.at)
    if said:
        course.authorizations.append(Authorization(moment, token, said, call.span, answer.span))
    if said not in {None, ACCEPTED}:
        course.attempt(moment, None, "authorize", f"{token.text}: {said}", answer.span)


def remote_start(course: Course, call: Message) -> None:
    """RemoteStartTransaction: somebody wants to start from afar."""
    told = mapping(call.payload)
    moment = course.moment(None, call.at)
    token, connector = Token(text(told.get("idTag"))), number_text(told.get("connectorId"))
    course.take_remote_start(RemoteStart(moment, token, connector, None, call.span), call.at)


def remote_answer(course: Course, call: Message, answer: Message) -> None:
    """The charger's answer to it."""
    for one in reversed(course.remotes):
        if one.span == call.span:
            one.answer = text(mapping(answer.payload).get("status"))
            link_all(course, one)
            return


def boot(course: Course, call: Message) -> None:
    """BootNotification: the charger names itself; it ends no transaction."""
    told = mapping(call.payload)
    note_boot(course, call, text(told.get("chargePointSerialNumber")), text(told.get("chargeBoxSerialNumber")))


def note_boot(course: Course, call: Message, *serials: str | None) -> None:
    """Remember a start of the charger, and its serial."""
    moment = course.moment(None, call.at)
    course.boot_count += 1
    course.boots.append(Boot(moment.at, moment.seen, call.span))
    known = [one for one in serials if one and one.strip()]
    course.serials.update(known)
    if course.serial is None and known:
        course.serial = known[0].strip()


def booted(course: Course, call: Message, answer: Message) -> None:  # noqa: ARG001 -- as all answers
    """The answer to a BootNotification or Heartbeat: the central system's clock."""
    if answer.at is None:
        course.learn(mapping(answer.payload).get("currentTime"))


def note_clock(course: Course, one: Transaction, moment: Moment, *, offline: bool = False) -> None:
    """Note what is odd about a moment; whether it is late is asked again when more is known of the charger's skew."""
    if moment.unset:
        one.marks["clock-not-set"] = f"the charger's clock said {iso(seconds(moment.told or 0), 'UTC')}"
    elif offline or (course.clock.sure and course.clock.replayed(moment)):
        one.marks["offline-replay"] = REPLAYED
    elif moment.told is not None:
        lag = moment.seen - moment.told
        one.lag = lag if one.lag is None else max(one.lag, lag)


CALLS: dict[str, Callable[[Course, Message], None]] = {
    "StartTransaction": start,
    "StopTransaction": stop,
    "MeterValues": meter_values,
    "StatusNotification": status,
    "RemoteStartTransaction": remote_start,
    "BootNotification": boot,
}
ANSWERS: dict[str, Callable[[Course, Message, Message], None]] = {
    "StartTransaction": started,
    "Authorize": authorize,
    "RemoteStartTransaction": remote_answer,
    "BootNotification": booted,
    "Heartbeat": booted,
}
