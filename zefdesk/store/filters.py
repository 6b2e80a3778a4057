"""A `SessionQuery` as SQL: what must hold, and in which order."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, not_, or_, select, true
from sqlalchemy.sql.elements import UnaryExpression

from zefdesk.domain.filter_fields import SEVERITIES, YES
from zefdesk.domain.finding import KINDS
from zefdesk.domain.query import SEARCHED, Condition, SessionQuery, Sort, Test
from zefdesk.domain.remark import PASSED_OVER, REVIEWED
from zefdesk.store.called import of_chargers
from zefdesk.store.fields import field
from zefdesk.store.folding import holds
from zefdesk.store.moments import in_months
from zefdesk.store.schema import bill, finding, remark, session, sighting

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
    inside = _INSIDE.get(condition.column)
    if inside is not None:
        found = _either(inside, condition.values)
        return not_(found) if condition.test is Test.IS_NOT else found
    column = _WALL_CLOCKS.get(condition.column)
    if column is None:
        column = field(condition.column)
    if condition.test is Test.AT_LEAST:
        return column >= condition.values[0]
    if condition.test is Test.BELOW:
        return column < condition.values[0]
    return _one_of(column, condition.values, negated=condition.test is Test.IS_NOT)


def _either(inside: "_Inside", values: tuple[str | int | None, ...]) -> ColumnElement[bool]:
    """Say that any of these values holds; None, that there is none at all."""
    known = tuple(value for value in values if value is not None)
    parts = [inside(known)] if known else []
    if None in values:
        parts.append(not_(inside(())))
    return or_(*parts) if parts else false()


def _one_of(column: ColumnElement[Any], values: tuple[str | int | None, ...], *, negated: bool) -> ColumnElement[bool]:
    known = [value for value in values if value is not None]
    parts = [column.in_(known)] if known else []
    if None in values:
        parts.append(column.is_(None))
    inside = or_(*parts) if parts else false()
    return (
        or_(not_(inside), column.is_(None)) if negated and None not in values else not_(inside) if negated else inside
    )


_Values = tuple[str | int, ...]
_Inside = Callable[[_Values], ColumnElement[bool]]


def _with_findings(codes: _Values) -> ColumnElement[bool]:
    """Say that a session has any of these findings open; without codes, that it has one at all."""
    found = select(finding.c.session_id).where(finding.c.session_id.is_not(None), finding.c.aside_id.is_(None))
    return _S.id.in_(found.where(finding.c.code.in_(codes)) if codes else found)


def _with_severities(names: _Values) -> ColumnElement[bool]:
    wanted = {SEVERITIES[str(name)] for name in names} or set(SEVERITIES.values())
    return _with_findings(tuple(code for code, kind in KINDS.items() if kind.severity in wanted))


def _of_imports(numbers: _Values) -> ColumnElement[bool]:
    told = select(sighting.c.session_id)
    return _S.id.in_(told.where(sighting.c.import_id.in_(numbers)) if numbers else told)


def _in_months(months: _Values) -> ColumnElement[bool]:
    return in_months(months) if months else true()


def remarked(kind: str) -> ColumnElement[bool]:
    """Say that a person said this of a session."""
    return _S.id.in_(select(remark.c.session_id).where(remark.c.kind == kind, remark.c.session_id.is_not(None)))


def counted() -> ColumnElement[bool]:
    """Say that a session is in sums: that no other telling stands for it."""
    return not_(remarked(PASSED_OVER))


def _yes_or_no(holds_so: ColumnElement[bool]) -> _Inside:
    def inside(words: _Values) -> ColumnElement[bool]:
        return or_(*(holds_so if word == YES else not_(holds_so) for word in words)) if words else true()

    return inside


_ESTIMATED = _S.id.in_(select(bill.c.session_id).where(bill.c.low.is_not(None)))
_INSIDE: dict[str, _Inside] = {
    "charger": of_chargers,
    "findings": _with_findings,
    "severity": _with_severities,
    "import_id": _of_imports,
    "month": _in_months,
    "reviewed": _yes_or_no(remarked(REVIEWED)),
    "counted": _yes_or_no(counted()),
    "estimated": _yes_or_no(_ESTIMATED),
}
"""What is not compared with a column of the session."""
