"""Decimals as machines write them, read as whole numbers of a power of ten, exactly."""

from decimal import Decimal, DecimalException

_LONGEST = 40
_TENS: tuple[int, ...] = tuple(10**power for power in range(19))


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
