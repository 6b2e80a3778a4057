"""`findings`: what does not add up in the sessions that a filter lets through; the thresholds that decide it."""

import argparse
from collections.abc import Iterator
from itertools import islice
from typing import Any

from zefdesk.cli import thresholds
from zefdesk.cli.filters import add_filters, query_of
from zefdesk.cli.looked import open_looked
from zefdesk.cli.session_document import places_document
from zefdesk.cli.session_texts import moment
from zefdesk.cli.streams import print_json_list, say
from zefdesk.cli.table import Table
from zefdesk.cli.usage import Parser
from zefdesk.domain import clock, money
from zefdesk.domain.finding import KINDS
from zefdesk.domain.notation import Notation
from zefdesk.domain.query import SessionQuery
from zefdesk.domain.stored import Place, Stored
from zefdesk.services import finding_kinds, reviewing, setting_aside
from zefdesk.services.finding_kinds import Attention
from zefdesk.store.findings import Judgement, StoredFinding
from zefdesk.store.ledger import Ledger

_PAGE = 500
_Told = tuple[StoredFinding, Stored | None, Judgement | None]


def options(parser: Parser) -> None:
    """Add the options."""
    parser.add_argument("verb", nargs="?", choices=(thresholds.VERB,), help="show or change what counts as odd")
    parser.add_argument("words", nargs="*", metavar="NAME=VALUE", help="thresholds to change")
    add_filters(parser)
    aside = parser.add_mutually_exclusive_group()
    aside.add_argument("--open", action="store_true", help="without those that are set aside")
    aside.add_argument("--set-aside", action="store_true", help="only those that are set aside")
    parser.add_argument("--json", action="store_true", help="one JSON document")


def run(asked: argparse.Namespace, database: str | None) -> int:
    """Print them."""
    if asked.verb:
        return thresholds.run(asked, database)
    wanted = False if asked.open else True if asked.set_aside else None
    ledger = open_looked(database)
    try:
        query = query_of(asked, ledger)
        counted = finding_kinds.attention(_found(ledger, query, aside=wanted))
        pages = _pages(ledger, query, aside=wanted)
        if asked.json:
            print_json_list({"count": sum(counted)}, "findings", (map(_document, page) for page in pages))
        else:
            _print(pages, counted)
    finally:
        ledger.close()
    return 0


def _found(ledger: Ledger, query: SessionQuery, *, aside: bool | None) -> Iterator[StoredFinding]:
    """Give the findings: all, those that are set aside, or those that are not."""
    found = reviewing.findings(ledger, query)
    return found if aside is None else (one for one in found if (one.set_aside is not None) is aside)


def _pages(ledger: Ledger, query: SessionQuery, *, aside: bool | None) -> Iterator[list[_Told]]:
    found = _found(ledger, query, aside=aside)
    while page := list(islice(found, _PAGE)):
        numbers = list({one.session_id for one in page if one.session_id is not None})
        stored = {one.id: one for one in reviewing.sessions(ledger, numbers)}
        notes = setting_aside.notes(ledger, [one.id for one in page])
        yield [(one, stored.get(one.session_id or 0), notes.get(one.id)) for one in page]


def _document(told: _Told) -> dict[str, Any]:
    one, stored, note = told
    return finding_document(one, stored, note)


def finding_document(one: StoredFinding, stored: Stored | None = None, note: Judgement | None = None) -> dict[str, Any]:
    """Give a finding, with the place of its session, its charger and cost, and what is noted at it."""
    kind = KINDS.get(one.code)
    said, place = one.set_aside, _place(stored)
    session = stored.session if stored else None
    return {
        "id": one.id,
        "session_id": one.session_id,
        "code": one.code,
        "message": one.message,
        "source": places_document([place])[0] if place else None,
        "set_aside": said and {"reason": said.text, "by": said.who, "at": clock.iso(said.at, "UTC")},
        "note": note and {"text": note.text, "by": note.who, "at": clock.iso(note.at, "UTC")},
        "title": kind.title if kind else one.code,
        "severity": kind.severity.name.lower() if kind else "info",
        "innocent": kind.innocent if kind else None,
        "look_next": kind.look_next if kind else None,
        "other_session_id": one.other_id,
        "charger": one.charger or (session and (session.serial or session.name)),
        "name": session and session.name,
        "cost": session and _money(session.cost, session.currency),
        "currency": session and session.currency,
        "computed": stored and stored.computed and _money(stored.computed.cost, stored.computed.currency),
        "import_id": one.import_id,
    }


def _place(stored: Stored | None) -> Place | None:
    return stored.sources[0] if stored and stored.sources else None


def _money(nano: int | None, currency: str | None) -> str | None:
    return None if nano is None else money.plain(nano, currency)


def _print(pages: Iterator[list[_Told]], counted: Attention) -> None:
    table = Table(("Finding", "Session", "Code", "Where"), (0, 1))
    for page in pages:
        for one, stored, note in page:
            place = _place(stored)
            where = f"{place.path}, line {place.line}" if place else ""
            table.print([(str(one.id), str(one.session_id or ""), one.code, where)])
            say(f"    {one.message}")
            if one.set_aside:
                say(f"    Set aside by {told_by(one.set_aside)}: {one.set_aside.text}")
            if note:
                say(f"    Noted by {told_by(note)}: {note.text}")
    say(
        f"{Notation().counted(sum(counted), 'finding')}: {counted.to_look_at:,} to look at, "
        f"{counted.information:,} information, {counted.aside:,} set aside"
    )


def told_by(said: Judgement) -> str:
    """Say who said it, and when."""
    return f"{said.who}, {moment(said.at, 'UTC')}"
