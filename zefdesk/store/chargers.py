"""Chargers and their configuration; what nobody configured is known from the sessions alone."""

import json
from array import array
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, bindparam, delete, exists, func, insert, select, update

from zefdesk.domain import clock
from zefdesk.domain.charger import Charger, Kind
from zefdesk.domain.rate import parse_rate
from zefdesk.store import unlooked
from zefdesk.store.ledger import Ledger
from zefdesk.store.schema import charger, import_, log_message, session, sighting, trace

_S, _C = session.c, charger.c
_KEY = func.coalesce(_S.serial, _S.name)


def zones(ledger: Ledger) -> dict[str, str]:
    """Give the configured zone of each charger that has one, by serial, else by name."""
    return _said(ledger, "time_zone")


def currencies(ledger: Ledger) -> dict[str, str]:
    """Give the configured currency of each charger that has one, by serial, else by name."""
    return _said(ledger, "currency")


def _said(ledger: Ledger, what: str) -> dict[str, str]:
    column = _C[what]
    with ledger.reading() as connection:
        rows = connection.execute(select(_C.charger, column).where(column.is_not(None)))
        return {row[0]: row[1] for row in rows}


def card_readers(connection: Connection) -> dict[str, frozenset[str]]:
    """Give the identities of the card readers of each charger that has one, by serial, else by name."""
    rows = connection.execute(select(_C.charger, _C.card_reader_identities))
    return {row[0]: frozenset(json.loads(row[1])) for row in rows if row[1]}


def chargers(ledger: Ledger, serial: str | None = None) -> list[Charger]:
    """Give all chargers, or the one of a serial, else a name, in the order of their serials."""
    statement = select(charger).order_by(_C.charger)
    if serial is not None:
        statement = statement.where(_C.charger == serial)
    with ledger.reading() as connection:
        return [_charger(row) for row in connection.execute(statement)]


def chargers_in(connection: Connection) -> list[Charger]:
    """Give all chargers within a transaction."""
    return [_charger(row) for row in connection.execute(select(charger).order_by(_C.charger))]


def find(connection: Connection, serial: str) -> Charger | None:
    """Give one charger by its serial, else its name."""
    row = connection.execute(select(charger).where(_C.charger == serial)).first()
    return None if row is None else _charger(row)


def sessions_of(ledger: Ledger) -> dict[str, int]:
    """How many sessions each charger has, by serial, else by name."""
    statement = select(_KEY, func.count()).group_by(_KEY)
    with ledger.reading() as connection:
        return {row[0]: row[1] for row in connection.execute(statement) if row[0] is not None}


def save(connection: Connection, one: Charger, before: Charger | None) -> None:
    """Keep a charger's configuration in the place of what it was before, None for one that is not known yet.

    Its stored sessions are shown in its zone from now on; without one, in the zone in which they were read.
    """
    values = _values(one)
    if before is None:
        connection.execute(insert(charger).values(charger=one.serial, **values))
    else:
        connection.execute(update(charger).where(_C.charger == one.serial).values(**values))
    if _matters(one) != _matters(before or Charger(one.serial)):
        readers = set(one.card_reader_identities) ^ set(before.card_reader_identities if before else ())
        unlooked.touch_charger(connection, one.serial, sorted(readers))
    if one.time_zone != (before.time_zone if before else None):
        _show_in(connection, one.serial, one.time_zone)


def _matters(one: Charger) -> tuple[object, ...]:
    """Give what findings depend on."""
    return (one.kind, one.capacity, one.connectors, one.free_vend, one.members, one.card_reader_identities)


def remove(connection: Connection, serial: str) -> None:
    """Take a charger's configuration out; what sessions tell of it stays."""
    before = find(connection, serial)
    unlooked.touch_charger(connection, serial, before.card_reader_identities if before else ())
    connection.execute(delete(charger).where(_C.charger == serial))


def session_ids(ledger: Ledger, serials: Sequence[str]) -> "array[int]":
    """Give the numbers of all sessions of these chargers, ascending."""
    statement = select(_S.id).where(_of(serials)).order_by(_S.id)
    with ledger.reading() as connection:
        return array("q", [row[0] for row in connection.execute(statement)])


def has_sessions(connection: Connection, serial: str) -> bool:
    """Whether any session is a charger's."""
    return connection.execute(select(_S.id).where(_of([serial])).limit(1)).first() is not None


def has_rows(connection: Connection, serials: Sequence[str]) -> bool:
    """Whether any session of these chargers is known from rows of reports alone, without a log."""
    untold = ~select(trace.c.id).where(trace.c.session_id == _S.id).exists()
    return connection.execute(select(_S.id).where(_of(serials), untold).limit(1)).first() is not None


