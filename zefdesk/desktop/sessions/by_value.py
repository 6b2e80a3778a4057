"""The filter that a cell stands for: its own value, the day of a time, the file of a source."""

from zefdesk.desktop.sessions import filter_words
from zefdesk.domain import clock, columns
from zefdesk.domain.clock import DAY
from zefdesk.domain.filter_fields import NO, YES
from zefdesk.domain.query import SessionQuery, Test
from zefdesk.domain.stored import Stored

_NOT_A_FILTER = {"bill_details", "computed", "difference", "adjustment", "note"}


def narrowed(query: SessionQuery, stored: Stored, key: str) -> SessionQuery | None:
    """Give the query that lets only this value of a column through; None where a column cannot be filtered so."""
    if key in _NOT_A_FILTER:
        return None
    if key == "findings":
        return query.where(key, Test.IS, *stored.findings) if stored.findings else None
    if key in {"source_file", "source_line"}:
        return query.where("import_id", Test.IS, stored.sources[0].import_id) if stored.sources else None
    if key == "start":
        day = day_of(stored)
        return filter_words.with_period(query, day, day + DAY)
    return _of_value(query, stored, key)


def _of_value(query: SessionQuery, stored: Stored, key: str) -> SessionQuery:
    if key == "reviewed":
        return query.where(key, Test.IS, YES if stored.reviewed else NO)
    value = columns.value_of(stored, key)
    if key == "end":
        return _day_of_end(query, stored, value)
    return query.where(key, Test.IS, value)


def day_of(stored: Stored) -> int:
    """Give the wall clock at which the day of a session's start begins."""
    return clock.wall_of(stored.display_zone, stored.session.start) // DAY * DAY


def _day_of_end(query: SessionQuery, stored: Stored, value: int | None) -> SessionQuery:
    if value is None:
        return query.where("end", Test.IS, None)
    day = clock.wall_of(stored.display_zone, value) // DAY * DAY
    return query.where("end", Test.AT_LEAST, day).where("end", Test.BELOW, day + DAY)
