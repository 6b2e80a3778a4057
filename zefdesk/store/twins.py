"""Which stored sessions a file's rows may be: the same key, also where one source gave an offset and the other none."""

from collections.abc import Sequence
from typing import TypeAlias

from sqlalchemy import Connection, func, select, true

from zefdesk.domain.session import ORDERED, Session, start_key
from zefdesk.store.ready import Ready
from zefdesk.store.schema import session

_S = session.c
_Who: TypeAlias = tuple[str | None, str, str, int]
_WIDEST_OFFSET = 15 * 3600


def keys(connection: Connection, rows: Ready) -> list[int]:
    """Give the key of each row, where rows whose Start came with an offset and such without are about.

    Their keys are of different kinds. Where both are one instant of one charger, the later one takes the key of
    the one that is stored.
    """
    own = rows.keys
    told = [Session._make(one) for one in rows.sessions]
    for zoned in {one.zoned for one in told}:
        others = _others(connection, [one for one in told if one.zoned == zoned], zoned=not zoned)
        own = [others.get(_who(one), key) if one.zoned == zoned else key for one, key in zip(told, own, strict=True)]
    return own


def _others(connection: Connection, told: Sequence[Session], *, zoned: bool) -> dict[_Who, int]:
    first, last = min(one.start for one in told), max(one.start for one in told)
    low, high = start_key(first - _WIDEST_OFFSET), start_key(last + _WIDEST_OFFSET + 4)
    in_order = first - _WIDEST_OFFSET in ORDERED and last + _WIDEST_OFFSET in ORDERED
    near = _S.key.between(low, high) if in_order else true()
    statement = select(_S.serial, _S.name, _S.connector, _S.session_id, _S.start, _S.key).where(
        near, _S.zoned.is_(zoned), _S.start.between(first, last)
    )
    return {
        (row.serial or row.name, row.connector or "", row.session_id or "", row.start): row.key
        for row in connection.execute(statement.order_by(_S.id.desc()))
    }


def _who(told: Session) -> _Who:
    return told.serial or told.name, told.connector or "", told.session_id or "", told.start


def groups(connection: Connection, since: int) -> list[list[int]]:
    """Give the numbers of sessions that share a key, one list a key, for keys of sessions from number `since` on."""
    shared = select(_S.key).group_by(_S.key).having(func.count() > 1, func.max(_S.id) >= since)
    found: dict[int, list[int]] = {}
    for key, number in connection.execute(select(_S.key, _S.id).where(_S.key.in_(shared)).order_by(_S.id)):
        found.setdefault(key, []).append(number)
    return list(found.values())


def group_of(connection: Connection, number: int) -> list[int]:
    """Give the numbers of the sessions that share the key of this one, itself among them."""
    mine = select(_S.key).where(_S.id == number).scalar_subquery()
    return list(connection.execute(select(_S.id).where(_S.key == mine).order_by(_S.id)).scalars())
