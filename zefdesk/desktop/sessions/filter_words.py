"""The parts of a filter in words a person reads, each with the query that is left without it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from typing import NamedTuple

from zefdesk.desktop.sessions import cells
from zefdesk.domain import bill_state, columns
from zefdesk.domain.clock import DAY, wall_from
from zefdesk.domain.columns import Column, Kind
from zefdesk.domain.notation import Notation, duration
from zefdesk.domain.query import Condition, SessionQuery, Test

Value = str | int | None
PERIOD = "start"
_FEW = 3
_DECEMBER = 12


class Part(NamedTuple):
    """One part of a filter: its column (`search` for the text searched), its words, the query without it."""

    column: str
    words: str
    without: SessionQuery


def parts(query: SessionQuery, notation: Notation, files: dict[int, str] | None = None) -> list[Part]:
    """Give the parts of a query, a period as one; `files` are the paths of imports by number."""
    found = []
    period = [part for part in query.conditions if part.column == PERIOD and part.test is not Test.IS_NOT]
    if period:
        left = replace(query, conditions=tuple(part for part in query.conditions if part not in period))
        found.append(Part(PERIOD, period_words(period, notation), left))
    found += [
        Part(part.column, words(part, notation, files or {}), query.without(part))
        for part in query.conditions
        if part not in period
    ]
    if query.search:
        found.append(Part("search", f"\u201c{query.search}\u201d", replace(query, search="")))
    return found


def sentence(query: SessionQuery, notation: Notation, files: dict[int, str] | None = None) -> str:
    """Give the whole filter on one line; empty where nothing is asked for."""
    return ", ".join(part.words for part in parts(query, notation, files))


def words(condition: Condition, notation: Notation, files: dict[int, str]) -> str:
    """Write one condition: `Initiator: ZEF, AmpUp`, `Energy from 40 kWh`."""
    if condition.column == "import_id":
        names = [files.get(int(value or 0), f"import {value}") for value in condition.values]
        return f"File: {_list(names)}"
    column = columns.column(condition.column)
    values = [value_words(column, value, notation) for value in condition.values]
    if condition.test is Test.AT_LEAST:
        return f"{column.title} from {values[0]}{_unit(column)}"
    if condition.test is Test.BELOW:
        return f"{column.title} below {values[0]}{_unit(column)}"
    negated = "not " if condition.test is Test.IS_NOT else ""
    return f"{column.title}: {negated}{_list(values)}{_unit(column)}"


def _unit(column: Column) -> str:
    return " kWh" if column.kind is Kind.ENERGY else ""


def _list(names: list[str]) -> str:
    more = f" and {len(names) - _FEW} more" if len(names) > _FEW else ""
    return ", ".join(names[:_FEW]) + more


def value_words(column: Column, value: Value, notation: Notation) -> str:
    """Write a value of a column; what is unknown or blank has a word too."""
    if value is None:
        return "unknown" if column.key == "initiator" else "empty"
    if value == "":
        return "blank (free vend)" if column.key == "initiator" else "blank"
    if column.kind is Kind.STATE:
        return bill_state.LABELS.get(str(value), str(value))
    if column.key == "findings":
        return cells.title(str(value))
    return _number_words(column.kind, int(value), notation) if isinstance(value, int) else cells.one_line(value)


def _number_words(kind: Kind, value: int, notation: Notation) -> str:
    if kind is Kind.DURATION:
        return duration(value)
    if kind is Kind.INSTANT:
        return notation.moment(value)
    if kind in {Kind.ENERGY, Kind.MONEY}:
        return notation.money(value, None)
    return str(value)


def period_words(conditions: Iterable[Condition], notation: Notation) -> str:
    """Write a period: `May 2026`, a day, or from and to (both inclusive)."""
    bounds = {part.test: int(part.values[0] or 0) for part in conditions if part.values}
    if Test.IS in bounds:
        return notation.moment(bounds[Test.IS])
    begin, end = bounds.get(Test.AT_LEAST), bounds.get(Test.BELOW)
    if begin is None or end is None:
        return f"From {notation.day(begin)}" if begin is not None else f"Until {notation.day((end or DAY) - DAY)}"
    if (begin, end) == month_of(begin):
        return month_words(begin, notation)
    first, last = notation.day(begin), notation.day(end - DAY)
    return first if first == last else f"{first} \u2013 {last}"


def month_of(wall: int) -> tuple[int, int]:
    """Give the bounds of the month of a wall clock, half-open."""
    at = datetime.fromtimestamp(wall, UTC)
    following = (at.year + 1, 1) if at.month == _DECEMBER else (at.year, at.month + 1)
    return wall_from(at.year, at.month, 1), wall_from(*following, 1)


def month_words(wall: int, notation: Notation) -> str:
    """Write the month of a wall clock: `May 2026`."""
    at = datetime.fromtimestamp(wall, UTC)
    return f"{notation.months[at.month - 1]} {at.year}"


def months_back(wall: int, earliest: int, most: int) -> list[tuple[int, int]]:
    """Give the bounds of months from that of `wall` back to that of `earliest`, at most so many."""
    found = [month_of(wall)]
    while len(found) < most and found[-1][0] > earliest:
        found.append(month_of(found[-1][0] - 1))
    return found


def with_period(query: SessionQuery, begin: int | None, end: int | None) -> SessionQuery:
    """Give the query with this period instead of the earlier one; None leaves a side open."""
    made = replace(query, conditions=tuple(part for part in query.conditions if part.column != PERIOD))
    if begin is not None:
        made = made.where(PERIOD, Test.AT_LEAST, begin)
    return made.where(PERIOD, Test.BELOW, end) if end is not None else made


def with_values(query: SessionQuery, column: str, values: tuple[Value, ...]) -> SessionQuery:
    """Give the query with these values of a column instead of earlier ones; none takes the column out."""
    kept = tuple(part for part in query.conditions if (part.column, part.test) != (column, Test.IS))
    made = replace(query, conditions=kept)
    return made.where(column, Test.IS, *values) if values else made


def chosen_values(query: SessionQuery, column: str) -> tuple[Value, ...]:
    """Give the values that the query lets through of a column."""
    return next((part.values for part in query.conditions if (part.column, part.test) == (column, Test.IS)), ())
