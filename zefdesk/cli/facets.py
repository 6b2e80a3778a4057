"""`facets`: how often each value of a field occurs among the sessions that a filter lets through."""

import argparse
from typing import Any

from zefdesk.cli.filters import add_filters, query_of
from zefdesk.cli.streams import print_json, say
from zefdesk.cli.usage import Parser, count
from zefdesk.domain.filter_fields import BY_NAME, FIELDS
from zefdesk.domain.filter_text import written_value
from zefdesk.domain.filter_values import write_value
from zefdesk.services import faceting
from zefdesk.services.faceting import COLUMNS
from zefdesk.services.ledgers import open_ledger
from zefdesk.store.facets import Facet

_NAMES = tuple(FIELDS[column].name for column in COLUMNS)


def options(parser: Parser) -> None:
    """Add the options."""
    parser.add_argument(
        "--of", action="append", metavar="FIELD", choices=_NAMES, help=f"of {', '.join(_NAMES)} (default: all)"
    )
    parser.add_argument("--values", metavar="N", type=count, default=faceting.USUAL_VALUES, help="so many of each")
    parser.add_argument(
        "--seconds",
        metavar="N",
        type=count,
        default=60,
        help="time for each; one that runs out says so (default: 60)",
    )
    add_filters(parser)
    parser.add_argument("--json", action="store_true", help="one JSON document")


def run(asked: argparse.Namespace, database: str | None) -> int:
    """Print them; 1 where the time ran out."""
    ledger = open_ledger(database)
    try:
        query = query_of(asked, ledger)
        wanted = [BY_NAME[name].column for name in asked.of or _NAMES]
        found = [faceting.facet(ledger, column, query, values=asked.values, seconds=asked.seconds) for column in wanted]
    finally:
        ledger.close()
    if asked.json:
        print_json({"facets": [_document(one) for one in found]})
    else:
        for one in found:
            _print(one)
    return 0 if all(one.complete for one in found) else 1


def _document(one: Facet) -> dict[str, Any]:
    field = FIELDS[one.column]
    values = [
        {"value": None if value is None else write_value(field, value), "count": number} for value, number in one.values
    ]
    return {"field": field.name, "values": values, "more": one.more, "complete": one.complete}


def _print(one: Facet) -> None:
    field = FIELDS[one.column]
    say(field.title)
    for value, number in one.values:
        say(f"  {number:>9,}  {field.name}:{written_value(field, value)}")
    if one.more:
        say("             and more values")
    if not one.complete:
        say("             not counted: the time ran out")
