"""What is to be looked at for findings: what is new since the last look, and what was changed or taken out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Connection, case, delete, func, insert, literal, literal_column, select, update

from zefdesk.store.schema import assignment, bill, counter, session, unlooked

_S, _U = session.c, unlooked.c
_CHARGER = func.coalesce(_S.serial, _S.name)
_TOLD = func.coalesce(_S.plug_duration, _S.charge_duration, 0)
_LASTS = case((_TOLD > 0, _TOLD), else_=0)
_STRETCH = 30 * 86_400
_AT_ONCE = 500
_SESSIONS, _BILLS = "looked-session", "looked-bill"
LABELS = "gap"
"""The kind of finding for which a charger is marked whose sessions or names have changed."""


@dataclass(slots=True)
class Unlooked:
    """What is to be looked at: stretches of instants and of wall clocks, chargers and why, identities, kinds, bills.

    `chargers` are to be looked at whole, `touched` for what depends on all of a charger's sessions. `bills` is the
    number after which bills are new.
    """

    stretches: list[tuple[int, int]] = field(default_factory=list)
    chargers: set[str] = field(default_factory=set)
    touched: set[str] = field(default_factory=set)
    identities: set[str] = field(default_factory=set)
    codes: set[str] = field(default_factory=set)
    bills: int = 0
    new_bills: bool = False


def any_there(connection: Connection) -> bool:
    """Whether there is anything to look at."""
    if connection.execute(select(_U.id).limit(1)).first() is not None:
        return True
    newest = connection.execute(select(func.max(_S.id))).scalar() or 0
    bills = connection.execute(select(func.max(bill.c.number))).scalar() or 0
    return newest > _mark(connection, _SESSIONS) or bills > _mark(connection, _BILLS)


def pending(connection: Connection) -> Unlooked:
    """Give all that is to be looked at."""
    found = Unlooked(bills=_mark(connection, _BILLS))
    found.new_bills = (connection.execute(select(func.max(bill.c.number))).scalar() or 0) > found.bills
    new = _S.id > _mark(connection, _SESSIONS)
    for row in connection.execute(_stretches(new)):
        found.stretches += [(row[0], row[1]), (row[2], row[3])]
    found.touched |= {name for name in connection.execute(select(_CHARGER).where(new).distinct()).scalars() if name}
    for row in connection.execute(select(_U.first, _U.last, _U.charger, _U.identity, _U.code)):
        if row.charger is not None:
            (found.touched if row.code else found.chargers).add(row.charger)
        elif row.identity is not None:
            found.identities.add(row.identity)
        elif row.code is not None:
            found.codes.add(row.code)
        else:
            found.stretches.append((row.first, row.last))
    return found


def _mark(connection: Connection, name: str) -> int:
    return connection.execute(select(counter.c.value).where(counter.c.name == name)).scalar() or 0


def done(connection: Connection) -> None:
    """Say that all has been looked at."""
    connection.execute(delete(unlooked))
    for name, column in ((_SESSIONS, _S.id), (_BILLS, bill.c.number)):
        newest = connection.execute(select(func.max(column))).scalar() or 0
        known = connection.execute(select(counter.c.value).where(counter.c.name == name)).scalar()
        if known is None:
            connection.execute(insert(counter).values(name=name, value=newest))
        elif newest > known:
            connection.execute(update(counter).where(counter.c.name == name).values(value=newest))


def _stretches(which: ColumnElement[bool]) -> Any:  # noqa: ANN401 -- a Select
    """Give first and last of what these sessions occupy, month by month, as instants and by their wall clocks."""
    bounds = (func.min(_S.start), func.max(_S.start + _LASTS), func.min(_S.start_local), func.max(_S.start_local))
    return select(*bounds).where(which).group_by(_S.start.op("/")(literal_column(str(_STRETCH))))


def touch(connection: Connection, which: ColumnElement[bool]) -> None:
    """Mark what these sessions, which are about to change or to go, may have been found beside."""
    stretches = _stretches(which).subquery().c
    for first, last in (stretches[:2], stretches[2:]):
        connection.execute(insert(unlooked).from_select(["first", "last"], select(first, last)))
    touch_labels(connection, which)


def touch_labels(connection: Connection, which: ColumnElement[bool]) -> None:
    """Mark the chargers of these sessions for what their names, and the pauses between all sessions, show."""
    chargers = select(_CHARGER, literal(LABELS)).where(which, _CHARGER.is_not(None)).distinct()
    connection.execute(insert(unlooked).from_select(["charger", "code"], chargers))


def touch_sessions(connection: Connection, numbers: Sequence[int]) -> None:
    """Mark sessions by their numbers."""
    for start in range(0, len(numbers), _AT_ONCE):
        touch(connection, _S.id.in_(list(numbers[start : start + _AT_ONCE])))


def touch_charger(connection: Connection, charger: str, identities: Iterable[str] = ()) -> None:
    """Mark a charger whose configuration has changed, and identities that are card readers now or no longer."""
    connection.execute(insert(unlooked).values(charger=charger))
    for identity in identities:
        connection.execute(insert(unlooked).values(identity=identity))


def touch_profile(connection: Connection, profile: str) -> None:
    """Mark the chargers on which a profile is, of which there is a new version."""
    chargers = select(assignment.c.charger).where(assignment.c.profile == profile).distinct()
    connection.execute(insert(unlooked).from_select(["charger"], chargers))


def touch_kind(connection: Connection, codes: Iterable[str]) -> None:
    """Mark kinds of findings whose threshold has changed."""
    for code in codes:
        connection.execute(insert(unlooked).values(code=code))
