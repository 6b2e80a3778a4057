"""`import`: files, folders and archives into the ledger."""

import argparse
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from zefdesk.cli.progress import reporting
from zefdesk.cli.streams import print_json, say, tell
from zefdesk.cli.usage import Parser
from zefdesk.domain.notation import Notation
from zefdesk.domain.problem import Problem
from zefdesk.domain.trouble import UnknownName
from zefdesk.formats.reading import Settings, UnreadableFile
from zefdesk.formats.registry import check
from zefdesk.services import importing, log_files
from zefdesk.services.closing import OPTION
from zefdesk.services.importing import CLOSED_TOO, ImportOutcome, ImportResult
from zefdesk.services.ledgers import open_ledger
from zefdesk.store.ledger import Ledger

_SHOWN = 20
_counted = Notation().counted


def options(parser: Parser) -> None:
    """Add the options."""
    parser.add_argument("paths", nargs="+", metavar="PATH", help="a file, a folder, a .gz or a .zip")
    parser.add_argument("--format", default="auto", metavar="NAME", help="see the command formats (default: auto)")
    parser.add_argument("--time-zone", metavar="ZONE", help="zone of clocks that say none, such as America/Chicago")
    parser.add_argument("--currency", metavar="CODE", help="currency of costs that say none, such as USD")
    parser.add_argument("--date-order", metavar="ORDER", help="mdy, dmy or ymd, where the dates leave it open")
    parser.add_argument("--sheet", metavar="NAME", help="which sheet of a workbook that holds several reports")
    parser.add_argument(OPTION, action="store_true", help="also what changes a closed month; this is recorded")
    parser.add_argument("--dry-run", action="store_true", help="say what would come of it, and store nothing")
    parser.add_argument("--json", action="store_true", help="one JSON document")


def run(asked: argparse.Namespace, database: str | None) -> int:
    """Import, and say what came of it: 1 where something was refused, 2 where nothing could be read."""
    settings = Settings(asked.format, asked.time_zone, asked.currency, asked.date_order, asked.sheet)
    check(settings)
    if "" in asked.paths:
        raise UnknownName("import: a path is empty: name a file, a folder or an archive")
    ledger = open_ledger(database)
    try:
        outcomes = [*_import_all(ledger, asked.paths, settings, asked)]
        results = [result for outcome in outcomes for result in outcome.results]
        if asked.json:
            print_json(_document(ledger, outcomes))
        else:
            for outcome in outcomes:
                _print(outcome)
    finally:
        ledger.close()
    return _code(results)


def _import_all(
    ledger: Ledger, given: list[str], settings: Settings, asked: argparse.Namespace
) -> Iterator[ImportOutcome]:
    """Import what was named, in its order; the files of one rotated log together."""
    together = log_files.together([Path(path) for path in given], settings)
    for path in given:
        paths = together.get(Path(path))
        if paths is None:
            yield _import(ledger, path, settings, asked)
        elif path == str(paths[0]):
            with reporting() as report:
                yield importing.import_log_set(
                    ledger, paths, settings, dry_run=asked.dry_run, closed_too=asked.closed_too, report=report
                )


def _import(ledger: Ledger, given: str, settings: Settings, asked: argparse.Namespace) -> ImportOutcome:
    """Import one path as it was given; each stands alone."""
    path = Path(given)
    try:
        with reporting() as report:
            outcome = importing.import_paths(
                ledger, [path], settings, dry_run=asked.dry_run, closed_too=asked.closed_too, report=report
            )
    except UnreadableFile as error:
        return ImportOutcome((ImportResult(given, error=str(error)),))
    except UnicodeEncodeError:
        return ImportOutcome(
            (ImportResult(given, error=f"{given}: its name is no UTF-8, so it cannot be kept: rename it"),)
        )
    named = str(path)
    if not outcome.results:
        return replace(outcome, results=(ImportResult(given, error=f"{given}: holds no file of a known format"),))
    results = tuple(replace(one, path=given + one.path.removeprefix(named)) for one in outcome.results)
    return replace(outcome, results=results)


def _code(results: list[ImportResult]) -> int:
    errors = [one for one in results if one.error]
    for one in errors:
        tell(one.error or "")
    if errors and not any(one.read or one.needs == CLOSED_TOO for one in results):
        return 2
    return 1 if errors or any(one.rejected or one.problems for one in results) else 0


def _document(ledger: Ledger, outcomes: list[ImportOutcome]) -> dict[str, Any]:
    files = [_file(ledger, result) for outcome in outcomes for result in outcome.results]
    skipped = [{"path": one.path, "why": one.why} for outcome in outcomes for one in outcome.skipped]
    return {"files": files, "skipped": skipped}


def _file(ledger: Ledger, result: ImportResult) -> dict[str, Any]:
    about = {"path": result.path, "format": result.format, "sha256": result.sha256, "import_id": result.import_id}
    if result.error:
        return about | {"error": result.error, "problems": []}
    counts = {"read": result.read, "new": result.new, "duplicate": result.duplicate, "rejected": result.rejected}
    facts = dict(result.facts.items) if result.facts else {}
    problems = [_problem(one) for one in _problems(ledger, result)]
    parts = {"parts": list(result.parts)} if result.parts else {}
    return (
        about
        | parts
        | {
            "sessions": counts,
            "conflicting": result.conflicting,
            "closed": list(result.closed),
            "facts": facts,
            "problems": problems,
        }
    )


def _problems(ledger: Ledger, result: ImportResult) -> Iterator[Problem]:
    if result.import_id is not None and len(result.problems) >= importing.FIRST_PROBLEMS:
        return iter(importing.problems(ledger, result.import_id))
    return iter(result.problems)


def _problem(one: Problem) -> dict[str, Any]:
    return {"line": one.line, "field": one.field, "code": one.code, "message": one.message, "raw": one.raw}


def _print(outcome: ImportOutcome) -> None:
    for result in outcome.results:
        if result.error:
            continue
        number = f" (import {result.import_id})" if result.import_id else ""
        say(f"{result.path}{number}: {_counts(result)}")
        if result.facts:
            say(f"  {result.facts.format}; " + "; ".join(f"{name}: {value}" for name, value in result.facts.items))
        if result.closed:
            closed = "is closed" if len(result.closed) == 1 else "are closed"
            say(f"  {', '.join(result.closed)} {closed}, and this would change it: the import needs {OPTION}")
        if result.told and result.told.fragments:
            waiting = _counted(len(result.told.fragments), "transaction")
            say(f"  {waiting} without a start in this log: an earlier file completes it (see log-summary)")
        for one in result.problems[:_SHOWN]:
            say(f"  line {one.line}: {one.code}: {one.message}")
        if len(result.problems) > _SHOWN:
            say(f"  and {max(result.rejected, len(result.problems)) - _SHOWN:,} more")
    for skipped in outcome.skipped:
        say(f"{skipped.path}: skipped: {skipped.why}")


def _counts(result: ImportResult) -> str:
    if result.told:
        unread = f"; {_counted(result.told.undecodable, 'message')} cannot be read" if result.told.undecodable else ""
        return f"{_counted(result.read, 'session')}, {result.new:,} new, {result.duplicate:,} known already{unread}"
    conflicting = f", {result.conflicting:,} of them in conflict with others" if result.conflicting else ""
    return (
        f"{result.read:,} read, {result.new:,} new{conflicting}, {result.duplicate:,} known already, "
        f"{result.rejected:,} refused"
    )
