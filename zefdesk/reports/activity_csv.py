"""The log of what was done to a ledger as CSV."""

from collections.abc import Iterable
from typing import BinaryIO

from zefdesk.domain import clock
from zefdesk.domain.activity import Activity
from zefdesk.reports.csv_text import Fields

TITLES = ("No.", "When", "Who", "What", "About", "Before", "After")


def write_activity(done: Iterable[Activity], out: BinaryIO) -> int:
    """Write activities in the manner of the canonical CSV, instants in UTC; gives how many."""
    fields = Fields()
    out.write(fields.header(TITLES))
    written = 0
    for one in done:
        texts = map(fields.field, (one.by, one.label, one.about, one.before, one.after))
        out.write(fields.lines([[value] for value in (str(one.id), clock.iso(one.at, "UTC"), *texts)]))
        written += 1
    return written
