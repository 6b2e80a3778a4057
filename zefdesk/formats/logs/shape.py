"""Lines that look alike: where the clock stands in them, and the charger's id, found once and read quickly after."""

from collections.abc import Callable
from typing import NamedTuple

from zefdesk.formats.logs import clock
from zefdesk.formats.logs.charger import Rule

_ALIKE = bytes.maketrans(b"0123456789abcdef", b"0" * 16)
_MOST = 1 << 13


class Shape(NamedTuple):
    """Where the clock and the charger's id stand in what is before a frame; None for what is not there.

    `read` reads the clock in lines of this shape.
    """

    clock: clock.Clock | None
    charger: slice | None
    zoned: bool
    read: Callable[[bytes], int | None]


class Shapes:
    """The shapes seen up to now, by lines with their digits (and what may be digits of ids) made alike."""

    def __init__(self, rule: Rule | None, calendar: clock.Calendar, *, clocks: bool = True) -> None:
        self._rule = rule
        self._calendar = calendar
        self._clocks = clocks
        self._known: dict[bytes, Shape] = {}

    def of(self, prefix: bytes) -> Shape:
        """Give the shape of what stands before a frame."""
        alike = prefix.translate(_ALIKE)
        shape = self._known.get(alike)
        if shape is None:
            if len(self._known) >= _MOST:
                self._known.clear()
            shape = self._known[alike] = self._look(prefix)
        return shape

    def _look(self, prefix: bytes) -> Shape:
        named = self._rule.find(prefix) if self._rule else None
        place = clock.find(prefix) if self._clocks else None
        read = place.reader(self._calendar) if place else _nothing
        return Shape(place, slice(*named) if named else None, place is not None and place.zoned, read)


def _nothing(_: bytes) -> None:
    return None
