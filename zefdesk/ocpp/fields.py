"""Fields of payloads, read as they come: what a schema forbids is read all the same, what says nothing is None."""

from collections.abc import Mapping
from decimal import Decimal, DecimalException
from typing import Any

NANO_OF_WH = 6
"""Places by which watt-hours become billionths of a kWh, and watts billionths of a kW."""
_LONGEST = 40
_TENS: tuple[int, ...] = tuple(10**power for power in range(19))


def mapping(value: object) -> Mapping[str, Any]:
    """Give an object's fields; nothing for what is no object."""
    return value if isinstance(value, dict) else {}


def text(value: object) -> str | None:
    """Give a text to the letter; a number as its digits; None for what is empty or neither."""
    if isinstance(value, str):
        return value or None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return str(value)


def number_text(value: object) -> str | None:
    """Give what names something by a whole number (connector, transaction), without sign or blanks around it."""
    found = text(value)
    return found.strip() or None if found else None


def scaled(value: object, places: int) -> int | None:
    """Give a decimal times ten to the `places`, rounded half up; None for what is no finite number."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value * _TENS[places]
    digits = str(value).strip() if isinstance(value, str | float) else ""
    if digits.isdigit() and len(digits) < _LONGEST:
        return int(digits) * _TENS[places]
    whole, dot, part = digits.partition(".")
    if dot and part.isdigit() and whole.lstrip("-").isdigit() and len(part) <= places and len(whole) < _LONGEST:
        return int(whole + part) * _TENS[places - len(part)]
    return _slowly(digits, places)


def _slowly(digits: str, places: int) -> int | None:
    try:
        exact = Decimal(digits.replace(",", ".")) if 0 < len(digits) < _LONGEST else None
        if exact is None or not exact.is_finite() or exact.adjusted() > _LONGEST:
            return None
        return int((exact.scaleb(places)).to_integral_value("ROUND_HALF_UP"))
    except DecimalException:
        return None
