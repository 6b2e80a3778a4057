"""A query as a person would say it: which sessions, in which order."""

from zefdesk.domain import columns, filter_fields, filter_values
from zefdesk.domain.bill_state import LABELS
from zefdesk.domain.clock import DAY, wall_text
from zefdesk.domain.filter_fields import Field, Form
from zefdesk.domain.query import Condition, SessionQuery, Sort, Test

_WORDS = {Test.IS: "is", Test.IS_NOT: "is not", Test.AT_LEAST: "from", Test.BELOW: "before"}


def filter_sentence(query: SessionQuery) -> str:
    """Say which sessions the query lets through."""
    parts = [_condition(condition) for condition in query.conditions]
    if query.search:
        parts.append(f"'{query.search}' in any text")
    return "; ".join(parts) if parts else "all sessions"


def order_sentence(query: SessionQuery) -> str:
    """Say in which order they come."""
    return ", then ".join([*map(_sort, query.sort), "No. ascending"])


def _sort(sort: Sort) -> str:
    return f"{columns.column(sort.column).title} {'descending' if sort.descending else 'ascending'}"


def _condition(condition: Condition) -> str:
    field = filter_fields.field(condition.column)
    if condition.test in {Test.AT_LEAST, Test.BELOW}:
        return f"{field.title} {_bound(field, condition)}"
    values = " or ".join(_value(field, value) for value in condition.values)
    return f"{field.title} {_WORDS[condition.test]} {values}"


def _bound(field: Field, condition: Condition) -> str:
    """Write a bound by the rounder of the numbers that say it: `above 40 kWh`, not `from 40.000000001 kWh`."""
    value, least = int(condition.values[0] or 0), condition.test is Test.AT_LEAST
    rounder = filter_values.roundest(field, value)
    if rounder is not None:
        return f"{'above' if least else 'up to'} {_value(field, rounder)}"
    return f"{_WORDS[condition.test]} {_value(field, value)}"


def _value(field: Field, value: str | int | None) -> str:
    if value is None:
        return "unknown"
    if value == "":
        return "blank (free vend)" if field.column == "initiator" else "blank"
    if field.form is Form.INSTANT:
        text = wall_text(int(value), " ")
        return text[:10] if int(value) % DAY == 0 else text
    text = filter_values.write_value(field, value)
    if field.column == "bill_state":
        return LABELS.get(text, text)
    return f"{text} kWh" if field.form is Form.ENERGY else text
