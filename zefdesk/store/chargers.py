"""What a person said once of a charger: the zone of its clock and the currency of its costs."""

from collections.abc import Iterable

from sqlalchemy import Connection, delete, insert, select, update

from zefdesk.domain import clock
from zefdesk.store.ledger import Ledger
from zefdesk.store.schema import charger, session

_S = session.c


def zones(ledger: Ledger) -> dict[str, str]:
    """Give the configured zone of each charger that has one, by serial, else by name."""
    return _said(ledger, "time_zone")


def currencies(ledger: Ledger) -> dict[str, str]:
    """Give the configured currency of each charger that has one, by serial, else by name."""
    return _said(ledger, "currency")


def _said(ledger: Ledger, what: str) -> dict[str, str]:
    column = charger.c[what]
    with ledger.reading() as connection:
        rows = connection.execute(select(charger.c.charger, column).where(column.is_not(None)))
        return {row[0]: row[1] for row in rows}


def remember(connection: Connection, chargers: Iterable[str], time_zone: str | None, currency: str | None) -> None:
    """Keep zone and currency of these chargers; their stored sessions are shown in that zone from now on."""
    said = {key: value for key, value in (("time_zone", time_zone), ("currency", currency)) if value}
    for name in chargers:
        row = connection.execute(select(charger).where(charger.c.charger == name)).first()
        kept = {} if row is None else {"time_zone": row.time_zone, "currency": row.currency}
        connection.execute(delete(charger).where(charger.c.charger == name))
        connection.execute(insert(charger).values({"charger": name} | kept | said))
        if time_zone:
            _show_in(connection, name, time_zone)


def _show_in(connection: Connection, name: str, zone: str) -> None:
    mine = ((_S.serial == name) | (_S.serial.is_(None) & (_S.name == name))) & (_S.display_zone != zone)
    for number, start in connection.execute(select(_S.id, _S.start).where(mine)).all():
        connection.execute(
            update(session).where(_S.id == number).values(display_zone=zone, start_local=clock.wall_of(zone, start))
        )