def _of(names: Sequence[str]) -> ColumnElement[bool]:
    return _S.serial.in_(names) | (_S.serial.is_(None) & _S.name.in_(names))


def remember(connection: Connection, named: Iterable[str], time_zone: str | None, currency: str | None) -> None:
    """Keep zone and currency of these chargers; their stored sessions are shown in that zone from now on."""
    said = {key: value for key, value in (("time_zone", time_zone), ("currency", currency)) if value}
    for serial in named if said else ():
        if connection.execute(select(_C.charger).where(_C.charger == serial)).first() is None:
            connection.execute(insert(charger).values(charger=serial))
        connection.execute(update(charger).where(_C.charger == serial).values(**said))
        if time_zone:
            _show_in(connection, serial, time_zone)


def make_known(connection: Connection, import_id: int) -> None:
    """Add the chargers of an import's sessions that are not known yet, named as they were seen last.

    Zone and currency are not written: what an import says of them is not the charger's configuration.
    """
    told = (
        select(_KEY.label("charger"), func.max(_S.id).label("last"))
        .join(sighting, sighting.c.session_id == _S.id)
        .join(import_, import_.c.id == sighting.c.import_id)
        .where(import_.c.id == import_id, _KEY.is_not(None))
        .group_by(_KEY)
        .subquery()
    )
    unknown = select(told.c.charger, told.c.last).where(~exists().where(_C.charger == told.c.charger))
    for serial, last in connection.execute(unknown).all():
        seen = connection.execute(select(_S.name, _S.sticker, _S.site).where(_S.id == last)).one()
        values = {"name": seen.name, "sticker": seen.sticker, "site": seen.site}
        connection.execute(insert(charger).values(charger=serial, **values))


def make_known_by_logs(connection: Connection, named: Mapping[str, str]) -> None:
    """Add the chargers of logs that are not known yet, sessions or not: names in the logs by serial, else name.

    One that was known by its name goes, once its serial is told.
    """
    told = {*connection.execute(select(_C.charger)).scalars()}
    fresh = [{"charger": serial, "name": name} for serial, name in named.items() if serial not in told]
    if fresh:
        connection.execute(insert(charger), fresh)
    if any(name in told and name not in named for name in named.values()):
        forget_unused(connection)


def forget_unused(connection: Connection) -> None:
    """Take out chargers that nobody configured and neither session nor log names, as an undone import leaves them."""
    plain = [_C[name].is_(None) for name in ("time_zone", "currency", "kind", "capacity", "simple_rate", "members")]
    named = _C.charger.in_(select(_KEY).where(_KEY.is_not(None)))
    logged = _C.charger.in_(select(trace.c.charger)) | _C.charger.in_(select(log_message.c.charger))
    unused = (*plain, _C.card_reader_identities.is_(None), _C.free_vend, ~named, ~logged)
    connection.execute(delete(charger).where(*unused))


def _charger(row: Row[Any]) -> Charger:
    return Charger(
        row.charger,
        row.name,
        row.sticker,
        Kind(row.kind) if row.kind else None,
        row.capacity,
        row.connectors,
        row.site,
        row.time_zone,
        row.currency,
        tuple(json.loads(row.card_reader_identities or "[]")),
        row.free_vend,
        tuple(json.loads(row.members or "[]")),
        parse_rate(row.simple_rate) if row.simple_rate else None,
    )


def _values(one: Charger) -> dict[str, Any]:
    return {
        "name": one.name,
        "sticker": one.sticker,
        "kind": one.kind.value if one.kind else None,
        "capacity": one.capacity,
        "connectors": one.connectors,
        "site": one.site,
        "time_zone": one.time_zone,
        "currency": one.currency,
        "card_reader_identities": _list(one.card_reader_identities),
        "free_vend": one.free_vend,
        "members": _list(one.members),
        "simple_rate": str(one.simple_rate) if one.simple_rate else None,
    }


def _list(texts: tuple[str, ...]) -> str | None:
    return json.dumps(texts, ensure_ascii=False) if texts else None


def _show_in(connection: Connection, name: str, zone: str | None) -> None:
    shown = _S.zone if zone is None else zone
    others = select(_S.id, _S.start, _S.zone).where(_of([name]) & (_S.display_zone != shown))
    moved = [
        {"number": number, "shown_in": zone or read_in, "wall": clock.wall_of(zone or read_in, start)}
        for number, start, read_in in connection.execute(others).all()
    ]
    if moved:
        move = update(session).where(_S.id == bindparam("number"))
        connection.execute(move.values(display_zone=bindparam("shown_in"), start_local=bindparam("wall")), moved)
