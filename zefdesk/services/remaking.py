"""Sessions of a charger made anew of all its logs: what comes of them depends on the logs, not on how they came in."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from heapq import merge
from typing import Any

import msgspec

from zefdesk.domain.logged import Logged
from zefdesk.domain.samples import Samples
from zefdesk.ocpp.course import Setup
from zefdesk.ocpp.instants import SECOND, micros
from zefdesk.ocpp.message import CALL, ERROR, RESULT_ERROR, Message, Readings
from zefdesk.ocpp.moment import Moment
from zefdesk.ocpp.station import Station
from zefdesk.store import log_messages, traces
from zefdesk.store.log_messages import KeptMessage
from zefdesk.store.traces import Trace
from zefdesk.store.transaction import Transaction

_ENDS = {"StopTransaction", "TransactionEvent"}


def remake(transaction: Transaction, charger: str, setup: Setup) -> tuple[list[int], list[Trace], Station]:
    """Make all sessions of a charger anew, and let its traces say what came of it.

    Gives the numbers of the traces that are new or tell something else, the traces that are gone (not taken out yet),
    and the station that made them.
    """
    before = traces.of_charger(transaction, charger)
    station = Station(_name(before, charger), setup)
    waiting = _Waiting(transaction, before)
    for message in _messages(transaction, charger):
        waiting.feed_before(station, message)
        station.take(message)
        waiting.feed_known(station)
    waiting.feed_rest(station)
    station.end()
    return *_reconcile(transaction, charger, before, station.finished()), station


def _name(before: Sequence[Trace], charger: str) -> str:
    return min((one.logged.charger for one in before), default=charger)


def _messages(transaction: Transaction, charger: str) -> Iterator[Message]:
    """Give the messages of all logs by time, each log's in its own order."""
    logs = log_messages.of_charger(transaction, charger)
    timed = [_timed(messages) for messages in logs.values()]
    for _, _, one in merge(*timed, key=lambda item: item[:2]):
        yield _message(one)


def _timed(messages: Iterable[KeptMessage]) -> Iterator[tuple[int, int, KeptMessage]]:
    latest = 0
    for place, one in enumerate(messages):
        latest = max(latest, one.at or _told(one.text) or 0)
        yield latest, place, one


def _told(text: str) -> int | None:
    for name in ('"timestamp"', '"currentTime"'):
        at = text.find(name)
        if at >= 0:
            parts = text[at + len(name) :].split('"', 2)
            return micros(parts[1]) if len(parts) > 1 else None
    return None


def _message(one: KeptMessage) -> Message:
    value: Any = msgspec.json.decode(one.text)
    payload = value[3] if one.kind == CALL else value[2]
    if one.kind in {ERROR, RESULT_ERROR}:
        told = [*value[2:5], None, None, None]
        payload = {"code": told[0], "text": told[1], "details": told[2]}
    elif one.action:
        payload = value[3] if len(value) > 3 else {}  # noqa: PLR2004 -- kind, id, action, payload
    return Message(one.kind, one.id, one.action, payload, one.at, one.span, one.text)


