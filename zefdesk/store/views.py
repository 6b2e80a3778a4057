"""Views that people saved."""

from typing import NamedTuple

from sqlalchemy import Connection, delete, insert, select

from zefdesk.store.schema import view

_V = view.c


class ViewRow(NamedTuple):
    """A saved view: its body as JSON, who saved it and when (an instant)."""

    name: str
    body: str
    by: str
    at: int


def views(connection: Connection) -> list[ViewRow]:
    """Give all of them in the order of their names."""
    return [ViewRow._make(row) for row in connection.execute(select(view).order_by(_V.name))]


def find(connection: Connection, name: str) -> ViewRow | None:
    """Give one by its name."""
    row = connection.execute(select(view).where(_V.name == name)).first()
    return None if row is None else ViewRow._make(row)


def save(connection: Connection, row: ViewRow) -> None:
    """Keep a view, in place of one of the same name."""
    remove(connection, row.name)
    connection.execute(insert(view), row._asdict())


def remove(connection: Connection, name: str) -> None:
    """Take a view out."""
    connection.execute(delete(view).where(_V.name == name))
