"""Exact division and rounding of money: multiply first, divide last, never a float."""

from fractions import Fraction

from zefdesk.domain.policy import Rounding
from zefdesk.domain.quantity import PLACES

Exact = int | Fraction
"""A quantity that divides exactly; a whole number wherever it can be one."""

PERCENT = 100 * 10**9
"""Billionths of a percent in the whole."""


def unit_of(decimals: int) -> int:
    """Give the smallest amount of so many decimals, in billionths."""
    return int(10 ** (PLACES - decimals))


def rounded(value: Exact, over: int, unit: int, rounding: Rounding = Rounding.HALF_UP) -> int:
    """Give value / over as a multiple of `unit`: half-up (away from zero), or truncated."""
    top, bottom = value.numerator, value.denominator * over * unit
    if rounding is Rounding.DOWN:
        return (top // bottom if top >= 0 else -(-top // bottom)) * unit
    if top >= 0:
        return (2 * top + bottom) // (2 * bottom) * unit
    return -((-2 * top + bottom) // (2 * bottom)) * unit


def whole(value: Exact) -> Exact:
    """Give a fraction that is a whole number as an int."""
    return value.numerator if value.denominator == 1 else value
