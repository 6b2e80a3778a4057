"""Exports: the sessions a person sees, or all, their bill lines or their findings, as CSV or workbook."""

import re
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from zefdesk import __version__
from zefdesk.domain import columns as catalogue
from zefdesk.domain.finding import KINDS
from zefdesk.domain.query import SessionQuery
from zefdesk.domain.remark import LABELS
from zefdesk.domain.stored import Stored
from zefdesk.domain.trouble import UnknownName
from zefdesk.reports import bill_lines, finding_rows, session_csv
from zefdesk.reports.bill_csv import write_bills
from zefdesk.reports.bill_lines import Profiles
from zefdesk.reports.finding_rows import FindingRow
from zefdesk.reports.findings_csv import write_findings
from zefdesk.reports.local_csv import Dialect, fields_of, write_local
from zefdesk.reports.provenance import Provenance, SourceFile
from zefdesk.reports.review_rows import ReviewRow
from zefdesk.reports.rows import Batch, rows_of
from zefdesk.reports.target import CannotWrite, whole_file
from zefdesk.reports.wording import filter_sentence, order_sentence
from zefdesk.services.bills import profiles_of
from zefdesk.services.progress import Progress, Report, ignore
from zefdesk.store import closed_months, remarks, streams
from zefdesk.store import findings as stored_findings
from zefdesk.store import imports as stored_imports
from zefdesk.store import sessions as stored_sessions
from zefdesk.store.findings import StoredFinding
from zefdesk.store.ledger import Ledger
from zefdesk.store.transaction import Transaction

__all__ = ["EVERYTHING", "KINDS_OF_FILE", "REPORTS", "Dialect", "export", "export_each", "write_csv", "write_page_csv"]

REPORTS = ("sessions", "bill-details", "findings")
KINDS_OF_FILE = ("csv", "xlsx")
EVERYTHING = SessionQuery()
_PAGE = 500
_MOST_MONTHS = 1_200
_PACKING = 0.8
_CREDENTIALS = re.compile(r"//[^/@]*@")


def export(
    ledger: Ledger,
    target: Path,
    query: SessionQuery = EVERYTHING,
    *,
    report_kind: str = "sessions",
    kind: str | None = None,
    dialect: Dialect | None = None,
    columns: tuple[str, ...] | None = None,
    overwrite: bool = False,
    report: Report = ignore,
) -> int:
    """Write a report of what the query lets through, in its order; gives how many rows.

    `kind` is "csv" or "xlsx", by the target's ending where None. `columns` are keys of `domain.columns`; without
    them the columns are those of the canonical CSV. With a `dialect` or `columns` a CSV of sessions is one for
    the local Excel. The file appears whole or not at all. Raises UnknownName, `reports.target.CannotWrite`,
    LedgerError, and Cancelled where `report` asks to stop.
    """
    kind = kind or target.suffix.lower().removeprefix(".")
    _check(target, report_kind, kind, columns)
    if ledger.path and target.resolve() == ledger.path.resolve():
        raise CannotWrite(f"{target} is the ledger itself: name another file")
    with whole_file(target, overwrite=overwrite) as out, ledger.reading() as transaction:
        work = _Work(ledger, transaction, query, target, report)
        if kind == "xlsx":
            return _workbook(work, report_kind, out, columns)
        if report_kind == "findings":
            return write_findings(work.findings(), out)
        if report_kind == "bill-details":
            return write_bills(work.rows(bill_lines.FIELDS), out, work.profiles())
        if dialect is None and columns is None:
            return session_csv.write_canonical(work.rows(session_csv.FIELDS), out)
        keys = columns or session_csv.COLUMNS
        return write_local(work.rows(fields_of(keys)), out, dialect or Dialect(), keys)


def export_each(
    ledger: Ledger, folder: Path, *, overwrite: bool = False, report: Report = ignore
) -> list[tuple[Path, int]]:
    """Write each report as CSV and as workbook into a folder; gives the files with their rows. Raises as `export`."""
    made = []
    for name in REPORTS:
        for kind in KINDS_OF_FILE:
            target = folder / f"{name}.{kind}"
            made.append((target, export(ledger, target, report_kind=name, overwrite=overwrite, report=report)))
    return made


def write_csv(ledger: Ledger, query: SessionQuery, out: BinaryIO) -> int:
    """Write the canonical CSV of what the query lets through to an open file; gives how many rows."""
    with ledger.reading() as transaction:
        return session_csv.write_canonical(streams.rows(transaction, query, session_csv.FIELDS), out)


def write_page_csv(sessions: Iterator[list[Stored]], out: BinaryIO) -> int:
    """Write the canonical CSV of these sessions to an open file; gives how many rows."""
    return session_csv.write_canonical((rows_of(page, session_csv.FIELDS) for page in sessions), out)


