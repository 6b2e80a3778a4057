"""What an import would do, row by row, before anything is stored: new, known, doubtful or refused."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import partial
from pathlib import Path

from zefdesk.domain.session import Session
from zefdesk.domain.stored import Stored
from zefdesk.formats import archive
from zefdesk.formats.reading import Settings, UnknownFormat, UnreadableFile
from zefdesk.services import conflicts, log_files
from zefdesk.services.importing import ImportResult, read_in, read_log_in, tried, with_chargers
from zefdesk.services.progress import Report, ignore
from zefdesk.store import findings, sessions, sources
from zefdesk.store.ledger import Ledger
from zefdesk.store.transaction import Transaction

FIRST_ROWS = 5_000
_PAGE = 1_000


class Status(Enum):
    """What would become of a row; the value is the word a person reads."""

    NEW = "new"
    KNOWN = "known"
    DOUBTFUL = "doubtful"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One row of the file: what would become of it and why, the session it tells (None where refused), its raw text."""

    line: int
    status: Status
    why: str
    session: Session | None
    raw: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What would become of one file: its counts, its first five thousand rows, its chargers by serial, else name."""

    result: ImportResult
    rows: tuple[PreviewRow, ...] = ()
    chargers: tuple[str, ...] = ()


def preview(ledger: Ledger, path: Path, settings: Settings, report: Report = ignore) -> list[Preview]:
    """Say what an import of this file (of each member, if it is an archive or a folder) would do; nothing is stored.

    Raises UnknownName for settings that do not exist, LedgerError, Cancelled where `report` asks to stop.
    """
    told = with_chargers(ledger, settings)
    found: list[Preview] = []
    try:
        logs: list[archive.Member] = []
        with archive.expand(path) as members:
            for member in members:
                if log_files.is_log(member.path, told):
                    logs.append(members.kept(member))
                    continue
                try:
                    found.append(_preview(ledger, partial(read_in, member=member, settings=told, report=report)))
                except UnknownFormat as error:
                    found.append(Preview(ImportResult(member.label, error=str(error))))
            found += [
                _preview(ledger, partial(read_log_in, log=log, settings=told, report=report))
                for log in log_files.sets(logs)
            ]
    except UnreadableFile as error:
        found.append(Preview(ImportResult(str(path), error=str(error))))
    return found


def _preview(ledger: Ledger, read: Callable[[Transaction], ImportResult]) -> Preview:
    rows: list[PreviewRow] = []

    def look(transaction: Transaction, result: ImportResult) -> None:
        rows.extend(_rows(transaction, result) if result.import_id else ())

    result = tried(ledger, read, look)
    chargers = sorted({row.session.serial or row.session.name or "" for row in rows if row.session})
    return Preview(result, tuple(rows), tuple(chargers))


def _rows(transaction: Transaction, result: ImportResult) -> tuple[PreviewRow, ...]:
    told = sources.told(transaction, result.import_id or 0, FIRST_ROWS)
    numbers = [number for _, number, _, _ in told if number]
    stored: dict[int, Stored] = {}
    for start in range(0, len(numbers), _PAGE):
        stored |= {one.id: one for one in sessions.read(transaction, numbers[start : start + _PAGE])}
    doubtful = findings.of_code(transaction, conflicts.CODE)
    seen: set[int] = set()
    rows = []
    for line, number, raw, message in told:
        if number is None:
            rows.append(PreviewRow(line, Status.REFUSED, message, None, raw))
            continue
        status, why = _status(stored[number], result.import_id or 0, doubtful, seen)
        rows.append(PreviewRow(line, status, why, stored[number].session, raw))
    return tuple(rows)


def _status(one: Stored, import_id: int, doubtful: dict[int, tuple[int, str]], seen: set[int]) -> tuple[Status, str]:
    earlier: Sequence[str] = [
        f"{place.path}, line {place.line}" for place in one.sources if place.import_id != import_id
    ]
    if one.id in seen and not earlier:
        first = next(place for place in one.sources if place.import_id == import_id)
        return Status.KNOWN, f"line {first.line} of this file"
    seen.add(one.id)
    if earlier:
        return Status.KNOWN, earlier[0]
    if one.id in doubtful:
        return Status.DOUBTFUL, doubtful[one.id][1]
    return Status.NEW, ""
