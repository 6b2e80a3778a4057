"""Billing profiles with their versions, and the chargers they are assigned to, each for a time."""

import time
from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import Connection, delete, func, insert, or_, select, update

from zefdesk.domain import clock
from zefdesk.domain.trouble import Trouble
from zefdesk.store import unlooked
from zefdesk.store.ledger import Ledger
from zefdesk.store.schema import assignment, bill, former_bill, profile

_P, _A = profile.c, assignment.c


class Overlap(Trouble):
    """An assignment that would begin within another one."""


class StoredProfile(NamedTuple):
    """One version of a profile: `document` is its file's text, dates are ISO texts, `added_at` an instant."""

    id: int
    name: str
    version: int
    content_hash: str
    effective_from: str
    effective_until: str | None
    document: str
    added_at: int


class Assignment(NamedTuple):
    """A profile on a charger for Starts in [start_wall, end_wall) of the charger's clock; None: it has no end."""

    id: int
    charger: str
    profile: str
    start_wall: int
    end_wall: int | None


_VERSIONS = select(
    _P.id, _P.name, _P.version, _P.content_hash, _P.effective_from, _P.effective_until, _P.document, _P.added_at
).order_by(_P.name, _P.version)


def versions(ledger: Ledger, name: str | None = None) -> list[StoredProfile]:
    """Give all versions of all profiles, or of one, the oldest first."""
    with ledger.reading() as connection:
        return versions_in(connection, name)


def versions_in(connection: Connection, name: str | None = None) -> list[StoredProfile]:
    """Give the same within a transaction."""
    statement = _VERSIONS if name is None else _VERSIONS.where(_P.name == name)
    return [StoredProfile(*row) for row in connection.execute(statement)]


def add(
    connection: Connection,
    name: str,
    content_hash: str,
    effective_from: str,
    effective_until: str | None,
    document: str,
) -> StoredProfile:
    """Add a version of a profile, numbered after the last one; gives it."""
    last = connection.execute(select(func.max(_P.version)).where(_P.name == name)).scalar() or 0
    connection.execute(
        insert(profile).values(
            name=name,
            version=last + 1,
            content_hash=content_hash,
            effective_from=effective_from,
            effective_until=effective_until,
            document=document,
            added_at=int(time.time()),
        )
    )
    unlooked.touch_profile(connection, name)
    return versions_in(connection, name)[-1]


def bills_of_versions(connection: Connection, name: str) -> dict[int, int]:
    """How many bills each version of a profile has made, those that stand no longer included; by its number."""
    found: dict[int, int] = {}
    for table in (bill, former_bill):
        made = (
            select(_P.version, func.count())
            .select_from(table.join(profile, _P.id == table.c.profile_id))
            .where(_P.name == name)
            .group_by(_P.version)
        )
        for version, count in connection.execute(made):
            found[version] = found.get(version, 0) + count
    return found


def take_out(connection: Connection, name: str, version: int) -> None:
    """Take a version out; one that has made a bill cannot be."""
    connection.execute(delete(profile).where(_P.name == name, _P.version == version))


def assignments(ledger: Ledger, charger: str | None = None) -> list[Assignment]:
    """Give all assignments, or those of a charger, by charger and beginning."""
    with ledger.reading() as connection:
        return assignments_in(connection, charger)


def assignments_in(connection: Connection, charger: str | None = None) -> list[Assignment]:
    """Give the same within a transaction."""
    statement = select(_A.id, _A.charger, _A.profile, _A.start_wall, _A.end_wall).order_by(_A.charger, _A.start_wall)
    if charger is not None:
        statement = statement.where(_A.charger == charger)
    return [Assignment(*row) for row in connection.execute(statement)]


def assign(connection: Connection, name: str, charger: str, start_wall: int) -> None:
    """Assign a profile from an instant on; the open assignment that began before it ends there.

    Raises Overlap where it would begin within an assignment that has an end, or run into a later one. The same
    assignment again is nothing.
    """
    before = assignments_in(connection, charger)
    if any((one.profile, one.start_wall, one.end_wall) == (name, start_wall, None) for one in before):
        return
    for one in before:
        if one.end_wall is None and one.start_wall < start_wall:
            connection.execute(update(assignment).where(_A.id == one.id).values(end_wall=start_wall))
        elif one.end_wall is None or start_wall < one.end_wall:
            raise Overlap(
                f"charger {charger} has profile '{one.profile}' assigned {_span(one)} already: two assignments may not "
                "overlap; begin later, or unassign it from that day on first"
            )
    connection.execute(insert(assignment).values(charger=charger, profile=name, start_wall=start_wall))
    unlooked.touch_charger(connection, charger)


def unassign(connection: Connection, charger: str, end_wall: int) -> int:
    """End the assignment that holds at an instant, and take out what would begin later; gives how many that were.

    The past stays: an assignment that has ended before is not touched.
    """
    running = (_A.charger == charger) & or_(_A.end_wall.is_(None), _A.end_wall > end_wall)
    later = connection.execute(assignment.delete().where(running, _A.start_wall >= end_wall)).rowcount
    ended = connection.execute(
        update(assignment).where(running, _A.start_wall < end_wall).values(end_wall=end_wall)
    ).rowcount
    unlooked.touch_charger(connection, charger)
    return int(later + ended)


def put_assignments(connection: Connection, charger: str, spans: Iterable[tuple[str, int, int | None]]) -> None:
    """Put these assignments of a charger, each a profile with its beginning and end, in the place of all it has."""
    connection.execute(assignment.delete().where(_A.charger == charger))
    for name, start_wall, end_wall in spans:
        connection.execute(
            insert(assignment).values(charger=charger, profile=name, start_wall=start_wall, end_wall=end_wall)
        )


def _span(one: Assignment) -> str:
    """Say from when to when, by the charger's clock."""
    end = "" if one.end_wall is None else f" until {clock.wall_text(one.end_wall, ' ')}"
    return f"from {clock.wall_text(one.start_wall, ' ')}{end}"
