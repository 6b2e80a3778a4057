"""`compare`: two sessions, or what a report and a log tell of one, field by field."""

import argparse
from typing import Any

from zefdesk.cli.session_texts import amount, moment
from zefdesk.cli.streams import print_json, say
from zefdesk.cli.table import Table
from zefdesk.cli.usage import Parser
from zefdesk.domain import clock, money, quantity
from zefdesk.domain.columns import Column, Kind
from zefdesk.domain.notation import duration
from zefdesk.domain.stored import Stored
from zefdesk.domain.trouble import NotFound
from zefdesk.services import beside
from zefdesk.services.beside import Beside
from zefdesk.services.ledgers import open_ledger


def options(parser: Parser) -> None:
    """Add the options."""
    parser.add_argument("id", metavar="ID", type=int, help="number of a session")
    parser.add_argument("other", metavar="OTHER", type=int, nargs="?", help="another one; else the log of it")
    parser.add_argument("--json", action="store_true", help="one JSON document")


def run(asked: argparse.Namespace, database: str | None) -> int:
    """Print them side by side."""
    ledger = open_ledger(database)
    try:
        if asked.other is None:
            found = beside.report_and_log(ledger, asked.id)
        else:
            found = beside.two_sessions(ledger, asked.id, asked.other)
    except NotFound as error:
        if asked.json:
            print_json({"error": str(error)})
        raise
    finally:
        ledger.close()
    if asked.json:
        print_json(_document(found))
    else:
        _print(found)
    return 0


def _print(found: Beside) -> None:
    left, right = found.sides
    rows = [
        (
            "" if pair.same else "*",
            pair.column.title,
            _text(pair.left, pair.column, left),
            _text(pair.right, pair.column, right),
        )
        for pair in found.pairs
    ]
    Table(("", "Field", *found.names)).print(rows)
    differing = sum(not pair.same for pair in found.pairs)
    say()
    say(f"{differing} of {len(found.pairs)} fields differ (*)")


def _document(found: Beside) -> dict[str, Any]:
    left, right = found.sides
    fields = [
        {
            "field": pair.column.key,
            "left": _plain(pair.left, pair.column, left),
            "right": _plain(pair.right, pair.column, right),
            "same": pair.same,
        }
        for pair in found.pairs
    ]
    return {"left": found.names[0], "right": found.names[1], "fields": fields}


def _text(value: Any, column: Column, side: Stored) -> str:  # noqa: ANN401 -- see `columns.value_of`
    if value is None:
        return ""
    if column.kind is Kind.INSTANT:
        return moment(value, side.display_zone)
    if column.kind is Kind.DURATION:
        return duration(value)
    return amount(value, side.session.currency) if column.kind is Kind.MONEY else str(_plain(value, column, side))


def _plain(value: Any, column: Column, side: Stored) -> Any:  # noqa: ANN401 -- any JSON
    """Give a value as the JSON of sessions has it."""
    if value is None:
        return None
    if column.kind is Kind.INSTANT:
        return clock.iso(value, side.display_zone)
    if column.kind is Kind.ENERGY:
        return quantity.plain(value)
    return money.plain(value, side.session.currency) if column.kind is Kind.MONEY else value
