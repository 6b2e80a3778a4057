"""How values of a profile's document are shown in fields and read back: as typed where they cannot be read."""

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from zefdesk.billing.reading import Wrong, seconds
from zefdesk.billing.words import span_words
from zefdesk.domain.notation import Notation

HOURS, MINUTES = "h", "min"
FREE_VEND = "free vend"
_ONE_DECIMAL = re.compile(r"\d+\.\d")
_BARE = re.compile(r"\d+")
_PART_OF_HOURS = re.compile(r"(\d+)[.,](\d{1,2})")
_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*([ap])?\.?(?:m\.?)?", re.IGNORECASE)
_NOON = 12
_TO_SPLIT = re.compile(r"[,;\s]+")


class Form(NamedTuple):
    """A value as text, and the text as a value; an empty text is no value."""

    show: Callable[[Any], str]
    read: Callable[[str], Any]
    hint: str = ""


TEXT = Form(lambda value: "" if value is None else str(value), lambda text: text or None)
DATE = Form(TEXT.show, lambda text: text.strip() or None, "2026-06-01")


def decimal(notation: Notation, hint: str = "") -> Form:
    """Give the form of prices and quantities, with the decimal mark of a notation."""
    mark = notation.decimal

    def show(value: Any) -> str:  # noqa: ANN401 -- any JSON
        return "" if value is None else str(value).replace(".", mark)

    return Form(show, lambda text: text.strip().replace(mark, ".") or None, hint)


def money(notation: Notation, hint: str = "") -> Form:
    """Give the form of amounts of money: a single decimal is shown as two, `0.4` as `0.40`."""
    plain = decimal(notation, hint)

    def show(value: Any) -> str:  # noqa: ANN401 -- any JSON
        shown = plain.show(value)
        return f"{shown}0" if _ONE_DECIMAL.fullmatch(str(value)) else shown

    return plain._replace(show=show)


def span(unit: str) -> Form:
    """Give the form of durations; a bare number is in `unit`."""
    return Form(
        _show_span, lambda text: _read_span(text.strip(), unit), f"15 {unit}" if unit == MINUTES else f"4 {unit}"
    )


def _show_span(value: Any) -> str:  # noqa: ANN401 -- any JSON
    try:
        return "" if value is None else span_words(seconds(value))
    except Wrong:
        return str(value)


def _read_span(text: str, unit: str) -> Any:  # noqa: ANN401 -- any JSON
    if not text:
        return None
    if unit == HOURS and (match := _PART_OF_HOURS.fullmatch(text)):
        part = int(match[2].ljust(2, "0"))
        return int(match[1]) * 3600 + part * 36
    written = f"{text} {unit}" if _BARE.fullmatch(text) else text
    try:
        return seconds(written)
    except Wrong:
        return text


def _read_clock(text: str) -> str | None:
    """Read `14`, `14:30`, `2pm` and the like as a file writes it."""
    match = _CLOCK.fullmatch(text.strip())
    if not match:
        return text.strip() or None
    hour = int(match[1])
    if match[3] and hour <= _NOON:
        hour = hour % _NOON + (_NOON if match[3].lower() == "p" else 0)
    return f"{hour:02d}:{match[2] or '00'}"


CLOCK = Form(TEXT.show, _read_clock, "14:00")


def _read_dates(text: str) -> list[str] | None:
    return [part for part in _TO_SPLIT.split(text) if part] or None


def _show_list(value: Any) -> str:  # noqa: ANN401 -- any JSON
    return ", ".join(str(one) or FREE_VEND for one in value) if isinstance(value, list) else TEXT.show(value)


def _read_names(text: str) -> list[str] | None:
    names = [part.strip() for part in text.split(",")]
    return ["" if name.casefold() == FREE_VEND else name for name in names if name] or None


DATES = Form(_show_list, _read_dates, "2026-12-24, 2026-12-31")
NAMES = Form(_show_list, _read_names, "ChargeHub, AmpUp")
