"""The sheet of bill lines."""

from zefdesk.reports.bill_lines import TITLES, BillLine
from zefdesk.reports.book import Book
from zefdesk.reports.local_csv import clock_zone
from zefdesk.reports.overflow import Sheets

_WIDTHS = (12.0, 22.0, 18.0, 20.0, 6.0, 10.0, 36.0, 12.0, 8.0, 10.0, 12.0, 10.0, 12.0, 30.0, 12.0, 11.0, 60.0)


class BillSheets:
    """Writes bill lines, one a row."""

    def __init__(self, book: Book) -> None:
        self._sheets = Sheets(book, "Bill lines", TITLES, _WIDTHS)

    def write(self, line: BillLine) -> None:
        """Write one line."""
        sheet = self._sheets.next_row()
        sheet.whole(0, line.session)
        sheet.text(1, line.charger)
        sheet.text(2, line.serial)
        sheet.instant(3, line.began, clock_zone(line.began, line.zone))
        sheet.whole(4, line.line)
        sheet.text(5, line.kind)
        sheet.text(6, line.description)
        sheet.decimal(7, line.quantity)
        sheet.text(8, line.unit)
        sheet.decimal(9, line.rate)
        sheet.decimal(10, line.amount)
        sheet.text(11, line.currency)
        sheet.text(12, line.sums)
        sheet.text(13, line.source_file)
        sheet.whole(14, line.source_line)
        sheet.text(15, line.bill)
        sheet.text(16, line.why)

    def finish(self) -> None:
        """Close the table."""
        self._sheets.finish()
