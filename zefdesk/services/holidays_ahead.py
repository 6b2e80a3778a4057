"""The holidays of the years after those that a profile names: by the calendar that they are of, else by their dates."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from zefdesk.billing.check_remarks import Mend
from zefdesk.billing.draft import Draft, items
from zefdesk.billing.editing import add_holidays
from zefdesk.services import calendars
from zefdesk.services.calendars import Day

_FIRST = "US"
_MORE_YEARS = 4
_TELLING = 3
"""So many days of a year tell which calendar they are of, whatever they are called."""


def mend(last: int) -> Mend:
    """Give the mend that adds the holidays of some years after the last one that a draft names."""
    years = range(last + 1, last + 1 + _MORE_YEARS)
    return Mend(
        f"Add those of {years[0]} to {years[-1]}",
        lambda draft: add_holidays(draft, ((one.date, one.name) for one in ahead(named(draft), years))),
    )


def named(draft: Draft) -> tuple[Day, ...]:
    """Give the holidays of a draft that can be read."""
    found = (_read(item) for item in items(draft, "holidays"))
    return tuple(one for one in found if one is not None)


def ahead(known: tuple[Day, ...], years: range) -> Iterator[Day]:
    """Give holidays of further years that are called as those of the last known year; others come on the same day."""
    if not known:
        return
    last = max(one.date.year for one in known)
    latest = [one for one in known if one.date.year == last]
    calendar = _calendar_of(latest, last)
    by_date = {one.date: _plain(one.name) for one in calendar.days} if calendar else {}
    wanted = {by_date[one.date] for one in latest if one.date in by_date}
    if calendar:
        yield from (one for one in calendars.days(calendar.code, None, years) if _plain(one.name) in wanted)
    for one in latest:
        if one.date not in by_date:
            yield from _each_year(one, years)


class _Calendar(NamedTuple):
    """The holidays of a country in one year."""

    code: str
    days: tuple[Day, ...]


def _calendar_of(latest: list[Day], year: int) -> _Calendar | None:
    """Give the calendar that has all of these days, else the one with most of them; None where that proves little."""
    codes = [_FIRST, *(one.code for one in calendars.countries() if one.code != _FIRST)]
    best, most = None, 0
    for code in codes:
        one = _Calendar(code, calendars.days(code, None, [year]))
        shared = _shared(latest, one)
        if shared == len(latest):
            return one
        if shared > most:
            best, most = one, shared
    return best


def _shared(latest: list[Day], calendar: _Calendar) -> int:
    """Count the days that are in a calendar; a few count by date and name only, as any date is a holiday somewhere."""
    by_date = {one.date: _plain(one.name) for one in calendar.days}
    found = [one for one in latest if one.date in by_date]
    if len(found) >= _TELLING:
        return len(found)
    return sum(_plain(one.name) == by_date[one.date] for one in found)


def _each_year(one: Day, years: range) -> Iterator[Day]:
    for year in years:
        try:
            yield Day(one.date.replace(year=year), one.name)
        except ValueError:  # the 29th of February
            continue


def _plain(name: str) -> str:
    """Give a name without what stands behind it in brackets: `Independence Day (observed)` is the same day."""
    return name.partition(" (")[0]


def _read(item: Any) -> Day | None:  # noqa: ANN401 -- any JSON
    told = item if isinstance(item, dict) else {"date": item}
    try:
        return Day(date.fromisoformat(str(told.get("date"))), str(told.get("name") or ""))
    except ValueError:
        return None
