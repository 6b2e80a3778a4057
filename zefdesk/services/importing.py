"""Files into the ledger: each file one transaction, every row either new, known or refused with its reason."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

from zefdesk.domain.logged import LogSummary
from zefdesk.domain.problem import Problem
from zefdesk.domain.trouble import NotFound
from zefdesk.formats import archive
from zefdesk.formats.reading import Facts, NeedsAnswer, Settings, UnknownFormat, UnreadableFile
from zefdesk.ocpp.course import Setup
from zefdesk.services import conflicts, log_files, log_importing
from zefdesk.services.activity import record
from zefdesk.services.apart import Part, parts
from zefdesk.services.closing import MonthClosed, changes, told_refused, watched
from zefdesk.services.fingerprint import Fingerprint
from zefdesk.services.log_files import LogSet
from zefdesk.services.progress import Progress, Report, ignore
from zefdesk.store import chargers, closed_months, logged_sessions, remarks, traces
from zefdesk.store import imports as stored_imports
from zefdesk.store.imports import ImportRow
from zefdesk.store.ingest import File, Ingest
from zefdesk.store.ledger import Ledger
from zefdesk.store.transaction import Transaction

FIRST_PROBLEMS = 10_000
CLOSED_TOO = "closed_too"
"""What a file needs that would change a closed month: that somebody says so."""


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What came of one file: `read = new + duplicate + rejected`, `conflicting` of the new ones conflict with others.

    `import_id` is None where nothing was stored. `error` says in one line why the file could not be read;
    `needs` names the setting that would let it be read (`time_zone`, `date_order`, `sheet`), or is CLOSED_TOO. `closed`
    names the closed months (`2026-05`) that it would change, where that is refused or it was a trial. Of very many
    problems the first ten thousand are here, all of them in the ledger. Of a log `parts` are its files, `told` is what
    it tells in sum, and what could not be read of it is among the problems without refusing a session.
    """

    path: str
    format: str | None = None
    sha256: str | None = None
    import_id: int | None = None
    read: int = 0
    new: int = 0
    duplicate: int = 0
    rejected: int = 0
    conflicting: int = 0
    problems: tuple[Problem, ...] = ()
    facts: Facts | None = None
    parts: tuple[str, ...] = ()
    told: LogSummary | None = None
    error: str | None = None
    needs: str | None = None
    closed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file of a folder or an archive that was passed over, and why."""

    path: str
    why: str


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """What came of all files that were named."""

    results: tuple[ImportResult, ...]
    skipped: tuple[Skipped, ...] = ()


@dataclass(frozen=True, slots=True)
class UndoResult:
    """What taking an import back did: sessions that went, and sessions that stay since other imports tell them."""

    sessions_removed: int
    kept_elsewhere: int


def import_paths(
    ledger: Ledger,
    paths: Sequence[Path],
    settings: Settings,
    *,
    dry_run: bool = False,
    closed_too: bool = False,
    report: Report = ignore,
) -> ImportOutcome:
    """Import files, folders and archives; each file stands alone, and what can be read is stored.

    With `dry_run` everything is done but nothing stored. A file that would change a closed month is not stored unless
    `closed_too`. Raises UnknownName for settings that do not exist,
    LedgerError where the ledger cannot be written, Cancelled where `report` asks to stop.
    """
    told, way = with_chargers(ledger, settings), _Way(dry_run, closed_too)
    results: list[ImportResult] = []
    skipped: list[Skipped] = []
    for path in paths:
        try:
            for one in _members(ledger, path, told, way, report):
                (results if isinstance(one, ImportResult) else skipped).append(one)  # type: ignore[arg-type]
        except UnreadableFile as error:
            results.append(ImportResult(str(path), error=str(error)))
    return ImportOutcome(tuple(results), tuple(skipped))


class _Way(NamedTuple):
    """How files come in: for a trial only; into closed months too."""

    dry_run: bool = False
    closed_too: bool = False


def _members(
    ledger: Ledger, path: Path, settings: Settings, way: _Way, report: Report
) -> Iterator[ImportResult | Skipped]:
    """Import what a path stands for, one file after another; raises UnreadableFile where it stands for nothing."""
    logs: list[archive.Member] = []
    with archive.expand(path) as members:
        for member in members:
            if log_files.is_log(member.path, settings):
                logs.append(members.kept(member))
                continue
            try:
                yield _import_member(ledger, member, settings, way, report)
            except UnknownFormat as error:
                why = _as_given(error, member)
                yield ImportResult(member.label, error=why) if member.named else Skipped(member.label, why)
        yield from _import_logs(ledger, log_files.sets(logs), settings, way, report)
        yield from (Skipped(one.label, one.why) for one in members.skipped)


def import_log_set(
    ledger: Ledger,
    paths: Sequence[Path],
    settings: Settings,
    *,
    dry_run: bool = False,
    closed_too: bool = False,
    report: Report = ignore,
) -> ImportOutcome:
    """Import the files of one rotated log, given one by one, as one log; see `import_paths`."""
    members = [archive.Member(str(path), path, named=True) for path in paths]
    told = with_chargers(ledger, settings)
    way = _Way(dry_run, closed_too)
    return ImportOutcome(tuple(_import_logs(ledger, log_files.sets(members), told, way, report)))


def _import_logs(
    ledger: Ledger, logs: Sequence[LogSet], settings: Settings, way: _Way, report: Report
) -> Iterator[ImportResult]:
    for log in logs:
        yield _stored(ledger, log.label, way, partial(read_log_in, log=log, settings=settings, report=report))


def _stored(ledger: Ledger, label: str, way: _Way, read: Callable[[Transaction], ImportResult]) -> ImportResult:
    """Read a file in a transaction of its own and write down that it came in; what cannot be stored is rolled back."""
    try:
        if way.dry_run:
            return tried(ledger, read)
        with told_refused(ledger, f"import of {label}"), ledger.writing() as transaction:
            with watched(transaction, "this import", closed_too=way.closed_too):
                result = read(transaction)
            if result.error:
                transaction.rollback()
                return replace(result, import_id=None)
            if result.new:
                remarks.settle(transaction)
            record(transaction, "imported", f"import {result.import_id}: {label}", "", _came_of(result))
            return result
    except MonthClosed as error:
        return ImportResult(label, error=f"{label}: {error}", needs=CLOSED_TOO, closed=error.months)


def tried(
    ledger: Ledger,
    read: Callable[[Transaction], ImportResult],
    meanwhile: Callable[[Transaction, ImportResult], None] = lambda _transaction, _result: None,
) -> ImportResult:
    """Read a file for a trial: nothing is stored; `meanwhile` may look at what would be."""
    with ledger.writing() as transaction:
        with changes(transaction) as changed:
            result = read(transaction)
        meanwhile(transaction, result)
        transaction.rollback()
    return replace(result, import_id=None, closed=tuple(changed))


def _came_of(result: ImportResult) -> str:
    return f"{result.new:,} new, {result.duplicate:,} known, {result.rejected:,} refused"


def read_log_in(transaction: Transaction, log: LogSet, settings: Settings, report: Report) -> ImportResult:
    """Read a log into an open transaction; an unreadable one is a result with its `error`."""
    try:
        told = log_importing.read_log(transaction, log, settings, setup_of(transaction), report, FIRST_PROBLEMS)
    except UnreadableFile as error:
        text = str(error)
        for file in log.files:
            text = text.replace(str(file.path), file.label)
        needs = error.option.removeprefix("--").replace("-", "_") if isinstance(error, NeedsAnswer) else None
        return ImportResult(log.label, error=text, needs=needs)
    return ImportResult(
        log.label,
        told.facts.format,
        told.sha256,
        told.import_id,
        told.read,
        told.new,
        told.read - told.new,
        problems=told.problems,
        facts=told.facts,
        parts=tuple(file.label for file in log.files),
        told=told.told,
    )


def setup_of(transaction: Transaction) -> Setup:
    """Give what is configured of chargers, for the sessions of their logs."""
    return Setup(chargers.card_readers(transaction))


def with_chargers(ledger: Ledger, settings: Settings) -> Settings:
    """Give the settings with what the ledger knows of the chargers' zones and currencies."""
    return replace(settings, charger_zones=chargers.zones(ledger), charger_currencies=chargers.currencies(ledger))


