"""The raw rows behind a session, each with its neighbours in the file."""

from dataclasses import dataclass

from sqlalchemy import Connection, select, union_all

from zefdesk.domain.stored import Place
from zefdesk.store.ledger import Ledger
from zefdesk.store.schema import import_, problem, sighting


@dataclass(frozen=True, slots=True)
class SourceView:
    """One telling of a session: where, its raw text, the header above it, and the rows before and after by line."""

    place: Place
    sha256: str
    header: str
    raw: str
    before: tuple[tuple[int, str], ...]
    after: tuple[tuple[int, str], ...]


def source(ledger: Ledger, number: int, neighbours: int = 3) -> list[SourceView]:
    """Give every telling of a session, the first import first."""
    statement = (
        select(
            sighting.c.import_id, import_.c.path, sighting.c.line, sighting.c.raw, import_.c.header, import_.c.sha256
        )
        .join(import_, import_.c.id == sighting.c.import_id)
        .where(sighting.c.session_id == number)
        .order_by(sighting.c.import_id, sighting.c.line)
    )
    with ledger.reading() as connection:
        return [
            SourceView(
                Place(row.import_id, row.path, row.line),
                row.sha256,
                row.header,
                row.raw,
                tuple(reversed(_beside(connection, row.import_id, row.line, -neighbours))),
                tuple(_beside(connection, row.import_id, row.line, neighbours)),
            )
            for row in connection.execute(statement).all()
        ]


def raw(ledger: Ledger, number: int) -> str | None:
    """Give the raw text of a session's first telling."""
    statement = select(sighting.c.raw).where(sighting.c.session_id == number)
    with ledger.reading() as connection:
        return connection.execute(statement.order_by(sighting.c.import_id, sighting.c.line)).scalar()


def _beside(connection: Connection, import_id: int, line: int, step: int) -> list[tuple[int, str]]:
    rows: list[tuple[int, str]] = []
    for table in (sighting, problem):
        there = table.c.line < line if step < 0 else table.c.line > line
        order = table.c.line.desc() if step < 0 else table.c.line.asc()
        statement = select(table.c.line, table.c.raw).where(table.c.import_id == import_id, there)
        rows += [(row.line, row.raw) for row in connection.execute(statement.order_by(order).limit(abs(step)))]
    return sorted(rows, reverse=step < 0)[: abs(step)]


def told(connection: Connection, import_id: int, limit: int) -> list[tuple[int, int | None, str, str]]:
    """Give line, session (None where refused), raw text and reason of the first rows of an import, by line."""
    s, p = sighting.c, problem.c
    rows = union_all(
        select(s.line, s.session_id, s.raw, s.raw.label("message")).where(s.import_id == import_id),
        select(p.line, p.id * None, p.raw, p.message).where(p.import_id == import_id),
    ).subquery()
    found = connection.execute(select(rows).order_by(rows.c.line).limit(limit))
    return [(row.line, row.session_id, row.raw, "" if row.session_id else row.message) for row in found]
