"""Values of OCPI documents, read exactly; what cannot be read is named with its place."""

from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any, TypeVar

from zefdesk.billing.exact import Exact, whole
from zefdesk.domain import clock
from zefdesk.domain.quantity import LIMIT, NANO, plain
from zefdesk.domain.trouble import Trouble, UnknownName

T = TypeVar("T")
_LARGEST, _FINEST = 9, -40
"""The places within which the first digit of a number is that anybody means."""


class OcpiUnreadable(Trouble):
    """An OCPI document that cannot be read: path, value, mend in one line."""


def wrong(path: str, value: object, mend: str) -> OcpiUnreadable:
    """Give the error of a value at a path."""
    shown = "" if value is None or isinstance(value, dict | list) else f" '{value}'"
    return OcpiUnreadable(f"{path}:{shown} {mend}")


def number(value: object, path: str) -> Fraction:
    """Read a number, or a text of one; never through a binary float."""
    if isinstance(value, str | int | Decimal) and not isinstance(value, bool):
        try:
            read = Decimal(str(value).strip())
        except InvalidOperation:
            read = Decimal("NaN")
        if read.is_finite():
            if read and not _FINEST <= read.adjusted() <= _LARGEST:
                raise wrong(path, value, f"is too large or too small; write a number below 1{'0' * (_LARGEST + 1)}")
            return Fraction(read)
    if isinstance(value, float):
        return number(repr(value), path)
    raise wrong(path, value, "is no number; write 0.25")


def nano(value: object, path: str) -> int:
    """Read a number of nine decimals at most as billionths."""
    found = number(value, path) * NANO
    if found.denominator != 1 or abs(found) > LIMIT:
        raise wrong(path, value, "has more than nine decimals, or is too large")
    return int(found)


def amount(value: object, path: str) -> Exact:
    """Read a number as billionths, with all its decimals."""
    return whole(number(value, path) * NANO)


def seconds(value: object, path: str) -> int:
    """Read whole seconds."""
    found = number(value, path)
    if found.denominator != 1 or found < 0:
        raise wrong(path, value, "is no number of whole seconds")
    return int(found)


def moment(value: object, path: str) -> int:
    """Read an OCPI DateTime, which is UTC where it names no offset; fractions of a second are rounded."""
    try:
        return clock.read_instant(str(value), "UTC")
    except ValueError:
        raise wrong(path, value, "is no time; write 2026-05-02T08:13:00Z") from None


def known(value: object, path: str, read: Callable[[str], T]) -> T:
    """Read a name that must be known: a currency, a zone."""
    try:
        return read(str(value or ""))
    except UnknownName as error:
        raise OcpiUnreadable(f"{path}: {error}") from None


def known_zone(value: object) -> str:
    """Read the name of a time zone."""
    known(value, "time_zone", clock.zone)
    return str(value)


def thing(value: object, path: str) -> dict[str, Any]:
    """Read an object."""
    if not isinstance(value, dict):
        raise wrong(path, value, "must be an object { }")
    return value


def things(document: dict[str, Any], key: str, path: str) -> list[tuple[str, dict[str, Any]]]:
    """Read a list of objects that must be there, each with its path."""
    found = document.get(key)
    here = f"{path}.{key}" if path else key
    if not isinstance(found, list) or not found:
        raise wrong(here, found, "must be a list [ ] with something in it")
    return [(f"{here}[{place}]", thing(one, f"{here}[{place}]")) for place, one in enumerate(found)]


def maybe(document: dict[str, Any], key: str, path: str, read: Callable[[object, str], T]) -> T | None:
    """Read what may be there."""
    value = document.get(key)
    return None if value is None else read(value, f"{path}.{key}" if path else key)


def as_number(billionths: int) -> Decimal:
    """Give billionths as OCPI writes a number: a decimal without zeros behind it."""
    return Decimal(plain(billionths))
