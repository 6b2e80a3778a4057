from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zefdesk.domain import quantity
from zefdesk.domain.notation import Notation, duration

AMERICAN = Notation(date="MMM d, yyyy", time="h:mm AP")
GERMAN = Notation(decimal=",", group=".", date="dd.MM.yyyy", time="HH:mm")
FRENCH = Notation(decimal=",", group="\u202f", date="dd/MM/yyyy", time="HH:mm")
MOMENT = 1_780_078_320  # 2026-05-29 18:12 on the wall


@pytest.mark.parametrize(
    ("notation", "text"),
    [(AMERICAN, "May 29, 2026 6:12 PM"), (GERMAN, "29.05.2026 18:12"), (Notation(), "2026-05-29 18:12")],
)
def test_moments(notation: Notation, text: str) -> None:
    assert notation.moment(MOMENT) == text


@pytest.mark.parametrize(("wall", "text"), [(0, "12:00 AM"), (43_200, "12:00 PM"), (46_860, "1:01 PM")])
def test_noon_and_midnight(wall: int, text: str) -> None:
    assert AMERICAN.clock(wall) == text


@given(st.sampled_from([AMERICAN, GERMAN, FRENCH]), st.integers(-(10**15), 10**15), st.integers(0, 9))
def test_numbers_come_back_as_written(notation: Notation, nano: int, places: int) -> None:
    whole = quantity.rounded(nano, places)
    assert notation.read_number(notation.number(whole, places)) == quantity.to_decimal(whole)


@pytest.mark.parametrize("text", ["", "abc", "NaN", "Infinity", "1.2.3"])
def test_what_is_no_number_is_none(text: str) -> None:
    assert AMERICAN.read_number(text) is None


def test_money() -> None:
    assert AMERICAN.money(1_234_500_000_000, "USD") == "$1,234.50"
    assert GERMAN.money(-6_280_000_000, "EUR") == "-€6,28"
    assert AMERICAN.money(6_280_000_000, "EUR", home="USD") == "EUR 6.28"
    assert AMERICAN.money(6_280_000_000, None) == "6.28"
    assert AMERICAN.read_number("1,234.50") == Decimal("1234.50")


@pytest.mark.parametrize(
    ("seconds", "text"), [(0, "0:00:00"), (59, "0:00:59"), (90_061, "25:01:01"), (-61, "-0:01:01")]
)
def test_durations(seconds: int, text: str) -> None:
    assert duration(seconds) == text
