"""Drafts of profiles that are open: what was typed, to the letter."""

from typing import NamedTuple

from sqlalchemy import Connection, delete, insert, select, update

from zefdesk.store.schema import draft

_D = draft.c


class DraftRow(NamedTuple):
    """A kept draft: its number, the name of its profile so far, its document as text, who typed it, and when."""

    id: int
    name: str
    body: str
    by: str
    at: int


def drafts(connection: Connection) -> list[DraftRow]:
    """Give all of them, the last one that was kept first."""
    rows = connection.execute(select(draft).order_by(_D.at.desc(), _D.id.desc()))
    return [DraftRow._make(row) for row in rows]


def keep(connection: Connection, number: int | None, name: str, body: str, by: str, at: int) -> int:
    """Keep a draft in place of what was kept under its number, or under a new one; gives the number."""
    values = {"name": name, "body": body, "by": by, "at": at}
    if number is not None and connection.execute(update(draft).where(_D.id == number).values(values)).rowcount:
        return number
    (made,) = connection.execute(insert(draft).values(values)).inserted_primary_key or (0,)
    return int(made)


def remove(connection: Connection, number: int) -> None:
    """Keep a draft no longer."""
    connection.execute(delete(draft).where(_D.id == number))
