"""`set-aside`: findings set aside with a reason, brought back, or noted."""

import argparse

from zefdesk.cli.findings import finding_document, told_by
from zefdesk.cli.looked import open_looked
from zefdesk.cli.streams import print_json, say
from zefdesk.cli.usage import Parser, WrongUsage, count
from zefdesk.domain.trouble import NotFound
from zefdesk.services import finding_kinds, setting_aside


def options(parser: Parser) -> None:
    """Add the options."""
    parser.add_argument("ids", metavar="FINDING-ID", nargs="+", type=count, help="number of a finding: see `findings`")
    parser.add_argument("--reason", metavar="TEXT", help="why it is none; kept with who said so and when")
    parser.add_argument("--note", metavar="TEXT", help="note this at findings that stay as they are ('' removes it)")
    parser.add_argument("--undo", action="store_true", help="let it be open again")
    parser.add_argument("--json", action="store_true", help="one JSON document")


def run(asked: argparse.Namespace, database: str | None) -> int:
    """Do it; all of it or nothing."""
    if asked.note is None and not asked.undo and not (asked.reason or "").strip():
        raise WrongUsage('--reason is missing: say in a few words why it is none, such as --reason "our own test car"')
    ledger = open_looked(database)
    try:
        if asked.note is not None:
            setting_aside.note(ledger, asked.ids, asked.note)
        if asked.undo:
            setting_aside.bring_back(ledger, asked.ids)
        elif asked.reason is not None:
            setting_aside.set_aside(ledger, asked.ids, asked.reason)
        found, notes = finding_kinds.findings_of(ledger, asked.ids), setting_aside.notes(ledger, asked.ids)
    except NotFound as error:
        if asked.json:
            print_json({"error": str(error)})
        raise
    finally:
        ledger.close()
    if asked.json:
        print_json({"count": len(found), "findings": [finding_document(one, note=notes.get(one.id)) for one in found]})
        return 0
    for one in found:
        said = f"set aside by {told_by(one.set_aside)}: {one.set_aside.text}" if one.set_aside else "open"
        noted = f"; noted: {notes[one.id].text}" if one.id in notes else ""
        say(f"Finding {one.id} ({one.code}): {said}{noted}")
    return 0
