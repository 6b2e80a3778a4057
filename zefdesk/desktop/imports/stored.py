"""What the screen asks of the ledger, in the worker: the files, what came of one, taking one back, its refused rows."""

from pathlib import Path

from zefdesk.desktop.imports import words
from zefdesk.desktop.imports.detail import Came
from zefdesk.domain.notation import Notation
from zefdesk.domain.query import SessionQuery, Test
from zefdesk.services import importing, refused, reviewing
from zefdesk.services.importing import UndoResult
from zefdesk.services.progress import Report
from zefdesk.store.imports import ImportRow
from zefdesk.store.ledger import Ledger

REFUSED_KINDS = "CSV (*.csv)"
DOUBTFUL = "conflicting-duplicate"


def imports(ledger: Ledger) -> list[ImportRow]:
    """Give every file, the newest first."""
    return importing.imports(ledger)


def came_of(ledger: Ledger, number: int, notation: Notation) -> Came:
    """Give the refused rows of a file as texts, its doubtful sessions, and what taking it back would do."""
    doubtful = SessionQuery().where("import_id", Test.IS, number).where("findings", Test.IS, DOUBTFUL)
    told, going = importing.told_by(ledger, number)
    problems = words.problem_rows(importing.problems(ledger, number), notation)
    return Came(problems, reviewing.totals(ledger, doubtful).count, told, going)


def undo(ledger: Ledger, number: int, report: Report) -> UndoResult:
    """Take a file back."""
    return importing.undo_import(ledger, number, report)


def export_refused(ledger: Ledger, row: ImportRow, target: Path) -> Path:
    """Write the refused rows of a file; the file dialog has asked whether an existing file may be replaced."""
    refused.export_refused(ledger, row.id, target, overwrite=True)
    return target
