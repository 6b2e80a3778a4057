"""The ways in which portals, spreadsheets and scripts write one and the same report."""

import csv
import io
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl

from tests.presentations.truth import Truth

FIELDS = (*("name", "sticker", "serial", "initiator", "identity", "start", "plug", "charge", "energy", "cost", "bill"),)
ARTICLE = (
    *("Name", "Sticker", "Serial", "Initiator", "Identity", "Start", "Plug Duration", "Charge Duration"),
    *("Energy", "Cost", "Bill Details"),
)
Writer = Callable[[Truth], Any]


def clock(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02d}:00"


def days_and_clock(minutes: int) -> str:
    days, rest = divmod(minutes, 1440)
    text = f"{rest // 60}:{rest % 60:02d}:00"
    return f"{days} day{'s' if days > 1 else ''}, {text}" if days else text


def plain(value: Decimal | None) -> str:
    return "" if value is None else f"{value:.2f}"


def comma(text: str) -> str:
    return text.replace(".", ",")


def grouped(value: Decimal, thousands: str, mark: str) -> str:
    return f"{value:,}".replace(",", "\x00").replace(".", mark).replace("\x00", thousands)


@dataclass(frozen=True)
class Look:
    """One presentation: how each field is written, under which header, in which kind of file."""

    name: str
    header: Sequence[str] = ARTICLE
    encoding: str = "utf-8"
    delimiter: str = ","
    newline: str = "\r\n"
    before: Sequence[str] = ()
    quoting: int = csv.QUOTE_MINIMAL
    start: Writer = lambda one: one.start.strftime("%m/%d/%Y %H:%M")
    plug: Writer = lambda one: clock(one.plug)
    charge: Writer = lambda one: clock(one.charge)
    energy: Writer = lambda one: str(one.energy)
    cost: Writer = lambda one: plain(one.cost)
    extra: dict[str, Writer] = field(default_factory=dict)
    order: Sequence[int] | None = None
    options: Sequence[str] = ("--time-zone", "America/Chicago")
    currency: str | None = None
    kind: str = "csv"
    formats: dict[str, str] = field(default_factory=dict)
    trailing: int = 0

    def lasting(self, plug: Callable[[int], Any]) -> "Look":
        """Give this look with both durations written so."""
        return replace(self, plug=lambda one: plug(one.plug), charge=lambda one: plug(one.charge))

    def cells(self, one: Truth) -> list[Any]:
        """Give the cells of a row in the order of the header."""
        written = {"start": self.start, "plug": self.plug, "charge": self.charge}
        written |= {"energy": self.energy, "cost": self.cost}
        row = [written[name](one) if name in written else getattr(one, name) for name in FIELDS]
        return self.ordered(row + [writer(one) for writer in self.extra.values()])

    def ordered(self, row: list[Any]) -> list[Any]:
        """Give a row in the order of this look's columns."""
        return [row[at] for at in self.order] if self.order else row

    def write(self, folder: Path, sessions: Sequence[Truth]) -> Path:
        """Write the report to a file."""
        path = folder / f"report.{self.kind}"
        rows = [self.ordered([*self.header, *self.extra]), *(self.cells(one) for one in sessions)]
        writer = {"csv": self._csv, "xlsx": self._workbook, "json": self._json}[self.kind]
        writer(path, rows)
        return path

    def _csv(self, path: Path, rows: list[list[Any]]) -> None:
        out = io.StringIO()
        for line in self.before:
            out.write(line + self.newline)
        writer = csv.writer(out, delimiter=self.delimiter, quoting=self.quoting, lineterminator=self.newline)  # type: ignore[call-overload]
        writer.writerows(rows)
        out.write((self.delimiter * (len(rows[0]) - 1) + self.newline) * self.trailing)
        path.write_bytes(out.getvalue().encode(self.encoding))

    def _workbook(self, path: Path, rows: list[list[Any]]) -> None:
        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        for line in self.before:
            sheet.append([line])
        for row in rows:
            sheet.append(row)
            if row is not rows[0]:
                for name, number_format in self.formats.items():
                    sheet.cell(sheet.max_row, FIELDS.index(name) + 1).number_format = number_format
        book.create_sheet("Notes").append(["Nothing here"])
        book.save(path)

    def _json(self, path: Path, rows: list[list[Any]]) -> None:
        header, *others = rows
        path.write_text(json.dumps([dict(zip(header, row, strict=True)) for row in others]), encoding="utf-8")


def renamed(**names: str) -> list[str]:
    """Give the article's header with other names for some fields."""
    return [names.get(name, title) for name, title in zip(FIELDS, ARTICLE, strict=True)]


