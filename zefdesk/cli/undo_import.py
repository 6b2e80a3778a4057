"""`undo-import`: a file taken back as one step."""

import argparse

from zefdesk.cli.progress import reporting
from zefdesk.cli.streams import print_json, say
from zefdesk.cli.usage import Parser
from zefdesk.domain.notation import Notation
from zefdesk.domain.trouble import AsksFirst, NotFound
from zefdesk.services import importing
from zefdesk.services.closing import OPTION
from zefdesk.services.importing import UndoResult
from zefdesk.services.ledgers import open_ledger
from zefdesk.store.ledger import Ledger

_LARGEST = 2**63


def options(parser: Parser) -> None:
    """Add the options."""
    parser.add_argument("id", metavar="ID", type=int, help="number of the import, see the command imports")
    parser.add_argument(OPTION, action="store_true", help="also where that changes a closed month; this is recorded")
    parser.add_argument("--json", action="store_true", help="one JSON document")


def run(asked: argparse.Namespace, database: str | None) -> int:
    """Take it back."""
    ledger = open_ledger(database)
    try:
        undone = _undo(ledger, asked.id, closed_too=asked.closed_too)
    except (NotFound, AsksFirst) as error:
        if asked.json:
            print_json({"error": str(error)})
        raise
    finally:
        ledger.close()
    if asked.json:
        print_json({"import_id": asked.id, "removed": undone.sessions_removed, "kept_elsewhere": undone.kept_elsewhere})
    else:
        say(
            f"Import {asked.id} is taken back: {Notation().counted(undone.sessions_removed, 'session')} removed, "
            f"{_stay(undone.kept_elsewhere)}."
        )
    return 0


def _stay(number: int) -> str:
    return (
        "1 stays, since another import tells it" if number == 1 else f"{number:,} stay, since other imports tell them"
    )


def _undo(ledger: Ledger, number: int, *, closed_too: bool) -> UndoResult:
    if abs(number) >= _LARGEST:
        raise NotFound(f"no import has the number {number}")
    with reporting() as report:
        return importing.undo_import(ledger, number, report, closed_too=closed_too)
