"""How often each value of a field occurs under a query, within a time: one that runs out says so."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, func, literal_column, select

from zefdesk.domain.filter_fields import NO, YES
from zefdesk.domain.query import SessionQuery, Test
from zefdesk.store.called import CHARGER, names
from zefdesk.store.fields import field
from zefdesk.store.filters import narrowed
from zefdesk.store.ledger import Ledger
from zefdesk.store.schema import finding, session, sighting
from zefdesk.store.sqlite import OutOfTime, within

_S = session.c
_YES_OR_NO = frozenset({"reviewed", "counted", "estimated"})
_IN_ORDER = frozenset({"weekday", "hour"})


class Facet(NamedTuple):
    """The values of one field with how many sessions have each.

    `values` are the most frequent ones (of months the newest, of days and hours all in their order), `more` that
    there are others;
    not `complete` where the time ran out before they were counted.
    """

    column: str
    values: tuple[tuple[str | int | None, int], ...]
    more: bool = False
    complete: bool = True


def facet(ledger: Ledger, column: str, query: SessionQuery, limit: int, seconds: float) -> Facet:
    """Count the values of a field among the sessions that the query lets through, but for its own part of the query."""
    others = without_column(query, column)
    try:
        with ledger.reading() as connection, within(connection, seconds):
            counted = _counted(connection, column, others, limit + 1)
    except OutOfTime:
        return Facet(column, (), complete=False)
    return Facet(column, tuple(counted[:limit]), more=len(counted) > limit)


def without_column(query: SessionQuery, column: str) -> SessionQuery:
    """Give the query without the values of one field that it asks for or leaves out."""
    kept = tuple(part for part in query.conditions if part.column != column or part.test in {Test.AT_LEAST, Test.BELOW})
    return SessionQuery(kept, query.search, query.sort, query.columns)


def _counted(
    connection: Connection, column: str, query: SessionQuery, limit: int
) -> Sequence[tuple[str | int | None, int]]:
    if column in _YES_OR_NO:
        return _yes_or_no(connection, column, query)
    if column == "charger":
        return by_charger(connection, query, limit)
    statement = _STATEMENTS[column](query) if column in _STATEMENTS else _of_sessions(column, query)
    return [(row[0], row[1]) for row in connection.execute(statement.limit(limit))]


def _of_sessions(column: str, query: SessionQuery) -> Select[Any]:
    value: ColumnElement[Any] = literal_column("value")
    counted = func.count()
    statement = narrowed(select(field(column).label("value"), counted), query).group_by(value)
    if column == "month":
        return statement.order_by(value.desc())
    return statement.order_by(value if column in _IN_ORDER else counted.desc(), value)


def by_charger(connection: Connection, query: SessionQuery, limit: int) -> list[tuple[str | int | None, int]]:
    """Count sessions by charger, each under the name that it was seen under last, the most frequent first."""
    counted = func.count()
    statement = narrowed(select(CHARGER.label("value"), counted), query).group_by(literal_column("value"))
    found = connection.execute(statement.order_by(counted.desc(), literal_column("value")).limit(limit)).all()
    called = names(connection) if found else {}
    told = [(None if charger is None else called.get(charger, charger), number) for charger, number in found]
    return sorted(told, key=lambda one: (-one[1], one[0] or ""))


def _of_findings(query: SessionQuery) -> Select[Any]:
    counted = func.count(finding.c.session_id.distinct())
    statement = select(finding.c.code, counted).where(finding.c.session_id.is_not(None), finding.c.aside_id.is_(None))
    if query.filtered:
        statement = statement.where(finding.c.session_id.in_(narrowed(select(_S.id), query)))
    return statement.group_by(finding.c.code).order_by(counted.desc(), finding.c.code)


def _of_imports(query: SessionQuery) -> Select[Any]:
    counted = func.count(sighting.c.session_id.distinct())
    statement = select(sighting.c.import_id, counted)
    if query.filtered:
        statement = statement.where(sighting.c.session_id.in_(narrowed(select(_S.id), query)))
    return statement.group_by(sighting.c.import_id).order_by(sighting.c.import_id.desc())


def _yes_or_no(connection: Connection, column: str, query: SessionQuery) -> list[tuple[str | int | None, int]]:
    count = select(func.count()).select_from(session)
    whole = connection.execute(narrowed(count, query)).scalar_one()
    yes = connection.execute(narrowed(count, query.where(column, Test.IS, YES))).scalar_one()
    return [(word, number) for word, number in ((YES, yes), (NO, whole - yes)) if number]


_STATEMENTS = {"findings": _of_findings, "import_id": _of_imports}
