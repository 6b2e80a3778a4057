"""`activity`: what was done to the ledger: who, when, what, before and after."""

import argparse
from pathlib import Path

from zefdesk.cli.streams import print_json, say
from zefdesk.cli.table import Table
from zefdesk.cli.usage import Parser, count
from zefdesk.domain import clock
from zefdesk.services import activity
from zefdesk.services.ledgers import open_ledger


def options(parser: Parser) -> None:
    """Add the options."""
    parser.add_argument("--limit", metavar="N", type=count, help="so many at most, the newest first")
    parser.add_argument("--export", metavar="FILE.csv", type=Path, help="write all of it to a file, the oldest first")
    parser.add_argument("--force", action="store_true", help="replace a file of this name")
    parser.add_argument("--json", action="store_true", help="one JSON document")


def run(asked: argparse.Namespace, database: str | None) -> int:
    """Print it, or write it to a file."""
    ledger = open_ledger(database)
    try:
        if asked.export is not None:
            written = activity.export_activity(ledger, asked.export, overwrite=asked.force)
            say(f"{asked.export}: {written:,} rows")
            return 0
        done = activity.activities_of(ledger, asked.limit)
    finally:
        ledger.close()
    if asked.json:
        print_json({"activity": [one._asdict() | {"at": clock.iso(one.at, "UTC")} for one in done]})
    else:
        rows = [(clock.iso(one.at, "UTC"), one.by, one.label, one.about, one.before, one.after) for one in done]
        Table(("When", "Who", "What", "About", "Before", "After")).print(rows)
    return 0
