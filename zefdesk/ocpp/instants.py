"""Timestamps as OCPP writes them: RFC 3339 text to microseconds of UTC."""

import re
from datetime import UTC, datetime
from functools import lru_cache

SECOND = 1_000_000
_PLAIN = 20
"""How long a timestamp without a fraction is, in UTC: as nearly all are."""
_STAMP = re.compile(
    r"\s*(\d{4}-\d\d-\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?\d*)?\s*(Z|z|[+-]\d\d(?::?\d\d)?)?\s*\Z"
)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC).toordinal()


def micros(text: object) -> int | None:
    """Give the instant; one without a zone is taken as UTC, as OCPP asks for. None for what is no timestamp."""
    if not isinstance(text, str):
        return None
    if len(text) == _PLAIN and text[19] == "Z" and text[10] == "T":
        try:
            return int(datetime.fromisoformat(text).timestamp()) * SECOND
        except ValueError:
            pass
    found = _STAMP.match(text)
    if not found:
        return None
    day, hour, minute, second, fraction, zone = found.groups()
    at = _day(day)
    if at is None or int(hour) > 24 or int(minute) > 59:  # noqa: PLR2004 -- of a clock
        return None
    whole = at + int(hour) * 3600 + int(minute) * 60 + int(second or 0) - _offset(zone)
    return whole * SECOND + (int(f"{fraction:0<9}") // 1000 if fraction else 0)


@lru_cache(maxsize=1 << 10)
def _day(text: str) -> int | None:
    try:
        return (datetime.fromisoformat(text).toordinal() - _EPOCH) * 86_400
    except ValueError:
        return None


@lru_cache(maxsize=1 << 8)
def _offset(zone: str | None) -> int:
    if not zone or zone in "Zz":
        return 0
    digits = zone[1:].replace(":", "")
    seconds = int(digits[:2]) * 3600 + int(digits[2:] or 0) * 60
    return -seconds if zone[0] == "-" else seconds


def seconds(instant: int) -> int:
    """Give whole seconds, half up."""
    return (instant + SECOND // 2) // SECOND
