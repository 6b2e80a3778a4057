"""The sheet that says where a workbook comes from."""

from zefdesk.domain import clock
from zefdesk.reports.book import Book
from zefdesk.reports.provenance import Provenance

_TITLES = ("What", "Which", "SHA-256", "Format", "Imported (UTC)", "Sessions in this export")
_WIDTHS = (22.0, 60.0, 66.0, 24.0, 22.0, 24.0)
_NOTES = (
    "Texts stand here to the letter. A text of more than 32,767 signs is cut, and says so; it is whole in the CSV.",
    "A number of more than 15 digits stands as text, since a spreadsheet would round it.",
    "Date cells show the clock of the charger; Time Zone says whose. ISO 8601 stands where a clock showed it twice.",
    "A session that several files tell is counted with each of them.",
    "A session for which another telling stands (Counted: no) is in no sum but that of Not counted.",
    "An adjustment is in no cost; Totals have it apart, and the cost after adjustments.",
)


def write_provenance(book: Book, about: Provenance) -> None:
    """Add the sheet."""
    sheet = book.sheet("Provenance", _TITLES, _WIDTHS)
    said = (
        ("Made by", f"ZefDesk {about.version}"),
        ("Exported (UTC)", clock.iso(about.exported_at, "UTC")),
        ("Ledger", about.ledger),
        ("Filter", about.filter),
        ("Order", about.order),
    )
    for what, which in said:
        sheet.next_row()
        sheet.text(0, what)
        sheet.text(1, which)
    sheet.next_row()
    sheet.text(0, "Sessions")
    sheet.text(1, "filtered: not all of the ledger" if about.filtered else "all of the ledger")
    sheet.whole(5, about.sessions)
    for file in about.files:
        sheet.next_row()
        sheet.text(0, "File")
        sheet.text(1, file.path)
        sheet.text(2, file.sha256)
        sheet.text(3, file.format)
        sheet.wall(4, file.imported_at)
        sheet.whole(5, file.sessions)
    for note in _NOTES:
        sheet.next_row()
        sheet.text(0, "Note")
        sheet.text(1, note)
    sheet.finish()
