"""Transaction exports of Alfen chargers, as the messages that would have told the same."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from zefdesk.domain.clock import wall_text
from zefdesk.domain.logged import Span
from zefdesk.domain.problem import Problem
from zefdesk.formats.logs.joined_text import Text
from zefdesk.formats.logs.json_text import readable
from zefdesk.ocpp.instants import SECOND
from zefdesk.ocpp.message import CALL, RESULT, Message

_LINE = re.compile(rb"(?:txstart|txstop|mv)\d?: ")
_BOUND = re.compile(
    rb"tx(start|stop)\d?: id (0x[0-9a-fA-F]+|\d+), socket (\d+), (\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) ([\d.]+) ?kWh *(\S*)"
)
_VALUE = re.compile(rb"mv\d?: socket (\d+), (\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) ([\d.]+)")
_EXPORT = re.compile(rb"(?m)^(?:tx(?:start|stop)\d?: id (?:0x)?[0-9a-fA-F]+, socket \d|mv\d?: socket \d)")
_DEVICE = re.compile(rb"(?m)^# *Device, *(\S+)")
_UNASSIGNED = re.compile(r"0x[fF]{8,}")
_LONGEST = 1 << 20
_REGISTER = "Energy.Active.Import.Register"
Instant = Callable[[str], int | None]


def is_export(head: bytes) -> bool:
    """Whether a text begins as such an export does."""
    return bool(_EXPORT.search(head))


def device(head: bytes) -> str | None:
    """Give the charger that the export's header names."""
    found = _DEVICE.search(head)
    return readable(found[1]) if found else None


def messages(text: Text, instant: Instant) -> Iterator[Message | Problem]:
    """Give the export's lines as messages; `instant` reads a local clock to microseconds of UTC."""
    for offset, number, line in _lines(text):
        if not _LINE.match(line):
            continue
        span = Span(0, offset, len(line), number)
        raw = readable(line)
        made = _messages(line, span, raw, instant)
        if made is None:
            yield Problem(number, "", "undecodable-frame", "this line of a transaction export cannot be read", raw)
        else:
            yield from made


def _messages(line: bytes, span: Span, raw: str, instant: Instant) -> list[Message] | None:
    name = f"line-{span.line}"
    if bound := _BOUND.match(line):
        which, number, socket, clock, energy, card = (readable(part) for part in bound.groups())
        meter = _watt_hours(energy)
        if meter is None:
            return None
        transaction = None if _UNASSIGNED.fullmatch(number) else int(number, 0)
        return _bound(name, which, transaction, int(socket), clock, meter, card, span, raw, instant)
    value = _VALUE.match(line)
    meter = _watt_hours(readable(value[3])) if value else None
    if value is None or meter is None:
        return None
    at = instant(readable(value[2]))
    sampled = {"value": str(meter), "measurand": _REGISTER, "unit": "Wh"}
    told = [{"timestamp": _stamp(at, readable(value[2])), "sampledValue": [sampled]}]
    return [Message(CALL, name, "MeterValues", {"connectorId": int(value[1]), "meterValue": told}, at, span)]


def _bound(
    name: str,
    which: str,
    transaction: int | None,
    socket: int,
    clock: str,
    meter: int | str,
    card: str,
    span: Span,
    raw: str,
    instant: Instant,
) -> list[Message]:
    at = instant(clock)
    told: dict[str, Any] = {"timestamp": _stamp(at, clock)} | ({"idTag": card} if card else {})
    if which == "stop":
        known = {} if transaction is None else {"transactionId": transaction}
        payload = {"connectorId": socket, "meterStop": meter} | told | known
        return [Message(CALL, name, "StopTransaction", payload, at, span, raw)]
    answer: dict[str, Any] = {"idTagInfo": {"status": "Accepted"}}
    if transaction is not None:
        answer["transactionId"] = transaction
    return [
        Message(CALL, name, "StartTransaction", {"connectorId": socket, "meterStart": meter} | told, at, span, raw),
        Message(RESULT, name, "", answer, at, span),
    ]


def _watt_hours(energy: str) -> int | str | None:
    try:
        exact = Decimal(energy) * 1000
    except ArithmeticError:
        return None
    return int(exact) if exact == exact.to_integral_value() else str(exact.normalize())


def _stamp(at: int | None, clock: str) -> str:
    if at is None:
        return clock.replace(" ", "T")
    return wall_text(at // SECOND) + "Z"


def _lines(text: Text) -> Iterator[tuple[int, int, bytes]]:
    """Give offset, number and bytes of each line; of one that is too long, nothing."""
    left, offset, number = b"", 0, 1
    for block in text.blocks(_LONGEST):
        *whole, left = (left + block).split(b"\n")
        for line in whole:
            yield offset, number, line.rstrip(b"\r")
            offset += len(line) + 1
            number += 1
        if len(left) > _LONGEST:
            offset += len(left)
            left = b""
    yield offset, number, left
