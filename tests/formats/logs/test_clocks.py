"""When a line was written: every usual clock, in UTC, whatever zone it shows."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.formats.logs.read import read_text
from zefdesk.formats.logs.clock import Calendar, find
from zefdesk.formats.reading import Settings

CALL = '[2,"{id}","Heartbeat",{{}}]'
SEVEN = datetime(2026, 3, 3, 7, 0, 0, tzinfo=UTC)


def _at(tmp_path: Path, lines: list[str], settings: Settings = Settings()) -> list[datetime | None]:  # noqa: B008 -- frozen
    messages, _, _ = read_text(tmp_path, "\n".join(lines) + "\n", settings)
    return [None if one.at is None else datetime.fromtimestamp(one.at / 1e6, UTC) for _, one in messages]


@pytest.mark.parametrize(
    "clock",
    [
        "2026-03-03T07:00:00Z",
        "2026-03-03 07:00:00",
        "2026-03-03\t07:00:00,000",
        "2026/03/03 07:00:00",
        "[INFO ] 2026-03-03 07:00:00,000 x",
        'time="2026-03-03T07:00:00Z" level=debug',
        "2026-03-03T03:00:00-0400",
        "2026-03-03T09:00:00.000+02:00",
        "2026-03-03 09:00:00 +0200",
        "Mar 03 07:00:00 host app[25224]:",
        "Mar  3 07:00:00 host app:",
        "Mar 03 11:11:11 host app: 2026-03-03T07:00:00Z",
        "03.03.2026 07:00:00",
        "[03/Mar/2026:07:00:00 +0000]",
        "3/3/2026, 7:00:00 AM",
        "1772521200",
        '{"ts":1772521200000,"x":"',
        "1772521200.000 x",
        "20260303T07:00:00Z",
        '"2026-03-03","07:00:00"',
    ],
)
def test_a_clock_anywhere_before_the_frame_is_read(tmp_path: Path, clock: str) -> None:
    told = [f"{clock} {CALL.format(id=number)}" for number in range(3)]
    answer = f'{clock} [3,"2",{{"currentTime":"2026-03-03T07:00:00Z"}}]'
    assert _at(tmp_path, [*told, answer]) == [SEVEN] * 4


def test_of_two_clocks_the_one_with_a_zone_counts_else_the_nearest_one(tmp_path: Path) -> None:
    lines = [
        f"2026-03-03T07:00:00Z 2020-01-01 00:00:00 {CALL.format(id=1)}",
        f"2020-01-01 00:00:00 2026-03-03T07:00:00Z {CALL.format(id=2)}",
    ]
    assert _at(tmp_path, lines) == [SEVEN, SEVEN]


def test_a_clock_above_or_behind_the_frame_is_found(tmp_path: Path) -> None:
    above = ["2026-03-03T07:00:00Z: ChargePoint>CentralSystem Heartbeat", CALL.format(id=1), ""]
    behind = ['{"message":' + CALL.format(id=2) + ',"time":"2026-03-03T07:00:00Z"}']
    assert _at(tmp_path, above + behind) == [SEVEN, SEVEN]


def test_a_time_of_day_takes_its_date_from_the_header_and_rolls_at_midnight(tmp_path: Path) -> None:
    lines = [
        "Test of 2026-03-03, charger X",
        *(f"{time} {CALL.format(id=time)}" for time in ("23:59:59.5", "00:00:01")),
    ]
    assert _at(tmp_path, lines) == [
        SEVEN.replace(hour=23, minute=59, second=59, microsecond=500_000),
        SEVEN.replace(day=4, hour=0, second=1),
    ]


@pytest.mark.parametrize(
    "header",
    [
        "OCTT 1.12 test run TC_003_CS, started on 2026-03-03",
        "Decoder 9 of Marker 4, charger X, 3 Mar 2026",
        "Tool of 2024-05-01, version 2.0.1: run of 2026-03-03",
    ],
)
def test_of_what_a_header_says_the_date_of_the_frames_counts(tmp_path: Path, header: str) -> None:
    lines = [header, "", f"07:00:00 {CALL.format(id=1)}", '07:00:00 [3,"1",{"currentTime":"2026-03-03T07:00:00Z"}]']
    assert _at(tmp_path, lines) == [SEVEN, SEVEN]


def test_a_time_of_day_without_a_header_takes_its_date_from_the_frames(tmp_path: Path) -> None:
    answer = '00:30:00 [3,"1",{"currentTime":"2026-03-03T22:30:00Z"}]'
    lines = [f"23:59:00 {CALL.format(id=1)}", answer, f"01:00:00 {CALL.format(id=2)}"]
    assert _at(tmp_path, lines) == [
        SEVEN.replace(hour=21, minute=59),
        SEVEN.replace(hour=22, minute=30),
        SEVEN.replace(hour=23),
    ]


def test_an_offset_is_inferred_before_its_first_evidence(tmp_path: Path) -> None:
    early = [f"2026-03-03 02:0{minute}:00 {CALL.format(id=minute)}" for minute in range(5)]
    answer = '2026-03-03 02:05:00 [3,"4",{"currentTime":"2026-03-03T07:05:00Z"}]'
    assert _at(tmp_path, [*early, answer])[0] == SEVEN


def test_an_offset_changes_with_the_zone(tmp_path: Path) -> None:
    lines = []
    for minute in range(0, 240, 5):
        instant = datetime(2026, 3, 29, 0, 0, tzinfo=UTC) + timedelta(minutes=minute)
        local = instant + timedelta(hours=1 if instant.hour < 1 else 2)
        lines.append(f'{local:%Y-%m-%d %H:%M:%S} [3,"{minute}",{{"currentTime":"{instant:%Y-%m-%dT%H:%M:%SZ}"}}]')
    told = _at(tmp_path, lines)
    assert told == [datetime(2026, 3, 29, tzinfo=UTC) + timedelta(minutes=minute) for minute in range(0, 240, 5)]


def test_frames_alone_tell_the_offset_and_its_change(tmp_path: Path) -> None:
    lines, expected = [], []
    for minute in range(0, 240, 2):
        instant = datetime(2026, 3, 29, 0, 0, 7, tzinfo=UTC) + timedelta(minutes=minute)
        local = instant + timedelta(hours=1 if instant.hour < 1 else 2)
        status = f'{{"status":"Charging","timestamp":"{instant - timedelta(seconds=3):%Y-%m-%dT%H:%M:%SZ}"}}'
        lines.append(f'{local:%Y-%m-%d %H:%M:%S} [2,"{minute}","StatusNotification",{status}]')
        expected.append(instant)
    told = _at(tmp_path, lines)
    wrong = [at for at, (one, other) in enumerate(zip(told, expected, strict=True)) if one != other]
    assert len(wrong) <= 3
    assert wrong == list(range(30, 30 + len(wrong)))


@pytest.mark.parametrize("wrong", [0, 1, -1])
def test_a_charger_whose_clock_is_wrong_by_an_hour_changes_no_offset(tmp_path: Path, wrong: int) -> None:
    first = '2026-03-29 01:00:00 [3,"b",{"currentTime":"2026-03-29T00:00:00Z"}]'
    lines, expected = [first], [datetime(2026, 3, 29, tzinfo=UTC)]
    for minute in range(2, 240, 2):
        instant = datetime(2026, 3, 29, 0, 0, 7, tzinfo=UTC) + timedelta(minutes=minute)
        local = instant + timedelta(hours=1 if instant.hour < 1 else 2)
        own = instant + timedelta(hours=wrong)
        status = f'{{"status":"Charging","timestamp":"{own - timedelta(seconds=3):%Y-%m-%dT%H:%M:%SZ}"}}'
        lines.append(f'{local:%Y-%m-%d %H:%M:%S} [2,"{minute}","StatusNotification",{status}]')
        expected.append(instant)
    told = _at(tmp_path, lines)
    wrongly = [at for at, (one, other) in enumerate(zip(told, expected, strict=True)) if one != other]
    assert len(wrongly) <= 3


def test_the_first_frame_after_a_zone_went_over_to_summer_time_is_read_by_it(tmp_path: Path) -> None:
    lines = ['2026-03-29 01:00:00 [3,"b",{"currentTime":"2026-03-29T00:00:00Z"}]']
    for clock, told in (("01:30:00", "00:30:00"), ("01:50:00", "00:50:00"), ("03:10:00", "01:10:00")):
        status = f'{{"status":"Charging","timestamp":"2026-03-29T{told}Z"}}'
        lines.append(f'2026-03-29 {clock} [2,"{clock}","StatusNotification",{status}]')
    assert _at(tmp_path, lines)[-1] == datetime(2026, 3, 29, 1, 10, tzinfo=UTC)


def test_replayed_frames_do_not_change_the_offset(tmp_path: Path) -> None:
    answer = '2026-03-03 08:00:00 [3,"0",{"currentTime":"2026-03-03T07:00:00Z"}]'
    lines = [answer]
    for number in range(40):
        old = SEVEN - timedelta(hours=5) + timedelta(minutes=number * 7)
        value = f'{{"connectorId":1,"meterValue":[{{"timestamp":"{old:%Y-%m-%dT%H:%M:%SZ}","sampledValue":[]}}]}}'
        lines.append(f'2026-03-03 08:{number + 1:02}:00 [2,"{number}","MeterValues",{value}]')
    assert _at(tmp_path, lines) == [SEVEN + timedelta(minutes=number) for number in range(41)]


def test_a_told_zone_counts_and_a_chargers_zone_where_nothing_else_tells(tmp_path: Path) -> None:
    lines = [f"2026-03-03 01:00:00 CP-1: receive message {CALL.format(id=number)}" for number in range(4)]
    assert _at(tmp_path, lines, Settings(time_zone="America/Chicago")) == [SEVEN] * 4
    assert _at(tmp_path, lines, Settings(charger_zones={"CP-1": "America/Chicago"})) == [SEVEN] * 4
    messages, _, reading = read_text(tmp_path, "\n".join(lines))
    assert messages[0][1].at == int(SEVEN.timestamp() - 6 * 3600) * 1_000_000
    assert "taken as UTC" in dict(reading.facts)["Clock"]


def test_a_year_that_nothing_tells_is_the_nearest_to_now(tmp_path: Path) -> None:
    lines = [f"Dec 31 23:59:00 host: {CALL.format(id=1)}", f"Jan 01 00:01:00 host: {CALL.format(id=2)}"]
    told = _at(tmp_path, lines, Settings(now=int(SEVEN.timestamp())))
    assert told == [datetime(2025, 12, 31, 23, 59, tzinfo=UTC), datetime(2026, 1, 1, 0, 1, tzinfo=UTC)]


@given(
    instant=st.datetimes(datetime(2015, 1, 1), datetime(2090, 1, 1)),  # noqa: DTZ001 -- its zone is added below
    form=st.sampled_from(
        ["%Y-%m-%d %H:%M:%S.%f", "%Y/%m/%d %H:%M:%S,%f", "%d.%m.%Y %H:%M:%S.%f", "%b %d, %Y %H:%M:%S.%f"]
    ),
    ahead=st.integers(-56, 56),
)
def test_any_instant_is_read_to_the_microsecond(instant: datetime, form: str, ahead: int) -> None:
    sign, size = "-" if ahead < 0 else "+", abs(ahead) * 15
    text = f"x {instant.strftime(form)}{sign}{size // 60:02}:{size % 60:02} y".encode()
    clock, calendar = find(text), Calendar()
    expected = round((instant.replace(tzinfo=UTC) - timedelta(minutes=ahead * 15)).timestamp() * 1e6)
    assert clock is not None
    assert clock.zoned
    assert abs((clock.read(text, calendar) or 0) - expected) <= 1
    assert clock.read(text, calendar) == clock.reader(calendar)(text)


@given(text=st.text("0123456789-/.:,TZ +AMParFeb", max_size=40))
def test_no_clock_is_too_strange(text: str) -> None:
    clock = find(text.encode())
    if clock:
        clock.read(text.encode(), Calendar())
        clock.shown(text.encode())


def test_after_weeks_of_silence_frames_tell_the_offset_anew(tmp_path: Path) -> None:
    lines = ['2026-03-24 01:00:00 [3,"b",{"currentTime":"2026-03-24T00:00:00Z"}]']
    for minute in (1, 11, 21, 31):
        status = f'{{"status":"Charging","timestamp":"2026-04-22T05:{minute:02}:00Z"}}'
        lines.append(f'2026-04-22 07:{minute:02}:00 [2,"{minute}","StatusNotification",{status}]')
    assert _at(tmp_path, lines)[-2:] == [datetime(2026, 4, 22, 5, minute, tzinfo=UTC) for minute in (21, 31)]
