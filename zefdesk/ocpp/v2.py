"""The messages of OCPP 2.0.1 and 2.1 that sessions are made of, each by what it changes in the course of a charger."""

from collections.abc import Callable, Mapping
from typing import Any

from zefdesk.domain.logged import Event
from zefdesk.ocpp import v16
from zefdesk.ocpp.connector import LEFT, UNPLUGGED
from zefdesk.ocpp.course import STATION, Course
from zefdesk.ocpp.fields import mapping, number_text, text
from zefdesk.ocpp.instants import seconds
from zefdesk.ocpp.message import Message
from zefdesk.ocpp.meter_values import samples
from zefdesk.ocpp.moment import Moment
from zefdesk.ocpp.remote import link
from zefdesk.ocpp.transaction import RemoteStart, State, Token, Transaction

_DISCONNECTED = {"EVDisconnected"}
_PLUGGED_IN = "CablePluggedIn"
_SOON = 300_000_000


def transaction_event(course: Course, call: Message) -> None:
    """TransactionEvent: a transaction starts, changes or ends; Started may mean plugged in, authorised or charging."""
    told, info = mapping(call.payload), mapping(mapping(call.payload).get("transactionInfo"))
    moment = course.moment(told.get("timestamp"), call.at)
    number = number_text(info.get("transactionId"))
    evse = place(mapping(told.get("evse")))
    if number is not None and course.transactions.is_done(number):
        again = told.get("eventType") != "Started" or course.transactions.began_done(number) == moment.told
        if again:
            return
    one = course.transactions.of(number)
    order = _order(told)
    if one is not None and (order, moment.at) in one.seen_orders:
        return
    if one is None or (one.ended and told.get("eventType") == "Started"):
        one = Transaction(evse, moment, call.span, call.text, version2=True)
        course.transactions.add(one)
        course.transactions.name(one, number)
    one.seen_orders.add((order, moment.at))
    one.hear(moment)
    one.version2 = True
    if evse and (one.connector is None or "/" not in one.connector):
        one.connector = evse
    elif one.connector is None:
        one.connector = _just_occupied(course, moment)
    _take_token(course, one, told, info, moment)
    course.transactions.asked[call.span] = one
    _take_state(course, one, told, info, moment, call)
    _take_kind(course, one, told, info, moment, call)
    _take_values(course, one, told, call)


def _order(told: Mapping[str, Any]) -> int:
    number = told.get("seqNo")
    return number if isinstance(number, int) else -1


def place(evse: Mapping[str, Any]) -> str | None:
    """Give a connector as `evse` or `evse/connector`."""
    number, connector = number_text(evse.get("id")), number_text(evse.get("connectorId"))
    return f"{number}/{connector}" if number and connector else number


def _just_occupied(course: Course, moment: Moment) -> str | None:
    """Give the connector that told just now that a car came, where only one did; else the only one there is."""
    found = {
        name
        for name, one in course.connectors.items()
        if one.statuses and one.statuses[-1].state == "Occupied" and moment.at - one.statuses[-1].at <= _SOON
    }
    return found.pop() if len(found) == 1 else course.only_connector()


def _take_token(
    course: Course, one: Transaction, told: Mapping[str, Any], info: Mapping[str, Any], moment: Moment
) -> None:
    token = mapping(told.get("idToken"))
    if token and one.token.text is None:
        one.token = Token(text(token.get("idToken")), text(token.get("type")))
        link(course, one, moment)
    number = number_text(info.get("remoteStartId"))
    if told.get("triggerReason") == "RemoteStart":
        one.remote = True
    for remote in course.remotes:
        if number is not None and remote.number == number:
            remote.followed = True
            one.remote_start = remote


def _take_state(
    course: Course, one: Transaction, told: Mapping[str, Any], info: Mapping[str, Any], moment: Moment, call: Message
) -> None:
    state = text(info.get("chargingState"))
    spent = info.get("timeSpentCharging")
    if isinstance(spent, int) and spent >= 0:
        one.time_charging = max(one.time_charging or (-2, 0), (_order(told), spent))
    if told.get("triggerReason") == _PLUGGED_IN:
        state = state or "EVConnected"
        _end_visit_before(course, one, moment)
    if state:
        one.states.append(State(_order(told), moment.at, state))
        if one.connector:
            course.connector(one.connector).tell(moment, state, "", call.span)


def _end_visit_before(course: Course, one: Transaction, moment: Moment) -> None:
    """Where a cable is plugged in, the car before has left: at its transaction's end, if nothing else tells when."""
    ended = [
        other.ended
        for other in course.unsettled_of(one.connector)
        if other is not one and other.ended and other.ended.at <= moment.at and not other.rejected
    ]
    if one.connector is None or not ended:
        return
    last = max(ended)
    since = [status.state for status in course.statuses(one.connector) if last.at <= status.at <= moment.at]
    if UNPLUGGED.isdisjoint(since):
        course.connector(one.connector).tell(last, LEFT, "", one.span)


