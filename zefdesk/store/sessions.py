"""Sessions out of the ledger: their numbers in an order, pages of them, their totals, the values of a column."""

from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import BindParameter, Select, bindparam, func, literal_column, select
from sqlalchemy.engine import Connection, Row

from zefdesk.domain.query import SessionQuery
from zefdesk.domain.remark import PASSED_OVER
from zefdesk.domain.session import Session
from zefdesk.domain.stored import Computed, Place, Stored, Totals
from zefdesk.store import facets, remarks
from zefdesk.store.fields import SITE, field
from zefdesk.store.filters import counted, narrowed, ordered, remarked
from zefdesk.store.ledger import Ledger
from zefdesk.store.schema import bill, finding, import_, session, sighting
from zefdesk.store.sums import joined, parts

_S, _B = session.c, bill.c
_FETCH = 20_000
_SIP = 1_000
"""Rows a time where a window goes on beside it: what holds Python meanwhile takes a millisecond or two."""
_FEW = 500
_LARGEST = 2**63
_FIELDS = tuple(_S[name] for name in Session._fields)
_NUMBERS: BindParameter[Any] = bindparam("ids", expanding=True)
_BODIES = select(_S.id, _S.display_zone, SITE, *_FIELDS).where(_S.id.in_(_NUMBERS))
_FINDINGS = (
    select(finding.c.session_id, finding.c.code, finding.c.aside_id)
    .where(finding.c.session_id.in_(_NUMBERS))
    .order_by(finding.c.id)
)
_COMPUTED = select(_B.session_id, _B.number, _B.total_incl, _B.currency, _B.rate, _B.low.is_not(None)).where(
    _B.session_id.in_(_NUMBERS)
)
_PLACES = (
    select(sighting.c.session_id, sighting.c.import_id, import_.c.path, sighting.c.line)
    .join(import_, import_.c.id == sighting.c.import_id)
    .where(sighting.c.session_id.in_(_NUMBERS))
    .order_by(sighting.c.import_id, sighting.c.line)
)


def ids(ledger: Ledger, query: SessionQuery, limit: int | None = None, offset: int = 0) -> "array[int]":
    """Give the numbers of all sessions that the query lets through, in its order."""
    statement = ordered(narrowed(select(_S.id), query), query).limit(limit).offset(offset or None)
    found = array("q")
    with ledger.reading() as connection:
        cursor = _raw(connection, statement)
        while rows := cursor.fetchmany(_FETCH):
            found.extend([row[0] for row in rows])
    return found


def _raw(connection: Connection, statement: Select[Any]) -> Any:  # noqa: ANN401 -- the driver's cursor
    """Run a statement for tuples as the driver gives them, without a row object for each of a million."""
    return connection.execute(statement).cursor


def page(ledger: Ledger, numbers: Sequence[int]) -> list[Stored]:
    """Give the sessions of these numbers, in this order; a number that is gone is left out."""
    with ledger.reading() as connection:
        return read(connection, numbers)


def read(connection: Connection, numbers: Sequence[int]) -> list[Stored]:
    """Give the sessions of these numbers within a transaction, in this order; a number that is gone is left out."""
    wanted = {"ids": list(numbers)}
    bodies = {row[0]: row for row in connection.execute(_BODIES, wanted)}
    found = connection.execute(_FINDINGS, wanted).all()
    codes = _grouped([row for row in found if row.aside_id is None], 1)
    aside = _grouped([row for row in found if row.aside_id is not None], 1)
    places: dict[int, list[Place]] = defaultdict(list)
    for number, import_id, path, line in connection.execute(_PLACES, wanted):
        places[number].append(Place(import_id, path, line))
    computed = {row[0]: Computed(*row[1:]) for row in connection.execute(_COMPUTED, wanted)}
    said = remarks.of_sessions(connection, numbers)
    nothing: tuple[str, ...] = ()
    return [
        Stored(
            number,
            Session._make(row[3:]),
            row[1],
            tuple(codes.get(number, nothing)),
            tuple(places[number]),
            computed.get(number),
            said.get(number, ()),
            tuple(aside.get(number, nothing)),
            row[2],
        )
        for number in numbers
        if (row := bodies.get(number))
    ]


def _grouped(rows: Sequence[Row[Any, Any, Any]], value: int) -> dict[int, list[str]]:
    groups: dict[int, list[str]] = defaultdict(list)
    for row in rows:
        if row[value] not in groups[row[0]]:
            groups[row[0]].append(row[value])
    return groups


