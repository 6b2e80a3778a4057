"""Charts of what a query lets through: what each shows, as numbers; how they look is the window's business."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from time import time
from typing import NamedTuple

from zefdesk.domain import clock
from zefdesk.domain.quantity import NANO
from zefdesk.domain.query import SessionQuery
from zefdesk.store import aggregates, called
from zefdesk.store import chargers as stored_chargers
from zefdesk.store.aggregates import Lasted, Point, Sums
from zefdesk.store.ledger import Ledger

__all__ = [
    "Lasted",
    "OfCharger",
    "Point",
    "Sums",
    "chargers",
    "days",
    "histogram",
    "split",
    "spread",
    "together",
    "week",
]
MOST_POINTS = 3_000
"""Sessions that are shown as a point each; more are counted in cells."""
_MOST_OUTLIERS = 300
_FIRST_PLAUSIBLE = clock.wall_of_day(date(2010, 1, 1))
_MOST_DAYS, _MOST_WEEKS = 100, 730
_MOST_CHARGERS = 14
_STEPS, _CELLS = 36, 44
_TENS = tuple(NANO * 10**power // 10**3 for power in range(12))
_NICE = tuple(ten * digit for ten in _TENS for digit in (1, 2, 5))
"""Steps of energy and cost: thousandths and up, in billionths."""
_NICE_SECONDS = (1, 5, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 21600, 43200, 86400)
DURATIONS = frozenset({"plug_duration", "charge_duration"})
OUTLIER = "rate-outlier"


class Period(NamedTuple):
    """A day, week or month (half-open, by the charger's clock), and what its sessions sum up to."""

    start: int
    end: int
    sums: Sums


class Days(NamedTuple):
    """Sums by `unit`: "day", "week" or "month", as the span asks for; without gaps.

    `left_out` sessions have a Start that cannot be (before 2010, or to come); they would make the others a line.
    """

    unit: str
    periods: tuple[Period, ...]
    left_out: int = 0


class Week(NamedTuple):
    """Sums by day of the week (1 is Monday) and hour of the Start."""

    cells: Mapping[tuple[int, int], Sums]


class OfCharger(NamedTuple):
    """A charger by its serial (None where no source gives it) and the name that it has now, and its sums."""

    serial: str | None
    name: str | None
    sums: Sums


class Split(NamedTuple):
    """Durations by charger, the longest plugged in first; `others` are those beyond the most that are shown."""

    chargers: tuple[Lasted, ...]
    others: Lasted | None


class Step(NamedTuple):
    """Sessions whose value is at least `low` and below `high` (None: whatever above)."""

    low: int
    high: int | None
    sessions: int


class Histogram(NamedTuple):
    """How often the values of a column occur, in steps without gaps; `known` sessions have one."""

    column: str
    steps: tuple[Step, ...]
    known: int


class Spread(NamedTuple):
    """Energy against cost in one currency: a point a session, or, of many, cells of a `grid` with their counts.

    `outliers` are sessions whose rate was found to be out of line; they are shown as points in any case.
    """

    points: tuple[Point, ...]
    cells: Mapping[tuple[int, int], int]
    grid: tuple[int, int]
    outliers: tuple[Point, ...]
    known: int


def days(ledger: Ledger, query: SessionQuery, currency: str | None, now: int | None = None) -> Days:
    """Sum up by day, of a longer span by week or month."""
    every = aggregates.by_day(ledger, query, currency)
    latest = (int(time()) if now is None else now) + clock.DAY
    found = {midnight: told for midnight, told in every.items() if _FIRST_PLAUSIBLE <= midnight <= latest}
    left_out = sum(told.sessions for midnight, told in every.items() if midnight not in found)
    if not found:
        return Days("day", (), left_out)
    first, last = (date.fromordinal(_ordinal(edge)) for edge in (min(found), max(found)))
    span = (last - first).days
    unit = "day" if span < _MOST_DAYS else "week" if span < _MOST_WEEKS else "month"
    begin, following = _UNITS[unit]
    sums: dict[date, list[Sums]] = {}
    for midnight, told in found.items():
        sums.setdefault(begin(date.fromordinal(_ordinal(midnight))), []).append(told)
    periods, at = [], begin(first)
    while at <= last:
        after = following(at)
        periods.append(Period(clock.wall_of_day(at), clock.wall_of_day(after), together(sums.get(at, ()))))
        at = after
    return Days(unit, tuple(periods), left_out)


def week(ledger: Ledger, query: SessionQuery, currency: str | None) -> Week:
    """Sum up by day of the week and hour."""
    return Week(aggregates.by_hour(ledger, query, currency))


def chargers(ledger: Ledger, query: SessionQuery, currency: str | None) -> tuple[OfCharger, ...]:
    """Sum up by charger: by its serial, since names change; named as it was seen last."""
    names = {one.serial: one.name for one in stored_chargers.chargers(ledger)}
    with ledger.reading() as transaction:
        names |= called.names(transaction)
    found = aggregates.by_charger(ledger, query, currency)
    return tuple(OfCharger(serial, names.get(serial or "") or name, sums) for (serial, name), sums in found.items())


def split(ledger: Ledger, query: SessionQuery) -> Split:
    """Give how long cars were plugged in, and charged, by charger."""
    found = aggregates.lasted(ledger, query)
    shown, rest = found[:_MOST_CHARGERS], found[_MOST_CHARGERS:]
    if not rest:
        return Split(tuple(shown), None)
    sessions, plug, charge = (sum(one[place] for one in rest) for place in (1, 2, 3))  # type: ignore[misc]
    return Split(tuple(shown), Lasted(f"{len(rest)} other chargers", sessions, plug, charge))


def histogram(ledger: Ledger, query: SessionQuery, column: str) -> Histogram:
    """Count by energy, cost, or a duration, in steps that are easy to read; a few far values share the last step."""
    extent = aggregates.extent(ledger, query, column)
    if extent.low is None or extent.high is None:
        return Histogram(column, (), 0)
    nice = _NICE_SECONDS if column in DURATIONS else _NICE
    fine = aggregates.in_steps(ledger, query, column, _step(nice, extent.high - extent.low, _STEPS * 40))
    low, usual = min(fine), _usual_end(fine, extent.sessions)
    step = _step(nice, usual - low, _STEPS)
    first = low // step * step
    last = max(usual // step * step, first)
    counts: dict[int, int] = {}
    for edge, count in aggregates.in_steps(ledger, query, column, step).items():
        counts[min(edge, last)] = counts.get(min(edge, last), 0) + count
    steps = [Step(at, at + step, counts.get(at, 0)) for at in range(first, last + 1, step)]
    if extent.high >= last + step:
        steps[-1] = steps[-1]._replace(high=None)
    return Histogram(column, tuple(steps), extent.sessions)


def spread(ledger: Ledger, query: SessionQuery, currency: str | None) -> Spread:
    """Give energy against cost."""
    every = aggregates.points(ledger, query, currency, MOST_POINTS + 1)
    outliers = tuple(aggregates.points(ledger, query, currency, _MOST_OUTLIERS, code=OUTLIER))
    if len(every) <= MOST_POINTS:
        return Spread(tuple(every), {}, (0, 0), outliers, len(every))
    energy, cost = (aggregates.extent(ledger, query, column) for column in ("energy", "cost"))
    grid = tuple(_step(_NICE, (one.high or 0) - (one.low or 0), _CELLS) for one in (energy, cost))
    cells = aggregates.spread(ledger, query, currency, (grid[0], grid[1]))
    return Spread((), cells, (grid[0], grid[1]), outliers, sum(cells.values()))


def _usual_end(fine: Mapping[int, int], known: int) -> int:
    """Give the edge up to which all but half a percent of the values lie, if the others are far beyond it."""
    left = known // 200
    for edge in sorted(fine, reverse=True):
        left -= fine[edge]
        if left < 0:
            return edge if max(fine) - min(fine) > 2 * (edge - min(fine)) else max(fine)
    return max(fine)


def _step(nice: Iterable[int], span: int, most: int) -> int:
    """Give the smallest step of these of which at most so many cover a span."""
    steps = list(nice)
    return next((one for one in steps if span // one < most), steps[-1] * max(span // steps[-1] // most, 1))


def together(told: Iterable[Sums]) -> Sums:
    """Give what all of these sum up to."""
    return Sums(*map(sum, zip((0, 0, 0, 0), *told, strict=True)))


def _ordinal(midnight: int) -> int:
    return date(1970, 1, 1).toordinal() + midnight // clock.DAY


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _first(day: date) -> date:
    return day.replace(day=1)


def _next_month(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)


_UNITS: dict[str, tuple[Callable[[date], date], Callable[[date], date]]] = {
    "day": (lambda day: day, lambda day: day + timedelta(days=1)),
    "week": (_monday, lambda day: day + timedelta(days=7)),
    "month": (_first, _next_month),
}
"""How a unit begins that holds a day, and where the next begins."""
