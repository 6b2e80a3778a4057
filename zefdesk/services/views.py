"""Views under a name: ready-made ones, and saved ones, which are kept as the text of their filter."""

import json
import time
from datetime import UTC, date, datetime
from typing import Any

from zefdesk.domain import columns
from zefdesk.domain.filter_text import read_filter, write_filter
from zefdesk.domain.query import NEWEST_FIRST, SessionQuery, parse_sort, write_sort
from zefdesk.domain.trouble import Trouble, UnknownName
from zefdesk.domain.view import View, ready_made
from zefdesk.services.activity import record
from zefdesk.store import views as stored_views
from zefdesk.store.ledger import Ledger
from zefdesk.store.views import ViewRow

_LONGEST = 80


class ViewUnreadable(Trouble):
    """A saved view that asks for something this version does not know."""


def views(ledger: Ledger) -> list[View]:
    """Give the ready-made views, then the saved ones by name; one that cannot be read is left out."""
    with ledger.reading() as transaction:
        rows = stored_views.views(transaction)
    saved = []
    for row in rows:
        try:
            saved.append(_view(row))
        except ViewUnreadable:
            continue
    return [*ready_made(today()), *saved]


def view(ledger: Ledger, name: str) -> View:
    """Give a view by its name, whatever its case; raises UnknownName, ViewUnreadable."""
    wanted = name.strip().casefold()
    for one in ready_made(today()):
        if one.name.casefold() == wanted:
            return one
    with ledger.reading() as transaction:
        rows = stored_views.views(transaction)
    for row in rows:
        if row.name.casefold() == wanted:
            return _view(row)
    raise UnknownName(f"no view is named '{name}': one of {', '.join(one.name for one in views(ledger))}")


def save_view(
    ledger: Ledger, name: str, query: SessionQuery, charts: dict[str, Any] | None = None, *, replace: bool = False
) -> View:
    """Save a view; one of the same name only with `replace`. Raises UnknownName for a name that cannot be had."""
    called = " ".join(name.split())
    if not called or len(called) > _LONGEST:
        raise UnknownName(f"a view needs a name of 1 to {_LONGEST} signs")
    if any(one.name.casefold() == called.casefold() for one in ready_made(today())):
        raise UnknownName(f"'{called}' comes with the program: choose another name")
    row = ViewRow(called, _body(query, charts or {}), ledger.person, int(time.time()))
    with ledger.writing() as transaction:
        known = {one.name.casefold(): one for one in stored_views.views(transaction)}
        earlier = known.get(called.casefold())
        if earlier is not None and not replace:
            raise UnknownName(f"a view named '{earlier.name}' is there already: choose another name, or replace it")
        if earlier is not None:
            stored_views.remove(transaction, earlier.name)
        stored_views.save(transaction, row)
        before = json.loads(earlier.body)["filter"] if earlier else ""
        record(transaction, "view-saved", called, before, write_filter(query))
    return _view(row)


def remove_view(ledger: Ledger, name: str) -> None:
    """Remove a saved view; raises UnknownName, also for one that comes with the program."""
    found = view(ledger, name)
    if found.ready_made:
        raise UnknownName(f"'{found.name}' comes with the program and stays")
    with ledger.writing() as transaction:
        stored_views.remove(transaction, found.name)
        record(transaction, "view-removed", found.name, write_filter(found.query))


def today() -> date:
    """Give the day on this machine's calendar."""
    return datetime.now(UTC).astimezone().date()


def _body(query: SessionQuery, charts: dict[str, Any]) -> str:
    return json.dumps(
        {
            "filter": write_filter(query),
            "sort": write_sort(query.sort),
            "columns": list(query.columns),
            "charts": charts,
        }
    )


def _view(row: ViewRow) -> View:
    try:
        body = json.loads(row.body)
        query = read_filter(body["filter"])
        order = parse_sort(body["sort"]) or NEWEST_FIRST
        shown = tuple(key for key in body["columns"] if key in columns.COLUMNS)
        made = SessionQuery(query.conditions, query.search, order, shown)
        return View(row.name, made, body.get("charts", {}), row.by, row.at)
    except (ValueError, KeyError, TypeError, Trouble) as error:
        raise ViewUnreadable(f"the view '{row.name}' cannot be read: {error}") from error