def totals(ledger: Ledger, query: SessionQuery) -> Totals:
    """Sum up all that the query lets through: exactly, cost by currency.

    Whole and part of a value are summed apart, so that 64 bits hold the sums of any number of sessions. A session for
    which another telling stands is counted, and is in no sum.
    """
    sums = [part for column in (_S.energy, _S.cost) for part in parts(column)]
    statement = narrowed(
        select(
            _S.currency,
            func.count(),
            func.count(_S.cost),
            func.sum(_S.plug_duration),
            func.sum(_S.charge_duration),
            *sums,
        ),
        query,
    ).group_by(_S.currency)
    count = energy = plug = charge = 0
    cost: dict[str | None, int] = {}
    with ledger.reading() as connection:
        passed_over = remarks.count(connection, query, PASSED_OVER)
        for row in connection.execute(statement.where(counted()) if passed_over else statement):
            numbers = [int(number or 0) for number in row[1:]]
            count, plug, charge = count + numbers[0], plug + numbers[2], charge + numbers[3]
            energy += joined(numbers[4], numbers[5])
            if numbers[1]:
                cost[row[0]] = joined(numbers[6], numbers[7])
        computed = _computed_totals(connection, query, passed_over=bool(passed_over))
        adjusted = remarks.adjusted(connection, query)
    return Totals(count + passed_over, energy, plug, charge, cost, computed, adjusted, passed_over)


def _computed_totals(connection: Connection, query: SessionQuery, *, passed_over: bool) -> dict[str | None, int]:
    if connection.execute(select(_B.session_id).limit(1)).first() is None:
        return {}
    sums = select(_B.currency, *parts(_B.total_incl))
    if query.filtered or passed_over:
        sums = narrowed(sums.select_from(bill.join(session, _B.session_id == _S.id)), query)
    if passed_over:
        sums = sums.where(counted())
    rows = connection.execute(sums.group_by(_B.currency))
    return {row[0]: joined(row[1], row[2]) for row in rows}


def values(ledger: Ledger, column: str, query: SessionQuery, limit: int = _FEW) -> list[tuple[str | int | None, int]]:
    """Give the values of a column under the query with how often each occurs, the most frequent first."""
    if column == "charger":
        with ledger.reading() as connection:
            return facets.by_charger(connection, query, limit)
    if column == "findings":
        inside = narrowed(select(_S.id), query)
        statement: Select[Any] = (
            select(finding.c.code, func.count(finding.c.session_id.distinct()))
            .where(finding.c.session_id.in_(inside), finding.c.aside_id.is_(None))
            .group_by(finding.c.code)
            .order_by(func.count(finding.c.session_id.distinct()).desc())
        )
    else:
        counted = func.count()
        statement = (
            narrowed(select(field(column).label("value"), counted), query)
            .group_by(literal_column("value"))
            .order_by(counted.desc(), literal_column("value"))
        )
    with ledger.reading() as connection:
        return [(row[0], row[1]) for row in connection.execute(statement.limit(limit))]


def amounts(ledger: Ledger) -> Iterator[Sequence[tuple[int, int, int, int, int | None, str | None]]]:
    """Give number, energy, plug and charge duration (0 where unknown), cost and currency of all sessions, in chunks."""
    parts = [func.coalesce(column, 0) for column in (_S.energy, _S.plug_duration, _S.charge_duration)]
    statement = select(_S.id, *parts, _S.cost, _S.currency).order_by(_S.id)
    with ledger.reading() as connection:
        cursor = _raw(connection, statement)
        while rows := cursor.fetchmany(_SIP):
            yield rows


def billed(ledger: Ledger) -> Iterator[tuple[int, int, str | None]]:
    """Give number, total and currency of all sessions that have a computed bill."""
    with ledger.reading() as connection:
        cursor = _raw(connection, select(_B.session_id, _B.total_incl, _B.currency))
        while rows := cursor.fetchmany(_SIP):
            yield from rows


def passed_over(ledger: Ledger) -> list[int]:
    """Give the numbers of the sessions for which another telling stands."""
    with ledger.reading() as connection:
        return list(connection.execute(select(_S.id).where(remarked(PASSED_OVER))).scalars())


def known(connection: Connection, numbers: Sequence[int]) -> set[int]:
    """Give those of these numbers that are numbers of sessions."""
    found: set[int] = set()
    wanted = [number for number in numbers if abs(number) < _LARGEST]
    for start in range(0, len(wanted), _FEW):
        found |= set(connection.execute(select(_S.id).where(_S.id.in_(wanted[start : start + _FEW]))).scalars())
    return found


def count_of(connection: Connection, query: SessionQuery) -> int:
    """How many sessions a query lets through."""
    number: int = connection.execute(narrowed(select(func.count()).select_from(session), query)).scalar_one()
    return number


def exists(ledger: Ledger, number: int) -> bool:
    """Whether the ledger holds a session of this number."""
    with ledger.reading() as connection:
        return connection.execute(select(_S.id).where(_S.id == number)).first() is not None


def count(ledger: Ledger) -> int:
    """How many sessions the ledger holds."""
    with ledger.reading() as connection:
        return connection.execute(select(func.count()).select_from(session)).scalar_one()
