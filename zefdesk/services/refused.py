"""The refused rows of an import as a file, for the one who mends them at their source."""

from pathlib import Path

from zefdesk.reports.refused_csv import write_refused
from zefdesk.reports.target import whole_file
from zefdesk.services import importing
from zefdesk.store.ledger import Ledger


def export_refused(ledger: Ledger, import_id: int, target: Path, *, overwrite: bool = False) -> int:
    """Write the refused rows of an import as CSV, whole or not at all; gives how many.

    Raises `reports.target.CannotWrite`, LedgerError.
    """
    with whole_file(target, overwrite=overwrite) as out:
        return write_refused(importing.problems(ledger, import_id), out)
