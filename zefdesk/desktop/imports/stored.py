"""What the screen asks of the ledger, in the worker: the files, what came of one, taking one back, its refused rows."""

from pathlib import Path

from zefdesk.desktop.imports import log_words, words
from zefdesk.desktop.imports.detail import Came
from zefdesk.domain.notation import Notation
from zefdesk.domain.query import SessionQuery, Test
from zefdesk.services import charger_logs, importing, refused, reviewing
from zefdesk.services.importing import UndoResult
from zefdesk.services.log_text import Lines
from zefdesk.services.progress import Report
from zefdesk.store.imports import ImportRow
from zefdesk.store.ledger import Ledger

REFUSED_KINDS = "CSV (*.csv)"
DOUBTFUL = "conflicting-duplicate"


def imports(ledger: Ledger) -> list[ImportRow]:
    """Give every file, the newest first."""
    return importing.imports(ledger)


def came_of(ledger: Ledger, row: ImportRow, notation: Notation) -> Came:
    """Give the refused rows of a file as texts, and how many of its sessions are told elsewhere with other values."""
    doubtful = SessionQuery().where("import_id", Test.IS, row.id).where("findings", Test.IS, DOUBTFUL)
    count = len(reviewing.session_ids(ledger, doubtful))
    told = charger_logs.summary(ledger, row.id)
    if told is not None:
        rows = log_words.rows(told, importing.problems(ledger, row.id), notation)
        return Came(rows, count, log_words.chargers(told, notation), told)
    problems = words.problem_rows(importing.problems(ledger, row.id), notation) if row.rejected else ()
    return Came(problems, count)


def lines_around(ledger: Ledger, row: ImportRow, number: int) -> Lines | None:
    """Give the lines of a log around one, as they lie on disk."""
    return charger_logs.lines_of_import(ledger, row.id, number)


def undo_question(ledger: Ledger, row: ImportRow, notation: Notation) -> str:
    """Say what taking a file back would do."""
    told, going = importing.told_by(ledger, row.id)
    return words.undo_question(told, going, notation, importing.closed_by(ledger, row.id))


def undo(ledger: Ledger, number: int, closed_too: bool, report: Report) -> UndoResult:  # noqa: FBT001 -- bound to a job
    """Take a file back; out of a closed month only with `closed_too`."""
    return importing.undo_import(ledger, number, report, closed_too=closed_too)


def export_refused(ledger: Ledger, row: ImportRow, target: Path) -> Path:
    """Write the refused rows of a file; the file dialog has asked whether an existing file may be replaced."""
    refused.export_refused(ledger, row.id, target, overwrite=True)
    return target
