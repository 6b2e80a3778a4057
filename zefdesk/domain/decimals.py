"""Decimals as machines write them, read as whole numbers of a power of ten, exactly."""

from collections.abc import Sequence
from decimal import Decimal, DecimalException

_LONGEST = 40
_TENS: tuple[int, ...] = tuple(10**power for power in range(19))


def scaled_all(values: Sequence[str], places: int) -> list[int | None]:
    """Give many decimals scaled so; quick where all have the same count of decimals, as those of one meter do."""
    decimals = {len(value) - value.rfind(".") - 1 if "." in value else 0 for value in values}
    if len(decimals) == 1 and (count := decimals.pop()) <= places and max(map(len, values), default=0) < _LONGEST:
        power = _TENS[places - count]
        try:
            return [int(value.replace(".", "", 1)) * power for value in values]
        except ValueError:
            pass
    return [scaled(value, places) for value in values]


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
