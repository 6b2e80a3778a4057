"""Fields of payloads, read as they come: what a schema forbids is read all the same, what says nothing is None."""

from collections.abc import Mapping
from typing import Any

from zefdesk.domain.decimals import scaled

__all__ = ["NANO_OF_WH", "mapping", "number_text", "scaled", "text"]

NANO_OF_WH = 6
"""Places by which watt-hours become billionths of a kWh, and watts billionths of a kW."""


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
