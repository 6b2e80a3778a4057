"""Sessions under two prices as a workbook: the sessions, sums by charger, and what was compared."""

from collections.abc import Callable, Iterable
from typing import BinaryIO

from zefdesk.reports.book import Book, workbook
from zefdesk.reports.comparison_rows import TITLES, AboutComparison, ComparedRow
from zefdesk.reports.local_csv import clock_zone
from zefdesk.reports.overflow import Sheets

_WIDTHS = (12.0, 22.0, 22.0, 20.0, 18.0, 14.0, 10.0, 14.0, 10.0, 14.0, 30.0, 30.0)
_SUM_TITLES = ("Sum of", "Currency", "In Force", "Under Draft", "Difference")


def write_comparison(
    rows: Iterable[ComparedRow],
    out: BinaryIO,
    about: Callable[[], AboutComparison],
    during: Callable[[], None] = lambda: None,
) -> int:
    """Write sessions, sums and what was compared, which is asked at the end; gives how many sessions.

    `during` is called while the file is packed, and may raise.
    """
    written = 0
    with workbook(out, during) as book:
        sheets = Sheets(book, "Sessions", TITLES, _WIDTHS)
        for one in rows:
            _write(sheets, one)
            written += 1
        sheets.finish()
        said = about()
        _sums(book, said)
        _said(book, said)
    return written


def _write(sheets: Sheets, one: ComparedRow) -> None:
    sheet = sheets.next_row()
    sheet.whole(0, one.session)
    sheet.text(1, one.charger)
    sheet.text(2, one.name)
    sheet.instant(3, one.began, clock_zone(one.began, one.zone))
    sheet.text(4, one.zone)
    sheet.money(5, one.in_force, one.in_force_currency)
    sheet.text(6, one.in_force_currency)
    sheet.money(7, one.draft, one.draft_currency)
    sheet.text(8, one.draft_currency)
    sheet.money(9, one.difference, one.draft_currency or one.in_force_currency)
    sheet.text(10, one.why_none_in_force)
    sheet.text(11, one.why_none_draft)


def _sums(book: Book, about: AboutComparison) -> None:
    sheet = book.sheet("Sums", _SUM_TITLES, (26.0, 10.0, 16.0, 16.0, 16.0))
    for one in about.sums:
        sheet.next_row()
        sheet.text(0, one.name or "All")
        sheet.text(1, one.currency)
        sheet.money(2, one.in_force, one.currency)
        sheet.money(3, one.draft, one.currency)
        sheet.money(4, (one.draft or 0) - (one.in_force or 0), one.currency)
    sheet.finish()


def _said(book: Book, about: AboutComparison) -> None:
    sheet = book.sheet("Compared", ("What", "Which"), (26.0, 80.0))
    for what, which in about.said:
        sheet.next_row()
        sheet.text(0, what)
        sheet.text(1, which)
    sheet.finish()
