"""What logs told in sum, kept with their imports; and where the files of a log lie."""

import json
from collections.abc import Sequence
from typing import NamedTuple

import msgspec
from sqlalchemy import Connection, delete, insert, select, update

from zefdesk.domain.logged import LogSummary
from zefdesk.store.ledger import Ledger
from zefdesk.store.schema import import_, log_summary

_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(LogSummary).decode


class LogPart(NamedTuple):
    """A file of a log: its path as given, where its bytes begin in the whole, bytes, time of change in nanoseconds.

    Of a compressed one, bytes and time are those of the file itself.
    """

    path: str
    start: int
    size: int
    changed: int


class LogPlace(NamedTuple):
    """Where a log lies: the import, its path as given, its SHA-256, its files."""

    import_id: int
    path: str
    sha256: str
    parts: tuple[LogPart, ...]


def add(connection: Connection, import_id: int, summary: LogSummary, parts: Sequence[LogPart]) -> None:
    """Keep the sum of a log and the places of its files."""
    connection.execute(insert(log_summary).values(import_id=import_id, body=_encode(summary)))
    told = json.dumps(list(parts), ensure_ascii=False)
    connection.execute(update(import_).where(import_.c.id == import_id).values(parts=told))


def forget(connection: Connection, import_id: int) -> None:
    """Take out the sum of a log."""
    connection.execute(delete(log_summary).where(log_summary.c.import_id == import_id))


def summary(ledger: Ledger, import_id: int) -> LogSummary | None:
    """Give what a log told in sum; None for an import that is no log."""
    with ledger.reading() as connection:
        body = connection.execute(select(log_summary.c.body).where(log_summary.c.import_id == import_id)).scalar()
        return None if body is None else _decode(body)


def places(ledger: Ledger, numbers: Sequence[int]) -> dict[int, LogPlace]:
    """Give where the logs of these imports lie."""
    columns = (import_.c.id, import_.c.path, import_.c.sha256, import_.c.parts)
    with ledger.reading() as connection:
        rows = connection.execute(select(*columns).where(import_.c.id.in_(list(numbers)), import_.c.parts.is_not(None)))
        return {
            row.id: LogPlace(row.id, row.path, row.sha256, tuple(LogPart(*part) for part in json.loads(row.parts)))
            for row in rows
        }
