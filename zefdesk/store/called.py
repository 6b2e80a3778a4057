"""Chargers under one name each, whatever they were called: a charger is its serial, where it has one, else its name."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, or_, select

from zefdesk.store.schema import session

_S = session.c
CHARGER: ColumnElement[Any] = func.coalesce(_S.serial, _S.name)
"""What tells chargers apart."""


def names(connection: Connection) -> dict[str, str]:
    """Give by charger the name that it was seen under last; its serial, where another charger ever had that name."""
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
