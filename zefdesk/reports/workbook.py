"""Reports as workbooks: sessions with bill lines, totals, findings, review and provenance; bill lines; findings."""

from collections.abc import Callable, Iterable, Sequence
from operator import itemgetter
from types import MappingProxyType
from typing import Any, BinaryIO, NamedTuple

from zefdesk.domain import columns
from zefdesk.reports import bill_lines, said_columns, session_csv, tally
from zefdesk.reports.bill_lines import Profiles
from zefdesk.reports.bill_sheet import BillSheets
from zefdesk.reports.book import Book, workbook
from zefdesk.reports.finding_rows import FindingRow
from zefdesk.reports.finding_sheet import FindingSheets
from zefdesk.reports.provenance import Provenance
from zefdesk.reports.provenance_sheet import write_provenance
from zefdesk.reports.review_rows import ReviewRow
from zefdesk.reports.review_sheet import ReviewSheets
from zefdesk.reports.rows import Batch, with_currencies
from zefdesk.reports.session_sheet import SessionSheets
from zefdesk.reports.tally import Tally
from zefdesk.reports.totals_sheet import write_totals

FIELDS = tuple(
    dict.fromkeys((*with_currencies(columns.COLUMNS), "display_zone", *bill_lines.FIELDS, *said_columns.FIELDS))
)
"""The fields of the rows that `write_sessions` takes."""
NO_PROFILES: Profiles = MappingProxyType({})


class Beside(NamedTuple):
    """What stands beside the sessions, each on a sheet of its own where there is any: what was found, what was said.

    With `columns` what was said of a session stands in its row, too.
    """

    found: Iterable[FindingRow] = ()
    said: Iterable[ReviewRow] = ()
    columns: bool = False


NOTHING = Beside()


def write_sessions(
    batches: Iterable[Batch],
    out: BinaryIO,
    provenance: Callable[[], Provenance],
    *,
    expected: int,
    keys: Sequence[str] = session_csv.COLUMNS,
    profiles: Profiles = NO_PROFILES,
    beside: Beside = NOTHING,
    during: Callable[[], None] = lambda: None,
) -> int:
    """Write rows of `FIELDS` with these columns, and sheets for all that belongs to them; gives how many.

    `expected` rows get their sheets before those that follow; `provenance` is asked at the end; `during` is called
    while the file is packed.
    """
    bill_of = itemgetter(*map(FIELDS.index, bill_lines.FIELDS))
    sums_of = itemgetter(*map(FIELDS.index, tally.FIELDS))
    totals = Tally()
    with workbook(out, during) as book:
        sessions = SessionSheets(book, FIELDS, keys, expected, said=beside.columns)
        bills = BillSheets(book)
        for rows in batches:
            for row in rows:
                sessions.write(row)
                totals.add(sums_of(row))
            for line in bill_lines.bill_lines(list(map(bill_of, rows)), profiles):
                bills.write(line)
        sessions.finish()
        bills.finish()
        about = provenance()
        write_totals(book, totals, about.filter if about.filtered else "")
        _sheet_of(book, FindingSheets, beside.found)
        _sheet_of(book, ReviewSheets, beside.said)
        write_provenance(book, about)
    return totals.all.sessions + totals.passed_over.sessions


def _sheet_of(book: Book, sheets: Callable[[Book], FindingSheets | ReviewSheets], rows: Iterable[Any]) -> None:
    """Add the sheet of these rows where there are any."""
    made = None
    for row in rows:
        made = made or sheets(book)
        made.write(row)
    if made:
        made.finish()


def write_bills(
    batches: Iterable[Batch],
    out: BinaryIO,
    provenance: Callable[[], Provenance],
    during: Callable[[], None] = lambda: None,
    profiles: Profiles = NO_PROFILES,
) -> int:
    """Write the bill lines of rows of `bill_lines.FIELDS`, and their provenance; gives how many lines."""
    written = 0
    with workbook(out, during) as book:
        bills = BillSheets(book)
        for rows in batches:
            for line in bill_lines.bill_lines(rows, profiles):
                bills.write(line)
                written += 1
        bills.finish()
        write_provenance(book, provenance())
    return written


def write_findings(
    found: Iterable[FindingRow],
    out: BinaryIO,
    provenance: Callable[[], Provenance],
    during: Callable[[], None] = lambda: None,
) -> int:
    """Write findings, and the provenance of their sessions; gives how many."""
    written = 0
    with workbook(out, during) as book:
        sheets = FindingSheets(book)
        for one in found:
            sheets.write(one)
            written += 1
        sheets.finish()
        write_provenance(book, provenance())
    return written
