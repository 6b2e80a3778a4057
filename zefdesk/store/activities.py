"""The log of what was done to a ledger: rows are added, never changed."""

from sqlalchemy import Connection, insert, select

from zefdesk.domain.activity import Activity
from zefdesk.store.ledger import Ledger
from zefdesk.store.schema import activity

_A = activity.c
_COLUMNS = (_A.id, _A.at, _A.by, _A.what, _A.about, _A.before, _A.after)


def person(connection: Connection) -> str:
    """Give who works with the ledger of this transaction."""
    return str(connection.get_execution_options().get("person", ""))


def add(connection: Connection, at: int, what: str, about: str, before: str, after: str) -> None:
    """Add one row, of who works with the ledger."""
    row = {"at": at, "by": person(connection), "what": what, "about": about, "before": before, "after": after}
    connection.execute(insert(activity), row)


def newest(ledger: Ledger, limit: int | None = None, offset: int = 0) -> list[Activity]:
    """Give what was done, the newest first."""
    statement = select(*_COLUMNS).order_by(_A.id.desc()).limit(limit).offset(offset or None)
    with ledger.reading() as connection:
        return [Activity._make(row) for row in connection.execute(statement)]
