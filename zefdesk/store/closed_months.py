"""Months that are closed, and whether something has changed in them."""

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

from sqlalchemy import Connection, delete, func, insert, select

from zefdesk.store.moments import MOMENTS, between, bounds, in_months
from zefdesk.store.schema import bill, closed_month, session

_S, _B, _C = session.c, bill.c, closed_month.c
_PRIME = 1_000_000_007
_AT_ONCE = 500
Print: TypeAlias = tuple[int, ...]


class ClosedMonth(NamedTuple):
    """A closed month (`2026-05`), who closed it and when (an instant)."""

    month: str
    by: str
    at: int


def closed(connection: Connection) -> list[ClosedMonth]:
    """Give the closed months, the newest first."""
    return [ClosedMonth._make(row) for row in connection.execute(select(closed_month).order_by(_C.month.desc()))]


def close(connection: Connection, month: str, by: str, at: int) -> None:
    """Close a month that is open."""
    connection.execute(insert(closed_month).values(month=month, by=by, at=at))


def reopen(connection: Connection, month: str) -> None:
    """Open a closed month again."""
    connection.execute(delete(closed_month).where(_C.month == month))


def prints(connection: Connection) -> dict[str, Print]:
    """Give for each closed month a print of its sessions and their bills, which differs where they do."""
    return {one.month: _print(connection, one.month) for one in closed(connection)}


def _print(connection: Connection, month: str) -> Print:
    figures = [func.count(), *(func.sum(column % _PRIME) for column in (_S.id, _S.value_hash))]
    figures += [func.count(_B.number), *(func.sum(column % _PRIME) for column in (_B.number, _B.total_incl))]
    joined = session.outerjoin(bill, _B.session_id == _S.id)
    statement = select(*figures).select_from(joined).where(between(*bounds(month)))
    return tuple(int(figure or 0) for figure in connection.execute(statement).one())


def inside(connection: Connection, numbers: Sequence[int]) -> dict[int, str]:
    """Give those of these sessions that start in a closed month, with the month."""
    months = [one.month for one in closed(connection)]
    found: dict[int, str] = {}
    if not months:
        return found
    for start in range(0, len(numbers), _AT_ONCE):
        some = list(numbers[start : start + _AT_ONCE])
        statement = select(_S.id, MOMENTS["month"]).where(_S.id.in_(some), in_months(months))
        found |= {row[0]: row[1] for row in connection.execute(statement)}
    return found
