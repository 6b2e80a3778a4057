# ruff: noqa: E501 -- one presentation a line
"""The same sessions, written in many ways, read as the same sessions."""

import csv
import io
import json
from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest

from tests.formats.sessions import GIVEN, SESSIONS, TITLES, Told, seen, sessions, utc, wanted
from zefdesk.formats.reading import Settings

WANTED = [wanted(one) for one in SESSIONS]
Cell = Callable[[Any], Any]


def hms(span: timedelta) -> str:
    seconds = int(span.total_seconds())
    return f"{seconds // 3600}:{seconds % 3600 // 60:02d}:{seconds % 60:02d}"


def us(at: datetime) -> str:
    return f"{at:%m/%d/%Y %H:%M:%S}"


def words(span: timedelta) -> str:
    seconds = int(span.total_seconds())
    return f"{seconds // 3600}h {seconds % 3600 // 60}m {seconds % 60}s"


def iso_span(span: timedelta) -> str:
    seconds = int(span.total_seconds())
    return f"PT{seconds // 3600}H{seconds % 3600 // 60}M{seconds % 60}S"


def days_and_clock(span: timedelta) -> str:
    return f"{span.days} days {hms(span - timedelta(days=span.days)).zfill(8)}"


def python_span(span: timedelta) -> str:
    return str(span)


def twelve(at: datetime) -> str:
    return f"{at.month}/{at.day}/{at.year} {at:%I:%M:%S %p}".replace(" 0", " ")


def comma(number: Decimal | None) -> str:
    return "" if number is None else str(number).replace(".", ",")


def german(number: Decimal | None) -> str:
    return "" if number is None else f"{number:,.3f}".translate(str.maketrans(",.", ".,"))


def serial_number(at: datetime) -> str:
    naive = at.replace(tzinfo=None)
    return str((naive - datetime(1899, 12, 30)) / timedelta(days=1))  # noqa: DTZ001


def money(before: str = "", behind: str = "", form: Cell = str) -> Cell:
    def write(cost: Decimal | None) -> str:
        return "" if cost is None else f"{'-' if cost < 0 else ''}{before}{form(abs(cost))}{behind}"

    return write


def bracketed(cost: Decimal | None) -> str:
    return "" if cost is None else f"(${-cost})" if cost < 0 else f"${cost:,.2f}"


USUAL: dict[str, Cell] = dict.fromkeys(TITLES, str) | {
    "start": us,
    "plug": hms,
    "charge": hms,
    "cost": money(),
}


def table(
    cells: dict[str, Cell] | None = None,
    *,
    titles: dict[str, str] | None = None,
    order: list[str] | None = None,
    above: list[list[str]] | None = None,
    extra: dict[str, Callable[[Told], str]] | None = None,
) -> list[list[str]]:
    names = TITLES | (titles or {})
    fields = order or list(TITLES)
    writers = USUAL | (cells or {})
    more = extra or {}
    rows = [*(above or []), [*(names[field] for field in fields), *more]]
    rows += [
        [*(writers[field](getattr(one, field)) for field in fields), *(give(one) for give in more.values())]
        for one in SESSIONS
    ]
    return rows


def text(rows: list[list[str]], delimiter: str = ",", ending: str = "\r\n", quoting: Any = csv.QUOTE_MINIMAL) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator=ending, quoting=quoting).writerows(rows)
    return out.getvalue()


