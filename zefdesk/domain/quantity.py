"""Exact decimal quantities, kept as whole billionths so that they can be stored, sorted and summed exactly.

Energy is kept in billionths of a kWh and money in billionths of its currency's unit: 64-bit integers
hold 9.2 milliards of either, which is the stated limit of a single value. Sums are Python integers.
"""

from decimal import ROUND_HALF_UP, Context, Decimal

PLACES = 9
NANO = 10**PLACES
LIMIT = 2**63 - 1
_EXACT = Context(prec=200)


def to_nano(value: Decimal) -> int:
    """Whole billionths of a decimal, half-up at the ninth place.

    Raises OverflowError where 64 bits cannot hold the result, ValueError for NaN and Infinity.
    """
    if not value.is_finite():
        raise ValueError(value)
    if value.adjusted() > PLACES + 1:
        raise OverflowError(value)
    nano = int(_EXACT.scaleb(value, PLACES).to_integral_value(ROUND_HALF_UP))
    if abs(nano) > LIMIT:
        raise OverflowError(value)
    return nano


def to_decimal(nano: int) -> Decimal:
    """Give the decimal that so many billionths are."""
    return Decimal(nano).scaleb(-PLACES, _EXACT)


def plain(nano: int, places: int = 0) -> str:
    """Write billionths as a plain decimal: at least `places` decimals, no other trailing zeros, never an exponent."""
    whole, part = divmod(abs(nano), NANO)
    fraction = f"{part:09d}".rstrip("0").ljust(places, "0") if part else "0" * places
    text = f"{whole}.{fraction}" if fraction else str(whole)
    return f"-{text}" if nano < 0 else text


def rounded(nano: int, places: int) -> int:
    """Billionths rounded half-up (away from zero) to so many decimal places."""
    unit = unit_of(places)
    return half_up(nano, unit) * unit


def unit_of(places: int) -> int:
    """Give the smallest amount of so many decimal places, in billionths."""
    return int(10 ** (PLACES - places))


def half_up(top: int, bottom: int) -> int:
    """Give top / bottom as a whole number, half-up (away from zero); `bottom` is over zero."""
    if top >= 0:
        return (2 * top + bottom) // (2 * bottom)
    return -((bottom - 2 * top) // (2 * bottom))
