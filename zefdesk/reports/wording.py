"""A query as a person would say it: which sessions, in which order."""

from zefdesk.domain import columns
from zefdesk.domain.bill_state import LABELS
from zefdesk.domain.clock import DAY, wall_text
from zefdesk.domain.columns import Kind
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
    name = "Import" if condition.column == "import_id" else columns.column(condition.column).title
    values = " or ".join(_value(condition.column, value) for value in condition.values)
    return f"{name} {_WORDS[condition.test]} {values}"


def _value(key: str, value: str | int | None) -> str:
    if value is None:
        return "unknown"
    if value == "":
        return "blank (free vend)" if key == "initiator" else "blank"
    if key in columns.COLUMNS and columns.column(key).kind is Kind.INSTANT and isinstance(value, int):
        text = wall_text(value, " ")
        return text[:10] if value % DAY == 0 else text
    return LABELS.get(str(value), str(value)) if key == "bill_state" else str(value)
