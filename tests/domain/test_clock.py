from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zefdesk.domain import clock
from zefdesk.domain.clock import Odd
from zefdesk.domain.trouble import UnknownName

CHICAGO = "America/Chicago"
ZONES = st.sampled_from(
    [CHICAGO, "Europe/Berlin", "Australia/Lord_Howe", "Asia/Kathmandu", "America/St_Johns", "UTC", "-05:00"]
)
INSTANTS = st.integers(0, 4_000_000_000)


def wall(*parts: int) -> int:
    return int(datetime(*parts, tzinfo=UTC).timestamp())  # type: ignore[arg-type, misc]


@given(ZONES, INSTANTS)
def test_an_instant_comes_back_from_its_wall_clock_unless_the_hour_occurs_twice(name: str, instant: int) -> None:
    back, odd = clock.instant_of(name, clock.wall_of(name, instant))
    assert odd is not Odd.NONEXISTENT
    assert back == instant or (odd is Odd.AMBIGUOUS and back < instant)


@given(ZONES, INSTANTS)
def test_offsets_are_those_of_the_zone_database(name: str, instant: int) -> None:
    expected = datetime.fromtimestamp(instant, clock.zone(name)).utcoffset()
    assert timedelta(seconds=clock.offset_at(name, instant)) == expected


@given(INSTANTS)
def test_iso_text_is_the_instant(instant: int) -> None:
    assert datetime.fromisoformat(clock.iso(instant, CHICAGO)).timestamp() == instant


def test_the_repeated_hour_is_its_first_pass() -> None:
    instant, odd = clock.instant_of(CHICAGO, wall(2026, 11, 1, 1, 30))
    assert (odd, clock.iso(instant, CHICAGO)) == (Odd.AMBIGUOUS, "2026-11-01T01:30:00-05:00")


def test_the_missing_hour_is_read_by_the_offset_before() -> None:
    instant, odd = clock.instant_of(CHICAGO, wall(2026, 3, 8, 2, 30))
    assert (odd, clock.iso(instant, CHICAGO)) == (Odd.NONEXISTENT, "2026-03-08T03:30:00-05:00")


@pytest.mark.parametrize(
    "edge", [wall(2026, 11, 1, 0, 59, 59), wall(2026, 11, 1, 2), wall(2026, 3, 8, 1, 59, 59), wall(2026, 3, 8, 3)]
)
def test_beside_the_odd_hours_nothing_is_odd(edge: int) -> None:
    assert clock.instant_of(CHICAGO, edge)[1] is None


@pytest.mark.parametrize("name", ["Z", "utc", "GMT"])
def test_utc_has_several_names(name: str) -> None:
    assert clock.offset_at(name, 0) == 0


@pytest.mark.parametrize("name", ["+05:30", "+0530", "UTC+5:30"])
def test_offsets_are_zones(name: str) -> None:
    assert clock.offset_at(name, 0) == 19_800


@pytest.mark.parametrize("name", ["Mars/Olympus", "", "Chicago", "../etc/passwd", "+99:00", "America/", "\x00"])
def test_an_unknown_zone_is_one_line_that_names_it(name: str) -> None:
    with pytest.raises(UnknownName) as caught:
        clock.zone(name)
    assert "America/Chicago" in str(caught.value)


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2026-05-02T08:13:00", wall(2026, 5, 2, 13, 13)),
        ("2026-05-02T08:13:00Z", wall(2026, 5, 2, 8, 13)),
        ("2026-05-02T08:13:00.499999+02:00", wall(2026, 5, 2, 6, 13)),
        ("2026-05-02T08:13:59.5", wall(2026, 5, 2, 13, 14)),
        ("2026-11-01T01:30:00", wall(2026, 11, 1, 6, 30)),
    ],
)
def test_a_text_is_the_instant_of_its_offset_or_else_of_the_clock(text: str, instant: int) -> None:
    assert clock.read_instant(text, CHICAGO) == instant


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("soon", "isoformat"),
        ("2026-02-30T00:00", "day"),
        ("0001-01-01T00:00+05:00", "out of range"),
        ("9999-12-31T23:00-05:00", "out of range"),
    ],
)
def test_a_text_that_is_no_instant_of_the_calendar_is_refused(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        clock.read_instant(text, CHICAGO)


def test_short_names() -> None:
    instant = int(datetime(2026, 5, 2, tzinfo=ZoneInfo(CHICAGO)).timestamp())
    assert clock.short_name(CHICAGO, instant) == "CDT"
    assert clock.short_name("-05:00", instant) == "-05:00"
    assert clock.short_name("UTC", instant) == "UTC"
