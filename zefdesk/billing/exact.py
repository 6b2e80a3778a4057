"""Exact division and rounding of money: multiply first, divide last, never a float."""

from fractions import Fraction

from zefdesk.domain.policy import Rounding
from zefdesk.domain.quantity import half_up

Exact = int | Fraction
"""A quantity that divides exactly; a whole number wherever it can be one."""

PERCENT = 100 * 10**9
"""Billionths of a percent in the whole."""


def rounded(value: Exact, over: int, unit: int, rounding: Rounding = Rounding.HALF_UP) -> int:
    """Give value / over as a multiple of `unit`: half-up (away from zero), or truncated."""
    top, bottom = value.numerator, value.denominator * over * unit
    if rounding is Rounding.DOWN:
        return (top // bottom if top >= 0 else -(-top // bottom)) * unit
    return half_up(top, bottom) * unit


def whole(value: Exact) -> Exact:
    """Give a fraction that is a whole number as an int."""
    return value.numerator if value.denominator == 1 else value
