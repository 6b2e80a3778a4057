"""`chargers`: list them with their rates; import or export all as CSV; set keys of one."""

import argparse
from collections import defaultdict
from pathlib import Path
from typing import Any

from zefdesk.cli.streams import print_json, say
from zefdesk.cli.table import Table
from zefdesk.cli.usage import Parser, WrongUsage
from zefdesk.domain import clock
from zefdesk.domain.charger import Charger
from zefdesk.services import configuring
from zefdesk.services.charger_file import KEYS, texts_of
from zefdesk.services.closing import OPTION
from zefdesk.services.ledgers import open_ledger
from zefdesk.store.ledger import Ledger
from zefdesk.store.profiles import Assignment

_TITLES = ("Serial", "Name", "Kind", "Zone", "Currency", "Simple rate", "Profile", "Sessions")
_USAGE = "chargers [--json] | import FILE.csv | export FILE.csv [--force] | set SERIAL KEY=VALUE..."


def options(parser: Parser) -> None:
    """Add the options."""
    parser.usage = f"zefdesk-cli {_USAGE}"
    parser.epilog = f"Keys: {', '.join(KEYS)}. Several identities are separated by a semicolon."
    parser.add_argument("verb", nargs="?", choices=("import", "export", "set"), help="list all, if none is given")
    parser.add_argument("words", nargs="*", metavar="...", help="a file; or a serial and KEY=VALUE pairs")
    parser.add_argument("--force", action="store_true", help="replace the file that is there")
    parser.add_argument(OPTION, action="store_true", help="also where a zone moves sessions of a closed month")
    parser.add_argument("--json", action="store_true", help="one JSON document")


def run(asked: argparse.Namespace, database: str | None) -> int:
    """Do it."""
    pairs = _pairs(asked)
    ledger = open_ledger(database)
    try:
        if asked.verb == "import":
            count = configuring.import_chargers(ledger, Path(asked.words[0]), closed_too=asked.closed_too)
            _say(asked, {"chargers": count}, f"{count:,} chargers set")
        elif asked.verb == "export":
            count = configuring.export_chargers(ledger, Path(asked.words[0]), force=asked.force)
            _say(asked, {"chargers": count}, f"{count:,} chargers written to {asked.words[0]}")
        elif asked.verb == "set":
            charger = configuring.set_charger(ledger, asked.words[0], pairs, closed_too=asked.closed_too)
            _say(asked, _document(charger, [], 0), f"{charger.serial}: set")
        else:
            _list(asked, ledger)
    finally:
        ledger.close()
    return 0


def _pairs(asked: argparse.Namespace) -> dict[str, str]:
    """Give the KEY=VALUE pairs of `set`; raises WrongUsage for words that do not fit the verb."""
    words: list[str] = asked.words
    if asked.verb == "set":
        wrong = next((word for word in words[1:] if "=" not in word), None)
        if len(words) < 2 or wrong:  # noqa: PLR2004 -- a serial and a pair
            raise WrongUsage(f"{wrong or 'nothing to set'}: write {_USAGE.rpartition('| ')[2]}")
        return dict(word.split("=", 1) for word in words[1:])
    if len(words) != (1 if asked.verb else 0):
        raise WrongUsage(f"write one of: {_USAGE}")
    return {}


def _say(asked: argparse.Namespace, document: dict[str, Any], text: str) -> None:
    if asked.json:
        print_json(document)
    else:
        say(text)


def _list(asked: argparse.Namespace, ledger: Ledger) -> None:
    found, sessions = configuring.chargers(ledger), configuring.sessions_of(ledger)
    assigned: dict[str, list[Assignment]] = defaultdict(list)
    for one in configuring.assignments(ledger):
        assigned[one.charger].append(one)
    if asked.json:
        made = [_document(one, assigned[one.serial], sessions.get(one.serial, 0)) for one in found]
        print_json({"count": len(found), "chargers": made})
        return
    Table(_TITLES, (7,)).print(_row(one, assigned[one.serial], sessions.get(one.serial, 0)) for one in found)
    if not found:
        say("No chargers are known yet: import a report, or a CSV of chargers.")


def _document(charger: Charger, assigned: list[Assignment], sessions: int) -> dict[str, Any]:
    texts: dict[str, Any] = dict(texts_of(charger))
    made = {key: text or None for key, text in texts.items()}
    made |= {"connectors": charger.connectors, "free_vend": charger.free_vend}
    made |= {"card_reader_identity": list(charger.card_reader_identities), "members": list(charger.members)}
    current = _current(charger, assigned)
    return {
        "serial": charger.serial,
        **made,
        "profile": current.profile if current else None,
        "assignments": [_span(one) for one in assigned],
        "sessions": sessions,
    }


def _span(one: Assignment) -> dict[str, str | None]:
    end = None if one.end_wall is None else clock.wall_text(one.end_wall)
    return {"profile": one.profile, "from": clock.wall_text(one.start_wall), "until": end}


def _current(charger: Charger, assigned: list[Assignment]) -> Assignment | None:
    now = configuring.now_at(charger)
    inside = [one for one in assigned if one.start_wall <= now and (one.end_wall is None or now < one.end_wall)]
    return inside[0] if inside else None


def _row(charger: Charger, assigned: list[Assignment], sessions: int) -> tuple[str, ...]:
    current = _current(charger, assigned)
    return (
        charger.serial,
        charger.name or "",
        charger.kind.value if charger.kind else "",
        charger.time_zone or "",
        charger.currency or "",
        str(charger.simple_rate or ""),
        current.profile if current else "",
        f"{sessions:,}",
    )
