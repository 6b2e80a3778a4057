"""What findings look at, out of the ledger: sessions of a stretch, a charger or an identity, in the order of Starts."""

from collections.abc import Callable, Collection, Iterator
from functools import partial
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    case,
    exists,
    func,
    literal,
    literal_column,
    or_,
    select,
    true,
)

from zefdesk.findings.billed import Billed
from zefdesk.findings.labels import Labelled
from zefdesk.findings.seen import LONGEST, Seen
from zefdesk.findings.silence import Visit
from zefdesk.store.findings import Known, known
from zefdesk.store.moments import between
from zefdesk.store.schema import bill, finding, import_, session, sighting

_S, _B, _F = session.c, bill.c, finding.c
_CHARGER = func.coalesce(_S.serial, _S.name, "")
_TOLD = func.coalesce(_S.plug_duration, _S.charge_duration, 0)
_LASTS = case((_TOLD > 0, _TOLD), else_=0)
_END = _S.start + case((_LASTS > LONGEST, LONGEST), else_=_LASTS)
_new_seen: Callable[[tuple[Any, ...]], Seen] = partial(tuple.__new__, Seen)
_FETCH = 2_000
_DAY = 86_400
_IN_ORDER = (_S.start, _S.key, _S.value_hash)


class Scope(NamedTuple):
    """Which sessions: with Starts in [first, past), of these chargers, of these identities; what is None is any.

    `by_clock` says that first and past are wall clocks of the chargers' zones.
    """

    first: int | None = None
    past: int | None = None
    chargers: Collection[str] | None = None
    identities: Collection[str] | None = None
    by_clock: bool = False

    def holds(self) -> ColumnElement[bool]:
        """Give it as a condition."""
        parts: list[ColumnElement[bool]] = [between(self.first, self.past) if self.by_clock else true()]
        if self.first is not None and not self.by_clock:
            parts.append(_S.start >= self.first)
        if self.past is not None and not self.by_clock:
            parts.append(_S.start < self.past)
        if self.chargers is not None:
            parts.append(_CHARGER.in_(list(self.chargers)))
        if self.identities is not None:
            parts.append(_S.identity.in_(list(self.identities)))
        return and_(*parts)


class Blind(NamedTuple):
    """The imports that have no column for costs, or for identities; a log knows no costs."""

    cost: frozenset[int] = frozenset()
    identity: frozenset[int] = frozenset()


def imports(connection: Connection) -> list[tuple[int, str, bool]]:
    """Give number, facts (as JSON) and whether it is a log of every import."""
    rows = connection.execute(select(import_.c.id, import_.c.facts, import_.c.parts.is_not(None)))
    return [(row[0], row[1], bool(row[2])) for row in rows]


def seen(connection: Connection, scope: Scope, blind: Blind, tell: Callable[[], None]) -> Iterator[Seen]:
    """Give the sessions of a scope in the order of their Starts; `tell` is called for every few thousand of them."""
    statement = select(
        _S.id,
        _S.key,
        _CHARGER,
        _S.connector,
        _S.start,
        _END,
        _S.start_local,
        _S.plug_duration,
        _S.charge_duration,
        _S.energy,
        _S.cost,
        _S.currency,
        _S.initiator,
        _S.identity,
        _S.bill_details.is_not(None),
        _tells(connection, blind.cost),
        _tells(connection, blind.identity),
    )
    cursor: Any = connection.execute(statement.where(scope.holds()).order_by(*_IN_ORDER)).cursor
    while rows := cursor.fetchmany(_FETCH):
        tell()
        yield from map(_new_seen, rows)


def _part_of(start: ColumnElement[Any], seconds: int) -> ColumnElement[Any]:
    """Give the number of the part of time in which a start lies; the same text in every place of a statement."""
    return start.op("/")(literal_column(str(seconds)))


def _tells(connection: Connection, blind: Collection[int]) -> ColumnElement[Any]:
    if not blind:
        return literal(1)
    if connection.execute(select(import_.c.id).where(import_.c.id.not_in(blind)).limit(1)).first() is None:
        return literal(0)
    return exists().where(sighting.c.session_id == _S.id, sighting.c.import_id.not_in(blind))


