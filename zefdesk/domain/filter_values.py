"""Values of a filter as a person writes them, both ways: `40`, `1:30:00`, `2026-05`, `mon`."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from zefdesk.domain import clock, quantity
from zefdesk.domain.filter_fields import WEEKDAYS, Field, Form
from zefdesk.domain.notation import duration

_DURATION = re.compile(r"(-?)(\d{1,9}):(\d\d)(?::(\d\d))?")
_UNITS = re.compile(r"(?=\d)(?:(\d{1,6})d)?(?:(\d{1,8})h)?(?:(\d{1,9})m)?(?:(\d{1,10})s)?")
_INSTANT = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d))?)?")
_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")
_NUMBER = re.compile(r"-?\d{1,18}")
_MINUTE, _HOUR, _DAY_HOURS, _SIXTY = 60, 3600, 24, 60


def read_value(field: Field, text: str) -> str | int:
    """Read a value of a field in the units of `Session`; raises ValueError for what is none."""
    if field.form is Form.TEXT:
        return text
    if field.form is Form.CHOICE:
        return _choice(field, text)
    return _READ[field.form](text)


def write_value(field: Field, value: str | int) -> str:
    """Write a value so that `read_value` gives it again."""
    write = _WRITE.get(field.form)
    return write(int(value)) if write else str(value)


def is_day(text: str) -> bool:
    """Whether a text is a day, not a time of it."""
    match = _INSTANT.fullmatch(text)
    return match is not None and match[2] is None


def follower(field: Field, value: int, text: str) -> int:
    """Give the least value above this one: the next day where a day was written."""
    return value + (clock.DAY if field.form is Form.INSTANT and is_day(text) else 1)


def roundest(field: Field, value: int) -> int | None:
    """Give the value just below a bound, where that is the rounder one and so what a person meant by `>` or `<=`."""
    if field.form in {Form.ENERGY, Form.MONEY}:
        shorter = len(quantity.plain(value - 1)) < len(quantity.plain(value))
        return value - 1 if shorter else None
    if field.form is Form.DURATION and value % _MINUTE == 1:
        return value - 1
    return None


def _choice(field: Field, text: str) -> str:
    if text not in field.choices:
        raise ValueError(text)
    return text


def _read_nano(text: str) -> int:
    try:
        return quantity.to_nano(Decimal(text))
    except (InvalidOperation, OverflowError):
        raise ValueError(text) from None


def _read_duration(text: str) -> int:
    if match := _DURATION.fullmatch(text):
        sign, hours, minutes, seconds = match[1], int(match[2]), int(match[3]), int(match[4] or 0)
        if minutes < _SIXTY and seconds < _SIXTY:
            size = hours * _HOUR + minutes * _MINUTE + seconds
            return -size if sign else size
    elif text and (match := _UNITS.fullmatch(text)):
        days, hours, minutes, seconds = (int(part or 0) for part in match.groups())
        return ((days * _DAY_HOURS + hours) * _SIXTY + minutes) * _SIXTY + seconds
    raise ValueError(text)


def _read_instant(text: str) -> int:
    match = _INSTANT.fullmatch(text)
    if not match or int(match[2] or 0) >= _DAY_HOURS or max(int(match[3] or 0), int(match[4] or 0)) >= _SIXTY:
        raise ValueError(text)
    day = clock.wall_of_day(date.fromisoformat(match[1]))
    return day + int(match[2] or 0) * _HOUR + int(match[3] or 0) * _MINUTE + int(match[4] or 0)


def _read_month(text: str) -> str:
    if not _MONTH.fullmatch(text):
        raise ValueError(text)
    return text


def _read_weekday(text: str) -> int:
    return WEEKDAYS.index(text[:3].lower()) + 1


def _read_number(text: str) -> int:
    if not _NUMBER.fullmatch(text):
        raise ValueError(text)
    return int(text)


def _write_instant(wall: int) -> str:
    text = clock.wall_text(wall)
    return text.removesuffix(":00")


_READ: Mapping[Form, Callable[[str], str | int]] = {
    Form.MONTH: _read_month,
    Form.WEEKDAY: _read_weekday,
    Form.INSTANT: _read_instant,
    Form.DURATION: _read_duration,
    Form.ENERGY: _read_nano,
    Form.MONEY: _read_nano,
    Form.NUMBER: _read_number,
}
_WRITE: Mapping[Form, Callable[[int], str]] = {
    Form.WEEKDAY: lambda value: WEEKDAYS[value - 1],
    Form.INSTANT: _write_instant,
    Form.DURATION: duration,
    Form.ENERGY: quantity.plain,
    Form.MONEY: quantity.plain,
}
