"""Which reader reads a file: all look at it, the surest one reads it, two that are equally sure are an error."""

from dataclasses import dataclass
from pathlib import Path

from zefdesk.domain import clock, money
from zefdesk.domain.trouble import UnknownName
from zefdesk.formats import header as headers
from zefdesk.formats.container import tables
from zefdesk.formats.header import Header, NearMiss
from zefdesk.formats.mapping import Mapping, mappings
from zefdesk.formats.reading import NeedsAnswer, Reading, Settings, UnknownFormat, UnreadableFile
from zefdesk.formats.report import TableReading
from zefdesk.formats.table import MOST_COLUMNS, Table

ENDINGS = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".ods", ".json")
ORDERS = ("mdy", "dmy", "ymd")


@dataclass(frozen=True, slots=True)
class Format:
    """A format by name: what it is called, what it is, and which endings its files usually have."""

    name: str
    title: str
    description: str
    endings: tuple[str, ...]


LOG_ENDINGS = (".log", ".txt", ".csv", ".json", ".jsonl", ".html")
LOGS = (
    Format(
        "charger-log",
        "Charger log (OCPP)",
        "OCPP 1.6J, 2.0.1 and 2.1 messages in any text: of chargers, central systems, home automation. Each session "
        "with its meter values and the lines behind it.",
        LOG_ENDINGS,
    ),
    Format(
        "alfen-transactions",
        "Alfen transaction export",
        "The transactions that an Alfen charger exports (txstart2, mv, txstop2), with their meter values.",
        LOG_ENDINGS,
    ),
)


@dataclass(frozen=True, slots=True)
class _Match:
    table: Table
    mapping: Mapping
    header: Header


def formats() -> tuple[Format, ...]:
    """Give all formats that can be read, by name."""
    return (*(Format(one.name, one.title, one.description, ENDINGS) for one in mappings()), *LOGS)


def open_file(path: Path, settings: Settings) -> Reading:
    """Open a file with the reader that knows its content.

    Raises UnreadableFile (UnknownFormat where no reader knows it), NeedsAnswer for what a person must say,
    UnknownName for settings that do not exist.
    """
    check(settings)
    try:
        found = tables(path, settings.sheet)
        try:
            match = _choose(path, found, settings)
            return TableReading(path, match.table, match.header, match.mapping, settings)
        finally:
            for table in found:
                table.close()
    except OSError as error:
        raise UnreadableFile(f"{path}: cannot be read: {error.strerror or error}") from error


def check(settings: Settings) -> None:
    """Raise UnknownName for a format, zone, currency or date order that does not exist."""
    if settings.format != "auto" and settings.format not in {one.name for one in formats()}:
        names = ", ".join(one.name for one in formats())
        raise UnknownName(f"unknown format '{settings.format}': auto, {names}")
    if settings.time_zone is not None:
        clock.zone(settings.time_zone)
    if settings.currency is not None:
        money.currency(settings.currency)
    if settings.date_order is not None and settings.date_order not in ORDERS:
        raise UnknownName(f"unknown date order '{settings.date_order}': one of {', '.join(ORDERS)}")


def _choose(path: Path, found: list[Table], settings: Settings) -> _Match:
    wanted = [one for one in mappings() if settings.format in {"auto", one.name}]
    matches: list[_Match] = []
    near: list[NearMiss] = []
    for table in found:
        if any(_named(row.cells) > MOST_COLUMNS for row in table.head):
            raise UnreadableFile(f"{path}: has more than {MOST_COLUMNS:,} columns, so it is no table of sessions")
        for mapping in wanted:
            header = headers.find(table.head, mapping)
            if isinstance(header, Header):
                matches.append(_Match(table, mapping, header))
            elif header:
                near.append(header)
    if not matches:
        raise _unknown(path, near, settings)
    best = max(one.header.confidence for one in matches)
    surest = [one for one in matches if one.header.confidence == best]
    names = sorted({one.mapping.name for one in surest})
    if len(names) > 1:
        raise UnreadableFile(f"{path}: is as much {' as '.join(names)}: say which with --format")
    return _one_sheet(path, surest, [one for one in matches if one.mapping.name == names[0]])


def _named(cells: list[object]) -> int:
    return len(cells) - cells.count("") if len(cells) > MOST_COLUMNS else 0


def _one_sheet(path: Path, surest: list[_Match], matches: list[_Match]) -> _Match:
    sheets = list(dict.fromkeys(one.table.name for one in matches))
    if len(sheets) > 1 and not surest[0].mapping.exact:
        listed = ", ".join(f"'{name}'" for name in sheets)
        raise NeedsAnswer(
            f"{path}: several sheets hold a report: {listed}; say which with --sheet", "--sheet", tuple(sheets)
        )
    return surest[0]


def _unknown(path: Path, near: list[NearMiss], settings: Settings) -> UnreadableFile:
    if near:
        best = max(near, key=lambda one: len(one.found))
        return UnreadableFile(
            f"{path}: line {best.row.line} looks like a header ({', '.join(best.found[:6])}), "
            + (f"but there is no {' and no '.join(best.missing)}" if best.missing else "but of another format")
        )
    asked = "" if settings.format == "auto" else f" of the format {settings.format}"
    return UnknownFormat(f"{path}: no header of a session report{asked} is found in its first lines")
