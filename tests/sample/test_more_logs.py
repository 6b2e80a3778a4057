"""The logs beside the demo hold what the sample's README says of them."""

from contextlib import closing

from tests.sample.readme import FOLDER, TEXT
from zefdesk.domain.logged import Attempt, Logged
from zefdesk.formats.logs.reading import LogReading
from zefdesk.formats.reading import Settings
from zefdesk.ocpp.course import Setup
from zefdesk.services.log_reading import LogRun


def read(name: str) -> tuple[list[Logged], list[Attempt]]:
    with closing(LogReading([FOLDER / name], name, Settings(), gather=True)) as reading:
        run = LogRun(reading, Setup())
        sessions = [one for part in run for made in part.sessions.values() for one in made if one.whole]
        return sorted(sessions, key=lambda one: (one.charger, one.start)), run.summary().attempts


def short(one: Logged) -> tuple[str | None, str, int | None, set[str]]:
    return one.identity, one.initiator, (one.energy or 0) // 10**6, set(one.marks) - {"clock-skew"}


def test_the_log_of_a_server() -> None:
    sessions, attempts = read("server-2026-06.log")
    assert [(one.charger, *short(one)) for one in sessions] == [
        ("garage-l1-03", "04A2C91B5D6480", "RFID", 10_450, set()),
        ("garage-l1-03", "z-20962", "RFID", 6_600, {"missing-stop"}),
        ("garage-l1-03", "04A2C91B5D6480", "RFID", 9_900, set()),
        ("garage-l1-03", "amp-0917", "Remote", 13_200, set()),
        ("garage-l1-04", "LOCAL", "", 15_400, set()),
        ("garage-l1-04", "LOCAL", "", 3_850, {"faulted-during-session"}),
        ("garage-l1-04", "LOCAL", "", 8_800, {"offline-replay"}),
        ("garage-l1-04", "LOCAL", "", 9_900, {"clock-not-set", "still-open"}),
    ]
    assert sorted((one.what, one.why.split(":")[0]) for one in attempts) == [
        ("remote-start", "amp-0917"),
        ("start", "04FF0011223344"),
    ]


def test_the_log_of_a_station() -> None:
    sessions, attempts = read("dc-fast-1-2026-06.log")
    assert [short(one) for one in sessions] == [
        ("CCR-000042", "Credit card", 25_600, set()),
        ("ch-3321", "Remote", 19_200, set()),
        ("04C7D81A", "RFID", 14_400, {"missing-stop"}),
        ("amp-3321", "RFID", 20_800, {"offline-replay"}),
    ]
    assert sessions[0].charge_duration == 32 * 60
    assert [one.what for one in attempts] == ["remote-start"]


def test_they_are_small_and_told_of() -> None:
    for name in ("server-2026-06.log", "dc-fast-1-2026-06.log"):
        assert (FOLDER / name).stat().st_size < 300_000
        assert f"`{name}`" in TEXT
