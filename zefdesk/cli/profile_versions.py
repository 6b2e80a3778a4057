"""`profiles templates`, `profiles changes`, `profiles withdraw`: what to start from, what versions say otherwise."""

import argparse
from typing import Any

from zefdesk.billing.changes import changes
from zefdesk.billing.draft import text_of
from zefdesk.billing.sentences import draft_sentences
from zefdesk.cli.streams import print_json, say
from zefdesk.cli.usage import WrongUsage
from zefdesk.services import drafting
from zefdesk.services.templates import Template, template, templates
from zefdesk.store.ledger import Ledger


def print_templates(asked: argparse.Namespace) -> int:
    """List the templates, or print one as a profile file."""
    if asked.words:
        print(text_of(template(asked.words[0]).draft), end="")
    elif asked.json:
        print_json({"templates": [_document(one) for one in templates()]})
    else:
        for one in templates():
            say(f"{one.key}: {one.title}. {one.when_to_use}")
    return 0


def _document(one: Template) -> dict[str, Any]:
    said = draft_sentences(one.draft)
    costs = [said[f"costs[{at}]"] for at in range(len(one.draft["costs"]))]
    return {"key": one.key, "title": one.title, "when_to_use": one.when_to_use, "costs": costs}


def print_changes(asked: argparse.Namespace, ledger: Ledger) -> int:
    """Say what a version of a profile says otherwise than another: the newest and the one before, unless they are said.

    1 where they differ.
    """
    name, *numbers = asked.words
    if len(numbers) == 1:
        raise WrongUsage("name two versions, or none")
    newest = drafting.version_of(ledger, name).version
    before, after = map(_whole, numbers) if numbers else (max(newest - 1, 1), newest)
    found = changes(drafting.version_of(ledger, name, before), drafting.version_of(ledger, name, after))
    if asked.json:
        listed = [{"path": one.path, "text": one.text} for one in found]
        print_json({"profile": name, "from": before, "to": after, "changes": listed})
    else:
        for one in found:
            say(one.text)
        if not found:
            say(f"version {after} says the same as version {before}")
    return 1 if found else 0


def withdraw(asked: argparse.Namespace, ledger: Ledger) -> int:
    """Take out a version that was never used."""
    name, number = asked.words
    drafting.withdraw(ledger, name, _whole(number))
    if asked.json:
        print_json({"profile": name, "withdrawn": _whole(number)})
    else:
        say(f"'{name}', version {number}: taken out; it had priced nothing")
    return 0


def _whole(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10):  # noqa: PLR2004 -- far more than versions
        raise WrongUsage(f"'{text}' is no version: write its number, as `profiles` lists it")
    return int(text)
