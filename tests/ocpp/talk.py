"""A charger and its central system talking: messages with their answers, written as a test reads best."""

from itertools import count
from typing import Any

from zefdesk.domain.logged import Logged, Span
from zefdesk.ocpp.course import Setup
from zefdesk.ocpp.instants import micros
from zefdesk.ocpp.message import CALL, ERROR, RESULT, SEND, Message
from zefdesk.ocpp.station import Station

DAY = "2026-03-03"
ACCEPTED = {"status": "Accepted"}


def stamp(clock: str) -> str:
    """Give a timestamp of a clock of the day, or of a day and a clock."""
    return f"{clock.replace(' ', 'T')}Z" if " " in clock else f"{DAY}T{clock}Z"


def second(clock: str) -> int:
    """Give seconds of UTC of a clock."""
    at = micros(stamp(clock))
    assert at is not None
    return at // 1_000_000


class Talk:
    """What is said; each line is heard `lag` seconds after the frame's own clock, or has no clock (None)."""

    def __init__(self, *, lag: float | None = 0, setup: Setup | None = None, charger: str = "CP-1") -> None:
        self.station = Station(charger, setup)
        self.lag = lag
        self._numbers = count(1)
        self._offset = 0

    def _line(self, clock: str) -> int | None:
        at = micros(stamp(clock))
        return None if self.lag is None or at is None else at + int(self.lag * 1_000_000)

    def _say(self, kind: int, number: str, action: str, payload: Any, line: int | None) -> None:
        self._offset += 100
        span = Span(0, self._offset, 90, self._offset // 100)
        self.station.take(Message(kind, number, action, payload, line, span, f"[{kind}]"))

    def call(
        self,
        clock: str,
        action: str,
        payload: dict[str, Any],
        answer: Any = None,
        *,
        number: str | None = None,
        heard: str | None = None,
        kind: int = CALL,
    ) -> str:
        """Say a call at a clock (heard at another one), and its answer if there is one."""
        number = number or f"m{next(self._numbers)}"
        line = self._line(heard or clock)
        self._say(kind, number, action, payload, line)
        if answer is not None:
            self._say(RESULT, number, "", answer, line)
        return number

    def answer(self, clock: str, number: str, payload: Any) -> None:
        """Say an answer by itself."""
        self._say(RESULT, number, "", payload, self._line(clock))

    def error(self, clock: str, number: str, code: str) -> None:
        """Answer with an error."""
        self._say(ERROR, number, "", {"code": code, "text": "no", "details": {}}, self._line(clock))

    def send(self, clock: str, action: str, payload: dict[str, Any]) -> None:
        """Say a call of OCPP 2.1 that wants no answer."""
        self.call(clock, action, payload, kind=SEND)

    def boot(self, clock: str, serial: str | None = "SN-1") -> None:
        about = {"chargePointVendor": "V", "chargePointModel": "M"} | (
            {"chargePointSerialNumber": serial} if serial else {}
        )
        answer = {"status": "Accepted", "currentTime": stamp(clock), "interval": 300}
        self.call(clock, "BootNotification", about, answer)

    def status(self, clock: str, state: str, connector: int = 1, error: str = "NoError", **more: Any) -> None:
        payload = {"connectorId": connector, "errorCode": error, "status": state, "timestamp": stamp(clock)}
        self.call(clock, "StatusNotification", payload, {}, **more)

    def start(
        self,
        clock: str,
        transaction: int | None = 7,
        meter: Any = 1000,
        tag: str | None = "TAG",
        connector: int = 1,
        status: str = "Accepted",
        **more: Any,
    ) -> None:
        payload = {"connectorId": connector, "meterStart": meter, "timestamp": stamp(clock)}
        answer = None if transaction is None else {"transactionId": transaction, "idTagInfo": {"status": status}}
        self.call(clock, "StartTransaction", payload | ({} if tag is None else {"idTag": tag}), answer, **more)

    def stop(
        self,
        clock: str,
        transaction: Any = 7,
        meter: Any = 5000,
        reason: str | None = "Local",
        tag: str | None = None,
        data: Any = None,
        **more: Any,
    ) -> None:
        more_told = {"meterStop": meter, "reason": reason, "idTag": tag, "transactionData": data}
        payload = {"transactionId": transaction, "timestamp": stamp(clock)}
        payload |= {name: value for name, value in more_told.items() if value is not None}
        self.call(clock, "StopTransaction", payload, {"idTagInfo": ACCEPTED}, **more)

    def meter(
        self,
        clock: str,
        value: Any,
        transaction: int | None = 7,
        connector: int = 1,
        *,
        heard: str | None = None,
        **sampled: Any,
    ) -> None:
        values = value if isinstance(value, list) else [{"value": str(value), **sampled}]
        payload: dict[str, Any] = {"connectorId": connector}
        if transaction is not None:
            payload["transactionId"] = transaction
        payload["meterValue"] = [{"timestamp": stamp(clock), "sampledValue": values}]
        self.call(clock, "MeterValues", payload, {}, heard=heard)

    def remote(self, clock: str, tag: str = "TAG", answer: str = "Accepted", connector: int = 1) -> None:
        payload = {"idTag": tag, "connectorId": connector}
        self.call(clock, "RemoteStartTransaction", payload, {"status": answer})

    def event(
        self,
        clock: str,
        kind: str,
        order: int,
        trigger: str,
        transaction: str = "T-1",
        answer: Any = None,
        heard: str | None = None,
        info: dict[str, Any] | None = None,
        **more: Any,
    ) -> None:
        payload = {
            "eventType": kind,
            "timestamp": stamp(clock),
            "triggerReason": trigger,
            "seqNo": order,
            "transactionInfo": {"transactionId": transaction} | (info or {}),
        }
        self.call(clock, "TransactionEvent", payload | more, answer or {}, heard=heard)

    def ends(self) -> list[Logged]:
        """Let the log end; gives all sessions and fragments in the order of their starts."""
        self.station.end()
        return sorted(self.station.finished(), key=lambda one: (one.start, one.began))

    def session(self) -> Logged:
        """Let the log end, and give the one session that there must be."""
        (one,) = self.ends()
        return one