def _take_kind(
    course: Course, one: Transaction, told: Mapping[str, Any], info: Mapping[str, Any], moment: Moment, call: Message
) -> None:
    kind, trigger = told.get("eventType"), text(told.get("triggerReason"))
    if kind == "Started" and one.began is None:
        one.began, one.span, one.text = moment, call.span, call.text
        one.events.append(Event(seconds(moment.at), "start", f"TransactionEvent Started {trigger or ''}", call.span))
    elif kind == "Ended" and one.ended is None:
        one.ended, one.stop_rule = moment, "transaction id"
        one.stop_reason = text(info.get("stoppedReason"))
        detail = f"TransactionEvent Ended {one.stop_reason or trigger or ''}".strip()
        one.events.append(Event(seconds(moment.at), "stop", detail, call.span))
        if one.connector and one.stop_reason in _DISCONNECTED and not info.get("chargingState"):
            course.connector(one.connector).tell(moment, "Idle", "", call.span)
    elif trigger in {"Authorized", "RemoteStart"}:
        one.events.append(Event(seconds(moment.at), "authorized", f"TransactionEvent {trigger}", call.span))
    v16.note_clock(course, one, moment, offline=told.get("offline") is True)


def _take_values(course: Course, one: Transaction, told: Mapping[str, Any], call: Message) -> None:
    values = told.get("meterValue")
    if not values:
        return
    for sample in samples(values, lambda stamp: course.moment(stamp, call.at).at, call.span):
        one.take(sample)


def answered(course: Course, call: Message, answer: Message) -> None:
    """The answer to a TransactionEvent: whether the token of the event may charge."""
    one = course.transactions.asked.pop(call.span, None)
    status = text(mapping(mapping(answer.payload).get("idTokenInfo")).get("status"))
    if one is None or status is None:
        return
    one.rejected = "" if status == v16.ACCEPTED else status


def meter_values(course: Course, call: Message) -> None:
    """MeterValues of an evse, outside TransactionEvents."""
    told = mapping(call.payload)
    evse = number_text(told.get("evseId"))
    for sample in samples(told.get("meterValue"), lambda stamp: course.moment(stamp, call.at).at, call.span):
        at = sample.at * 1_000_000
        here = [
            one.connector
            for one in course.transactions.unsettled
            if one.connector and one.connector.split("/")[0] == evse and one.begins <= at + 1_000_000
        ]
        one = course.transactions.reading(here[-1] if here else evse, None, at)
        if one:
            one.take(sample)


def status(course: Course, call: Message) -> None:
    """StatusNotification: the state of a connector of an evse."""
    told = mapping(call.payload)
    evse, connector = number_text(told.get("evseId")), number_text(told.get("connectorId"))
    state = text(told.get("connectorStatus"))
    moment = course.moment(told.get("timestamp"), call.at)
    if state and evse and evse != STATION and moment.at:
        name = f"{evse}/{connector}" if connector and connector != STATION else evse
        course.connector(name).tell(moment, state, "", call.span)


def authorize(course: Course, call: Message, answer: Message) -> None:
    """The answer to an Authorize: whether a token may charge."""
    token = mapping(mapping(call.payload).get("idToken"))
    said = text(mapping(mapping(answer.payload).get("idTokenInfo")).get("status"))
    v16.note_authorization(course, call, answer, Token(text(token.get("idToken")), text(token.get("type"))), said)


def request_start(course: Course, call: Message) -> None:
    """RequestStartTransaction: somebody wants to start from afar."""
    told = mapping(call.payload)
    token = mapping(told.get("idToken"))
    moment = course.moment(None, call.at)
    who = Token(text(token.get("idToken")), text(token.get("type")))
    number = number_text(told.get("remoteStartId"))
    evse = number_text(told.get("evseId"))
    course.take_remote_start(RemoteStart(moment, who, evse, number, call.span), call.at)


def boot(course: Course, call: Message) -> None:
    """BootNotification: the station names itself."""
    station = mapping(mapping(call.payload).get("chargingStation"))
    v16.note_boot(course, call, text(station.get("serialNumber")))


CALLS: dict[str, Callable[[Course, Message], None]] = {
    "TransactionEvent": transaction_event,
    "RequestStartTransaction": request_start,
}
ANSWERS: dict[str, Callable[[Course, Message, Message], None]] = {
    "TransactionEvent": answered,
    "RequestStartTransaction": v16.remote_answer,
}
TOLD_APART: dict[str, tuple[str, Callable[[Course, Message], None]]] = {
    "StatusNotification": ("connectorStatus", status),
    "MeterValues": ("evseId", meter_values),
    "BootNotification": ("chargingStation", boot),
}
"""Calls whose name both versions have: the field by which one of 2.x is known, and what it changes."""
