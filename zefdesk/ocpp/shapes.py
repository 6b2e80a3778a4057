"""Meter values read by their shape: nine tenths of a log, of which only the values differ from frame to frame.

What stands between the values of a MeterValues payload is its shape. A shape is read once, by the slow way; a payload
of a known shape gives its values without being decoded. A payload that is odd has no shape: it goes the slow way.
"""

import re
from typing import NamedTuple

import msgspec

from zefdesk.domain.samples import Column
from zefdesk.ocpp.fields import mapping
from zefdesk.ocpp.meter_values import columns_of

_VALUES = re.compile(rb'": ?"?(-?[0-9][0-9T:.Z+-]*)"?')
"""Numbers, in quotes or not, and timestamps; the names of their fields stay in the shape."""
_MOST = 2_000
_LONGEST = 1 << 14
_MARK = "\x01"
"""Stands before the number of a value; no payload of a known shape has it."""


class Row(NamedTuple):
    """One `meterValue` of a shape: where its timestamp stands among the values, and its series."""

    stamp: int
    columns: tuple[Column, ...]


class Shape(NamedTuple):
    """Where among the values of a payload stand connector and transaction (None: nowhere) and the meter values."""

    connector: int | None
    transaction: int | None
    rows: tuple[Row, ...]


class Shapes:
    """The shapes that were met."""

    def __init__(self) -> None:
        self._known: dict[bytes, Shape | None] = {}

    def read(self, payload: bytes) -> tuple[Shape, list[bytes]] | None:
        """Give the shape of a payload and its values as texts; None for one that has to be decoded."""
        parts = _VALUES.split(payload)
        key = b"".join(parts[::2])
        shape = self._known.get(key, _UNKNOWN)
        if shape is _UNKNOWN:
            shape = self._learn(key, payload, parts)
        return None if shape is None else (shape, parts[1::2])

    def _learn(self, key: bytes, payload: bytes, parts: list[bytes]) -> Shape | None:
        shape = _shape(parts) if len(payload) <= _LONGEST and b"\\u0001" not in payload else None
        if len(self._known) >= _MOST:
            self._known.clear()
        self._known[key] = shape
        return shape


_UNKNOWN = Shape(None, None, ())


def _shape(parts: list[bytes]) -> Shape | None:
    """Read a payload whose values are replaced by their numbers."""
    marked = b"".join(b'":"\\u0001%d"' % (place // 2) if place % 2 else part for place, part in enumerate(parts))
    try:
        told = mapping(msgspec.json.decode(marked))
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    values = told.get("meterValue")
    if not isinstance(values, list) or not values or set(told) - {"connectorId", "transactionId", "meterValue"}:
        return None
    rows = [_row(mapping(one)) for one in values]
    if any(row is None for row in rows):
        return None
    places = [_place(told.get(name)) for name in ("connectorId", "transactionId") if name in told]
    if None in places:
        return None
    connector, transaction = (_place(told.get(name)) for name in ("connectorId", "transactionId"))
    return Shape(connector, transaction, tuple(row for row in rows if row is not None))


def _place(value: object) -> int | None:
    """Give the number of the place that a mark stands for."""
    return int(value[len(_MARK) :]) if isinstance(value, str) and value.startswith(_MARK) else None


def _row(told: dict[str, object] | object) -> Row | None:
    fields = mapping(told)
    stamp = _place(fields.get("timestamp"))
    columns = columns_of(fields.get("sampledValue"), _MARK)
    return None if stamp is None or columns is None else Row(stamp, columns)
