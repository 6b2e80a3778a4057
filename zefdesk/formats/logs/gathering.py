"""Meter values of one charger gathered into one message, as long as nothing else is said: nine tenths of a log."""

from collections.abc import Iterator, Sequence
from itertools import compress
from operator import sub
from typing import NamedTuple

from zefdesk.domain.logged import Span
from zefdesk.domain.samples import Block, Column, Samples
from zefdesk.formats.logs.alike import Pattern, Row
from zefdesk.ocpp.instants import SECOND, micros
from zefdesk.ocpp.message import CALL, Message, Readings
from zefdesk.ocpp.metered import Metered, row_of
from zefdesk.ocpp.moment import DAY, FIRST_PLAUSIBLE

_MOST = 400
_LONGEST = 1_800 * SECOND
"""A message of many must not look like a silence of the charger."""
_HALF = SECOND // 2
_FIRST = FIRST_PLAUSIBLE // SECOND
_MINUTE = 17
"""How much of a timestamp tells its minute: `2026-03-03T08:00:`."""
_MOST_MINUTES = 1 << 14
_SECONDS = {b"%02dZ" % second: second for second in range(60)}


class _Key(NamedTuple):
    """What meter values of one message have in common."""

    connector: int
    transaction: int | None


class _Batch:
    """Meter values of one transaction that wait: by their columns."""

    def __init__(self, key: _Key, at: int | None, span: Span) -> None:
        self.key = key
        self.since = self.latest = at
        self.first = span
        self.count = 0
        self.blocks: dict[tuple[Column, ...], Block] = {}

    def takes(self, key: _Key, at: int | None) -> bool:
        """Whether meter values of this clock go on from those that wait."""
        if self.key != key or self.count >= _MOST:
            return False
        return at is None or self.since is None or 0 <= at - self.since <= _LONGEST

    def block(self, columns: tuple[Column, ...]) -> Block:
        """Give the rows with these columns."""
        block = self.blocks.get(columns)
        if block is None:
            block = self.blocks[columns] = Block(columns)
        return block

    def message(self) -> Message | None:
        """Give what waits as a message; None where there are no values."""
        blocks = [one for one in self.blocks.values() if one.at]
        if not blocks:
            return None
        number = None if self.key.transaction is None else str(self.key.transaction)
        readings = Readings(str(self.key.connector), number, Samples(blocks))
        return Message(CALL, "", "MeterValues", readings, self.latest, self.first)


class Gathering:
    """Meter values on their way, by charger: those that were decoded, and rows that patterns have read."""

    def __init__(self) -> None:
        self._waiting: dict[str, _Batch] = {}
        self._stamps = _Stamps()

    def take(self, charger: str, values: Metered, at: int | None, span: Span) -> Message | None:
        """Take the meter values of a frame on; gives those before as a message, where these do not go on from them."""
        key = _Key(values.connectorId, values.transactionId)
        batch, given = self._batch(charger, key, at, at, span)
        batch.latest = at
        batch.count += 1
        for one in values.meterValue:
            columns, texts = row_of(one)
            instant = instant_of(one.timestamp, at)
            if instant is not None and columns:
                batch.block(columns).add(instant, span, texts)
        return given

    def take_rows(
        self, charger: str, pattern: Pattern, rows: Sequence[Row], clocks: Sequence[int | None]
    ) -> Iterator[Message]:
        """Take rows on that a pattern has read, with the clocks of their lines; gives messages that are whole."""
        starts, ends, lines, texts = zip(*rows, strict=True)
        columns = list(zip(*texts, strict=True))
        transactions = columns[pattern.transaction - 1] if pattern.transaction else ()
        instants = self._stamps.read(columns[pattern.stamp - 1], clocks)
        values = [b"\n".join(columns[place - 1]).decode("ascii").split("\n") for place in pattern.values]
        for part in _together(transactions, clocks):
            told = slice(*part)
            first, last = part[0], part[1] - 1
            key = _Key(pattern.connector, int(transactions[first]) if transactions else None)
            span = Span(0, starts[first], ends[first] - starts[first], lines[first])
            batch, given = self._batch(charger, key, clocks[first], clocks[last], span)
            if given:
                yield given
            batch.latest = clocks[last]
            batch.count += part[1] - first
            lengths = list(map(sub, ends[told], starts[told]))
            block = Block(
                pattern.columns, 0, [], list(starts[told]), lengths, list(lines[told]), [one[told] for one in values]
            )
            batch.block(pattern.columns).extend(_told(block, instants[told]))

    def flush(self, charger: str) -> Message | None:
        """Give what waits of a charger."""
        batch = self._waiting.pop(charger, None)
        return batch.message() if batch else None

    def rest(self) -> list[tuple[str, Message]]:
        """Give all that waits."""
        found = [(charger, self.flush(charger)) for charger in list(self._waiting)]
        return [(charger, message) for charger, message in found if message]

    def _batch(
        self, charger: str, key: _Key, first: int | None, last: int | None, span: Span
    ) -> tuple[_Batch, Message | None]:
        """Give the batch that takes what comes now, and as a message what ends before it."""
        batch = self._waiting.get(charger)
        if batch is not None and batch.takes(key, first) and batch.takes(key, last):
            return batch, None
        given = batch.message() if batch else None
        batch = self._waiting[charger] = _Batch(key, first, span)
        return batch, given


