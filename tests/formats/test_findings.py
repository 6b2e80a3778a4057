"""What a row alone shows: odd hours and dates, ends and bills that do not fit; what was told of zones and money."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.formats.sessions import GIVEN
from tests.formats.test_hostile import GOOD, HEADER, row, rows_of, write
from zefdesk.domain.session import Reported
from zefdesk.formats.reading import Facts, Settings
from zefdesk.formats.registry import open_file


def only(folder: Path, text: str, settings: Settings = GIVEN) -> tuple[Reported, Facts]:
    reading = open_file(write(folder, text), settings)
    (got,) = reading
    facts = reading.facts
    reading.close()
    assert isinstance(got, Reported)
    return got, facts


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        ({}, []),
        ({"Start": "2025-11-02 01:17:20"}, ["ambiguous-local-time"]),
        ({"Start": "2025-11-02 01:17:20-06:00"}, []),
        ({"Start": "2026-03-08 02:30:00"}, ["nonexistent-local-time"]),
        ({"Start": "1970-01-01 00:03:11"}, ["implausible-date"]),
        ({"Start": "2035-01-01 00:00:00"}, ["future-start"]),
        ({"Bill_Details": '"{""lines"": ["'}, ["bill-unreadable"]),
        ({"Bill_Details": '"[{""item"": ""Energy"", ""amount"": 5}]"'}, ["bill-does-not-sum"]),
        ({"Bill_Details": '"[{""item"": ""Energy"", ""amount"": 6.28}]"'}, []),
    ],
)
def test_findings_of_a_row(change: dict[str, str], codes: list[str], tmp_path: Path) -> None:
    (got,) = rows_of(tmp_path, row(**change))
    assert isinstance(got, Reported)
    assert [found.code for found in got.findings] == codes
    assert all(found.message.endswith(".") for found in got.findings)


@pytest.mark.parametrize(
    ("end", "plug", "codes", "wanted"),
    [
        ("05/13/2026 10:43:00", "2:30:00", [], 9000),
        ("05/13/2026 10:44:00", "2:30:00", [], 9000),
        ("05/13/2026 10:44:01", "2:30:00", ["end-differs"], 9000),
        ("05/13/2026 10:43:00", "", [], 9000),
        ("", "", [], None),
        ("10:43", "", [], 9000),
    ],
)
def test_the_end_and_the_plug_duration(
    end: str, plug: str, codes: list[str], wanted: int | None, tmp_path: Path
) -> None:
    got, _ = only(tmp_path, f"{HEADER},End\n{row(Plug_Duration=plug)},{end}\n")
    assert [found.code for found in got.findings] == codes
    assert got.session.plug_duration == wanted


def test_a_configured_charger_has_its_own_zone_and_currency(tmp_path: Path) -> None:
    settings = Settings(
        time_zone="Europe/Berlin",
        charger_zones={"HC1": "America/Denver"},
        charger_currencies={"HC1": "CAD"},
        now=GIVEN.now,
    )
    got, facts = only(tmp_path, f"{HEADER}\n{GOOD}\n", settings)
    assert (got.session.zone, got.session.zoned, got.session.currency) == ("America/Denver", False, "CAD")
    assert facts.asks == ("time_zone", "currency")
    other, _ = only(tmp_path, f"{HEADER}\n{row(Serial='HC2')}\n", settings)
    assert (other.session.zone, other.session.currency) == ("Europe/Berlin", None)


def test_a_row_of_no_charger_asks_for_no_zone(tmp_path: Path) -> None:
    settings = Settings(charger_zones={"HC1": "America/Denver"}, charger_currencies={"HC1": "USD"}, now=GIVEN.now)
    lines = (HEADER, row(Name="", Serial=""), row(Serial="HC1"), row(Name="", Serial="", Start="?"), "")
    reading = open_file(write(tmp_path, "\n".join(lines)), settings)
    refused, got, worse = reading
    reading.close()
    assert isinstance(got, Reported)
    assert got.session.zone == "America/Denver"
    assert (getattr(refused, "code", ""), getattr(worse, "code", "")) == ("missing-charger", "unreadable-start")


def test_what_was_found_is_said(tmp_path: Path) -> None:
    header = HEADER.replace("Cost", "Cost (USD)").replace("Energy", "Energy (kWh)")
    text = f"Report in US dollars\n\n{header}\n{GOOD}\n"
    _, facts = only(tmp_path, text, replace(GIVEN, currency=None))
    said = dict(facts.items)
    assert facts.format == "zefnet-session-report"
    assert said["Encoding"] == "UTF-8"
    assert said["Delimiter"] == "comma"
    assert said["Header"] == "line 3"
    assert said["Currency"] == "USD (column header)"
    assert said["Energy"] == "kWh (header)"
    assert said["Time zone"] == "America/Chicago (given)"
    assert said["Date order"].startswith("month/day/year")
    assert facts.asks == ("time_zone",)


def test_without_an_initiator_column_nothing_is_free_vend(tmp_path: Path) -> None:
    got, _ = only(tmp_path, "Serial,Start,Energy\nHC1,2026-05-13 08:13,5\n")
    assert (got.session.initiator, got.session.bill_state) == (None, "unpriced")
    blank, _ = only(tmp_path, "Serial,Start,Energy,Initiator\nHC1,2026-05-13 08:13,5,\n")
    assert (blank.session.initiator, blank.session.bill_state) == ("", "free-vend")
