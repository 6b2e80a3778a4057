"""What is written in any of the usual forms comes back exactly."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zefdesk.domain import clock, quantity
from zefdesk.formats.amount import read_energy, read_money
from zefdesk.formats.duration import read_duration
from zefdesk.formats.memo import Memo
from zefdesk.formats.moment import read_moment
from zefdesk.formats.number import float_text, nano, plain_nano, read_number
from zefdesk.formats.quick import durations, energies
from zefdesk.formats.units import HOUR, KWH, MINUTE, SECOND, WH

seconds = st.integers(0, 10_000_000)
moments = st.datetimes(datetime(1971, 1, 1), datetime(2099, 12, 31)).map(lambda at: at.replace(microsecond=0))  # noqa: DTZ001
amounts = st.decimals(-9_000_000, 9_000_000, places=3, allow_nan=False)


def hms(size: int) -> str:
    return f"{size // 3600}:{size % 3600 // 60:02d}:{size % 60:02d}"


@given(seconds)
def test_durations_in_every_form(size: int) -> None:
    span = timedelta(seconds=size)
    hour, minute, second = size // 3600, size % 3600 // 60, size % 60
    clock_of_day = hms(size % 86_400)
    forms = [
        hms(size),
        hms(size).zfill(8),
        f"-{hms(size)}" if size == 0 else hms(size),
        str(span),
        f"{span.days} days {clock_of_day}",
        f"{span.days} days, {clock_of_day}",
        f"{span.days}d {clock_of_day}",
        f"{span.days}.{clock_of_day.zfill(8)}",
        f"{hour}h {minute}m {second}s",
        f"{hour}h{minute}m{second}s",
        f"{hour} hours {minute} minutes {second} seconds",
        f"{hour} hrs, {minute} mins, {second} secs",
        f"PT{hour}H{minute}M{second}S",
        f"P{span.days}DT{size % 86_400 // 3600}H{minute}M{second}S",
        f"PT{size}S",
        f"{size} s",
        f"{size}sec",
        str(size),
        f"{size}.0",
    ]
    assert {form: read_duration(form, ".", SECOND) for form in forms} == dict.fromkeys(forms, size)
    assert read_duration(f"-{hms(size)}", ".", SECOND) == -size
    assert read_duration(float(size), ".", SECOND) == size
    assert read_duration(span, ".", SECOND) == size


@given(st.decimals(0, 10_000, places=4))
def test_bare_durations_are_rounded_half_up(value: Decimal) -> None:
    for unit in (SECOND, MINUTE, HOUR):
        exact = value * unit.multiple
        assert read_duration(str(value), ".", unit) == int(exact + Decimal("0.5"))
        assert read_duration(str(value).replace(".", ","), ",", unit) == int(exact + Decimal("0.5"))


@pytest.mark.parametrize("text", ["", " - ", "-", "--", "n/a", "N/A", "#N/A", "null", "\u2014"])
def test_nothing_is_no_duration(text: str) -> None:
    assert read_duration(text, ".", SECOND) is None


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("1:30", 5400),
        ("150:30", 541_800),
        ("1h 5m", 3900),
        ("2h30", 9000),
        ("2.5 h", 9000),
        ("2,5 h", 9000),
        ("90 min", 5400),
        ("1 day, 2:03:04", 93_784),
        ("0 days 08:45:22", 31_522),
        ("1.02:03:04", 93_784),
        ("0:00:01.5", 2),
        ("0:00:01,4999", 1),
        ("PT1H2M", 3720),
        ("PT1.5H", 5400),
        ("P1DT2H", 93_600),
        ("12:30:00 AM", 1800),
        ("1:02:03:04", 93_784),
    ],
)
def test_durations(text: str, size: int) -> None:
    assert read_duration(text, ".", SECOND) == size


def test_minutes_come_first_where_the_header_says_so() -> None:
    assert read_duration("90:30", ".", SECOND, minutes_first=True) == 5430
    assert read_duration("1:30:30", ".", SECOND, minutes_first=True) == 5430


@given(moments)
def test_moments_in_every_form(at: datetime) -> None:
    wall = int(at.replace(tzinfo=UTC).timestamp())
    twelve = f"{at:%I:%M:%S %p}"
    forms = {
        f"{at:%Y-%m-%d %H:%M:%S}": None,
        f"{at:%Y-%m-%dT%H:%M:%S}": None,
        f"{at:%Y-%m-%dT%H:%M:%S.123}": None,
        f"{at:%Y/%m/%d %H:%M:%S}": None,
        f"{at:%Y%m%dT%H%M%S}": None,
        f"{at:%Y%m%d%H%M%S}": None,
        f"{at:%m/%d/%Y %H:%M:%S}": "mdy",
        f"{at.month}/{at.day}/{at.year} {twelve.lstrip('0')}": "mdy",
        f"{at:%m/%d/%Y}, {twelve.lower()}": "mdy",
        f"{at:%d.%m.%Y %H:%M:%S}": "dmy",
        f"{at:%d/%m/%Y %H.%M.%S}": "dmy",
        f"{at:%d-%m-%Y %H:%M:%S}": "dmy",
        f"{at:%d %b %Y %H:%M:%S}": None,
        f"{at:%d-%b-%Y %H:%M:%S}": None,
        f"{at:%B %d, %Y} at {twelve}": None,
        f"{at:%A, %d %B %Y %H:%M:%S}": None,
        f"{at:%a %b %d %Y} {twelve}": None,
        f"{at:%H:%M:%S} {at:%m/%d/%Y}": "mdy",
    }
    got = {form: read_moment(form, order).wall for form, order in forms.items()}
    assert got == dict.fromkeys(forms, wall)


@given(moments, st.integers(-47, 56))
def test_moments_with_offset(at: datetime, quarters: int) -> None:
    name = clock.offset_name(quarters * 900)
    for text in (f"{at:%Y-%m-%dT%H:%M:%S}{name}", f"{at:%Y-%m-%d %H:%M:%S} {name.replace(':', '')}"):
        moment = read_moment(text, None)
        assert moment.zone == name
        assert clock.wall_text(moment.wall, " ") == f"{at:%Y-%m-%d %H:%M:%S}"


@given(moments)
def test_numbers_that_are_moments(at: datetime) -> None:
    wall = int(at.replace(tzinfo=UTC).timestamp())
    days = (at - datetime(1899, 12, 30)) / timedelta(days=1)  # noqa: DTZ001
    assert read_moment(f"{days:.10f}", None).wall == wall
    if wall >= 10**9:
        assert read_moment(str(wall), None) == (wall, None, True)
        assert read_moment(str(wall * 1000 + 999), None) == (wall, None, True)


@given(amounts)
def test_numbers_in_every_notation(value: Decimal) -> None:
    wanted = quantity.to_nano(value)
    grouped = f"{value:,.3f}"
    swap = str.maketrans(",.", ".,")
    forms = [(f"{value:f}", "."), (grouped, "."), (grouped.translate(swap), ","), (f"{value:f}".translate(swap), ",")]
    forms += [(grouped.replace(",", mark), ".") for mark in (" ", "\u00a0", "\u202f", "'", "\u2019")]
    assert [nano(read_number(text, decimal)) for text, decimal in forms] == [wanted] * len(forms)


@given(amounts)
def test_money_in_every_form(value: Decimal) -> None:
    wanted, size = quantity.to_nano(value), f"{abs(value):,.3f}"
    minus = "-" if value < 0 else ""
    dollars = [f"{minus}${size}", f"${minus}{size}", f"{minus}USD {size}", f"{minus}{size} USD", f"{size}{minus} $"]
    dollars += [f"(${size})" if minus else f"${size}", f"US${minus}{size}", f"{size}{minus} USD", f"{minus}{size}$"]
    assert [read_money(text, ".") for text in dollars] == [(wanted, "USD")] * len(dollars)
    euros = f"{minus}{size.translate(str.maketrans(',.', '.,'))} €"
    assert read_money(euros, ",") == (wanted, "EUR")


@given(amounts)
def test_energy_in_every_unit(value: Decimal) -> None:
    wanted = quantity.to_nano(value)
    assert read_energy(f"{value} kWh", ".", WH) == wanted
    assert read_energy(f"{value * 1000:f}", ".", WH) == wanted
    assert read_energy(f"{value * Decimal('3.6'):f} MJ", ".", KWH) == wanted
    assert read_energy(float(value), ".", KWH) == wanted


@given(st.integers(0, 10**12))
def test_a_conversion_is_rounded_half_up_at_the_ninth_place(joules: int) -> None:
    exact = Decimal(joules) / 10**5 / Decimal("3.6")
    got = read_energy(f"{Decimal(joules) / 10**5:f} MJ", ".", KWH)
    assert got is not None
    assert abs(got - exact * 10**9) <= Decimal("0.5")


@given(st.floats(0, 1e6, allow_nan=False))
def test_a_workbooks_number_is_taken_as_it_reads(value: float) -> None:
    assert float(float_text(value)) == pytest.approx(value)


@given(st.text(alphabet="0123456789:.,-hms ", max_size=12))
def test_the_quick_ways_agree_with_the_slow_ones(text: str) -> None:
    def or_error(read: object, cell: str) -> object:
        try:
            return read(cell)  # type: ignore[operator]
        except (ValueError, OverflowError):
            return "refused"

    spans = Memo(lambda cell: read_duration(cell, ".", SECOND))
    sizes = Memo(lambda cell: read_energy(cell, ".", KWH))
    assert or_error(durations(spans, ["1:00:00"]), text) == or_error(spans.convert, text)
    assert or_error(energies(sizes, ["1.5"]), text) == or_error(sizes.convert, text)
    quick = plain_nano(text, ".")
    assert quick is None or quick == nano(read_number(text, "."))


@given(st.text(max_size=40))
def test_no_text_makes_a_reader_stumble(text: str) -> None:
    for read in (
        lambda: read_duration(text, ".", SECOND),
        lambda: read_moment(text, "mdy"),
        lambda: read_money(text, "."),
        lambda: read_energy(text, ",", KWH),
    ):
        try:
            read()
        except (ValueError, OverflowError):
            continue
