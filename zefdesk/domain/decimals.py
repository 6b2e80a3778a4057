"""Decimals as machines write them, read as whole numbers of a power of ten, exactly."""

import re
from collections.abc import Callable, Sequence
from decimal import Decimal, DecimalException
from functools import lru_cache

_LONGEST = 40
_TENS: tuple[int, ...] = tuple(10**power for power in range(19))


def scaled_all(values: Sequence[str], places: int) -> list[int | None]:
    """Give many decimals scaled so; quick where all have the same count of decimals, as those of one meter do."""
    first = values[0] if values else ""
    count = len(first) - first.rfind(".") - 1 if "." in first else 0
    told = "\n".join(values)
    if count <= places and _alike(count)(told):
        power = _TENS[places - count]
        return [int(digits) * power for digits in told.replace(".", "").split("\n")]
    return [scaled(value, places) for value in values]


@lru_cache
def _alike(count: int) -> Callable[[str], re.Match[str] | None]:
    """Give what matches lines that are decimals with this count of decimals."""
    one = r"-?[0-9]{1,20}" + (rf"\.[0-9]{{{count}}}" if count else "")
    return re.compile(rf"{one}(?:\n{one})*").fullmatch


def scaled(value: object, places: int) -> int | None:
    """Give a decimal times ten to the `places`, rounded half up; None for what is no finite number."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value * _TENS[places]
    digits = str(value).strip() if isinstance(value, str | float) else ""
    if digits.isdecimal() and len(digits) < _LONGEST:
        return int(digits) * _TENS[places]
    whole, dot, part = digits.partition(".")
    if (
        dot
        and part.isdecimal()
        and whole.removeprefix("-").isdecimal()
        and len(part) <= places
        and len(whole) < _LONGEST
    ):
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
