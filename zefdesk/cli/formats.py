"""`formats`: what can be read."""

import argparse

from zefdesk.cli.streams import print_json, say
from zefdesk.cli.usage import Parser
from zefdesk.formats.registry import formats


def options(parser: Parser) -> None:
    """Add the options."""
    parser.add_argument("--json", action="store_true", help="one JSON document")


def run(asked: argparse.Namespace, _database: str | None) -> int:
    """Print them by name."""
    if asked.json:
        found = [
            {"name": one.name, "title": one.title, "description": one.description, "endings": list(one.endings)}
            for one in formats()
        ]
        print_json({"formats": found})
        return 0
    for one in formats():
        say(f"{one.name:24}{one.title} ({', '.join(one.endings)})")
        say(f"{'':24}{one.description}")
    return 0
