"""Sessions summed up under a query, as charts show them: by day, by hour of the week, by charger, by ranges of values.

Each is one statement; nothing depends on how many sessions there are. Sessions for which another telling stands are in
none of them, as in all totals. Sums of cost are of one currency.
"""

from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, case, func, select

from zefdesk.domain import clock
from zefdesk.domain.quantity import NANO
from zefdesk.domain.query import SessionQuery
from zefdesk.store.called import CHARGER, names
from zefdesk.store.fields import field
from zefdesk.store.filters import counted, narrowed
from zefdesk.store.ledger import Ledger
from zefdesk.store.moments import MOMENTS
from zefdesk.store.schema import finding, session
from zefdesk.store.sums import joined, parts

_S = session.c
_LATER = 20_000 * clock.DAY
"""Whole days that make every clock positive, so that division rounds down."""


class Sums(NamedTuple):
    """What some sessions sum up to: their count, energy and cost in billionths, those with a cost in the currency."""

    sessions: int
    energy: int
    cost: int
    priced: int


class Lasted(NamedTuple):
    """How long the sessions of a charger lasted together, in seconds; `charger` is its serial, else its name."""

    name: str | None
    sessions: int
    plug: int
    charge: int
    charger: str | None = None


class Point(NamedTuple):
    """A session by its number, its energy and its cost."""

    id: int
    energy: int
    cost: int

    @property
    def rate(self) -> int | None:
        """Its cost per kWh, rounded half up; None without energy."""
        return (2 * self.cost * NANO + self.energy) // (2 * self.energy) if self.energy else None


class Extent(NamedTuple):
    """Of how many sessions a value is known, and between which it lies; None where it is of none."""

    sessions: int
    low: int | None
    high: int | None


def by_day(ledger: Ledger, query: SessionQuery, currency: str | None) -> dict[int, Sums]:
    """Sum up by the day of the Start (by the charger's clock): the wall clock of its midnight, the sums."""
    midnight = ((_S.start_local + _LATER) // clock.DAY) * clock.DAY - _LATER
    return {row[0]: _sums(row[1:]) for row in _rows(ledger, _summed(query, currency, midnight))}


def by_hour(ledger: Ledger, query: SessionQuery, currency: str | None) -> dict[tuple[int, int], Sums]:
    """Sum up by day of the week (1 is Monday) and hour of the Start."""
    rows = _rows(ledger, _summed(query, currency, MOMENTS["weekday"], MOMENTS["hour"]))
    return {(row[0], row[1]): _sums(row[2:]) for row in rows}


def by_charger(ledger: Ledger, query: SessionQuery, currency: str | None) -> dict[tuple[str | None, str | None], Sums]:
    """Sum up by charger: its serial and no name, or, where a source gives no serial, no serial and its name."""
    name = case((_S.serial.is_(None), _S.name))
    return {(row[0], row[1]): _sums(row[2:]) for row in _rows(ledger, _summed(query, currency, _S.serial, name))}


def lasted(ledger: Ledger, query: SessionQuery) -> list[Lasted]:
    """Sum up durations by charger, the longest plugged in first; charging counts as far as plugged in."""
    plug = func.coalesce(func.sum(_S.plug_duration), 0)
    within = case((_S.charge_duration > _S.plug_duration, _S.plug_duration), else_=_S.charge_duration)
    charge = func.coalesce(func.sum(within), 0)
    statement = select(CHARGER, func.count(), plug, charge).group_by(CHARGER).order_by(plug.desc(), CHARGER)
    with ledger.reading() as connection:
        called = names(connection)
        rows = connection.execute(_counted(statement, query)).all()
    return [Lasted(called.get(row[0], row[0]), row[1], row[2], row[3], row[0]) for row in rows]


def extent(ledger: Ledger, query: SessionQuery, column: str) -> Extent:
    """Say between which values a column lies."""
    value = field(column)
    measures: list[Any] = [func.count(value), func.min(value), func.max(value)]
    return Extent(*_rows(ledger, _counted(select(*measures), query))[0])


def in_steps(ledger: Ledger, query: SessionQuery, column: str, step: int) -> dict[int, int]:
    """Count sessions by the value of a column in steps: the lower edge of each step, how many lie in it."""
    edge = _edge(field(column), step)
    statement = select(edge, func.count()).where(field(column).is_not(None)).group_by(edge)
    return {row[0]: row[1] for row in _rows(ledger, _counted(statement, query))}


def points(ledger: Ledger, query: SessionQuery, currency: str | None, limit: int, *, code: str = "") -> list[Point]:
    """Give sessions by energy and cost in a currency, at most `limit`; with a code those in which it was found."""
    statement = select(_S.id, _S.energy, _S.cost).where(_both_known(currency)).order_by(_S.id).limit(limit)
    if code:
        found = select(finding.c.session_id).where(finding.c.code == code, finding.c.session_id.is_not(None))
        statement = statement.where(_S.id.in_(found))
    return [Point(*row) for row in _rows(ledger, _counted(statement, query))]


def spread(
    ledger: Ledger, query: SessionQuery, currency: str | None, steps: tuple[int, int]
) -> dict[tuple[int, int], int]:
    """Count sessions by energy and cost in steps: the lower edges of both, how many lie there."""
    energy, cost = _edge(_S.energy, steps[0]), _edge(_S.cost, steps[1])
    statement = select(energy, cost, func.count()).where(_both_known(currency)).group_by(energy, cost)
    return {(row[0], row[1]): row[2] for row in _rows(ledger, _counted(statement, query))}


def _both_known(currency: str | None) -> ColumnElement[bool]:
    return and_(_S.energy.is_not(None), _S.cost.is_not(None), _S.currency.is_not_distinct_from(currency))


def _edge(value: ColumnElement[Any], step: int) -> ColumnElement[Any]:
    """Give the lower edge of the step in which a value lies; negative values have their steps below zero."""
    return value - (value % step + step) % step


def _summed(query: SessionQuery, currency: str | None, *groups: ColumnElement[Any]) -> Select[Any]:
    """Sum up by groups; whole and part of a value apart, so that 64 bits hold the sums of any number of sessions."""
    mine = _S.currency.is_not_distinct_from(currency)
    cost = (part.filter(mine) for part in parts(_S.cost))
    statement = select(*groups, func.count(), *parts(_S.energy), *cost, func.count(_S.cost).filter(mine)).group_by(
        *groups
    )
    return _counted(statement, query)


def _sums(told: Any) -> Sums:  # noqa: ANN401 -- a part of a row
    return Sums(told[0], joined(told[1], told[2]), joined(told[3], told[4]), told[5])


def _counted(statement: Select[Any], query: SessionQuery) -> Select[Any]:
    return narrowed(statement, query).where(counted())


def _rows(ledger: Ledger, statement: Select[Any]) -> list[Any]:
    with ledger.reading() as connection:
        return list(connection.execute(statement))
