"""The sheet of review: what people said of the sessions, and which months are closed; who, when, what, why."""

from zefdesk.reports.book import Book
from zefdesk.reports.overflow import Sheets
from zefdesk.reports.review_rows import TITLES, ReviewRow

_WIDTHS = (12.0, 12.0, 18.0, 18.0, 20.0, 60.0, 14.0, 10.0)


class ReviewSheets:
    """Writes what was said, one a row."""

    def __init__(self, book: Book) -> None:
        self._sheets = Sheets(book, "Review", TITLES, _WIDTHS)

    def write(self, one: ReviewRow) -> None:
        """Write one of these rows."""
        sheet = self._sheets.next_row()
        sheet.whole(0, one.session)
        sheet.text(1, one.month)
        sheet.text(2, one.what)
        sheet.text(3, one.by)
        sheet.instant(4, one.at, "UTC")
        sheet.text(5, one.text)
        sheet.money(6, one.amount, one.currency)
        sheet.text(7, one.currency)

    def finish(self) -> None:
        """Close the table."""
        self._sheets.finish()