def _import_member(
    ledger: Ledger, member: archive.Member, settings: Settings, way: _Way, report: Report
) -> ImportResult:
    return _stored(ledger, member.label, way, partial(read_in, member=member, settings=settings, report=report))


def read_in(transaction: Transaction, member: archive.Member, settings: Settings, report: Report) -> ImportResult:
    """Read one file into an open transaction; an unreadable file is a result with its `error`.

    Raises UnknownFormat where no reader knows the file.
    """
    try:
        before = Fingerprint.of(member.path)
        with closing(parts(member.path, settings)) as read:
            facts = next(read).facts
            about = File(
                member.label, facts.format, before.sha256, before.size, int(time.time()), facts.items, facts.header
            )
            result = _store(Ingest(transaction, about, settings.charger_zones), facts, read, report)
        before.check_unchanged(member.path)
    except UnknownFormat:
        raise
    except NeedsAnswer as error:
        needs = error.option.removeprefix("--").replace("-", "_")
        return ImportResult(member.label, error=_as_given(error, member), needs=needs)
    except UnreadableFile as error:
        return ImportResult(member.label, error=_as_given(error, member))
    return result


def _as_given(error: Exception, member: archive.Member) -> str:
    """Say what is wrong with a file under the name that the person knows, not that of the unpacked one."""
    return str(error).replace(str(member.path), member.label)


