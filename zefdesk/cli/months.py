"""`months`: how far the review of each month is, and which months are closed; closes them and opens them again."""

import argparse
from typing import Any

from zefdesk.cli.streams import print_json
from zefdesk.cli.table import Table
from zefdesk.cli.usage import Parser
from zefdesk.domain import clock
from zefdesk.services import closing, months
from zefdesk.services.ledgers import open_ledger
from zefdesk.services.months import MonthState


def options(parser: Parser) -> None:
    """Add the options."""
    parser.add_argument(
        "--close", metavar="MONTH", help="close a month, such as 2026-05: what would change it asks first"
    )
    parser.add_argument("--reopen", metavar="MONTH", help="open a closed month again")
    parser.add_argument("--json", action="store_true", help="one JSON document")


def run(asked: argparse.Namespace, database: str | None) -> int:
    """List the months, after closing or opening one."""
    ledger = open_ledger(database)
    try:
        if asked.close is not None:
            closing.close_month(ledger, asked.close)
        if asked.reopen is not None:
            closing.reopen_month(ledger, asked.reopen)
        found = months.months(ledger)
    finally:
        ledger.close()
    if asked.json:
        print_json({"months": [_document(one) for one in found]})
    else:
        rows = [
            (one.month, f"{one.state.sessions:,}", f"{one.state.reviewed:,}", f"{one.state.findings:,}", _closed(one))
            for one in found
        ]
        Table(("Month", "Sessions", "Reviewed", "To look at", "Closed"), (1, 2, 3)).print(rows)
    return 0


def _closed(one: MonthState) -> str:
    return f"by {one.closed.by}, {clock.iso(one.closed.at, 'UTC')}" if one.closed else ""


def _document(one: MonthState) -> dict[str, Any]:
    closed = one.closed and {"by": one.closed.by, "at": clock.iso(one.closed.at, "UTC")}
    return {"month": one.month, **one.state._asdict(), "closed": closed}
