"""`findings thresholds`: what counts as odd, shown and changed."""

import argparse
from typing import Any

from zefdesk.cli.streams import print_json, say
from zefdesk.cli.table import Table
from zefdesk.cli.usage import WrongUsage
from zefdesk.services import limits
from zefdesk.services.ledgers import open_ledger
from zefdesk.services.limits import Limit

VERB = "thresholds"


def run(asked: argparse.Namespace, database: str | None) -> int:
    """Change the thresholds that are named, then show all; what they decide is looked at again before it is shown."""
    pairs = _pairs(asked.words)
    ledger = open_ledger(database)
    try:
        if pairs:
            limits.set_limits(ledger, pairs)
        held = limits.limits(ledger)
    finally:
        ledger.close()
    if asked.json:
        print_json({"thresholds": [_document(one) for one in held]})
        return 0
    table = Table(("Threshold", "Value", "Unit", "Default", "Decides", "What"), (1, 3))
    table.print([_row(one) for one in held])
    say()
    say("Change one with `findings thresholds NAME=VALUE`; an empty VALUE is the default.")
    return 0


def _pairs(words: list[str]) -> dict[str, str]:
    wrong = next((word for word in words if "=" not in word), None)
    if wrong is not None:
        raise WrongUsage(f"'{wrong}' is no threshold with a value: write NAME=VALUE, such as long-plug=72")
    split = (word.partition("=") for word in words)
    return {name.strip(): value for name, _, value in split}


def _document(one: Limit) -> dict[str, Any]:
    about = one.threshold
    return {
        "name": about.name,
        "value": one.text,
        "default": about.usual,
        "unit": about.unit.label,
        "what": about.what,
        "source": about.source,
        "codes": list(one.codes),
    }


def _row(one: Limit) -> tuple[str, ...]:
    about = one.threshold
    return (about.name, one.text, about.unit.label, about.usual, ", ".join(one.codes), about.what)
