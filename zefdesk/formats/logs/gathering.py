"""Meter values of one charger gathered into one message, as long as nothing else is said: nine tenths of a log."""

from datetime import datetime

from zefdesk.domain.logged import Span
from zefdesk.domain.samples import Block, Column, Samples
from zefdesk.ocpp.instants import SECOND, micros
from zefdesk.ocpp.message import CALL, Message, Readings
from zefdesk.ocpp.metered import Metered, row_of
from zefdesk.ocpp.moment import DAY, FIRST_PLAUSIBLE

_MOST = 400
_LONGEST = 1_800 * SECOND
"""A message of many must not look like a silence of the charger."""
_HALF = SECOND // 2
_UTC_LENGTH = 20
_read = datetime.fromisoformat


class _Batch:
    """Meter values of one transaction that wait: by their columns."""

    def __init__(self, values: Metered, at: int | None, span: Span) -> None:
        self.connector, self.transaction = values.connectorId, values.transactionId
        self.since = self.latest = at
        self.first = span
        self.count = 0
        self.blocks: dict[tuple[Column, ...], Block] = {}


class Gathering:
    """Meter values on their way, by charger."""

    def __init__(self) -> None:
        self._waiting: dict[str, _Batch] = {}

    def take(self, charger: str, values: Metered, at: int | None, span: Span) -> Message | None:
        """Take the meter values of a frame on; gives those before as a message, where these do not go on from them."""
        batch = self._waiting.get(charger)
        given = None
        if (
            batch is None
            or batch.transaction != values.transactionId
            or batch.connector != values.connectorId
            or batch.count >= _MOST
            or (at is not None and batch.since is not None and not 0 <= at - batch.since <= _LONGEST)
        ):
            given = self.flush(charger)
            batch = self._waiting[charger] = _Batch(values, at, span)
        batch.latest = at
        batch.count += 1
        for one in values.meterValue:
            columns, texts = row_of(one)
            instant = _instant(one.timestamp, at)
            if instant is None or not columns:
                continue
            block = batch.blocks.get(columns)
            if block is None:
                block = batch.blocks[columns] = Block(columns)
            block.at.append(instant)
            block.offsets.append(span.offset)
            block.lengths.append(span.length)
            block.lines.append(span.line)
            block.texts.append(texts)
        return given

    def flush(self, charger: str) -> Message | None:
        """Give what waits of a charger."""
        batch = self._waiting.pop(charger, None)
        if batch is None or not batch.blocks:
            return None
        number = None if batch.transaction is None else str(batch.transaction)
        readings = Readings(str(batch.connector), number, Samples(list(batch.blocks.values())))
        return Message(CALL, "", "MeterValues", readings, batch.latest, batch.first)

    def rest(self) -> list[tuple[str, Message]]:
        """Give all that waits."""
        found = [(charger, self.flush(charger)) for charger in list(self._waiting)]
        return [(charger, message) for charger, message in found if message]


def _instant(stamp: str, line: int | None) -> int | None:
    """Give the instant of meter values in seconds: their own where it is plausible, else their line's."""
    told: int | None
    if len(stamp) == _UTC_LENGTH and stamp[-1] == "Z":
        try:
            told = int(_read(stamp).timestamp()) * SECOND
        except ValueError:
            told = None
    else:
        told = micros(stamp)
    if told is None or told < FIRST_PLAUSIBLE or (line is not None and told - line >= DAY):
        told = line
    return None if told is None else (told + _HALF) // SECOND