PRESENTATIONS: dict[str, bytes | str] = {
    "plain": text(table()),
    "unix": text(table(), ending="\n"),
    "classic mac": text(table(), ending="\r", quoting=csv.QUOTE_ALL),
    "semicolon": text(table(), ";"),
    "tab": text(table(), "\t"),
    "pipe": text(table(), "|"),
    "sep line": "sep=;\n" + text(table(), ";"),
    "all quoted": text(table(), quoting=csv.QUOTE_ALL),
    "utf-8 with BOM": text(table()).encode("utf-8-sig"),
    "utf-16": text(table(), "\t").encode("utf-16"),
    "utf-16 le without BOM": text(table()).encode("utf-16-le"),
    "utf-16 be without BOM": text(table(), ";").encode("utf-16-be"),
    "cp1252": text(table()).encode("cp1252"),
    "mac roman": text(table()).encode("mac_roman"),
    "title lines": text(table(above=[["Charging sessions"], ["May 2026", "all sites"], [], []])),
    "blank lines before": "\n\n\n" + text(table()),
    "renamed": text(table(titles={"name": "Charger Name", "serial": "Serial Number", "sticker": "Sticker ID", "start": "Start Time", "initiator": "Initiated By", "identity": "User ID", "plug": "Plugged In", "charge": "Charging Time", "energy": "Energy Used", "cost": "Price", "bill": "Bill"})),
    "capitals and underscores": text(table(titles={key: name.upper().replace(" ", "_") for key, name in TITLES.items()})),
    "blanks around": text(table(titles={key: f"  {name} " for key, name in TITLES.items()})),
    "shuffled": text(table(order=list(TITLES)[::-1])),
    "extra columns": text(table(extra={"Notes": lambda _: "x", "Row": lambda _: "7", "": lambda _: ""})),
    "trailing empty columns and rows": text(table()) + ",,,,,,,,,,,,,\r\n" * 50,
    "ISO": text(table({"start": lambda at: f"{at:%Y-%m-%d %H:%M:%S}"})),
    "ISO with T": text(table({"start": lambda at: f"{at:%Y-%m-%dT%H:%M:%S}"})),
    "ISO with fraction": text(table({"start": lambda at: f"{at:%Y-%m-%dT%H:%M:%S.000}"})),
    "ISO with offset": text(table({"start": lambda at: at.isoformat()})),
    "ISO with Z": text(table({"start": lambda at: f"{utc(at):%Y-%m-%dT%H:%M:%SZ}"})),
    "ISO with short offset": text(table({"start": lambda at: f"{at:%Y-%m-%d %H:%M:%S%z}"})),
    "day first": text(table({"start": lambda at: f"{at:%d/%m/%Y %H:%M:%S}"})),
    "dotted": text(table({"start": lambda at: f"{at:%d.%m.%Y %H:%M:%S}"})),
    "dashed day first": text(table({"start": lambda at: f"{at:%d-%m-%Y %H.%M.%S}"})),
    "12-hour clock": text(table({"start": twelve})),
    "12-hour clock, dotted am": text(table({"start": lambda at: twelve(at).replace("AM", "a.m.").replace("PM", "p.m.")})),
    "narrow blank before PM": text(table({"start": lambda at: twelve(at).replace(" PM", "\u202fPM").replace(" AM", "\u202fAM")})),
    "comma after the date": text(table({"start": lambda at: twelve(at).replace(" ", ", ", 1)})),
    "two-digit years": text(table({"start": lambda at: f"{at:%m/%d/%y %H:%M:%S}"})),
    "month names": text(table({"start": lambda at: f"{at:%b %d, %Y %I:%M:%S %p}"})),
    "day and month name": text(table({"start": lambda at: f"{at:%d-%b-%Y %H:%M:%S}"})),
    "weekday": text(table({"start": lambda at: f"{at:%A, %B %d, %Y %H:%M:%S}"})),
    "RFC 1123": text(table({"start": lambda at: format_datetime(utc(at), usegmt=True)})),
    "epoch": text(table({"start": lambda at: str(int(at.timestamp()))})),
    "epoch ms": text(table({"start": lambda at: str(int(at.timestamp()) * 1000)})),
    "spreadsheet serial": text(table({"start": serial_number})),
    "abbreviated zone": text(table({"start": lambda at: f"{us(at)} {at:%Z}"})),
    "header says UTC": text(table({"start": lambda at: us(utc(at))}, titles={"start": "Start (UTC)"})),
    "header says the zone": text(table(titles={"start": "Start (America/Chicago)"})),
    "title says the zone": text(table({"start": lambda at: us(utc(at))}, above=[["Time zone: UTC"], []])),
    "zone column": text(table(extra={"Time Zone": lambda _: "America/Chicago"})),
    "date and clock apart": text(table({"start": lambda at: f"{at:%m/%d/%Y}"}, titles={"start": "Start Date"}, extra={"Start Time": lambda one: f"{one.start:%H:%M:%S}"})),
    "clock with a date of its own": text(table({"start": lambda at: f"{at:%m/%d/%Y}"}, titles={"start": "Date"}, extra={"Time": lambda one: f"12/30/1899 {one.start:%H:%M:%S}"})),
    "decimal comma": text(table({"energy": comma, "cost": comma}), ";"),
    "decimal comma, quoted": text(table({"energy": comma, "cost": comma})),
    "german": text(table({"energy": german, "cost": german}), ";"),
    "thousands": text(table({"cost": lambda cost: "" if cost is None else f"{cost:,.2f}"})),
    "swiss thousands": text(table({"cost": lambda cost: "" if cost is None else f"{cost:,.2f}".replace(",", "\u2019")})),
    "blank thousands": text(table({"cost": lambda cost: "" if cost is None else f"{cost:,.2f}".replace(",", "\u202f").replace(".", ",")}), ";"),
    "dollars": text(table({"cost": money("$")})),
    "dollars in brackets": text(table({"cost": bracketed})),
    "code before": text(table({"cost": money("USD ")})),
    "code behind": text(table({"cost": money(behind=" USD")})),
    "minus behind": text(table({"cost": lambda cost: "" if cost is None else f"{abs(cost)}{'-' if cost < 0 else ''}"})),
    "currency column": text(table(extra={"Currency": lambda _: "USD"})),
    "currency in the header": text(table(titles={"cost": "Cost (USD)"})),
    "Wh": text(table({"energy": lambda kwh: f"{kwh * 1000:.0f}"}, titles={"energy": "Energy (Wh)"})),
    "Wh behind": text(table({"energy": lambda kwh: f"{kwh * 1000:.0f} Wh"})),
    "kWh in brackets": text(table(titles={"energy": "Energy [kWh]"})),
    "kWh behind a blank": text(table(titles={"energy": "Energy kWh"})),
    "kWh in the cells": text(table({"energy": lambda kwh: f"{kwh} kWh"})),
    "MJ": text(table({"energy": lambda kwh: f"{kwh * Decimal('3.6')}"}, titles={"energy": "Energy (MJ)"})),
    "Wh that nobody names": text(table({"energy": lambda kwh: f"{kwh * 1000:.0f}"})),
    "seconds": text(table({key: lambda span: str(int(span.total_seconds())) for key in ("plug", "charge")})),
    "seconds in the header": text(table({key: lambda span: str(int(span.total_seconds())) for key in ("plug", "charge")}, titles={"plug": "Plug Duration (s)", "charge": "Charge Duration (sec)"})),
    "minutes in the header": text(table({key: lambda span: f"{span / timedelta(minutes=1):.6f}" for key in ("plug", "charge")}, titles={"plug": "Plug Duration (min)", "charge": "Charge Duration (minutes)"})),
    "hours in the header": text(table({key: lambda span: f"{span / timedelta(hours=1):.6f}" for key in ("plug", "charge")}, titles={"plug": "Plug Duration (h)", "charge": "Charge Duration, hours"})),
    "minutes that nobody names": text(table({key: lambda span: f"{span / timedelta(minutes=1):.6f}" for key in ("plug", "charge")})),
    "hours that nobody names": text(table({key: lambda span: f"{span / timedelta(hours=1):.6f}" for key in ("plug", "charge")})),
    "fractions of a day": text(table({key: lambda span: f"{span / timedelta(days=1):.10f}" for key in ("plug", "charge")})),
    "words": text(table(dict.fromkeys(("plug", "charge"), words))),
    "ISO durations": text(table(dict.fromkeys(("plug", "charge"), iso_span))),
    "days and clock": text(table(dict.fromkeys(("plug", "charge"), days_and_clock))),
    "python durations": text(table(dict.fromkeys(("plug", "charge"), python_span))),
    "JSON": json.dumps([dict(zip(table()[0], row, strict=True)) for row in table()[1:]]),
    "JSON in an object": json.dumps({"count": 6, "sessions": [dict(zip(table()[0], row, strict=True)) for row in table()[1:]]}, indent=2),
}  # fmt: skip


