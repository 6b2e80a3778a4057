"""Cells to texts: to the letter, without outer blanks, as the number format of a workbook shows them."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from zefdesk.formats.number import float_text

_HALF = 499_500  # half a second, but for the noise of a binary fraction of a day
_GUARDED = frozenset("=+-@'\t\r")


def cell_text(cell: Any) -> str:  # noqa: ANN401 -- text or typed
    """Give a cell as it reads."""
    return writer_of(type(cell))(cell)


def writer_of(kind: type) -> Callable[[Any], str]:
    """Give the function that writes cells of a type as they read."""
    return _WRITERS.get(kind, str)


def _span_text(span: timedelta) -> str:
    seconds = span.days * 86_400 + span.seconds + (span.microseconds >= _HALF)
    sign, size = ("-", -seconds) if seconds < 0 else ("", seconds)
    return f"{sign}{size // 3600}:{size % 3600 // 60:02d}:{size % 60:02d}"


_WRITERS: dict[type, Callable[[Any], str]] = {
    type(None): lambda _: "",
    bool: lambda cell: "TRUE" if cell else "FALSE",
    int: float_text,
    float: float_text,
    timedelta: _span_text,
}


def trimmed(cell: Any) -> str | None:  # noqa: ANN401 -- text or typed
    """Give a text without outer blanks, None for an empty one and for `#N/A`."""
    text = cell_text(cell).strip()
    return None if not text or text == "#N/A" else text


def to_the_letter(cell: Any) -> str | None:  # noqa: ANN401 -- text or typed
    """Give a text as it is, outer blanks too; None for an empty one."""
    return cell_text(cell) or None


def padded(digits: int) -> Callable[[Any], str | None]:
    """Give the reading of a column whose numbers are shown with so many digits."""

    def read(cell: Any) -> str | None:  # noqa: ANN401 -- text or typed
        text = trimmed(cell)
        return text.zfill(digits) if text and not isinstance(cell, str) and text.isdigit() else text

    return read


def unguarded(cell: Any) -> str | None:  # noqa: ANN401 -- text or typed
    """Give a text of our own CSV to the letter: the `'` that keeps a spreadsheet from taking it for a formula goes."""
    text = cell_text(cell)
    if text[:1] == "'" and text[1:2] in _GUARDED and len(text) > 1:
        return text[1:]
    return text or None
