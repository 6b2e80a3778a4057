"""JSON read with its places, so that all that is wrong with a document is said at once, each with path and mend."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple, TypeVar

from zefdesk.domain import quantity

T = TypeVar("T")


class Fault(NamedTuple):
    """One thing that is wrong: where in the document, what stands there, and how to mend it."""

    path: str
    value: str
    message: str

    def __str__(self) -> str:
        shown = f"{self.value} " if self.value else ""
        return f"{self.path or 'the document'}: {shown}{self.message}"


class Wrong(ValueError):
    """A value that cannot be what it should be; the text says what it is not, and the mend."""


class Node:
    """One value of a document with its path; faults of all nodes gather in one list."""

    def __init__(self, value: Any, path: str, faults: list[Fault]) -> None:  # noqa: ANN401 -- any JSON
        self.value, self.path, self.faults = value, path, faults

    def fault(self, message: str, key: str = "") -> None:
        """Say what is wrong with this value, or with that of a key."""
        path = self._at(key) if key else self.path
        value = self.value.get(key) if key and isinstance(self.value, dict) else self.value
        shown = "" if value is None or isinstance(value, dict | list) else f"'{value}'"
        self.faults.append(Fault(path, shown, message))

    def _at(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path else key

    def keys(self, known: tuple[str, ...]) -> bool:
        """Whether this is an object; keys that nobody knows are faults."""
        if not isinstance(self.value, dict):
            self.fault("must be an object { }")
            return False
        for key in self.value:
            if key not in known:
                self.faults.append(Fault(self._at(str(key)), "", f"no such key; there are {', '.join(known)}"))
        return True

    def has(self, key: str) -> bool:
        """Whether a key is given."""
        return isinstance(self.value, dict) and self.value.get(key) is not None

    def get(self, key: str, read: Callable[[Any], T]) -> T | None:
        """Read the value of a key; None where it is not given, or where it cannot be read."""
        if not self.has(key):
            return None
        try:
            return read(self.value[key])
        except Wrong as error:
            self.fault(str(error), key)
        return None

    def needed(self, key: str, read: Callable[[Any], T], instead: T) -> T:
        """Read the value of a key that must be given."""
        if not self.has(key):
            self.faults.append(Fault(self._at(key), "", "is missing"))
            return instead
        found = self.get(key, read)
        return instead if found is None else found

    def child(self, key: str) -> "Node":
        """Give the value of a key with its path."""
        return Node(self.value.get(key) if isinstance(self.value, dict) else None, self._at(key), self.faults)

    def items(self, key: str) -> Iterator["Node"]:
        """Give the items of a list; nothing where it is not given."""
        node = self.child(key)
        if node.value is None:
            return
        if not isinstance(node.value, list):
            node.fault("must be a list [ ]")
            return
        for place, value in enumerate(node.value):
            yield Node(value, f"{node.path}[{place}]", self.faults)


def text(value: object) -> str:
    """Read a text that is not blank."""
    if not isinstance(value, str) or not value.strip():
        raise Wrong("is no text")
    return value


def any_text(value: object) -> str:
    """Read a text, blank ones too."""
    if not isinstance(value, str):
        raise Wrong("is no text")
    return value


def flag(value: object) -> bool:
    """Read true or false."""
    if not isinstance(value, bool):
        raise Wrong("is neither true nor false")
    return value


def nano(value: object) -> int:
    """Read a decimal that is not negative, as billionths; at most nine decimals, which are all kept."""
    wrong = 'is no decimal; write it as "0.35"'
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        raise Wrong(wrong)
    try:
        number = Decimal(str(value).strip())
        found = quantity.to_nano(number)
    except (InvalidOperation, ValueError):
        raise Wrong(wrong) from None
    except OverflowError:
        raise Wrong("is too large") from None
    if number < 0:
        raise Wrong("is negative; it must be 0 or more")
    if quantity.to_decimal(found) != number:
        raise Wrong("has more than nine decimals")
    return found


def whole(value: object) -> int:
    """Read a whole number that is not negative."""
    if isinstance(value, str) and re.fullmatch(r"\d{1,15}", value.strip()):
        return int(value)
    if (
        isinstance(value, bool)
        or not isinstance(value, int | Decimal)
        or value != int(value)
        or not 0 <= value < 10**15
    ):
        raise Wrong("is no whole number of 0 or more")
    return int(value)


_SPAN = re.compile(r"(?:(\d+)\s*h)?\s*(?:(\d+)\s*m(?:in)?)?\s*(?:(\d+)\s*s)?", re.IGNORECASE)


def seconds(value: object) -> int:
    """Read a duration: whole seconds, or a text such as `2h`, `30m`, `1h 30m`."""
    if isinstance(value, str) and (match := _SPAN.fullmatch(value.strip())) and any(match.groups()):
        hours, minutes, rest = (int(part or 0) for part in match.groups())
        return hours * 3600 + minutes * 60 + rest
    try:
        return whole(value)
    except Wrong:
        raise Wrong('is no duration; write seconds, or "30m", "2h"') from None


_CLOCK = re.compile(r"(\d{1,2}):([0-5]\d)(?::([0-5]\d))?")


def clock_time(value: object) -> int:
    """Read a time of the day, as seconds; 24:00 is its end."""
    match = _CLOCK.fullmatch(value.strip()) if isinstance(value, str) else None
    found = int(match[1]) * 3600 + int(match[2]) * 60 + int(match[3] or 0) if match else -1
    if not 0 <= found <= 86_400:  # noqa: PLR2004 -- a day
        raise Wrong("is no time of day; write 00:00 to 24:00")
    return found


def day(value: object) -> date:
    """Read a date."""
    try:
        return date.fromisoformat(text(value))
    except ValueError:
        raise Wrong("is no date; write it as 2026-05-01") from None


def one_of(names: tuple[str, ...]) -> Callable[[object], str]:
    """Give a reader of one of these names."""

    def read(value: object) -> str:
        if value not in names:
            raise Wrong(f"is unknown; write one of {', '.join(names)}")
        return str(value)

    return read


def many(read: Callable[[Any], T]) -> Callable[[object], tuple[T, ...]]:
    """Give a reader of a list."""

    def read_all(value: object) -> tuple[T, ...]:
        if not isinstance(value, list):
            raise Wrong("must be a list [ ]")
        return tuple(read(one) for one in value)

    return read_all
