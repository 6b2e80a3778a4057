"""Sessions that charger logs tell, as rows of the ledger: added, renewed, joined with what reports tell of them."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, delete, exists, insert, select, update

from zefdesk.domain import clock
from zefdesk.domain.finding import Found
from zefdesk.domain.session import Session, session_key, value_hash
from zefdesk.store import findings, unlooked
from zefdesk.store.ingest import take
from zefdesk.store.schema import bill, finding, former_bill, import_, problem, session, sighting, trace

_S, _G = session.c, sighting.c
_IS_LOG = exists().where(import_.c.id == _G.import_id, import_.c.parts.is_not(None))
_AT_ONCE = 500


class Sight(NamedTuple):
    """A place in a log that tells of a session: import, physical line, the frame that stands there."""

    import_id: int
    line: int
    raw: str


class ReportRow(NamedTuple):
    """What a report says of a session, as far as a log can be held against it."""

    id: int
    connector: str | None
    start: int
    energy: int | None
    plug_duration: int | None
    charge_duration: int | None


def add(connection: Connection, told: Session, zone: str | None) -> int:
    """Add a session that only a log tells; gives its number."""
    number = take(connection, "session", 1)
    connection.execute(insert(session).values(id=number, **_values(told, zone, number)))
    return number


def add_all(connection: Connection, told: Sequence[tuple[Session, str | None, Sequence[Sight]]]) -> list[int]:
    """Add sessions that only a log tells, with their zones and the places that tell them; gives their numbers."""
    if not told:
        return []
    last = take(connection, "session", len(told))
    numbers = list(range(last - len(told) + 1, last + 1))
    rows = [
        {"id": number, **_values(session_, zone, number)}
        for number, (session_, zone, _) in zip(numbers, told, strict=True)
    ]
    connection.execute(insert(session), rows)
    sights = [
        {
            "import_id": s.import_id,
            "line": s.line,
            "session_id": number,
            "raw": s.raw,
            "name": one.name,
            "sticker": None,
        }
        for number, (one, _, places) in zip(numbers, told, strict=True)
        for s in places
    ]
    connection.execute(insert(sighting), sights)
    return numbers


def renew(connection: Connection, number: int, told: Session, zone: str | None) -> None:
    """Let a session that only logs tell say what they say now."""
    unlooked.touch_sessions(connection, [number])
    connection.execute(update(session).where(_S.id == number).values(**_values(told, zone, number)))
    unlooked.touch_sessions(connection, [number])


def _values(told: Session, zone: str | None, number: int) -> dict[str, object]:
    shown = zone or told.zone
    return {
        "key": session_key(told),
        # The number is part of it: two logs may tell sessions of which no value is different.
        "value_hash": value_hash(told) ^ number,
        "display_zone": shown,
        "start_local": clock.wall_of(shown, told.start),
        **told._asdict(),
    }


def remove(connection: Connection, numbers: Sequence[int]) -> None:
    """Take sessions out, with all that was said of them."""
    unlooked.touch_sessions(connection, numbers)
    for start in range(0, len(numbers), _AT_ONCE):
        some = list(numbers[start : start + _AT_ONCE])
        connection.execute(update(trace).where(trace.c.session_id.in_(some)).values(session_id=None))
        for table in (finding, bill, former_bill, sighting):
            connection.execute(delete(table).where(table.c.session_id.in_(some)))
        connection.execute(delete(session).where(_S.id.in_(some)))


def sight(connection: Connection, number: int, told: Session, places: Iterable[Sight]) -> None:
    """Say which places of logs tell a session; what was said of logs before is taken back."""
    connection.execute(delete(sighting).where(_G.session_id == number, _IS_LOG))
    rows = {(place.import_id, place.line): place.raw for place in places}
    values = [
        {"import_id": key[0], "line": key[1], "session_id": number, "raw": raw, "name": told.name, "sticker": None}
        for key, raw in rows.items()
    ]
    if values:
        connection.execute(insert(sighting), values)


def unsight(connection: Connection, number: int) -> None:
    """Say that no log tells a session any more."""
    connection.execute(delete(sighting).where(_G.session_id == number, _IS_LOG))


def told_by_reports(connection: Connection, numbers: Sequence[int]) -> set[int]:
    """Give those of these sessions that a report tells."""
    found: set[int] = set()
    for start in range(0, len(numbers), _AT_ONCE):
        some = list(numbers[start : start + _AT_ONCE])
        found |= set(connection.execute(select(_G.session_id).where(_G.session_id.in_(some), ~_IS_LOG)).scalars())
    return found


def reported(connection: Connection, names: Sequence[str], first: int, last: int) -> Iterator[ReportRow]:
    """Give the sessions that reports tell of a charger, by its serial, else its name, that start in [first, last]."""
    told = exists().where(_G.session_id == _S.id, ~_IS_LOG)
    mine = _S.serial.in_(names) | (_S.serial.is_(None) & _S.name.in_(names))
    columns = (_S.id, _S.connector, _S.start, _S.energy, _S.plug_duration, _S.charge_duration)
    statement = select(*columns).where(mine, _S.start.between(first, last), told).order_by(_S.start, _S.id)
    for row in connection.execute(statement):
        yield ReportRow(*row)


def serials_since(connection: Connection, import_id: int) -> set[str]:
    """Give the serials, else names, of the sessions that an import tells."""
    statement = select(_S.serial, _S.name).join(sighting, _G.session_id == _S.id).where(_G.import_id == import_id)
    return {row.serial or row.name for row in connection.execute(statement.distinct()) if row.serial or row.name}


def find(connection: Connection, number: int, codes: Sequence[str], found: Iterable[Found]) -> None:
    """Let the findings of these kinds about a session be these; those that stay keep their numbers."""
    before = findings.known_of_session(connection, number, codes)
    findings.settle(connection, before, ((number, one) for one in found))


def find_all(connection: Connection, found: Iterable[tuple[int, Found]]) -> None:
    """Add findings about sessions that had none."""
    findings.settle(connection, {}, found)


def find_of_charger(connection: Connection, charger: str, codes: Sequence[str], found: Iterable[Found]) -> None:
    """Let the findings of these kinds about a charger be these."""
    before = findings.known_of_chargers(connection, codes, (charger,))
    findings.settle(connection, before, ((charger, one) for one in found))


def find_of_import(connection: Connection, import_id: int, found: Iterable[Found]) -> None:
    """Let the findings about a file be these."""
    before = findings.known_of_import(connection, import_id)
    findings.settle(connection, before, ((str(import_id), one) for one in found), import_id)


def forget_problems(connection: Connection, import_id: int) -> None:
    """Take out what could not be read of an import."""
    connection.execute(delete(problem).where(problem.c.import_id == import_id))
