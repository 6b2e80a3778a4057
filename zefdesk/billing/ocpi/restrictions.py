"""What restricts a tariff element (OCPI 2.2.1, TariffRestrictions), as a condition, and back."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from zefdesk.billing.ocpi.fields import as_number, nano, seconds, wrong
from zefdesk.domain.profile import ALWAYS, DAYS, END_OF_DAY, Reservation, When

_CLOCK = re.compile(r"([01]?\d|2[0-4]):([0-5]\d)(?::([0-5]\d))?")
_DURATIONS = ("duration", "charging_time", "idle_time")
OURS_ALONE = ("min_charging_time", "max_charging_time", "min_idle_time", "max_idle_time")
"""Restrictions that are read, but that OCPI has no words for."""


def _clock(value: object, path: str) -> int:
    match = _CLOCK.fullmatch(str(value).strip())
    if not match:
        raise wrong(path, value, "is no time of day; write 00:00 to 23:59")
    return int(match[1]) * 3600 + int(match[2]) * 60 + int(match[3] or 0)


def _day(value: object, path: str) -> date:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise wrong(path, value, "is no date; write 2026-05-01") from None


def _days(value: object, path: str) -> tuple[int, ...]:
    names = [str(name).casefold() for name in value] if isinstance(value, list) else []
    for name in names:
        if name not in DAYS:
            raise wrong(path, name, "is no day; write MONDAY to SUNDAY")
    if not isinstance(value, list):
        raise wrong(path, value, "must be a list [ ] of days")
    return tuple(sorted({DAYS.index(name) for name in names}))


def _reservation(value: object, path: str) -> Reservation:
    try:
        return Reservation(str(value).casefold())
    except ValueError:
        raise wrong(path, value, "is unknown; write RESERVATION or RESERVATION_EXPIRES") from None


_READERS: dict[str, tuple[str, Callable[[object, str], Any]]] = {
    "start_time": ("from_", _clock),
    "end_time": ("to", _clock),
    "start_date": ("start_date", _day),
    "end_date": ("end_date", _day),
    "day_of_week": ("days", _days),
    "reservation": ("reservation", _reservation),
    **{f"{end}_{name}": (f"{end}_{name}", seconds) for end in ("min", "max") for name in _DURATIONS},
    **{f"{end}_{name}": (f"{end}_{name}", nano) for end in ("min", "max") for name in ("kwh", "power", "current")},
}
KNOWN = frozenset(_READERS)
"""The names of all restrictions that are read."""


def read_restrictions(restrictions: dict[str, Any], path: str) -> When:
    """Give the condition of an element; a restriction that nobody knows is refused, since it would never hold."""
    parts: dict[str, Any] = {}
    for key, value in restrictions.items():
        if key not in _READERS:
            raise wrong(f"{path}.{key}", None, f"no such restriction; there are {', '.join(_READERS)}")
        name, read = _READERS[key]
        if value is not None:
            parts[name] = read(value, f"{path}.{key}")
    if parts.get("to") == 0:
        parts["to"] = END_OF_DAY
    if parts.get("from_", 0) == parts.get("to", END_OF_DAY) % END_OF_DAY:
        parts.pop("from_", None)
        parts.pop("to", None)
    return When(**parts)


def write_restrictions(when: When) -> dict[str, Any]:
    """Give the restrictions of a condition, as far as OCPI has words for it; `unspeakable` names the rest."""
    made: dict[str, Any] = {}
    for key, (name, read) in _READERS.items():
        value = getattr(when, name)
        if value == getattr(ALWAYS, name) or key in OURS_ALONE:
            continue
        if read is _clock:
            made[key] = f"{value % END_OF_DAY // 3600:02d}:{value % 3600 // 60:02d}"
        elif read is _days:
            made[key] = [DAYS[day].upper() for day in value]
        elif read is nano:
            made[key] = as_number(value)
        elif read is _reservation:
            made[key] = value.value.upper()
        else:
            made[key] = value.isoformat() if isinstance(value, date) else value
    return made


def unspeakable(when: When) -> list[str]:
    """Name the parts of a condition that OCPI has no words for."""
    spoken = {name for key, (name, _) in _READERS.items() if key not in OURS_ALONE}
    names = [name.rstrip("_") for name in When.__dataclass_fields__ if name not in spoken]
    found = [name for name in names if getattr(when, name) != getattr(ALWAYS, name)]
    if (when.from_ or 0) % 60 or (when.to or 0) % 60:
        found.append("seconds of a time of day")
    return found
