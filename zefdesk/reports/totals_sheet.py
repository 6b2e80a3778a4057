"""The sheet of totals: of all, by charger, by month; each currency a column of its own."""

from collections.abc import Iterable

from zefdesk.reports.book import Book
from zefdesk.reports.sheet import Sheet
from zefdesk.reports.tally import Sum, Tally

_TITLES = ("Total of", "Which", "Charger Serial", "Sessions", "kWh", "Plugged in", "Charging")
_WIDTHS = (14.0, 26.0, 18.0, 10.0, 14.0, 14.0, 14.0)


def write_totals(book: Book, tally: Tally) -> None:
    """Add the sheet."""
    currencies = tally.currencies
    titles = [f"Cost in {code}" if code else "Cost, currency unknown" for code in currencies]
    sheet = book.sheet("Totals", (*_TITLES, *titles), (*_WIDTHS, *[16.0] * len(titles)))
    _block(sheet, "All", [tally.all], currencies)
    by_name = sorted(tally.chargers.values(), key=lambda one: (one.name.casefold(), one.serial))
    _block(sheet, "Charger", by_name, currencies)
    _block(sheet, "Month", (tally.months[month] for month in sorted(tally.months)), currencies)
    if tally.passed_over.sessions:
        _block(sheet, "Not counted", [tally.passed_over], currencies)
    sheet.finish()


def _block(sheet: Sheet, kind: str, sums: Iterable[Sum], currencies: list[str | None]) -> None:
    for one in sums:
        if sheet.full:
            return
        sheet.next_row()
        sheet.text(0, kind)
        sheet.text(1, one.name)
        sheet.text(2, one.serial)
        sheet.whole(3, one.sessions)
        sheet.energy(4, one.energy)
        sheet.duration(5, one.plug)
        sheet.duration(6, one.charge)
        for column, code in enumerate(currencies, len(_TITLES)):
            sheet.money(column, one.cost.get(code), code)
