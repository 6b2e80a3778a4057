"""The sheet of totals: of all, by charger, by month; each kind of money in each currency a column of its own."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from zefdesk.reports.book import Book
from zefdesk.reports.sheet import Sheet
from zefdesk.reports.tally import Sum, Tally

_TITLES = ("Total of", "Which", "Charger Serial", "Sessions", "kWh", "Plugged in", "Charging")
_WIDTHS = (14.0, 26.0, 18.0, 10.0, 14.0, 14.0, 14.0)


class _Money(NamedTuple):
    """One column of money: its header, its currency, and what it shows of a sum."""

    title: str
    currency: str | None
    amount: Callable[[Sum], int | None]


def write_totals(book: Book, tally: Tally, chosen: str = "") -> None:
    """Add the sheet; `chosen` is the filter in words where one chose the sessions."""
    columns = [*_columns(tally)]
    titles = [one.title for one in columns]
    sheet = book.sheet("Totals", (*_TITLES, *titles), (*_WIDTHS, *[16.0] * len(titles)))
    if chosen:
        tally.all.name = f"Filtered sessions: {chosen}"
    _block(sheet, "All filtered" if chosen else "All", [tally.all], columns)
    by_name = sorted(tally.chargers.values(), key=lambda one: (one.name.casefold(), one.serial))
    _block(sheet, "Charger", by_name, columns)
    _block(sheet, "Month", (tally.months[month] for month in sorted(tally.months)), columns)
    if tally.passed_over.sessions:
        _block(sheet, "Not counted", [tally.passed_over], columns)
    sheet.finish()


def _columns(tally: Tally) -> Iterable[_Money]:
    """Give the columns of money; those of what does not occur are left out."""
    yield from (_Money(_title("Cost", code), code, _reported(code)) for code in tally.currencies)
    yield from (_Money(_title("Computed cost", code), code, _computed(code)) for code in tally.computed)
    yield from (_Money(_title("Adjustments", code), code, _adjusted(code)) for code in tally.adjusted)
    yield from (_Money(_title("Cost after adjustments", code), code, _after(code)) for code in tally.adjusted)


def _title(what: str, code: str | None) -> str:
    return f"{what} in {code}" if code else f"{what}, currency unknown"


def _reported(code: str | None) -> Callable[[Sum], int | None]:
    return lambda one: one.cost.get(code)


def _computed(code: str | None) -> Callable[[Sum], int | None]:
    return lambda one: one.computed.get(code)


def _adjusted(code: str | None) -> Callable[[Sum], int | None]:
    return lambda one: one.adjusted.get(code)


def _after(code: str | None) -> Callable[[Sum], int | None]:
    return lambda one: one.cost.get(code, 0) + one.adjusted.get(code, 0)


def _block(sheet: Sheet, kind: str, sums: Iterable[Sum], columns: list[_Money]) -> None:
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
        for column, money in enumerate(columns, len(_TITLES)):
            sheet.money(column, money.amount(one), money.currency)
