"""The parts of a filter in words a person reads, each with the query that is left without it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from typing import NamedTuple

from zefdesk.desktop.sessions import cells
from zefdesk.domain import bill_state, filter_fields, filter_values
from zefdesk.domain.clock import DAY, wall_from
from zefdesk.domain.filter_fields import NO, YES, Field, Form
from zefdesk.domain.finding import KINDS
from zefdesk.domain.notation import Notation, duration
from zefdesk.domain.query import Condition, SessionQuery, Test

Value = str | int | None
PERIOD = "start"
_FEW = 3
_MANNERS = {
    "charger": ("", "not "),
    "name": ("", "not "),
    "month": ("", "not "),
    "weekday": ("", "not "),
    "bill_state": ("", "not "),
    "initiator": ("", "not "),
    "findings": ("with ", "without "),
    "severity": ("with findings: ", "without findings: "),
    "reviewed": ("", "not "),
    "counted": ("", "not "),
    "estimated": ("", "not "),
}
"""How conditions on some fields are begun, as they are and negated; the others name their field."""
_TITLES = {code: kind.title for code, kind in KINDS.items()}
_CHOICES = {
    "bill_state": bill_state.LABELS,
    "severity": {name: severity.value for name, severity in filter_fields.SEVERITIES.items()},
    "reviewed": {YES: "reviewed", NO: "not reviewed"},
    "counted": {YES: "counted", NO: "not counted"},
    "estimated": {YES: "estimated bill", NO: "exact or no bill"},
}
_UNKNOWN = {"initiator": "initiator unknown", "findings": "nothing found"}
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
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
    """Write one condition: `Lobby East`, `not ZEF`, `with Cost differs`, `Energy above 40 kWh`."""
    field = filter_fields.field(condition.column)
    if condition.test in {Test.AT_LEAST, Test.BELOW}:
        return f"{field.title} {_bound(field, condition, notation)}"
    if condition.column == "import_id":
        names = [files.get(int(value or 0), f"import {value}") for value in condition.values]
    else:
        names = [value_words(field, value, notation) for value in condition.values]
    negated = condition.test is Test.IS_NOT
    said = _MANNERS.get(field.column)
    if said is not None:
        return f"{said[negated]}{_list(names)}"
    return f"{field.title}: {'not ' if negated else ''}{_list(names)}"


def _bound(field: Field, condition: Condition, notation: Notation) -> str:
    """Write a bound by the rounder of the two numbers that say it."""
    value, least = int(condition.values[0] or 0), condition.test is Test.AT_LEAST
    rounder = filter_values.roundest(field, value)
    if rounder is not None:
        return f"{'above' if least else 'up to'} {value_words(field, rounder, notation)}"
    return f"{'from' if least else 'below'} {value_words(field, value, notation)}"


def _list(names: list[str]) -> str:
    more = f" and {len(names) - _FEW} more" if len(names) > _FEW else ""
    return ", ".join(names[:_FEW]) + more


def value_words(field: Field, value: Value, notation: Notation) -> str:
    """Write a value of a field; what is unknown or blank has a word too."""
    if value is None:
        return _UNKNOWN.get(field.column, "empty")
    if value == "":
        return "blank (free vend)" if field.column == "initiator" else "blank"
    if field.form is Form.CHOICE:
        return _CHOICES.get(field.column, _TITLES).get(str(value), str(value))
    if field.form is Form.MONTH:
        return month_words(wall_from(int(str(value)[:4]), int(str(value)[5:]), 1), notation)
    return _number_words(field, int(value), notation) if isinstance(value, int) else cells.one_line(value)


def _number_words(field: Field, value: int, notation: Notation) -> str:
    if field.form is Form.WEEKDAY:
        return _WEEKDAYS[value - 1]
    if field.column == "hour":
        return notation.clock(value * 3600)
    if field.form is Form.DURATION:
        return duration(value)
    if field.form is Form.INSTANT:
        return notation.moment(value)
    if field.form is Form.ENERGY:
        return f"{notation.money(value, None)} kWh"
    return notation.money(value, None) if field.form is Form.MONEY else str(value)


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
    return _values(query, column, Test.IS)


def toggled(query: SessionQuery, column: str, value: Value, *, out: bool) -> SessionQuery:
    """Give the query with this value let in (or left `out`) too; without it where that is asked for already."""
    test, other = (Test.IS_NOT, Test.IS) if out else (Test.IS, Test.IS_NOT)
    query = _without(query, column, other, value)
    mine = _values(query, column, test)
    if value in mine:
        return _without(query, column, test, value)
    return query.where(column, test, *mine, value)


def _values(query: SessionQuery, column: str, test: Test) -> tuple[Value, ...]:
    return next((part.values for part in query.conditions if (part.column, part.test) == (column, test)), ())


def _without(query: SessionQuery, column: str, test: Test, value: Value) -> SessionQuery:
    left = tuple(each for each in _values(query, column, test) if each != value)
    kept = tuple(part for part in query.conditions if (part.column, part.test) != (column, test))
    if left:
        return query.where(column, test, *left)
    return replace(query, conditions=kept)


def asked_values(query: SessionQuery, column: str) -> dict[Value, bool]:
    """Give the values of a column that are asked for (True) or left out (False)."""
    asked = dict.fromkeys(_values(query, column, Test.IS), True)
    return asked | dict.fromkeys(_values(query, column, Test.IS_NOT), False)