def _check(target: Path, report_kind: str, kind: str, columns: tuple[str, ...] | None) -> None:
    if report_kind not in REPORTS:
        raise UnknownName(f"unknown report '{report_kind}': one of {', '.join(REPORTS)}")
    if kind not in KINDS_OF_FILE:
        raise UnknownName(f"{target}: the name must end with .csv or .xlsx, which says what is written")
    for key in columns or ():
        catalogue.column(key)


def _workbook(work: "_Work", report_kind: str, out: BinaryIO, columns: tuple[str, ...] | None) -> int:
    from zefdesk.reports import workbook  # noqa: PLC0415 -- slow to import

    if report_kind == "findings":
        return workbook.write_findings(work.findings(), out, work.provenance, work.packing)
    if report_kind == "bill-details":
        return workbook.write_bills(work.rows(bill_lines.FIELDS), out, work.provenance, work.packing, work.profiles())
    return workbook.write_sessions(
        work.rows(workbook.FIELDS),
        out,
        work.provenance,
        expected=work.count,
        keys=_with_number(columns) if columns else session_csv.COLUMNS,
        profiles=work.profiles(),
        beside=workbook.Beside(work.findings(), work.said(), columns=work.any_said()),
        during=work.packing,
    )


def _with_number(columns: tuple[str, ...]) -> tuple[str, ...]:
    """Let the number of the session come first, by which the other sheets name it."""
    return ("id", *(key for key in columns if key != "id"))


class _Work:
    """One export: everything in it is read in one transaction, so that all of it is of one state of the ledger."""

    def __init__(
        self, ledger: Ledger, transaction: Transaction, query: SessionQuery, target: Path, report: Report
    ) -> None:
        self._ledger, self._transaction, self._query = ledger, transaction, query
        self._what, self._report = f"Export {target.name}", report
        self.count = streams.count(transaction, query)
        report(Progress(self._what, 0.0))

    def rows(self, fields: Sequence[str]) -> Iterator[Batch]:
        """Give the rows, and tell how far they are."""
        done = 0
        for batch in streams.rows(self._transaction, self._query, fields):
            yield batch
            done += len(batch)
            self._report(Progress(self._what, _PACKING * done / max(done, self.count)))

    def profiles(self) -> Profiles:
        """Give every version of every profile, by its number."""
        return profiles_of(self._ledger)

    def packing(self) -> None:
        """Tell that the file is packed, which may be told to stop."""
        self._report(Progress(self._what, _PACKING))

    def provenance(self) -> Provenance:
        """Say where the sessions come from."""
        told = streams.told_by(self._transaction, self._query)
        files = tuple(
            SourceFile(one.path, one.sha256, one.format, one.imported_at, told[one.id])
            for one in stored_imports.imports(self._ledger, list(told))
        )
        return Provenance(
            __version__,
            int(time.time()),
            _CREDENTIALS.sub("//", self._ledger.location),
            filter_sentence(self._query),
            order_sentence(self._query),
            self.count,
            files,
            self._query.filtered,
        )

    def any_said(self) -> bool:
        """Whether people said anything of these sessions."""
        return next(remarks.said(self._transaction, self._query), None) is not None

    def said(self) -> Iterator[ReviewRow]:
        """Give what people said of these sessions, and the months of them that are closed."""
        for one in remarks.said(self._transaction, self._query):
            yield ReviewRow(one.session_id, "", LABELS[one.kind], one.by, one.at, one.text, one.amount, one.currency)
        months = {str(month) for month, _ in stored_sessions.values(self._ledger, "month", self._query, _MOST_MONTHS)}
        for closed in closed_months.closed(self._transaction):
            if closed.month in months:
                yield ReviewRow(None, closed.month, "Month closed", closed.by, closed.at, "")

    def findings(self) -> Iterator[FindingRow]:
        """Give the findings with their sessions."""
        found = stored_findings.findings(self._ledger, self._query)
        while page := list(islice(found, _PAGE)):
            numbers = [one.session_id for one in page if one.session_id is not None]
            stored = {one.id: one for one in stored_sessions.read(self._transaction, numbers)}
            yield from (_finding(one, stored.get(one.session_id or 0)) for one in page)
            self.packing()


def _finding(found: StoredFinding, stored: Stored | None) -> FindingRow:
    kind = KINDS.get(found.code)
    row = FindingRow(
        found.id,
        found.code,
        kind.title if kind else found.code,
        kind.severity.value if kind else "",
        found.message,
        kind.innocent if kind else "",
        found.session_id,
        serial=found.charger,
    )
    if said := found.set_aside:
        row = row._replace(aside_by=said.who, aside_at=said.at, aside_because=said.text)
    if stored is None:
        return row
    told = rows_of([stored], finding_rows.FIELDS)[0]
    return FindingRow._make((*row[:7], *told[1:], *row[-3:]))