class _Stamps:
    """Reads the timestamps of many rows, quickly where their minutes are known."""

    def __init__(self) -> None:
        self._minutes: dict[bytes, int] = {}

    def read(self, stamps: Sequence[bytes], clocks: Sequence[int | None]) -> list[int | None]:
        """Give the instants of rows in seconds, as `instant_of` gives each."""
        minutes = self._minutes
        try:
            told = [minutes[stamp[:_MINUTE]] + _SECONDS[stamp[_MINUTE:]] for stamp in stamps]
        except KeyError:
            return [self._meet(stamp, at) for stamp, at in zip(stamps, clocks, strict=True)]
        known = [at for at in clocks if at is not None]
        if min(told) >= _FIRST and (not known or max(told) * SECOND - min(known) < DAY):
            return list(told)
        return [instant_of(stamp.decode(), at) for stamp, at in zip(stamps, clocks, strict=True)]

    def _meet(self, stamp: bytes, line: int | None) -> int | None:
        text = stamp.decode("ascii", "replace")
        told, second = micros(text), _SECONDS.get(stamp[_MINUTE:])
        if told is not None and second is not None:
            if len(self._minutes) >= _MOST_MINUTES:
                self._minutes.clear()
            self._minutes[stamp[:_MINUTE]] = told // SECOND - second
        return instant_of(text, line)


def _told(block: Block, instants: Sequence[int | None]) -> Block:
    """Give rows their instants; those whose instant nothing tells are left out."""
    told = [at is not None for at in instants]
    block.at = [at for at in instants if at is not None]
    if len(block.at) < len(instants):
        for numbers in (block.offsets, block.lengths, block.lines):
            numbers[:] = compress(numbers, told)
        block.texts = [list(compress(column, told)) for column in block.texts]
    return block


def _together(transactions: Sequence[bytes], clocks: Sequence[int | None]) -> Iterator[tuple[int, int]]:
    """Cut rows where another transaction begins, and after half an hour; gives where the parts begin and end."""
    begin = 0
    for at in range(len(clocks)):
        clock, since = clocks[at], clocks[begin]
        late = clock is not None and since is not None and not 0 <= clock - since <= _LONGEST
        if late or (transactions and transactions[at] != transactions[begin]) or at - begin >= _MOST:
            yield begin, at
            begin = at
    yield begin, len(clocks)


def instant_of(stamp: str, line: int | None) -> int | None:
    """Give the instant of meter values in seconds: their own where it is plausible, else their line's."""
    told = micros(stamp)
    if told is None or told < FIRST_PLAUSIBLE or (line is not None and told - line >= DAY):
        told = line
    return None if told is None else (told + _HALF) // SECOND
