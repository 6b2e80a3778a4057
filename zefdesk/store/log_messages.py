"""Messages of chargers' logs that are of consequence, kept so that sessions can be made of them anew."""

import zlib
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec
from sqlalchemy import Connection, delete, func, insert, select, update

from zefdesk.domain.logged import Span
from zefdesk.store.schema import log_message

_M = log_message.c
_LEVEL = 1
_encode = msgspec.msgpack.Encoder().encode


class KeptMessage(NamedTuple):
    """A message as it is kept: kind, id, action (empty for answers), its own JSON without secrets, its line's clock.

    `at` is microseconds of UTC, None where the line has no clock.
    """

    kind: int
    id: str
    action: str
    text: str
    at: int | None
    span: Span


_decode = msgspec.msgpack.Decoder(list[KeptMessage]).decode


def add(connection: Connection, import_id: int, charger: str, messages: Sequence[KeptMessage]) -> None:
    """Keep messages of a charger, in the order of the log."""
    if messages:
        body = zlib.compress(_encode(list(messages)), _LEVEL)
        connection.execute(insert(log_message).values(import_id=import_id, charger=charger, body=body))


def of_charger(connection: Connection, charger: str) -> dict[int, Iterator[KeptMessage]]:
    """Give the messages of a charger by the numbers of the imports that told them, each in its order."""
    numbers = connection.execute(select(_M.import_id).where(_M.charger == charger).distinct()).scalars()
    return {number: _of_import(connection, charger, number) for number in sorted(numbers)}


def _of_import(connection: Connection, charger: str, import_id: int) -> Iterator[KeptMessage]:
    mine = (_M.charger == charger) & (_M.import_id == import_id)
    for number in connection.execute(select(_M.id).where(mine).order_by(_M.id)).scalars().all():
        body = connection.execute(select(_M.body).where(_M.id == number)).scalar_one()
        for one in _decode(zlib.decompress(body)):
            yield one._replace(span=one.span._replace(source=import_id))


def logs_of(connection: Connection, charger: str) -> int:
    """How many imports tell of a charger."""
    mine = select(func.count(_M.import_id.distinct())).where(_M.charger == charger)
    return connection.execute(mine).scalar_one()


def chargers_of(connection: Connection, import_id: int) -> list[str]:
    """Give the chargers of which an import tells."""
    return list(connection.execute(select(_M.charger).where(_M.import_id == import_id).distinct()).scalars())


def rename(connection: Connection, before: str, after: str) -> None:
    """Let the messages of a charger be those of another: its serial has become known."""
    connection.execute(update(log_message).where(_M.charger == before).values(charger=after))


def forget(connection: Connection, import_id: int) -> None:
    """Take out the messages of an import."""
    connection.execute(delete(log_message).where(_M.import_id == import_id))
