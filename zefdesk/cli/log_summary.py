"""`log-summary`: what chargers' logs tell in sum, read without a ledger."""

import argparse
from pathlib import Path
from typing import Any

from zefdesk.cli.log_texts import print_summary
from zefdesk.cli.progress import reporting
from zefdesk.cli.streams import print_json
from zefdesk.cli.usage import Parser
from zefdesk.domain.clock import iso
from zefdesk.domain.logged import LogSummary
from zefdesk.formats.reading import Settings
from zefdesk.formats.registry import check
from zefdesk.services import charger_logs


def options(parser: Parser) -> None:
    """Add the options."""
    parser.add_argument("paths", nargs="+", metavar="PATH", help="a log, a rotated set, a folder, a .gz or a .zip")
    parser.add_argument("--time-zone", metavar="ZONE", help="zone of clocks that say none, such as America/Chicago")
    parser.add_argument("--json", action="store_true", help="one JSON document")


def run(asked: argparse.Namespace, _database: str | None) -> int:
    """Print them."""
    settings = Settings(time_zone=asked.time_zone)
    check(settings)
    with reporting() as report:
        found = charger_logs.summarise([Path(path) for path in asked.paths], settings, report)
    if asked.json:
        documents = [{"path": label} | _document(told) for label, told in found]
        print_json(documents[0] if len(documents) == 1 else _together(found) | {"files": documents})
    else:
        for label, told in found:
            print_summary(label, told)
    return 0


def _document(told: LogSummary) -> dict[str, Any]:
    gaps = [
        {"from": iso(gap.start, "UTC"), "to": iso(gap.end, "UTC"), "charger": charger}
        for charger, many in told.gaps.items()
        for gap in many
    ]
    return {
        "chargers": [
            {
                "serial": one.serial,
                "id": one.id,
                "messages": one.messages,
                "boots": one.boots,
                "clock_skew": one.clock_skew,
                "sessions": one.sessions,
                "from": _when(one.first),
                "to": _when(one.last),
            }
            for one in told.chargers
        ],
        "from": _when(told.first),
        "to": _when(told.last),
        "attempts": [
            {
                "at": _when(one.at),
                "charger": one.charger,
                "connector": one.connector,
                "what": one.what,
                "why": one.why,
                "line": one.span.line,
            }
            for one in told.attempts
        ],
        "fragments": [
            {
                "charger": one.charger,
                "connector": one.connector,
                "transaction": one.transaction,
                "what": one.what,
                "from": _when(one.first),
                "to": _when(one.last),
                "line": one.span.line,
            }
            for one in told.fragments
        ],
        "errors": [
            {"at": _when(one.at), "charger": one.charger, "code": one.code, "text": one.text, "line": one.span.line}
            for one in told.errors
        ],
        "undecodable": told.undecodable,
        "gaps": gaps,
    }


def _together(found: list[tuple[str, LogSummary]]) -> dict[str, Any]:
    """Give several logs as one document."""
    told = LogSummary()
    for _, one in found:
        told.chargers += one.chargers
        told.attempts += one.attempts
        told.fragments += one.fragments
        told.errors += one.errors
        told.undecodable += one.undecodable
        for charger, gaps in one.gaps.items():
            told.gaps.setdefault(charger, []).extend(gaps)
    told.first = min((one.first for _, one in found if one.first is not None), default=None)
    told.last = max((one.last for _, one in found if one.last is not None), default=None)
    return _document(told)


def _when(instant: int | None) -> str | None:
    return None if instant is None else iso(instant, "UTC")
