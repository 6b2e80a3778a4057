"""Rounding, exactly; half away from zero, or towards it."""

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zefdesk.billing.exact import rounded, whole
from zefdesk.domain.policy import Rounding
from zefdesk.domain.quantity import unit_of


@pytest.mark.parametrize(
    ("value", "over", "unit", "half_up", "down"),
    [
        (5, 10, 1, 1, 0),
        (-5, 10, 1, -1, 0),
        (4, 10, 1, 0, 0),
        (-4, 10, 1, 0, 0),
        (25, 1, 10, 30, 20),
        (-25, 1, 10, -30, -20),
        (-26, 1, 10, -30, -20),
        (Fraction(1, 2), 1, 1, 1, 0),
        (Fraction(-7, 3), 2, 1, -1, -1),
        (0, 7, 3, 0, 0),
    ],
)
def test_halves_go_away_from_zero_and_truncation_towards_it(
    value: int | Fraction, over: int, unit: int, half_up: int, down: int
) -> None:
    assert rounded(value, over, unit) == half_up
    assert rounded(value, over, unit, Rounding.DOWN) == down


@given(st.integers(-(10**15), 10**15), st.integers(0, 9))
def test_amounts_round_as_decimals_do(nano: int, decimals: int) -> None:
    places = Decimal(1).scaleb(-decimals)
    amount = Decimal(nano).scaleb(-9)
    for ours, theirs in ((Rounding.HALF_UP, ROUND_HALF_UP), (Rounding.DOWN, ROUND_DOWN)):
        assert Decimal(rounded(nano, 1, unit_of(decimals), ours)).scaleb(-9) == amount.quantize(places, theirs)


def test_a_fraction_that_is_whole_is_an_int() -> None:
    assert type(whole(Fraction(6, 3))) is int
    assert whole(Fraction(1, 3)) == Fraction(1, 3)
