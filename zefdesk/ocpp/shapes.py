"""Meter values read by their shape: nine tenths of a log, of which only the values differ from frame to frame.

What stands between the values of a MeterValues payload is its shape. A shape is read once, by the slow way; a payload
of a known shape gives its values without being decoded. A payload that is odd has no shape: it goes the slow way.
"""

import re
from typing import NamedTuple

import msgspec

from zefdesk.domain.samples import Column
from zefdesk.ocpp.fields import mapping, number_text
from zefdesk.ocpp.meter_values import columns_of

_VALUES = re.compile(
    rb'"(value|timestamp)"(\s*:\s*)"(-?[0-9]{1,18}(?:\.[0-9]{1,12})?|[0-9]{4}-[0-9][0-9T:.Z+-]{8,32})"'
)
_MOST = 2_000
_LONGEST = 1 << 14
_MARK = "\x01"
"""Stands before the number of a value; no payload of a known shape has it."""


class Row(NamedTuple):
    """One `meterValue` of a shape: where its timestamp stands among the values, and its series."""

    stamp: int
    columns: tuple[Column, ...]


class Shape(NamedTuple):
    """What a payload says besides its values: connector, transaction, and where which value stands."""

    connector: str | None
    transaction: str | None
    rows: tuple[Row, ...]


class Shaped(NamedTuple):
    """A payload by its shape, with its values as texts."""

    shape: Shape
    texts: list[bytes]


class Shapes:
    """The shapes that were met."""

    def __init__(self) -> None:
        self._known: dict[bytes, Shape | None] = {}

    def read(self, payload: bytes) -> Shaped | None:
        """Give a payload by its shape; None for one that has to be decoded."""
        parts = _VALUES.split(payload)
        key = b"".join(parts[::4])
        shape = self._known.get(key, _UNKNOWN)
        if shape is _UNKNOWN:
            shape = self._learn(key, payload, parts)
        return None if shape is None else Shaped(shape, parts[3::4])

    def _learn(self, key: bytes, payload: bytes, parts: list[bytes]) -> Shape | None:
        shape = _shape(parts) if len(payload) <= _LONGEST and b"\\u0001" not in payload else None
        if len(self._known) >= _MOST:
            self._known.clear()
        self._known[key] = shape
        return shape


_UNKNOWN = Shape(None, None, ())


def _shape(parts: list[bytes]) -> Shape | None:
    """Read a payload whose values are replaced by their numbers."""
    marked = b"".join(
        part if place % 4 == 0 else b'"%s"%s"\\u0001%d"' % (part, parts[place + 1], place // 4)
        for place, part in enumerate(parts)
        if place % 4 < 2  # noqa: PLR2004 -- the constant part, and the name of the value after it
    )
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
    return Shape(
        number_text(told.get("connectorId")),
        number_text(told.get("transactionId")),
        tuple(row for row in rows if row is not None),
    )


def _row(told: dict[str, object] | object) -> Row | None:
    fields = mapping(told)
    stamp = fields.get("timestamp")
    columns = columns_of(fields.get("sampledValue"), _MARK)
    if not isinstance(stamp, str) or not stamp.startswith(_MARK) or columns is None:
        return None
    return Row(int(stamp[1:]), columns)
