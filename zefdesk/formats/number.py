"""Numbers as people write them, to exact integers: marks of decimals and thousands, signs, exponents."""

import re
from typing import NamedTuple

from zefdesk.domain import quantity

LONGEST = 60
NOTHING = frozenset(
    ["", "-", "--", "---", "\u2013", "\u2014", "n/a", "na", "#n/a", "null", "none", "nil", "(null)", "\\n"]
)
"""What stands for no value, in small letters."""

_PLAIN = re.compile(r"\d+(?:\.\d*)?|\.\d+")
_EXPONENT = re.compile(r"(\d+)(?:[.,](\d*))?[eE]([+-]?\d{1,3})")
_GROUPED = {
    mark: re.compile(
        rf"\d{{1,3}}(?:{re.escape(mark)}\d{{3}})+|\d{{1,2}}(?:{re.escape(mark)}\d{{2}})+{re.escape(mark)}\d{{3}}"
    )
    for mark in ",."
}
_SPACES = re.compile(r"(?<=\d)[ \u00a0\u202f\u2009'\u2019](?=\d)")
_THREE, _FOUR = 3, 4
_WHOLE_DIGITS = 10**18
MINUSES = "-\u2212\u2013\u2010\u2011"


class Exact(NamedTuple):
    """`digits` times ten to the minus `scale`."""

    digits: int
    scale: int


def is_nothing(text: str) -> bool:
    """Whether a cell says that there is no value."""
    return text.strip().casefold() in NOTHING


def read_number(text: str, decimal: str = ".") -> Exact:
    """Read a number; `decimal` decides where `12,437` or `12.437` could be either. Raises ValueError."""
    bare = text.strip()
    if bare[:1] in MINUSES and len(bare) > 1:
        exact = read_size(bare[1:].lstrip(), decimal)
        return Exact(-exact.digits, exact.scale)
    return read_size(bare[1:] if bare[:1] == "+" else bare, decimal)


def read_size(text: str, decimal: str = ".") -> Exact:
    """Read a number without sign; raises ValueError."""
    if len(text) > LONGEST:
        raise ValueError(text)
    text = _SPACES.sub("", text)
    if not text.isascii():
        raise ValueError(text)
    if match := _EXPONENT.fullmatch(text):
        part = match[2] or ""
        return _shifted(int(match[1] + part), len(part) - int(match[3]))
    comma, dot = text.rfind(","), text.rfind(".")
    if comma < 0 and (dot < 0 or not open_mark(text, ".") or decimal == "."):
        return _plain(text)
    if comma >= 0 and dot >= 0:
        mark, other = (",", ".") if comma > dot else (".", ",")
        whole, _, part = text.rpartition(mark)
        return _plain(f"{_ungrouped(whole, other)}.{part}")
    mark = "," if comma >= 0 else "."
    if text.count(mark) > 1 or (open_mark(text, mark) and decimal != mark):
        return _plain(_ungrouped(text, mark))
    return _plain(text.replace(",", "."))


def open_mark(text: str, mark: str) -> bool:
    """Whether a lone mark may be either: one to three digits before it, not beginning with 0, three after it."""
    whole, found, part = text.partition(mark)
    return bool(found) and len(part) == _THREE and part.isdigit() and 0 < len(whole) < _FOUR and whole[0] != "0"


def _ungrouped(text: str, mark: str) -> str:
    if mark in text and not _GROUPED[mark].fullmatch(text):
        raise ValueError(text)
    return text.replace(mark, "")


def _plain(text: str) -> Exact:
    if not _PLAIN.fullmatch(text):
        raise ValueError(text)
    whole, _, part = text.partition(".")
    return Exact(int(whole + part), len(part))


def _shifted(digits: int, scale: int) -> Exact:
    if scale < 0:
        if scale < -LONGEST:
            raise OverflowError(digits)
        return Exact(digits * int(10**-scale), 0)
    return Exact(digits, scale)


def scaled(exact: Exact, multiple: int, divisor: int = 1) -> int:
    """Give the number times `multiple / divisor` as a whole number, half-up (away from zero)."""
    below: int = divisor * 10**exact.scale
    size = (2 * abs(exact.digits) * multiple + below) // (2 * below)
    return size if exact.digits >= 0 else -size


def nano(exact: Exact, multiple: int = 1, divisor: int = 1) -> int:
    """Give billionths of the number times `multiple / divisor`, half-up; raises OverflowError beyond 64 bits."""
    size = scaled(exact, multiple * quantity.NANO, divisor)
    if abs(size) > quantity.LIMIT:
        raise OverflowError(exact)
    return size


def plain_nano(text: str, decimal: str) -> int | None:
    """Give billionths of a number that is plainly written with a decimal dot, quickly; None for all others."""
    whole, mark, part = text.partition(".")
    if not whole.isdecimal() or not whole.isascii() or len(whole) > 9 or len(part) > quantity.PLACES:  # noqa: PLR2004
        return None
    if not mark:
        return int(whole) * int(quantity.NANO)
    if decimal != "." or not part.isdecimal() or not part.isascii():
        return None
    digits: int = int(whole + part.ljust(quantity.PLACES, "0"))
    return digits


def float_text(value: float) -> str:
    """Write a workbook's number as it reads there: fifteen digits, whole numbers without decimals."""
    if abs(value) < _WHOLE_DIGITS and value == int(value):
        return str(int(value))
    return f"{value:.15g}"