class _Waiting:
    """Meter values that wait for their transaction to be known again."""

    def __init__(self, transaction: Transaction, before: Sequence[Trace]) -> None:
        self._by_id: dict[str, list[tuple[Logged, Samples]]] = defaultdict(list)
        self._nameless: list[tuple[Logged, Samples]] = []
        self._fed: set[tuple[str, int]] = set()
        self._begins: dict[str, list[int]] = defaultdict(list)
        self._fragments: list[tuple[int, str]] = []
        for one in before:
            if one.logged.whole and one.logged.transaction is not None:
                self._begins[one.logged.transaction].append(one.logged.began)
            told = traces.samples(transaction, one.id)
            if not told:
                continue
            if one.logged.transaction is None:
                self._nameless.append((one.logged, told))
            else:
                self._by_id[one.logged.transaction].append((one.logged, told))
                if not one.logged.whole:
                    self._fragments.append((min(min(block.at) for block in told.blocks), one.logged.transaction))
        self._fragments.sort(reverse=True)

    def feed_before(self, station: Station, message: Message) -> None:
        """Feed what names a transaction that no answer named, and what is of one that is ended without a start."""
        at = message.at or _told(message.text) or 0
        while self._fragments and self._fragments[-1][0] * SECOND <= at:
            _, number = self._fragments.pop()
            if number in self._by_id and station.course.transactions.of(number) is None:
                self._feed_all(station, number)
        if message.action not in _ENDS or not isinstance(message.payload, dict):
            return
        info = message.payload.get("transactionInfo")
        number = str((info if isinstance(info, dict) else message.payload).get("transactionId"))
        ends = message.action == "StopTransaction" or message.payload.get("eventType") == "Ended"
        if ends and number in self._by_id and station.course.transactions.of(number) is None:
            self._feed_all(station, number)

    def feed_known(self, station: Station) -> None:
        """Feed the meter values of transactions that are known now."""
        known = station.course.transactions
        for one in known.unsettled[-2:]:
            began = one.begins // SECOND
            if one.began and not one.ids:
                self._feed_nameless(one, began)
                known.name(one, self._named(one, began))
            for number in one.ids:
                if number in self._by_id:
                    self._feed(station, number, began)

    def _named(self, one: Any, began: int) -> str | None:  # noqa: ANN401 -- a Transaction
        """Give the id by which a transaction was known before that no answer names."""
        for number, pairs in self._by_id.items():
            for told, _ in pairs:
                if told.whole and told.connector == one.connector and abs(told.began - began) <= 1:
                    return number
        return None

    def feed_rest(self, station: Station) -> None:
        """Feed what is left: of transactions that no message names."""
        for number in list(self._by_id):
            self._feed_all(station, number)

    def _feed(self, station: Station, number: str, began: int) -> None:
        mine = [pair for pair in self._by_id[number] if self._is_of(number, began, pair[0])]
        if not mine and (number, began) not in self._fed:
            mine = self._by_id[number][:1]
        self._fed.add((number, began))
        for pair in mine:
            self._by_id[number].remove(pair)
            _take(station, *pair)
        if not self._by_id[number]:
            del self._by_id[number]

    def _is_of(self, number: str, began: int, told: Logged) -> bool:
        """Whether what was told under an id is of the transaction that began then: an id may name several in turn."""
        if told.whole:
            return abs(told.began - began) <= 1
        return not any(began + 1 < other <= told.began for other in self._begins[number])

    def _feed_all(self, station: Station, number: str) -> None:
        for pair in self._by_id.pop(number):
            _take(station, *pair)

    def _feed_nameless(self, one: Any, began: int) -> None:  # noqa: ANN401 -- a Transaction
        for pair in [pair for pair in self._nameless if abs(pair[0].began - began) <= 1]:
            self._nameless.remove(pair)
            one.take_all(pair[1])
            latest = max(max(block.at) for block in pair[1].blocks) * SECOND
            one.hear(Moment(latest, latest))


def _take(station: Station, told: Logged, samples: Samples) -> None:
    at = None if station.course.clock.now is None else station.course.clock.now
    readings = Readings(told.connector, told.transaction, samples)
    station.take(Message(CALL, "", "MeterValues", readings, at, told.span, told.raw))


def _reconcile(
    transaction: Transaction, charger: str, before: Sequence[Trace], made: Sequence[Logged]
) -> tuple[list[int], list[Trace]]:
    """Let each trace say what was made of its session now; gives what changed, and what is gone."""
    left = list(before)
    touched: list[int] = []
    new: list[Logged] = []
    for one in sorted(made, key=lambda one: (not one.whole, one.began)):
        known = next((trace for trace in left if _same(trace.logged, one)), None)
        if known is None:
            new.append(one)
            continue
        left.remove(known)
        if (
            known.mark != traces.mark_of(one)
            or known.logged.whole != one.whole
            or _sources(known.logged) != _sources(one)
        ):
            traces.renew(transaction, known, one)
            touched.append(known.id)
    touched += [one.id for one in traces.add(transaction, {charger: new}, 0)]
    return touched, left


def _same(before: Logged, after: Logged) -> bool:
    if before.transaction is not None and before.transaction == after.transaction:
        return not (before.whole and after.whole) or abs(before.began - after.began) <= 1
    return before.connector == after.connector and abs(before.began - after.began) <= 1


def _sources(told: Logged) -> set[int]:
    return {told.span.source, *(event.span.source for event in told.events)}
