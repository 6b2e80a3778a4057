"""`sessions`: what a filter lets through, in an order, with totals of all of it."""

import argparse
from array import array
from collections.abc import Iterator
from typing import Any

from zefdesk.cli.filters import add_filters, add_sort, query_of
from zefdesk.cli.looked import open_looked
from zefdesk.cli.session_document import session_document, totals_document
from zefdesk.cli.session_log import log_document
from zefdesk.cli.session_texts import RIGHT, TITLES, session_row, totals_lines
from zefdesk.cli.streams import output, print_json_list, say
from zefdesk.cli.table import Table
from zefdesk.cli.usage import Parser, count
from zefdesk.domain.query import SessionQuery
from zefdesk.domain.stored import Stored
from zefdesk.services import bills, charger_logs, reviewing
from zefdesk.services.exporting import write_csv, write_page_csv
from zefdesk.store.ledger import Ledger

_PAGE = 1_000


def options(parser: Parser) -> None:
    """Add the options."""
    add_filters(parser)
    add_sort(parser)
    parser.add_argument("--limit", metavar="N", type=count, help="so many sessions at most")
    parser.add_argument("--offset", metavar="N", type=count, default=0, help="from so many on")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="one JSON document")
    form.add_argument("--csv", action="store_true", help="the canonical CSV")


def run(asked: argparse.Namespace, database: str | None) -> int:
    """Print them."""
    ledger = open_looked(database)
    try:
        query = query_of(asked, ledger)
        if asked.csv and asked.limit is None and not asked.offset:
            write_csv(ledger, query, output())
            return 0
        pages = _pages(ledger, reviewing.first_ids(ledger, query, asked.limit, asked.offset))
        if asked.csv:
            write_page_csv(pages, output())
        elif asked.json:
            _print_json(ledger, query, pages)
        else:
            _print_table(ledger, query, pages)
    finally:
        ledger.close()
    return 0


def _pages(ledger: Ledger, numbers: "array[int]") -> Iterator[list[Stored]]:
    for start in range(0, len(numbers), _PAGE):
        yield reviewing.sessions(ledger, numbers[start : start + _PAGE])


def _print_json(ledger: Ledger, query: SessionQuery, pages: Iterator[list[Stored]]) -> None:
    totals = reviewing.totals(ledger, query)
    head = {"count": totals.count, "totals": totals_document(totals)}
    print_json_list(head, "sessions", (_documents(ledger, page) for page in pages))


def _documents(ledger: Ledger, page: list[Stored]) -> list[dict[str, Any]]:
    computed = bills.bills_of(ledger, [stored.id for stored in page if stored.computed])
    logged = charger_logs.logged_of(ledger, [stored.id for stored in page])
    documents = [session_document(stored, computed.get(stored.id)) for stored in page]
    for stored, document in zip(page, documents, strict=True):
        if told := logged.get(stored.id):
            document["log"] = log_document(told, stored.display_zone)
    return documents


def _print_table(ledger: Ledger, query: SessionQuery, pages: Iterator[list[Stored]]) -> None:
    table, shown = Table(TITLES, RIGHT), 0
    for page in pages:
        table.print(map(session_row, page))
        shown += len(page)
    totals = reviewing.totals(ledger, query)
    if shown:
        say()
    for line in totals_lines(totals, shown):
        say(line)
