"""The usual spellings, read by their parts from tables so small that they stay in the processor's cache.

A memo of whole cells holds a hundred thousand of them, and each look into it waits for main memory.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from zefdesk.domain import quantity
from zefdesk.formats.memo import Memo

_SIXTY = 60
SECONDS = {f"{number:02d}": number for number in range(_SIXTY)}
MINUTES = {f"{number:02d}": number * _SIXTY for number in range(_SIXTY)}
HOURS = {form.format(number): number * 3600 for number in range(1000) for form in ("{}", "{:02d}")}
DAY_HOURS = {form.format(number): number * 3600 for number in range(24) for form in ("{}", "{:02d}")}
_SMALL = 4_096
_HALF = 499_500  # half a second, but for the noise of a binary fraction of a day

Convert = Callable[[Any], Any]


def durations(otherwise: Memo, sample: list[Any]) -> Convert:
    """Give a reader of `h:mm:ss`, if that is how most of a column's first cells are written; else the memo's."""

    def read(cell: str) -> Any:  # noqa: ANN401 -- whatever the memo gives
        try:
            hour, minute, second = cell.split(":")
            return HOURS[hour] + MINUTES[minute] + SECONDS[second]
        except (ValueError, KeyError):
            return otherwise[cell]

    if any(isinstance(cell, timedelta) for cell in sample):
        return _spans(otherwise)
    return read if _mostly(sample, lambda cell: cell.count(":") == 2) else otherwise.__getitem__  # noqa: PLR2004


def _spans(otherwise: Memo) -> Convert:
    def read(cell: Any) -> Any:  # noqa: ANN401 -- text or typed
        if type(cell) is timedelta and cell.days >= 0:
            return cell.days * 86_400 + cell.seconds + (cell.microseconds >= _HALF)
        return otherwise[cell]

    return read


def energies(otherwise: Memo, sample: list[Any]) -> Convert:
    """Give a reader of kWh with a decimal dot, if that is how most of a column's first cells are written."""
    wholes, parts = Memo(_whole, limit=_SMALL), Memo(_part, limit=_SMALL)

    def read(cell: str) -> Any:  # noqa: ANN401 -- whatever the memo gives
        try:
            whole, _, part = cell.partition(".")
            return wholes[whole] + parts[part]
        except ValueError:
            return otherwise[cell]

    return read if _mostly(sample, lambda cell: cell.replace(".", "", 1).isdecimal()) else otherwise.__getitem__


def _whole(text: str) -> int:
    if not text.isdecimal() or not text.isascii() or len(text) > quantity.PLACES:
        raise ValueError(text)
    return int(text) * int(quantity.NANO)


def _part(text: str) -> int:
    if not text:
        return 0
    if not text.isdecimal() or not text.isascii() or len(text) > quantity.PLACES:
        raise ValueError(text)
    return int(text.ljust(quantity.PLACES, "0"))


def _mostly(sample: list[Any], fits: Callable[[str], bool]) -> bool:
    texts = [cell for cell in sample if cell != ""]
    if not texts or not all(isinstance(cell, str) for cell in texts):
        return False
    return 2 * sum(fits(cell) for cell in texts) > len(texts)