def _store(ingest: Ingest, facts: Facts, read: Iterator[Part], report: Report) -> ImportResult:
    about, label = ingest.file, ingest.file.path
    kept: list[Problem] = []
    for part in read:
        facts = part.facts
        ingest.add(part.ready)
        ingest.refuse(part.refused)
        kept += part.refused[: FIRST_PROBLEMS - len(kept)]
        report(Progress(label, part.done))
    ingest.file = replace(about, facts=facts.items)
    ingest.finish()
    if ingest.counts.new:
        chargers.make_known(ingest.connection, ingest.import_id)
    conflicting = conflicts.mark(ingest.connection, ingest.first_id) if ingest.counts.new else 0
    counts = ingest.counts
    if counts.new and traces.any_there(ingest.connection):
        log_importing.meet(ingest.connection, ingest.import_id, ingest.zones)
    return ImportResult(
        label,
        facts.format,
        about.sha256,
        ingest.import_id,
        counts.read,
        counts.new,
        counts.duplicate,
        counts.rejected,
        conflicting,
        tuple(kept),
        facts,
    )


def remember(
    ledger: Ledger,
    chargers_named: Iterable[str],
    time_zone: str | None,
    currency: str | None,
    *,
    closed_too: bool = False,
) -> None:
    """Keep the zone and currency of these chargers (serial, else name), so that no later file asks for them.

    Raises MonthClosed where the zone would move sessions of a closed month, unless `closed_too`.
    """
    named = list(chargers_named)
    with ledger.writing() as transaction, watched(transaction, "this time zone", closed_too=closed_too):
        chargers.remember(transaction, named, time_zone, currency)
        told = ", ".join(filter(None, (time_zone, currency)))
        record(transaction, "remembered", ", ".join(named), "", told)


def imports(ledger: Ledger) -> list[ImportRow]:
    """Give every file that came in, the newest first."""
    return stored_imports.imports(ledger)


def problems(ledger: Ledger, import_id: int) -> list[Problem]:
    """Give the refused rows of an import, as they were."""
    return stored_imports.problems(ledger, import_id)


def told_by(ledger: Ledger, import_id: int) -> tuple[int, int]:
    """How many sessions an import tells, and how many of them would go if it were taken back."""
    return stored_imports.told_by(ledger, import_id)


def closed_by(ledger: Ledger, import_id: int) -> tuple[str, ...]:
    """Give the closed months of the sessions that would go if an import were taken back."""
    with ledger.reading() as transaction:
        if not closed_months.closed(transaction):
            return ()
        going = stored_imports.told_alone(transaction, import_id)
        return tuple(sorted(set(closed_months.inside(transaction, going).values())))


def undo_import(ledger: Ledger, import_id: int, report: Report = ignore, *, closed_too: bool = False) -> UndoResult:
    """Take an import back as one step; sessions that other imports tell stay.

    Raises NotFound, and MonthClosed where it would change a closed month, unless `closed_too`.
    """
    report(Progress("Undo", 0.0))
    told, _ = stored_imports.told_by(ledger, import_id)
    zones = chargers.zones(ledger)
    with (
        told_refused(ledger, f"undo of import {import_id}"),
        ledger.writing() as transaction,
        watched(transaction, "this undo", closed_too=closed_too),
    ):
        before = stored_imports.sessions_in(transaction)
        logged = traces.any_there(transaction)
        names = logged_sessions.serials_since(transaction, import_id) if logged else set()
        path = stored_imports.path_of(transaction, import_id)
        log_importing.undo(transaction, import_id, zones, setup_of(transaction))
        if not stored_imports.remove(transaction, import_id):
            raise NotFound(f"no import has the number {import_id}")
        log_importing.meet_again(transaction, sorted(names), zones)
        conflicts.mark(transaction)
        chargers.forget_unused(transaction)
        remarks.settle(transaction)
        removed = before - stored_imports.sessions_in(transaction)
        result = UndoResult(removed, max(0, told - removed))
        after = f"{removed:,} sessions removed, {result.kept_elsewhere:,} stay"
        record(transaction, "undone", f"import {import_id}: {path}", f"{told:,} sessions", after)
        report(Progress("Undo", 1.0))
    return result
