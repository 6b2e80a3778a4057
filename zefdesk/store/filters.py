"""A `SessionQuery` as SQL: what must hold, and in which order."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, not_, or_, select
from sqlalchemy.sql.elements import UnaryExpression

from zefdesk.domain.query import SEARCHED, Condition, SessionQuery, Sort, Test
from zefdesk.store.fields import field
from zefdesk.store.folding import holds
from zefdesk.store.schema import finding, session, sighting

_S = session.c
_WALL_CLOCKS: dict[str, ColumnElement[Any]] = {
    "start": _S.start_local,
    "end": _S.end + (_S.start_local - _S.start),
}


def narrowed(statement: Select[Any], query: SessionQuery) -> Select[Any]:
    """Give the statement with all that the query asks for in its WHERE."""
    parts = [_condition(condition) for condition in query.conditions]
    if query.search:
        parts.append(or_(*(holds(_S[name], query.search) for name in SEARCHED)))
    return statement.where(and_(*parts)) if parts else statement


def ordered(statement: Select[Any], query: SessionQuery) -> Select[Any]:
    """Give the statement in the query's order: unknown values last either way, ties by number."""
    return statement.order_by(*(_order(sort) for sort in query.sort if sort.column != "id"), _by_number(query))


def _order(sort: Sort) -> UnaryExpression[Any]:
    column = field(sort.column)
    if not getattr(column, "nullable", True):
        return column.desc() if sort.descending else column.asc()
    return column.desc().nulls_last() if sort.descending else column.asc().nulls_last()


def _by_number(query: SessionQuery) -> UnaryExpression[Any]:
    backwards = any(sort.column == "id" and sort.descending for sort in query.sort)
    return _S.id.desc() if backwards else _S.id.asc()


def _condition(condition: Condition) -> ColumnElement[bool]:
    compare = _IN_OTHER_TABLES.get(condition.column)
    if compare is not None:
        inside = _S.id.in_(compare(condition.values))
        return not_(inside) if condition.test is Test.IS_NOT else inside
    column = _WALL_CLOCKS.get(condition.column)
    if column is None:
        column = field(condition.column)
    if condition.test is Test.AT_LEAST:
        return column >= condition.values[0]
    if condition.test is Test.BELOW:
        return column < condition.values[0]
    return _one_of(column, condition.values, negated=condition.test is Test.IS_NOT)


def _one_of(column: ColumnElement[Any], values: tuple[str | int | None, ...], *, negated: bool) -> ColumnElement[bool]:
    known = [value for value in values if value is not None]
    parts = [column.in_(known)] if known else []
    if None in values:
        parts.append(column.is_(None))
    inside = or_(*parts) if parts else false()
    return (
        or_(not_(inside), column.is_(None)) if negated and None not in values else not_(inside) if negated else inside
    )


def _with_findings(values: tuple[str | int | None, ...]) -> Select[Any]:
    return select(finding.c.session_id).where(finding.c.code.in_(values), finding.c.session_id.is_not(None))


def _of_imports(values: tuple[str | int | None, ...]) -> Select[Any]:
    return select(sighting.c.session_id).where(sighting.c.import_id.in_(values))


_IN_OTHER_TABLES: dict[str, Callable[[tuple[str | int | None, ...]], Select[Any]]] = {
    "findings": _with_findings,
    "import_id": _of_imports,
}
