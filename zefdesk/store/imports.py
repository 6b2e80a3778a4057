"""The files that came in: what came of each, its refused rows, and taking one back as one step."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, delete, exists, func, or_, select

from zefdesk.domain.problem import Problem
from zefdesk.store import unlooked
from zefdesk.store.ingest import show_last_seen
from zefdesk.store.ledger import Ledger
from zefdesk.store.schema import bill, finding, former_bill, import_, problem, session, sighting


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One file: path as given, what was found of it, the counts of the day, and the sessions that it tells today."""

    id: int
    path: str
    format: str
    sha256: str
    size: int
    imported_at: int
    facts: tuple[tuple[str, str], ...]
    header: str
    read: int
    new: int
    duplicate: int
    rejected: int
    sessions: int


def imports(ledger: Ledger, numbers: Sequence[int] | None = None) -> list[ImportRow]:
    """Give all imports, or those of these numbers, the newest first."""
    tells = (
        select(func.count(sighting.c.session_id.distinct()))
        .where(sighting.c.import_id == import_.c.id)
        .scalar_subquery()
    )
    statement = select(import_, tells.label("sessions")).order_by(import_.c.id.desc())
    if numbers is not None:
        statement = statement.where(import_.c.id.in_(numbers))
    with ledger.reading() as connection:
        return [_import_row(row) for row in connection.execute(statement)]


def _import_row(row: Row[Any, Any]) -> ImportRow:
    facts = tuple((str(name), str(value)) for name, value in json.loads(row.facts))
    return ImportRow(
        id=row.id,
        path=row.path,
        format=row.format,
        sha256=row.sha256,
        size=row.size,
        imported_at=row.imported_at,
        facts=facts,
        header=row.header,
        read=row.read,
        new=row.new,
        duplicate=row.duplicate,
        rejected=row.rejected,
        sessions=row.sessions,
    )


def problems(ledger: Ledger, import_id: int, limit: int | None = None) -> list[Problem]:
    """Give the refused rows of an import in the order of the file."""
    c = problem.c
    statement = select(c.line, c.field, c.code, c.message, c.raw).where(c.import_id == import_id)
    with ledger.reading() as connection:
        return [Problem(*row) for row in connection.execute(statement.order_by(c.line, c.id).limit(limit))]


def count(ledger: Ledger) -> int:
    """How many files the ledger holds."""
    with ledger.reading() as connection:
        return connection.execute(select(func.count()).select_from(import_)).scalar_one()


def told_by(ledger: Ledger, import_id: int) -> tuple[int, int]:
    """How many sessions this import tells, and how many of them no other import tells."""
    mine = select(func.count(sighting.c.session_id.distinct())).where(sighting.c.import_id == import_id)
    alone = mine.where(~_elsewhere(import_id))
    with ledger.reading() as connection:
        return connection.execute(mine).scalar_one(), connection.execute(alone).scalar_one()


def told_alone(connection: Connection, import_id: int) -> list[int]:
    """Give the sessions that this import tells and no other."""
    mine = select(sighting.c.session_id).distinct().where(sighting.c.import_id == import_id)
    return list(connection.execute(mine.where(~_elsewhere(import_id))).scalars())


def _elsewhere(import_id: int) -> ColumnElement[bool]:
    other = sighting.alias()
    return exists().where(other.c.session_id == sighting.c.session_id, other.c.import_id != import_id)


def sessions_in(connection: Connection) -> int:
    """How many sessions the ledger holds."""
    return connection.execute(select(func.count()).select_from(session)).scalar_one()


def path_of(connection: Connection, import_id: int) -> str:
    """Give the path of an import; empty where there is none of this number."""
    return connection.execute(select(import_.c.path).where(import_.c.id == import_id)).scalar() or ""


def remove(connection: Connection, import_id: int) -> bool:
    """Take an import back: its tellings and refused rows, and the sessions that no other import tells.

    Gives whether there was such an import.
    """
    if connection.execute(select(import_.c.id).where(import_.c.id == import_id)).first() is None:
        return False
    renamed = _told_otherwise_elsewhere(connection, import_id)
    connection.execute(delete(problem).where(problem.c.import_id == import_id))
    connection.execute(delete(sighting).where(sighting.c.import_id == import_id))
    untold = ~exists().where(sighting.c.session_id == session.c.id)
    unlooked.touch(connection, untold)
    gone = select(session.c.id).where(untold)
    for table in (finding, bill, former_bill):
        connection.execute(delete(table).where(table.c.session_id.in_(gone)))
    connection.execute(delete(session).where(untold))
    connection.execute(delete(import_).where(import_.c.id == import_id))
    show_last_seen(connection, renamed)
    return True


def _told_otherwise_elsewhere(connection: Connection, import_id: int) -> list[int]:
    other = sighting.alias()
    differs = or_(other.c.name.is_distinct_from(sighting.c.name), other.c.sticker.is_distinct_from(sighting.c.sticker))
    statement = (
        select(sighting.c.session_id)
        .join(other, (other.c.session_id == sighting.c.session_id) & (other.c.import_id != sighting.c.import_id))
        .where(sighting.c.import_id == import_id, differs)
        .distinct()
    )
    return list(connection.execute(statement).scalars())
