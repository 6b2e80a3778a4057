"""Mends for what is wrong in a draft: a price with a sign, ends that are swapped, a name that stands twice."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from zoneinfo import available_timezones

from zefdesk.billing.check_remarks import Mend
from zefdesk.billing.draft import Draft, free_name, insert, items, keys_of, put, remove, value_at
from zefdesk.billing.editing import COST_NAMES
from zefdesk.billing.reading import Fault, Wrong, day, nano
from zefdesk.domain import money

_PRICE = re.compile(r"-?[^\d.,-]*(\d[\d ]*(?:[.,]\d+)?)[^\d.,]*")
_HUNDREDTHS = re.compile(r"\u00a2|\d\s*c(?:t|ts|ents?)?\b", re.IGNORECASE)
_THOUSANDS = re.compile(r",\d{3}\Z")
_NAMES = {"variations": "Variation", "exceptions": "Exception", "taxes": "Tax"}
_Finder = Callable[[Draft, Fault], Mend | None]


def mend_of(draft: Draft, fault: Fault) -> Mend | None:
    """Give what would mend a fault of a draft, where one thing is plainly meant."""
    return next((found for find in _FINDERS if (found := find(draft, fault)) is not None), None)


def _set(path: str, value: Any) -> Mend:  # noqa: ANN401 -- any JSON
    return Mend(f"Set to {value}", lambda draft: put(draft, path, value))


def _swapped(one: str, other: str) -> Mend:
    return Mend("Swap them", lambda draft: put(put(draft, one, value_at(draft, other)), other, value_at(draft, one)))


def _left_out(path: str, text: str) -> Mend:
    return Mend(text, lambda draft: remove(draft, path))


def _unknown_key(_draft: Draft, fault: Fault) -> Mend | None:
    return _left_out(fault.path, "Take it out") if fault.message.startswith("no such key") else None


def _currency(draft: Draft, fault: Fault) -> Mend | None:
    code = money.SIGNS.get(str(value_at(draft, "currency"))) if fault.path == "currency" else None
    return _set("currency", code) if code else None


def _zone(draft: Draft, fault: Fault) -> Mend | None:
    if fault.path != "time_zone":
        return None
    typed = str(value_at(draft, "time_zone") or "").strip().replace(" ", "_").casefold()
    found = {name for name in available_timezones() if typed and typed in (name.casefold(), _city(name))}
    exact = {name for name in found if name.casefold() == typed} or found
    return _set("time_zone", exact.pop()) if len(exact) == 1 else None


def _city(name: str) -> str:
    return name.rpartition("/")[2].casefold()


def _number(draft: Draft, fault: Fault) -> Mend | None:
    """Find the decimal in `$0,45` or `-0.45`."""
    typed = value_at(draft, fault.path)
    match = _PRICE.fullmatch(typed.strip()) if isinstance(typed, str) else None
    if not match or not ("decimal" in fault.message or "negative" in fault.message) or _HUNDREDTHS.search(typed):
        return None
    if _THOUSANDS.search(match[1]):
        return None  # a thousand, or a decimal written with a comma: who knows
    text = match[1].replace(" ", "").replace(",", ".")
    try:
        nano(text)
    except Wrong:
        return None
    return _set(fault.path, text)


def _hours(_draft: Draft, fault: Fault) -> Mend | None:
    if "nothing begins" in fault.message:
        return _set(fault.path, "00:00")
    if "leave both out" in fault.message:
        both = (fault.path, f"{fault.path.rpartition('.')[0]}.from")
        return Mend("Make it the whole day", lambda draft: remove(remove(draft, both[0]), both[1]))
    return None


def _range(draft: Draft, fault: Fault) -> Mend | None:
    """Mend a range whose ends are the wrong way round, or the same."""
    head, _, key = fault.path.rpartition(".")
    if key.startswith("min_") and "nothing lies between" in fault.message:
        other = f"{head}.max_{key.removeprefix('min_')}"
        same = value_at(draft, fault.path) == value_at(draft, other)
        return _left_out(other, "Leave out the upper end") if same else _swapped(fault.path, other)
    if key.startswith("max_") and "never hold" in fault.message:
        return _left_out(fault.path, "Leave it out")
    return None


def _dates(draft: Draft, fault: Fault) -> Mend | None:
    """Mend an end that is not after the start."""
    head, _, key = fault.path.rpartition(".")
    if "not after" not in fault.message:
        return None
    if key == "effective_until":
        return _left_out("effective_until", "Leave the end open")
    start = f"{head}.start_date"
    first = value_at(draft, start)
    return _next_day(fault.path, first) if first == value_at(draft, fault.path) else _swapped(start, fault.path)


def _bounds(_draft: Draft, fault: Fault) -> Mend | None:
    """Mend a least amount that is more than the greatest."""
    head, _, key = fault.path.rpartition(".")
    if key == "floor" and "more than cap" in fault.message:
        return _swapped(fault.path, f"{head}.cap")
    if head == "minimum" and "more than maximum" in fault.message:
        return _swapped(fault.path, f"maximum.{key}")
    return None


def _next_day(path: str, first: object) -> Mend | None:
    try:
        return _set(path, (day(first) + timedelta(days=1)).isoformat())
    except (Wrong, OverflowError):
        return None


def _name(draft: Draft, fault: Fault) -> Mend | None:
    *_, listed, place, key = ("", "", *keys_of(fault.path))
    if key != "name" or not isinstance(place, int):
        return None
    path = fault.path.rpartition("[")[0]
    if "stands twice" in fault.message:
        named = free_name(draft, path, str(value_at(draft, fault.path)))
    elif "missing" in fault.message or "no text" in fault.message:
        dimension = str(value_at(draft, f"{fault.path.rpartition('.')[0]}.dimension"))
        named = free_name(draft, path, _NAMES.get(str(listed), COST_NAMES.get(dimension, "Cost")))
    else:
        return None
    return Mend(f"Name it '{named}'", lambda old: put(old, fault.path, named))


def _tax(_draft: Draft, fault: Fault) -> Mend | None:
    if "no tax of this profile" not in fault.message:
        return None
    name = fault.value.strip("'")
    return Mend(
        f"Take '{name}' off", lambda old: put(old, fault.path, [one for one in items(old, fault.path) if one != name])
    )


def _exception(draft: Draft, fault: Fault) -> Mend | None:
    path = fault.path
    if "needs dates" in fault.message:
        return Mend("On the holidays", lambda old: put(old, f"{path}.holidays", True))
    if "waived and have a rate" in fault.message:
        return _left_out(path, "Keep the rate")
    if "or waive it" not in fault.message:
        return None
    head, cost = path.removesuffix(".rate"), path.partition(".")[0]
    usual = value_at(draft, f"{cost}.rate")
    if isinstance(usual, str) and usual:
        return Mend("Take the base rate", lambda old: put(old, path, usual))
    return Mend("Waive it", lambda old: put(old, f"{head}.waived", True))


def _no_cost(_draft: Draft, fault: Fault) -> Mend | None:
    if fault.path != "costs" or "at least one" not in fault.message:
        return None
    cost = {"name": COST_NAMES["energy"], "dimension": "energy", "rate": None, "per": "kWh"}
    return Mend("Add a price per kWh", lambda old: insert(old, "costs", cost))


_FINDERS: tuple[_Finder, ...] = (
    _unknown_key,
    _currency,
    _zone,
    _number,
    _hours,
    _range,
    _dates,
    _bounds,
    _name,
    _tax,
    _exception,
    _no_cost,
)
