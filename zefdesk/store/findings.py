"""Findings in the ledger."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, insert, select

from zefdesk.domain.finding import KINDS, Found, Severity
from zefdesk.domain.query import SessionQuery
from zefdesk.store.filters import narrowed
from zefdesk.store.ledger import Ledger
from zefdesk.store.schema import finding, session

_F = finding.c


@dataclass(frozen=True, slots=True)
class StoredFinding:
    """A finding with its number; `session_id` is None for what concerns a file or a charger."""

    id: int
    session_id: int | None
    code: str
    message: str


def findings(ledger: Ledger, query: SessionQuery) -> Iterator[StoredFinding]:
    """Give the findings of the sessions that the query lets through; without a filter, all."""
    statement = select(_F.id, _F.session_id, _F.code, _F.message).order_by(_F.id)
    if query.filtered:
        statement = statement.where(_F.session_id.in_(narrowed(select(session.c.id), query)))
    codes = [value for part in query.conditions if part.column == "findings" for value in part.values]
    if codes:
        statement = statement.where(_F.code.in_(codes))
    with ledger.reading() as connection:
        for row in connection.execute(statement):
            yield StoredFinding(*row)


def open_count(connection: Connection, query: SessionQuery) -> int:
    """How many findings of the sessions that a query lets through are open: beyond mere information."""
    ask = [code for code, kind in KINDS.items() if kind.severity is not Severity.INFO]
    statement = select(func.count()).select_from(finding).where(_F.code.in_(ask), _F.session_id.is_not(None))
    if query.filtered:
        statement = statement.where(_F.session_id.in_(narrowed(select(session.c.id), query)))
    return connection.execute(statement).scalar_one()


def of_session(ledger: Ledger, number: int) -> list[StoredFinding]:
    """Give the findings of one session."""
    statement = select(_F.id, _F.session_id, _F.code, _F.message).where(_F.session_id == number).order_by(_F.id)
    with ledger.reading() as connection:
        return [StoredFinding(*row) for row in connection.execute(statement)]


def of_code(connection: Connection, code: str) -> dict[int, tuple[int, str]]:
    """Give number and message of each session's finding of one code, by session."""
    statement = select(_F.session_id, _F.id, _F.message).where(_F.code == code, _F.session_id.is_not(None))
    return {row.session_id: (row.id, row.message) for row in connection.execute(statement)}


def add(connection: Connection, found: Mapping[int, Found]) -> None:
    """Store one finding for each of these sessions."""
    if found:
        rows = [{"session_id": number, "code": one.code, "message": one.message} for number, one in found.items()]
        connection.execute(insert(finding), rows)


def remove(connection: Connection, numbers: Sequence[int]) -> None:
    """Take findings of these numbers away."""
    for number in numbers:
        connection.execute(delete(finding).where(_F.id == number))
