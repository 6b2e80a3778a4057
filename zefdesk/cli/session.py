"""`session`: one session with its bill, its findings and the rows that told it."""

import argparse
from typing import Any

from zefdesk.cli.bill_texts import print_bill
from zefdesk.cli.derived import derived
from zefdesk.cli.findings import told_by
from zefdesk.cli.log_texts import print_log
from zefdesk.cli.looked import open_looked
from zefdesk.cli.remark_document import remark_line
from zefdesk.cli.session_document import session_document
from zefdesk.cli.session_log import log_document, logged_details
from zefdesk.cli.session_texts import amount, bill_rows, bill_sentence, field_rows
from zefdesk.cli.streams import print_json, say
from zefdesk.cli.table import Table
from zefdesk.cli.usage import Parser
from zefdesk.domain.stored import Stored
from zefdesk.domain.trouble import NotFound
from zefdesk.services import bills, charger_logs, reviewing
from zefdesk.services.bills import ComputedBill
from zefdesk.store.findings import StoredFinding
from zefdesk.store.sources import SourceView


def options(parser: Parser) -> None:
    """Add the options."""
    parser.add_argument("id", metavar="ID", type=int, help="number of the session")
    parser.add_argument("--json", action="store_true", help="one JSON document")


def run(asked: argparse.Namespace, database: str | None) -> int:
    """Print it."""
    ledger = open_looked(database)
    try:
        stored = reviewing.session(ledger, asked.id)
        told = reviewing.source(ledger, asked.id)
        found = reviewing.findings_of(ledger, asked.id)
        computed = bills.bill_of(ledger, asked.id)
        trace = charger_logs.trace(ledger, asked.id)
        frames = charger_logs.frames_of(ledger, asked.id) if trace else []
    except NotFound as error:
        if asked.json:
            print_json({"error": str(error)})
        raise
    finally:
        ledger.close()
    if asked.json:
        document = _document(stored, told, computed)
        if trace:
            document |= {"log": log_document(trace.logged, stored.display_zone)}
            document |= logged_details(stored, trace.logged, frames)
        print_json(document)
    else:
        _print(stored, told, found, computed)
        if trace:
            print_log(trace.logged, stored.display_zone)
    return 0


def _document(stored: Stored, told: list[SourceView], computed: ComputedBill | None) -> dict[str, Any]:
    more = {"meter_values": [], "events": [], "derived": derived(stored, told)}
    return session_document(stored, computed) | more | {"raw": told[0].raw if told else None}


def _print(stored: Stored, told: list[SourceView], found: list[StoredFinding], computed: ComputedBill | None) -> None:
    say(f"Session {stored.id}")
    for name, text in field_rows(stored):
        say(f"  {name + ':':17}{text}")
    if rows := bill_rows(stored.session.bill_details):
        say()
        Table(("Line", "Quantity", "Unit", "Rate", "Amount"), (1, 3, 4)).print(rows)
    if sentence := bill_sentence(stored):
        say(sentence)
    if computed:
        _print_computed(stored, computed)
    for said in stored.remarks:
        say()
        say(remark_line(said))
    for one in found:
        say()
        aside = f" (set aside by {told_by(one.set_aside)}: {one.set_aside.text})" if one.set_aside else ""
        say(f"{one.code}: {one.message}{aside}")
    for view in told:
        say()
        say(f"{view.place.path}, line {view.place.line} (import {view.place.import_id}):")
        say(f"  {view.raw}")


def _print_computed(stored: Stored, computed: ComputedBill) -> None:
    say()
    made = f"by the simple rate {computed.rate}" if computed.rate else "by its billing profile"
    say(f"Computed {made}: {amount(computed.cost, computed.currency)}")
    if computed.bill:
        print_bill(computed.bill)
    difference = computed.difference(stored.session)
    if difference:
        say(f"Difference from the reported cost: {amount(difference, computed.currency)}")
    if reason := computed.why_differs(stored.session):
        say(reason)
