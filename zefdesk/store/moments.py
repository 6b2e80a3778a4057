"""Parts of a Start by the charger's clock, in each server's SQL: month, day of the week, hour."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Text, and_, false, or_, true
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.expression import FunctionElement

from zefdesk.domain import clock
from zefdesk.store.schema import session

_clock = session.c.start_local
_LATER = 20_000 * 7 * clock.DAY
"""Whole weeks that make every clock positive, so that division rounds down."""
_MONDAY, _WEEK, _HOUR, _DECEMBER = 3, 7, 3600, 12


class _Month(FunctionElement[str]):
    """Seconds of a wall clock, written as its month."""

    type = Text()
    inherit_cache = True


@compiles(_Month)
def _elsewhere(element: _Month, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401 -- SQLAlchemy's own
    return f"to_char(to_timestamp({compiler.process(element.clauses, **options)}) AT TIME ZONE 'UTC', 'YYYY-MM')"


@compiles(_Month, "sqlite")
def _in_sqlite(element: _Month, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401
    return f"strftime('%Y-%m', {compiler.process(element.clauses, **options)}, 'unixepoch')"


MOMENTS: dict[str, ColumnElement[Any]] = {
    "month": _Month(_clock),
    "weekday": ((_clock + _LATER) // clock.DAY + _MONDAY) % _WEEK + 1,
    "hour": ((_clock + _LATER) % clock.DAY) // _HOUR,
}


def in_months(months: Iterable[str | int]) -> ColumnElement[bool]:
    """Say that a session starts in one of these months (`2026-05`), so that no month has to be written."""
    return or_(false(), *(between(*bounds(str(month))) for month in months))


def between(begin: int | None, end: int | None) -> ColumnElement[bool]:
    """Say that a session starts at wall clocks in [begin, end); None is any.

    No zone is a day from UTC, so the Start itself narrows it first: it has an index, the clock has none.
    """
    parts: list[ColumnElement[bool]] = [true()]
    if begin is not None:
        parts += (session.c.start >= begin - clock.DAY, _clock >= begin)
    if end is not None:
        parts += (session.c.start < end + clock.DAY, _clock < end)
    return and_(*parts)


def bounds(month: str) -> tuple[int, int]:
    """Give the wall clocks at which a month begins and the next one does."""
    first = date.fromisoformat(f"{month}-01")
    return clock.wall_of_day(first), clock.wall_of_day(_next(first))


def _next(first: date) -> date:
    if first.month < _DECEMBER:
        return first.replace(month=first.month + 1)
    return date(first.year + 1, 1, 1) if first.year < date.max.year else date.max
