"""A comparison as a file: every session in force and under the draft, with sums and what was compared."""

import time
from array import array
from collections.abc import Iterator, Mapping
from pathlib import Path

from zefdesk import __version__
from zefdesk.billing.profile_text import content_hash
from zefdesk.domain import clock
from zefdesk.domain.profile import BillingProfile
from zefdesk.domain.query import SessionQuery
from zefdesk.domain.trouble import UnknownName
from zefdesk.reports import comparison_csv
from zefdesk.reports.comparison_rows import AboutComparison, ComparedRow, ComparedSum
from zefdesk.reports.target import whole_file
from zefdesk.reports.wording import filter_sentence
from zefdesk.services import configuring
from zefdesk.services.comparing import Compared, Comparison, Sums, compared, numbers_of
from zefdesk.services.progress import Progress, Report, ignore
from zefdesk.store.ledger import Ledger


def save_comparison(
    ledger: Ledger,
    query: SessionQuery,
    draft: BillingProfile,
    target: Path,
    *,
    against: BillingProfile | None = None,
    overwrite: bool = False,
    report: Report = ignore,
) -> Comparison:
    """Write a comparison as .csv or .xlsx, whole or not at all; gives it in sum.

    Raises UnknownName for another ending, `reports.target.CannotWrite`, and Cancelled where `report` asks to stop.
    """
    kind = target.suffix.lower()
    if kind not in {".csv", ".xlsx"}:
        raise UnknownName(f"{target}: the name must end with .csv or .xlsx, which says what is written")
    numbers = numbers_of(ledger, query)
    work = _Work(ledger, numbers, draft, against, report)
    with whole_file(target, overwrite=overwrite) as out:
        if kind == ".csv":
            comparison_csv.write_comparison(work.rows(), out)
        else:
            from zefdesk.reports import comparison_book  # noqa: PLC0415 -- slow to import

            comparison_book.write_comparison(work.rows(), out, lambda: work.about(query), work.packing)
    return work.sums.done()


class _Work:
    """One export: sessions priced as they are written, and summed up on the way."""

    def __init__(
        self,
        ledger: Ledger,
        numbers: "array[int]",
        draft: BillingProfile,
        against: BillingProfile | None,
        report: Report,
    ) -> None:
        self._ledger, self._numbers = ledger, numbers
        self._draft, self._against, self._report = draft, against, report
        self._names = {one.serial: one.name or "" for one in configuring.chargers(ledger)}
        self.sums = Sums(len(numbers))

    def rows(self) -> Iterator[ComparedRow]:
        """Give the sessions as rows."""
        for page in compared(self._ledger, self._numbers, self._draft, self._report, self._against):
            self.sums.add(page)
            yield from (_row(one, self._names) for one in page)

    def packing(self) -> None:
        """Tell that the file is packed, which may be told to stop."""
        self._report(Progress("Compare", 1.0))

    def about(self, query: SessionQuery) -> AboutComparison:
        """Say what was compared, with its sums."""
        found = self.sums.done()
        codes = sorted({*found.in_force, *found.draft}, key=lambda code: code or "")
        whole = [ComparedSum("", code, found.in_force.get(code), found.draft.get(code)) for code in codes]
        chargers = [ComparedSum(self._called(one.name), *one[1:]) for one in found.by_charger]
        return AboutComparison(self._said(query, found), (*whole, *chargers))

    def _called(self, serial: str) -> str:
        name = self._names.get(serial, "")
        return f"{name} ({serial})" if name and name != serial else serial

    def _said(self, query: SessionQuery, found: Comparison) -> tuple[tuple[str, str], ...]:
        return (
            ("Made by", f"ZefDesk {__version__}"),
            ("Made at (UTC)", clock.iso(int(time.time()), "UTC")),
            ("Sessions", filter_sentence(query)),
            ("In force", "what prices each session now" if self._against is None else _named(self._against)),
            ("Under draft", _named(self._draft)),
            ("Number of sessions", f"{found.sessions:,}"),
            ("Dearer", f"{found.dearer.total():,}"),
            ("Cheaper", f"{found.cheaper.total():,}"),
            ("The same", f"{found.same.total():,}"),
            ("In another currency", f"{found.unlike:,}"),
            ("Without a cost either way", f"{found.without:,}"),
        )


def _named(profile: BillingProfile) -> str:
    return f"billing profile '{profile.name}' ({content_hash(profile)})"


def _row(one: Compared, names: Mapping[str, str]) -> ComparedRow:
    session, old, new = one
    pair = one.pair
    return ComparedRow(
        session.id,
        session.charger,
        names.get(session.charger, ""),
        session.start,
        session.zone,
        old.cost,
        old.currency,
        new.cost,
        new.currency,
        None if pair is None or (pair.in_force is None and pair.draft is None) else pair.difference,
        old.reason,
        new.reason,
    )
