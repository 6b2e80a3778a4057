"""`demo`: the sample network, imported, and one of each export of it."""

import argparse
import os
from pathlib import Path

from zefdesk.cli.exporting import WORDS
from zefdesk.cli.progress import reporting
from zefdesk.cli.streams import print_json, say
from zefdesk.cli.usage import Parser
from zefdesk.domain.trouble import Trouble
from zefdesk.services import demo
from zefdesk.services.exporting import export_each
from zefdesk.services.ledgers import open_ledger


class NoFolder(Trouble):
    """The folder cannot be made."""


def options(parser: Parser) -> None:
    """Add the options."""
    parser.add_argument("folder", metavar="FOLDER", help="where the exports go; made if it is not there")
    parser.add_argument("--force", action="store_true", help="replace files that are there")
    parser.add_argument("--json", action="store_true", help="one JSON document")


def run(asked: argparse.Namespace, database: str | None) -> int:
    """Fill a ledger (the one that was named, else a new one in the folder) and write the exports."""
    folder = Path(asked.folder)
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise NoFolder(f"{folder} cannot be made: {error.strerror or error}") from error
    location = database or os.environ.get("ZEFDESK_DATABASE") or folder / "sample.zefdesk"
    ledger = open_ledger(location)
    try:
        with reporting() as report:
            outcome = demo.fill(ledger, report)
            made = export_each(ledger, folder, overwrite=asked.force, report=report)
    finally:
        ledger.close()
    read = sum(one.read for one in outcome.results)
    if asked.json:
        files = [{"path": str(path), "rows": rows} for path, rows in made]
        print_json({"ledger": str(location), "read": read, "files": files})
        return 0
    say(f"{location}: {read:,} rows of {len(outcome.results)} sample reports read")
    for path, rows in made:
        say(f"{path}: {rows:,} {WORDS[path.stem]}")
    return 0
