"""`imports`: the files that came in."""

import argparse
from typing import Any

from zefdesk.cli.streams import print_json, say
from zefdesk.cli.table import Table
from zefdesk.cli.usage import Parser
from zefdesk.domain import clock
from zefdesk.services import importing
from zefdesk.services.ledgers import open_ledger
from zefdesk.store.imports import ImportRow

_TITLES = ("Import", "Imported (UTC)", "File", "Read", "New", "Known", "Refused", "Sessions now", "Format")


def options(parser: Parser) -> None:
    """Add the options."""
    parser.add_argument("--json", action="store_true", help="one JSON document")


def run(asked: argparse.Namespace, database: str | None) -> int:
    """Print them, the newest first."""
    ledger = open_ledger(database)
    try:
        found = importing.imports(ledger)
    finally:
        ledger.close()
    if asked.json:
        print_json({"count": len(found), "imports": [_document(one) for one in found]})
        return 0
    Table(_TITLES, (0, 3, 4, 5, 6, 7)).print(map(_row, found))
    if not found:
        say("Nothing has been imported yet.")
    return 0


def _document(one: ImportRow) -> dict[str, Any]:
    return {
        "import_id": one.id,
        "path": one.path,
        "format": one.format,
        "sha256": one.sha256,
        "size": one.size,
        "imported_at": clock.iso(one.imported_at, "UTC"),
        "sessions": {"read": one.read, "new": one.new, "duplicate": one.duplicate, "rejected": one.rejected},
        "stored": one.sessions,
        "facts": dict(one.facts),
    }


def _row(one: ImportRow) -> tuple[str, ...]:
    counts = (one.read, one.new, one.duplicate, one.rejected, one.sessions)
    when = clock.iso(one.imported_at, "UTC")[:19].replace("T", " ")
    return (str(one.id), when, one.path, *(f"{number:,}" for number in counts), one.format)