def _stream(connection: Connection, statement: Select[Any]) -> Iterator[tuple[Any, ...]]:
    cursor: Any = connection.execute(statement).cursor
    while rows := cursor.fetchmany(_FETCH):
        yield from rows


def known_of(connection: Connection, scope: Scope, codes: Collection[str]) -> Known:
    """Give the findings of these kinds about the sessions of a scope."""
    return known(connection, codes, _F.session_id.in_(select(_S.id).where(scope.holds())))


def longest(connection: Connection, first: int, past: int, most: int) -> dict[int, int]:
    """Give the longest duration of the sessions that start on each day (since 1970), `most` at most."""
    day = _part_of(_S.start, _DAY)
    rows = connection.execute(select(day, func.max(_LASTS)).where(_S.start >= first, _S.start < past).group_by(day))
    return {row[0]: min(row[1], most) for row in rows if row[1]}


def days(connection: Connection) -> list[tuple[int, int]]:
    """Give first and last of the instants and wall clocks of every day on which sessions start."""
    day = _part_of(_S.start, _DAY)
    found: list[tuple[int, int]] = []
    for column in (_S.start, _S.start_local):
        found += [
            (row[0], row[1]) for row in connection.execute(select(func.min(column), func.max(column)).group_by(day))
        ]
    return found


def chargers(connection: Connection) -> set[str]:
    """Give all chargers that have sessions, by their serials, else their names."""
    return set(connection.execute(select(_CHARGER).distinct()).scalars())


def silent(connection: Connection, longer: int, chargers: Collection[str]) -> set[str]:
    """Give those of these chargers that may have had no session for longer than so many seconds: a superset."""
    bucket = _part_of(_S.start, max(longer // 2, 1)).label("bucket")
    last: dict[str, int] = {}
    found: set[str] = set()
    statement = select(_CHARGER, bucket).distinct().order_by(literal_column("bucket"))
    few = len(chargers) <= _FETCH
    if few:
        statement = statement.where(_CHARGER.in_(list(chargers)))
    for charger, at in _stream(connection, statement):
        if not few and charger not in chargers:
            continue
        if at - last.get(charger, at) > 1:
            found.add(charger)
        last[charger] = at
    return found


def visits(connection: Connection, chargers: Collection[str]) -> Iterator[tuple[str, Visit]]:
    """Give all sessions of these chargers, each with its charger, in the order of their Starts."""
    statement = select(_CHARGER, _S.id, _S.key, _S.start, _S.start_local, _LASTS).order_by(*_IN_ORDER)
    few = len(chargers) <= _FETCH
    if few:
        statement = statement.where(_CHARGER.in_(list(chargers)))
    for charger, *visit in _stream(connection, statement):
        if few or charger in chargers:
            yield charger, Visit._make(visit)


def labels(connection: Connection, logs: Collection[int]) -> list[Labelled]:
    """Give how many sessions stand under each serial, name and sticker, as far as reports tell them."""
    by_report = exists().where(sighting.c.session_id == _S.id, sighting.c.import_id.not_in(logs)) if logs else true()
    statement = select(_S.serial, _S.name, _S.sticker, func.count()).where(_S.serial.is_not(None), by_report)
    return [Labelled(*row) for row in connection.execute(statement.group_by(_S.serial, _S.name, _S.sticker))]


def billed(connection: Connection, after: int) -> Iterator[Billed]:
    """Give the sessions with a reported cost, and a computed one in the same currency, of bills after a number."""
    currency = func.coalesce(_B.currency, _S.currency)
    alike = or_(_B.currency.is_(None), _S.currency.is_(None), _B.currency == _S.currency)
    statement = (
        select(_S.id, _S.key, _S.cost, currency, _B.total_incl, _B.total_excl, _B.low, _B.high)
        .join(bill, _B.session_id == _S.id)
        .where(_S.cost.is_not(None), _B.total_incl != _S.cost, alike)
    )
    for row in _stream(connection, statement.where(_B.number > after) if after else statement):
        yield Billed._make(row)


def known_of_bills(connection: Connection, code: str, after: int) -> Known:
    """Give the findings of a kind about sessions that have no bill any more, or one after a number."""
    standing = select(_B.session_id).where(_B.number <= after)
    return known(connection, (code,), _F.session_id.not_in(standing))
