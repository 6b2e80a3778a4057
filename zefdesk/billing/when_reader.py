"""A condition out of its JSON object, in the words of ZEFNET and OCPI."""

from collections.abc import Callable, Iterable
from dataclasses import fields
from typing import Any

from zefdesk.billing.reading import Node, Wrong, any_text, clock_time, day, many, nano, one_of, seconds, text, whole
from zefdesk.domain.profile import DAYS, END_OF_DAY, DurationBasis, Reservation, When

SHORT_DAYS = tuple(name[:3] for name in DAYS)
"""The days as files write them: mon to sun; full names are read too."""
NAMES = {field.name: field.name.rstrip("_") for field in fields(When)}
"""The key of each part of a condition."""


def _day_of_week(value: object) -> int:
    name = text(value).strip().casefold()
    known = {one[:length]: place for place, one in enumerate(DAYS) for length in (3, len(one))}
    if name not in known:
        raise Wrong(f"'{value}' is no day; write one of {', '.join(SHORT_DAYS)}")
    return known[name]


def _month(value: object) -> int:
    found = whole(value)
    if not 1 <= found <= 12:  # noqa: PLR2004 -- of a year
        raise Wrong(f"'{value}' is no month; write 1 to 12")
    return found


def _sorted(read: Callable[[Any], Any]) -> Callable[[object], tuple[Any, ...]]:
    return lambda value: tuple(sorted(set(many(read)(value))))


_READERS: dict[str, Callable[[Any], Any]] = {
    "days": _sorted(_day_of_week),
    "from": clock_time,
    "to": clock_time,
    "start_date": day,
    "end_date": day,
    "months": _sorted(_month),
    "dates_in": _sorted(day),
    "dates_not_in": _sorted(day),
    "initiator": many(any_text),
    "identity_group": text,
    "reservation": lambda value: Reservation(one_of(tuple(one.value for one in Reservation))(value)),
    "duration_basis": lambda value: DurationBasis(one_of(tuple(one.value for one in DurationBasis))(value)),
}
_RANGES = ("kwh", "duration", "charging_time", "idle_time", "power", "current", "capacity")
_TIMES = frozenset({"duration", "charging_time", "idle_time"})


def read_when(node: Node, groups: Iterable[str]) -> When:
    """Read a condition; a part that is empty or 0 from below restricts nothing and is as if it were not given."""
    if not node.keys(tuple(NAMES.values())):
        return When()
    parts: dict[str, Any] = {}
    for name, key in NAMES.items():
        found = node.get(key, _READERS.get(key) or (seconds if _is_time(key) else nano))
        if found not in (None, ()):
            parts[name] = found
    if parts.get("to") == 0:
        parts["to"] = END_OF_DAY
    when = When(**parts)
    _check(node, when, groups)
    return when


def _is_time(key: str) -> bool:
    return key.partition("_")[2] in _TIMES


def _check(node: Node, when: When, groups: Iterable[str]) -> None:
    first, last = when.from_ or 0, when.to or END_OF_DAY
    if first == END_OF_DAY:
        node.fault("is the end of the day, at which nothing begins; write 00:00", "from")
    elif first and first == last:
        node.fault("is the same as from: nothing lies between; leave both out for the whole day", "to")
    for name in _RANGES:
        low, high = getattr(when, f"min_{name}"), getattr(when, f"max_{name}")
        if low is not None and high is not None and low >= high:
            node.fault(f"is not less than max_{name}: nothing lies between", f"min_{name}")
        if high == 0:
            node.fault("is 0: the rule can never hold", f"max_{name}")
    if when.start_date and when.end_date and when.end_date <= when.start_date:
        node.fault("is not after start_date (the end date itself is outside)", "end_date")
    if when.identity_group is not None and when.identity_group not in groups:
        node.fault("is no group in identity_groups", "identity_group")
