"""`findings`: what does not add up in the sessions that a filter lets through."""

import argparse
from collections.abc import Iterator
from itertools import islice
from typing import Any

from zefdesk.cli.filters import add_filters, query_of
from zefdesk.cli.session_document import places_document
from zefdesk.cli.streams import print_json_list, say
from zefdesk.cli.table import Table
from zefdesk.cli.usage import Parser
from zefdesk.domain.query import SessionQuery
from zefdesk.domain.stored import Place
from zefdesk.services import reviewing
from zefdesk.services.ledgers import open_ledger
from zefdesk.store.findings import StoredFinding
from zefdesk.store.ledger import Ledger

_PAGE = 500
_Told = tuple[StoredFinding, Place | None]


def options(parser: Parser) -> None:
    """Add the options."""
    add_filters(parser)
    parser.add_argument("--json", action="store_true", help="one JSON document")


def run(asked: argparse.Namespace, database: str | None) -> int:
    """Print them."""
    ledger = open_ledger(database)
    try:
        query = query_of(asked, ledger)
        count = sum(1 for _ in reviewing.findings(ledger, query))
        pages = _pages(ledger, query)
        if asked.json:
            print_json_list({"count": count}, "findings", (map(_document, page) for page in pages))
        else:
            _print(pages, count)
    finally:
        ledger.close()
    return 0


def _pages(ledger: Ledger, query: SessionQuery) -> Iterator[list[_Told]]:
    found = reviewing.findings(ledger, query)
    while page := list(islice(found, _PAGE)):
        numbers = list({one.session_id for one in page if one.session_id is not None})
        places = {one.id: one.sources[0] for one in reviewing.sessions(ledger, numbers) if one.sources}
        yield [(one, places.get(one.session_id or 0)) for one in page]


def _document(told: _Told) -> dict[str, Any]:
    one, place = told
    return {
        "id": one.id,
        "session_id": one.session_id,
        "code": one.code,
        "message": one.message,
        "source": places_document([place])[0] if place else None,
        "set_aside": None,
    }


def _print(pages: Iterator[list[_Told]], count: int) -> None:
    table = Table(("Finding", "Session", "Code", "Where"), (0, 1))
    for page in pages:
        for one, place in page:
            where = f"{place.path}, line {place.line}" if place else ""
            table.print([(str(one.id), str(one.session_id or ""), one.code, where)])
            say(f"    {one.message}")
    say(f"{count:,} finding{'' if count == 1 else 's'}")
