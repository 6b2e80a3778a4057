"""`export`: a report as a file, whole or not at all."""

import argparse
from pathlib import Path

from zefdesk.cli.filters import add_filters, add_sort, query_of
from zefdesk.cli.looked import open_looked
from zefdesk.cli.progress import reporting
from zefdesk.cli.streams import print_json, say
from zefdesk.cli.usage import Parser
from zefdesk.services.exporting import REPORTS, export

WORDS = {"sessions": "sessions", "bill-details": "bill lines", "findings": "findings"}


def options(parser: Parser) -> None:
    """Add the options."""
    parser.add_argument("out", metavar="OUT", help="OUT.csv or OUT.xlsx")
    parser.add_argument("--report", default="sessions", choices=REPORTS, help="what is written (default: sessions)")
    add_filters(parser)
    add_sort(parser)
    parser.add_argument("--force", action="store_true", help="replace a file that is there")
    parser.add_argument("--json", action="store_true", help="one JSON document")


def run(asked: argparse.Namespace, database: str | None) -> int:
    """Write it."""
    ledger = open_looked(database)
    try:
        query = query_of(asked, ledger)
        with reporting() as report:
            rows = export(
                ledger, Path(asked.out), query, report_kind=asked.report, overwrite=asked.force, report=report
            )
    finally:
        ledger.close()
    if asked.json:
        print_json({"path": asked.out, "report": asked.report, "rows": rows})
    else:
        say(f"{asked.out}: {rows:,} {WORDS[asked.report]}")
    return 0
