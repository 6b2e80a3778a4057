"""Identities by their sessions: how often each is at a charger, and from when to when."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sqlalchemy import func, select

from zefdesk.store.ledger import Ledger
from zefdesk.store.schema import session

_S = session.c
_CHARGER = func.coalesce(_S.serial, _S.name, "")
_END = func.coalesce(_S.end, _S.start + func.coalesce(_S.plug_duration, 0))


class Stay(NamedTuple):
    """A session of an identity: instants, and where it was."""

    identity: str
    start: int
    end: int
    charger: str
    connector: str | None


def counts(ledger: Ledger, charger: str) -> list[tuple[str | None, int]]:
    """Give the identities at a charger with how many sessions each has, the most frequent first."""
    mine = (_S.serial == charger) | (_S.serial.is_(None) & (_S.name == charger))
    counted = func.count()
    statement = select(_S.identity, counted).where(mine).group_by(_S.identity).order_by(counted.desc(), _S.identity)
    with ledger.reading() as connection:
        return [(row[0], row[1]) for row in connection.execute(statement)]


def stays(ledger: Ledger, identities: Sequence[str]) -> Iterator[Stay]:
    """Give all sessions of these identities, at any charger, by identity and beginning."""
    statement = (
        select(_S.identity, _S.start, _END, _CHARGER, _S.connector)
        .where(_S.identity.in_(identities))
        .order_by(_S.identity, _S.start)
    )
    with ledger.reading() as connection:
        for row in connection.execute(statement):
            yield Stay(*row)
