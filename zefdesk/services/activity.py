"""What was done to a ledger: written with what is done, in one transaction; shown, and written as a file."""

import time
from pathlib import Path

from zefdesk.domain.activity import Activity
from zefdesk.reports.activity_csv import write_activity
from zefdesk.reports.target import whole_file
from zefdesk.store import activities
from zefdesk.store.ledger import Ledger
from zefdesk.store.transaction import Transaction

_LONGEST = 2_000


def record(transaction: Transaction, what: str, about: str, before: str = "", after: str = "") -> None:
    """Write down what is done in this transaction, by the person who works with its ledger.

    `what` is a key of `domain.activity.LABELS`. Very long texts are cut.
    """
    texts = [text if len(text) <= _LONGEST else f"{text[:_LONGEST]}\u2026" for text in (about, before, after)]
    activities.add(transaction, int(time.time()), what, *texts)


def activities_of(ledger: Ledger, limit: int | None = None, offset: int = 0) -> list[Activity]:
    """Give what was done, the newest first."""
    return activities.newest(ledger, limit, offset)


def export_activity(ledger: Ledger, target: Path, *, overwrite: bool = False) -> int:
    """Write all that was done as CSV, the oldest first, whole or not at all; gives how many rows.

    Raises `reports.target.CannotWrite`, LedgerError.
    """
    with whole_file(target, overwrite=overwrite) as out:
        return write_activity(reversed(activities.newest(ledger)), out)
