"""Rounding of exact fractions."""

from fractions import Fraction
from math import floor

from zefdesk.domain.policy import Direction, Rounding


def rounded(value: Fraction, decimals: int, how: Rounding = Rounding.HALF_UP) -> Fraction:
    """To so many decimals: half-up, away from zero, or towards it."""
    size = abs(value) * 10**decimals
    whole = floor(size + Fraction(1, 2)) if how is Rounding.HALF_UP else floor(size)
    return Fraction(whole if value >= 0 else -whole, 10**decimals)


def blocks(quantity: Fraction, step: Fraction, direction: Direction) -> Fraction:
    """The quantity in whole blocks: a started one counts, or not, or if it is at least half."""
    number = quantity / step
    lifted = {
        Direction.UP: -floor(-number),
        Direction.DOWN: floor(number),
        Direction.NEAREST: floor(number * 2 + 1) // 2,
    }
    return lifted[direction] * step
