"""The sheet of findings."""

from zefdesk.reports.book import Book
from zefdesk.reports.finding_rows import TITLES, FindingRow
from zefdesk.reports.local_csv import clock_zone
from zefdesk.reports.overflow import Sheets

_WIDTHS = (12.0, 24.0, 30.0, 12.0, 70.0, 50.0, 12.0, 22.0, 18.0, 20.0, 30.0, 12.0, 16.0, 20.0, 40.0)


class FindingSheets:
    """Writes findings, one a row."""

    def __init__(self, book: Book) -> None:
        self._sheets = Sheets(book, "Findings", TITLES, _WIDTHS)

    def write(self, one: FindingRow) -> None:
        """Write one finding."""
        sheet = self._sheets.next_row()
        sheet.whole(0, one.number)
        for column, text in enumerate((one.code, one.title, one.severity, one.message, one.innocent), 1):
            sheet.text(column, text)
        sheet.whole(6, one.session)
        sheet.text(7, one.charger)
        sheet.text(8, one.serial)
        if one.began is not None:
            sheet.instant(9, one.began, clock_zone(one.began, one.zone))
        sheet.text(10, one.source_file)
        sheet.whole(11, one.source_line)
        sheet.text(12, one.aside_by)
        if one.aside_at is not None:
            sheet.instant(13, one.aside_at, "UTC")
        sheet.text(14, one.aside_because)

    def finish(self) -> None:
        """Close the table."""
        self._sheets.finish()