@pytest.mark.parametrize("name", PRESENTATIONS)
def test_reads_as_the_same_sessions(name: str, tmp_path: Path) -> None:
    path = tmp_path / "report.csv"
    content = PRESENTATIONS[name]
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    got = [seen(one) for one in sessions(path)]
    assert got == WANTED


@pytest.mark.parametrize(
    "name",
    ["dollars", "code before", "code behind", "currency column", "currency in the header", "dollars in brackets"],
)
def test_the_file_says_the_currency(name: str, tmp_path: Path) -> None:
    path = tmp_path / "report.csv"
    path.write_text(str(PRESENTATIONS[name]), encoding="utf-8", newline="")
    settings = Settings(time_zone="America/Chicago", currency="EUR")
    assert {one.currency for one in sessions(path, settings) if one.cost is not None} == {"USD"}


@pytest.mark.parametrize("name", ["ISO with offset", "header says UTC", "zone column", "title says the zone", "epoch"])
def test_the_file_says_the_zone(name: str, tmp_path: Path) -> None:
    path = tmp_path / "report.csv"
    path.write_text(str(PRESENTATIONS[name]), encoding="utf-8", newline="")
    got = sessions(path, Settings(date_order="mdy"))
    assert [one.start for one in got] == [one[5] for one in WANTED]
    assert all(one.zoned for one in got)


def test_a_given_zone_is_no_zone_of_the_source(tmp_path: Path) -> None:
    path = tmp_path / "report.csv"
    path.write_text(str(PRESENTATIONS["plain"]), encoding="utf-8", newline="")
    assert not any(one.zoned for one in sessions(path, GIVEN))
