from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zefdesk.domain import money, quantity
from zefdesk.domain.trouble import UnknownName

NANOS = st.integers(-quantity.LIMIT, quantity.LIMIT)


@given(NANOS)
def test_text_and_decimal_come_back(nano: int) -> None:
    assert quantity.to_nano(Decimal(quantity.plain(nano))) == nano
    assert quantity.to_nano(quantity.to_decimal(nano)) == nano


@given(NANOS, st.integers(0, 9))
def test_plain_text_has_no_exponent_and_at_least_these_decimals(nano: int, places: int) -> None:
    text = quantity.plain(nano, places)
    assert "E" not in text.upper()
    assert len(text.partition(".")[2]) >= places
    assert Decimal(text) == quantity.to_decimal(nano)


@given(NANOS, st.integers(0, 9))
def test_rounding_is_half_away_from_zero(nano: int, places: int) -> None:
    unit = Decimal(1).scaleb(-places)
    expected = quantity.to_decimal(nano).quantize(unit, "ROUND_HALF_UP")
    assert quantity.to_decimal(quantity.rounded(nano, places)) == expected


@pytest.mark.parametrize(
    ("text", "nano"),
    [("7.25", 7_250_000_000), ("0.0000000005", 1), ("-0.0000000005", -1), ("0.00000000049", 0), ("1E+3", 10**12)],
)
def test_the_ninth_place_is_rounded_half_up(text: str, nano: int) -> None:
    assert quantity.to_nano(Decimal(text)) == nano


@pytest.mark.parametrize("text", ["9223372037", "1e30", "1e999999", "-9223372037"])
def test_what_64_bits_cannot_hold_is_refused(text: str) -> None:
    with pytest.raises(OverflowError):
        quantity.to_nano(Decimal(text))


@pytest.mark.parametrize("text", ["NaN", "Infinity", "-Infinity", "sNaN"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        quantity.to_nano(Decimal(text))


@pytest.mark.parametrize(
    ("nano", "code", "text"),
    [
        (6_280_000_000, "USD", "6.28"),
        (6_500_000_000, "USD", "6.50"),
        (6_285_000_000, "USD", "6.285"),
        (600_000_000_000, "JPY", "600"),
        (1_500_000_000, "KWD", "1.500"),
        (0, None, "0.00"),
        (-1_000_000_000, "EUR", "-1.00"),
    ],
)
def test_money_has_its_currency_s_decimals_and_never_fewer_than_its_source_gave(
    nano: int, code: str | None, text: str
) -> None:
    assert money.plain(nano, code) == text


def test_currencies_are_known_by_their_code() -> None:
    assert money.currency(" usd ") == "USD"
    with pytest.raises(UnknownName, match="QQQ"):
        money.currency("QQQ")
