"""Durations in every usual form, to whole seconds, half-up."""

import re
from datetime import date, datetime, time, timedelta
from typing import Any

from zefdesk.formats.number import MINUSES, Exact, float_text, is_nothing, read_number, read_size, scaled
from zefdesk.formats.units import DAY, TIME, Ratio

_CLOCK = re.compile(
    r"(?:(\d{1,7})(?:\s*(?:days?|d)\.?\s*,?\s*|[.\s]|:(?=\d+:\d+:)))?"
    r"(\d{1,9}):(\d{1,2})(?::(\d{1,2})(?:[.,](\d{1,12}))?)?(?:\s*([ap])\.?m\.?)?",
    re.IGNORECASE,
)
_USUAL = re.compile(r"[0-9]{1,6}:[0-5][0-9]:[0-5][0-9]")
_ISO = re.compile(r"P(?:(\d+)W)?(?:([\d.,]+)D)?(?:T(?:([\d.,]+)H)?(?:([\d.,]+)M)?(?:([\d.,]+)S)?)?", re.IGNORECASE)
_PIECE = re.compile(r"\s*(?:and\s+)?([\d.,]+)\s*([a-z]+)\.?\s*,?", re.IGNORECASE)
_DAYS_AND_CLOCK = re.compile(r"(\d+)\s*(?:days?|d)\.?,?\s*(?:and\s+)?(\d.*)", re.IGNORECASE)
_ISO_UNITS = (604_800, 86_400, 3600, 60, 1)
_DAY, _NOON, _SIXTY = 86_400, 12, 60
_FIRST_DAY, _OLD_FIRST_DAY, _LEAP_BUG = datetime(1899, 12, 31), datetime(1899, 12, 30), datetime(1900, 3, 1)  # noqa: DTZ001
LIMIT = 2**53


def read_duration(cell: Any, decimal: str, unit: Ratio, *, minutes_first: bool = False) -> int | None:  # noqa: ANN401
    """Give whole seconds, None where there is no value.

    `unit` is that of a bare number; `minutes_first` reads `12:30` as minutes and seconds. Raises ValueError.
    """
    if not isinstance(cell, str):
        return _typed(cell, unit)
    if _USUAL.fullmatch(cell):
        hour, minute, second = cell.split(":")
        return int(hour) * 3600 + int(minute) * _SIXTY + int(second)
    text = " ".join(cell.split())
    if is_nothing(text):
        return None
    negative = text[0] in MINUSES
    text = text[1:].lstrip() if text[0] in MINUSES + "+" else text
    seconds = _size(text, decimal, unit, minutes_first=minutes_first)
    if seconds > LIMIT:
        raise OverflowError(cell)
    return -seconds if negative else seconds


def _size(text: str, decimal: str, unit: Ratio, *, minutes_first: bool) -> int:
    if match := _CLOCK.fullmatch(text):
        return _clock(match, minutes_first=minutes_first)
    if text[0] in "Pp" and (match := _ISO.fullmatch(text)) and any(match.groups()):
        return _sum([(part, Ratio(size, 1)) for part, size in zip(match.groups(), _ISO_UNITS, strict=True) if part])
    if text[-1].isdigit() or text[-1] == ".":
        if (match := _DAYS_AND_CLOCK.fullmatch(text)) and ":" in match[2]:
            return int(match[1]) * _DAY + _size(match[2], decimal, unit, minutes_first=minutes_first)
        pieces = _glued(text)
        return _sum(pieces) if pieces else scaled(read_number(text, decimal), *unit)
    return _sum(_pieces(text))


def _clock(match: re.Match[str], *, minutes_first: bool) -> int:
    days, first, second, third, part, half = match.groups()
    if minutes_first and third is None and days is None:
        first, second, third = "0", first, second
        minutes_fit = True
    else:
        minutes_fit = int(second) < _SIXTY
    if not minutes_fit or int(third or 0) >= _SIXTY:
        raise ValueError(match[0])
    hours = int(first)
    if half:
        hours = hours % _NOON + (_NOON if half in "pP" else 0)
    up = 1 if part and part[0] >= "5" else 0
    return int(days or 0) * _DAY + hours * 3600 + int(second) * 60 + int(third or 0) + up


def _glued(text: str) -> list[tuple[str, Ratio]]:
    """Read `2h30`: the number behind the last unit is of the next smaller one."""
    match = re.fullmatch(r"(\d+)\s*h\s*(\d{1,2})", text, re.IGNORECASE)
    return [(match[1], TIME["h"]), (match[2], TIME["m"])] if match else []


def _pieces(text: str) -> list[tuple[str, Ratio]]:
    found, at = [], 0
    while at < len(text):
        match = _PIECE.match(text, at)
        unit = TIME.get(match[2].casefold()) if match else None
        if not match or unit is None:
            raise ValueError(text)
        found.append((match[1].rstrip(","), unit))
        at = match.end()
    return found


def _sum(pieces: list[tuple[str, Ratio]]) -> int:
    total = Exact(0, 0)
    for text, (multiple, divisor) in pieces:
        exact = read_size(text, "." if "." in text else ",")
        scale = max(total.scale, exact.scale) + (3 if divisor > 1 else 0)
        share = exact.digits * multiple * 10 ** (scale - exact.scale) // divisor
        total = Exact(total.digits * 10 ** (scale - total.scale) + share, scale)
    return scaled(total, 1)


def _typed(cell: Any, unit: Ratio) -> int:  # noqa: ANN401 -- whatever a workbook's cell holds
    if isinstance(cell, timedelta):
        return _rounded(cell)
    if isinstance(cell, time):
        return _rounded(
            timedelta(hours=cell.hour, minutes=cell.minute, seconds=cell.second, microseconds=cell.microsecond)
        )
    if isinstance(cell, date):
        at = cell if isinstance(cell, datetime) else datetime(cell.year, cell.month, cell.day)  # noqa: DTZ001
        return _rounded(at - (_FIRST_DAY if at < _LEAP_BUG else _OLD_FIRST_DAY))
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        raise TypeError(cell)
    seconds = scaled(read_number(float_text(cell)), *unit)
    if abs(seconds) > LIMIT:
        raise OverflowError(cell)
    return seconds


def _rounded(span: timedelta) -> int:
    """Round half-up, once the noise of a binary fraction of a day is gone."""
    thousandths = round(span / timedelta(milliseconds=1))
    size = (abs(thousandths) + 500) // 1000
    return size if thousandths >= 0 else -size


def is_bare(cell: Any) -> bool:  # noqa: ANN401 -- any cell
    """Whether a cell is a number without any unit."""
    if isinstance(cell, str):
        return bool(re.fullmatch(r"\s*-?[\d.,]+\s*", cell)) and not is_nothing(cell)
    return isinstance(cell, int | float) and not isinstance(cell, bool)


FRACTION_OF_A_DAY = DAY
