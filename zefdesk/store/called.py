"""Chargers under one name each, whatever they were called: a charger is its serial, where it has one, else its name."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import ColumnElement, Connection, Engine, Table, func, or_, select

from zefdesk.store.schema import activity, import_, session

_S = session.c
CHARGER: ColumnElement[Any] = func.coalesce(_S.serial, _S.name)
"""What tells chargers apart."""


_KNOWN: WeakKeyDictionary[Engine, tuple[Any, dict[str, str]]] = WeakKeyDictionary()
"""The names of a ledger's chargers, and the state of the ledger of which they are: every facet asks for them."""


def names(connection: Connection) -> dict[str, str]:
    """Give by charger the name that it was seen under last; none, where another charger ever had that name."""
    state = tuple(connection.execute(select(_newest(import_), _newest(session), _newest(activity))).one())
    known = _KNOWN.get(connection.engine)
    if known is None or known[0] != state:
        known = _KNOWN[connection.engine] = (state, _names(connection))
    return known[1]


def _newest(table: Table) -> ColumnElement[Any]:
    """Give the newest number of a table: imports and undos give new ones."""
    return select(func.max(table.c.id)).scalar_subquery()


def _names(connection: Connection) -> dict[str, str]:
    last = func.max(_S.start)
    statement = select(CHARGER, _S.name, last).where(CHARGER.is_not(None)).group_by(CHARGER, _S.name).order_by(last)
    named: dict[str, str] = {}
    owners: dict[str, set[str]] = defaultdict(set)
    for charger, name, _ in connection.execute(statement):
        owners[charger].add(charger)
        if name:
            named[charger] = name
            owners[name].add(charger)
    return {charger: name for charger, name in named.items() if len(owners[name]) == 1}


def of_chargers(told: Collection[str | int]) -> ColumnElement[bool]:
    """Say that a session is of one of these chargers, by serial or any name it ever had; of none of them, of any."""
    if not told:
        return CHARGER.is_not(None)
    known = func.coalesce(CHARGER, "")
    ever = select(CHARGER).where(_S.name.in_(told))
    return or_(known.in_(told), known.in_(ever))