PLAIN = Look("the article's own")
GERMAN = replace(
    PLAIN,
    name="german",
    delimiter=";",
    start=lambda one: one.start.strftime("%d.%m.%Y %H:%M"),
    energy=lambda one: comma(str(one.energy)),
    cost=lambda one: comma(plain(one.cost)),
)
MIXED_ORDER = [5, 0, 9, 3, 2, 1, 4, 8, 7, 6, 10]


def _dollars(one: Truth) -> str:
    return f"${one.cost:,.2f}" if one.cost is not None else ""


def _start(pattern: str, name: str = "", **changes: Any) -> Look:
    return replace(PLAIN, name=name or f"start {pattern}", start=lambda one: one.start.strftime(pattern), **changes)


def _zoned(name: str, start: Writer, **changes: Any) -> Look:
    return replace(PLAIN, name=name, start=start, options=(), **changes)


def _durations(name: str, write: Callable[[int], Any], **changes: Any) -> Look:
    return replace(PLAIN, name=name, **changes).lasting(write)


def _hours_minutes(minutes: int) -> str:
    return f"{minutes // 60}h {minutes % 60}m"


def _iso(minutes: int) -> str:
    return f"PT{minutes // 60}H{minutes % 60}M"


TEXTS = [
    PLAIN,
    replace(PLAIN, name="utf-8 with mark", encoding="utf-8-sig"),
    replace(PLAIN, name="utf-16", encoding="utf-16"),
    replace(PLAIN, name="utf-16 little endian without mark", encoding="utf-16-le"),
    replace(PLAIN, name="utf-16 big endian without mark", encoding="utf-16-be"),
    replace(PLAIN, name="cp1252", encoding="cp1252"),
    replace(PLAIN, name="semicolons", delimiter=";"),
    replace(PLAIN, name="tabs", delimiter="\t"),
    replace(PLAIN, name="bars", delimiter="|"),
    replace(PLAIN, name="unix lines", newline="\n"),
    replace(PLAIN, name="old mac lines", newline="\r"),
    replace(PLAIN, name="all quoted", quoting=csv.QUOTE_ALL),
    replace(PLAIN, name="title and blank lines", before=["Charging Session Report", "", "May 2026, all sites", ""]),
    replace(PLAIN, name="sep line", before=["sep=,"]),
    replace(PLAIN, name="trailing empty rows", trailing=200),
    replace(PLAIN, name="shuffled", order=MIXED_ORDER),
    replace(PLAIN, name="capitals", header=[title.upper() for title in ARTICLE]),
    replace(PLAIN, name="snake case", header=[title.lower().replace(" ", "_") for title in ARTICLE]),
    replace(PLAIN, name="padded header", header=[f"  {title}: " for title in ARTICLE]),
    replace(PLAIN, name="extra columns", extra={"Site": lambda _: "Duluth", "Notes": lambda _: "x, y"}),
    replace(
        PLAIN,
        name="renamed",
        header=renamed(
            name="Charger Name", sticker="Sticker ID", serial="Serial Number", identity="User ID", start="Start Time"
        ),
    ),
    replace(
        PLAIN,
        name="units in the header",
        header=renamed(energy="Energy (kWh)", cost="Cost (USD)", plug="Plug Duration (h:mm:ss)", start="Start (local)"),
        currency="USD",
    ),
    GERMAN,
    replace(
        GERMAN, name="german euros", cost=lambda one: comma(plain(one.cost)) + " €" if one.cost else "", currency="EUR"
    ),
    _start("%d/%m/%Y %H:%M:%S"),
    _start("%d-%m-%Y %H:%M"),
    _start("%m/%d/%Y %I:%M %p"),
    _start("%m/%d/%y %H:%M"),
    _start("%Y-%m-%d %H:%M:%S"),
    _start("%Y/%m/%d %H:%M"),
    _start("%Y-%m-%dT%H:%M:%S.250"),
    _start("%d.%m.%Y %H.%M"),
    _start("%b %d, %Y %I:%M:%S %p"),
    _start("%d %B %Y %H:%M"),
    _start("%d-%b-%y %H:%M"),
    _zoned("offset", lambda one: one.instant.isoformat()),
    _zoned("utc with z", lambda one: one.instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")),
    _zoned("epoch seconds", lambda one: str(int(one.instant.timestamp()))),
    _zoned("epoch milliseconds", lambda one: str(int(one.instant.timestamp() * 1000))),
    _zoned("abbreviation", lambda one: one.start.strftime("%m/%d/%Y %I:%M %p CDT")),
    _zoned("zone column", PLAIN.start, extra={"Time Zone": lambda _: "America/Chicago"}),
    _zoned("zone in the header", PLAIN.start, header=renamed(start="Start (America/Chicago)")),
    _zoned("zone in the title", PLAIN.start, before=["Time zone: America/Chicago", ""]),
    _zoned(
        "rfc 1123",
        lambda one: one.instant.astimezone(UTC).strftime("%a, %d %b %Y %H:%M:%S GMT"),
    ),
    _durations("hh:mm", lambda m: f"{m // 60:02d}:{m % 60:02d}"),
    _durations("days and clock", days_and_clock),
    _durations("pandas", lambda m: f"{m // 1440} days {m % 1440 // 60:02d}:{m % 60:02d}:00"),
    _durations("hours and minutes", _hours_minutes),
    _durations("iso durations", _iso),
    _durations(
        "seconds", lambda m: str(m * 60), header=renamed(plug="Plug Duration (s)", charge="Charge Duration (s)")
    ),
    _durations("minutes", str, header=renamed(plug="Plug Duration (min)", charge="Charge Duration (min)")),
    _durations(
        "decimal hours",
        lambda m: f"{Decimal(m) / 60:.4f}",
        header=renamed(plug="Plug Duration (hours)", charge="Charge Duration (hours)"),
    ),
    _durations("seconds by plausibility", lambda m: str(m * 60)),
    replace(
        PLAIN, name="watt-hours", energy=lambda one: str(int(one.energy * 1000)), header=renamed(energy="Energy (Wh)")
    ),
    replace(
        PLAIN,
        name="grouped watt-hours",
        energy=lambda one: f"{int(one.energy * 1000):,}",
        header=renamed(energy="Energy [Wh]"),
    ),
    replace(PLAIN, name="unit in the cell", energy=lambda one: f"{one.energy} kWh"),
    replace(PLAIN, name="watt-hours in the cell", energy=lambda one: f"{int(one.energy * 1000)} Wh"),
    replace(
        PLAIN,
        name="megajoules",
        energy=lambda one: str(one.energy * Decimal("3.6")),
        header=renamed(energy="Energy (MJ)"),
    ),
    replace(PLAIN, name="dollars", cost=_dollars, currency="USD"),
    replace(
        PLAIN, name="code before", cost=lambda one: f"USD {one.cost}" if one.cost is not None else "", currency="USD"
    ),
    replace(
        PLAIN, name="code behind", cost=lambda one: f"{one.cost} CAD" if one.cost is not None else "", currency="CAD"
    ),
    replace(PLAIN, name="currency column", extra={"Currency": lambda _: "EUR"}, currency="EUR"),
    replace(PLAIN, name="currency by option", options=(*PLAIN.options, "--currency", "USD"), currency="USD"),
    replace(PLAIN, name="json list", kind="json"),
]

_EXCEL_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 -- a wall clock
_TYPED = replace(
    PLAIN,
    kind="xlsx",
    start=lambda one: one.start,
    plug=lambda one: timedelta(minutes=one.plug),
    charge=lambda one: timedelta(minutes=one.charge),
    energy=lambda one: float(one.energy),
    cost=lambda one: None if one.cost is None else float(one.cost),
    formats={"start": "mm/dd/yyyy hh:mm", "plug": "[h]:mm:ss", "charge": "[h]:mm:ss"},
)
WORKBOOKS = [
    replace(PLAIN, name="workbook of texts", kind="xlsx"),
    replace(_TYPED, name="typed workbook"),
    replace(_TYPED, name="workbook with a title", before=["Charging Session Report", "All sites"]),
    replace(
        _TYPED,
        name="currency by number format",
        formats=_TYPED.formats | {"cost": '"$"#,##0.00'},
        currency="USD",
    ),
    replace(
        _TYPED,
        name="euros by number format",
        formats=_TYPED.formats | {"cost": "#,##0.00 [$€-407]"},
        currency="EUR",
    ),
    replace(
        _TYPED,
        name="fractions of a day",
        plug=lambda one: one.plug / 1440,
        charge=lambda one: one.charge / 1440,
    ),
    replace(
        _TYPED,
        name="serial numbers as Start",
        start=lambda one: (one.start - _EXCEL_EPOCH) / timedelta(days=1),
        formats={"plug": "[h]:mm:ss", "charge": "[h]:mm:ss", "start": "General"},
    ),
]
LOOKS = TEXTS + WORKBOOKS
