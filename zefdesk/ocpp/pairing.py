"""Calls and their answers: which call an answer belongs to, and which frames only repeat another one."""

from collections.abc import Mapping
from typing import Any

from zefdesk.ocpp.message import Message

FROM_CHARGER = {
    "Authorize",
    "BootNotification",
    "Heartbeat",
    "MeterValues",
    "StartTransaction",
    "StatusNotification",
    "StopTransaction",
    "TransactionEvent",
}
_ONLY = {
    "transactionId": {"StartTransaction"},
    "idTagInfo": {"Authorize", "StartTransaction", "StopTransaction"},
    "idTokenInfo": {"Authorize", "TransactionEvent"},
    "currentTime": {"BootNotification", "Heartbeat"},
}
"""Fields of an answer, and the calls that they answer."""
_REPEATS_WITHIN, _BOOT_REPEATS_WITHIN = 120_000_000, 2_000_000
_BOOT = "BootNotification"
_MOST = 4_096


class Calls:
    """The calls of one charger that wait for answers, of both directions; an id is unique in a connection only."""

    def __init__(self) -> None:
        self._waiting: dict[str, list[Message]] = {}
        self._latest: dict[tuple[str, bool], tuple[Message, int]] = {}
        self._connection = 0
        self._last: Message | None = None

    def is_repeat(self, call: Message) -> bool:
        """Whether a call only repeats a frame that was read before: an error line, or a second logger.

        The same id and the same content soon after, in one connection; a charger that starts again may well use an
        id again.
        """
        key = call.id, call.action in FROM_CHARGER
        before, connection = self._latest.get(key, (None, self._connection))
        same = before is not None and (before.action, before.payload) == (call.action, call.payload)
        repeats = before is not None and same and connection == self._connection and self._soon(before, call)
        self._connection += call.action == _BOOT and not repeats
        self._latest[key] = call, self._connection
        self._last = call
        if len(self._latest) > _MOST:
            del self._latest[next(iter(self._latest))]
        return repeats

    def _soon(self, before: Message, call: Message) -> bool:
        if before.at is None or call.at is None:
            return call.action != _BOOT or before is self._last
        return abs(call.at - before.at) <= (_BOOT_REPEATS_WITHIN if call.action == _BOOT else _REPEATS_WITHIN)

    def ask(self, call: Message) -> None:
        """Remember a call; one that has waited under its id, and was asked by the same side, has no answer any more."""
        key, from_charger = call.id.strip(), call.action in FROM_CHARGER
        others = [one for one in self._waiting.pop(key, ()) if (one.action in FROM_CHARGER) != from_charger]
        self._waiting[key] = [*others, call]
        if len(self._waiting) > _MOST:
            del self._waiting[next(iter(self._waiting))]

    def answered(self, answer: Message) -> Message | None:
        """Give the call that an answer belongs to: the latest without one that can have this answer."""
        waiting = self._waiting.get(answer.id.strip(), [])
        fitting = [one for one in waiting if _fits(one.action, answer.payload)]
        if not fitting:
            return None
        call = fitting[-1]
        waiting.remove(call)
        if not waiting:
            del self._waiting[answer.id.strip()]
        return call


def _fits(action: str, payload: Any) -> bool:  # noqa: ANN401 -- any JSON
    if not isinstance(payload, Mapping):
        return True
    return all(action in calls for name, calls in _ONLY.items() if name in payload)
