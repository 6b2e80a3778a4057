"""`views`: filters with an order under a name, ready made or saved; `--view NAME` asks for one."""

import argparse
from typing import Any

from zefdesk.cli.filters import add_filters, add_sort, query_of
from zefdesk.cli.streams import print_json, say
from zefdesk.cli.table import Table
from zefdesk.cli.usage import Parser
from zefdesk.domain import clock
from zefdesk.domain.filter_text import write_filter
from zefdesk.domain.query import write_sort
from zefdesk.domain.view import View
from zefdesk.services import views
from zefdesk.services.ledgers import open_ledger


def options(parser: Parser) -> None:
    """Add the options."""
    parser.add_argument("--save", metavar="NAME", help="save what the filter and --sort ask for under this name")
    parser.add_argument("--replace", action="store_true", help="also where a view of this name is there")
    parser.add_argument("--remove", metavar="NAME", help="remove a saved view")
    parser.add_argument("--json", action="store_true", help="one JSON document")
    add_filters(parser)
    add_sort(parser)


def run(asked: argparse.Namespace, database: str | None) -> int:
    """List, save or remove views."""
    ledger = open_ledger(database)
    try:
        if asked.save is not None:
            views.save_view(ledger, asked.save, query_of(asked, ledger), replace=asked.replace)
        if asked.remove is not None:
            views.remove_view(ledger, asked.remove)
        found = views.views(ledger)
    finally:
        ledger.close()
    if asked.json:
        print_json({"views": [_document(one) for one in found]})
    else:
        rows = [(one.name, write_filter(one.query), write_sort(one.query.sort), one.by) for one in found]
        Table(("Name", "Filter", "Sort", "Saved by")).print(rows)
        say()
        say(f"{len(found)} views; --view NAME asks for one")
    return 0


def _document(one: View) -> dict[str, Any]:
    return {
        "name": one.name,
        "filter": write_filter(one.query),
        "sort": write_sort(one.query.sort),
        "columns": list(one.query.columns),
        "ready_made": one.ready_made,
        "by": one.by or None,
        "at": None if one.at is None else clock.iso(one.at, "UTC"),
    }
