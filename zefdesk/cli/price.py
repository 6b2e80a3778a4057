"""`price`: bills for stored sessions by their chargers' rates and profiles; or for one session, record or case."""

import argparse
from pathlib import Path
from typing import Any

from zefdesk.billing.document import bill_document
from zefdesk.billing.session_text import EXAMPLE, EXAMPLE_SEGMENTS
from zefdesk.cli.bill_texts import print_bill
from zefdesk.cli.filters import add_filters, query_of, unordered
from zefdesk.cli.price_document import comparison_document, priced_document, summary_document
from zefdesk.cli.price_texts import print_comparison, print_summary
from zefdesk.cli.progress import reporting
from zefdesk.cli.streams import print_json, print_json_list, say, tell
from zefdesk.cli.usage import Parser, WrongUsage
from zefdesk.domain.notation import Notation
from zefdesk.domain.query import SessionQuery
from zefdesk.services import billing_files, comparing, comparison_files, ocpi_documents, pricing
from zefdesk.services.closing import OPTION
from zefdesk.services.ledgers import open_ledger
from zefdesk.services.priced import Summary
from zefdesk.store.ledger import Ledger

_PAIRS = (("profile", "session"), ("ocpi_tariff", "ocpi_cdr"))


def options(parser: Parser) -> None:
    """Add the options."""
    add_filters(parser)
    parser.add_argument("--dry-run", action="store_true", help="price, and keep nothing")
    parser.add_argument(OPTION, action="store_true", help="also sessions of closed months; this is recorded")
    parser.add_argument(
        "--compare",
        metavar="PROFILE",
        help="what they would come to under this profile (a name, or a file); keeps nothing",
    )
    parser.add_argument("--against", metavar="PROFILE", help="compare with this profile, not with what is in force")
    parser.add_argument("--output", metavar="FILE", type=Path, help="write the comparison as .csv or .xlsx, too")
    parser.add_argument("--force", action="store_true", help="replace the file that is there")
    parser.add_argument("--profile", metavar="FILE", type=Path, help="price one session by this profile")
    parser.add_argument("--session", metavar="FILE", type=Path, help="the session (see --example)")
    parser.add_argument("--ocpi-tariff", metavar="FILE", type=Path, help="price one OCPI record by this OCPI tariff")
    parser.add_argument("--ocpi-cdr", metavar="FILE", type=Path, help="the charge detail record")
    parser.add_argument("--time-zone", metavar="ZONE", help="the zone of the tariff's clock, which OCPI does not tell")
    parser.add_argument(
        "--as-ocpi-cdr", action="store_true", help="print the bill of one session or record as an OCPI 2.2.1 record"
    )
    parser.add_argument("--lossy", action="store_true", help="print an OCPI record without what it cannot say")
    parser.add_argument("--case", metavar="FILE", type=Path, nargs="+", help="run pricing cases")
    parser.add_argument("--example", action="store_true", help="print a session file, and one of segments")
    parser.add_argument("--json", action="store_true", help="one JSON document")


def run(asked: argparse.Namespace, database: str | None) -> int:
    """Price what is asked for."""
    for first, second in _PAIRS:
        if bool(getattr(asked, first)) != bool(getattr(asked, second)):
            raise WrongUsage(f"--{first} and --{second} go together".replace("_", "-"))
    alone = bool(asked.profile or asked.ocpi_tariff)
    if (asked.against or asked.output) and asked.compare is None:
        raise WrongUsage("--against and --output go with --compare")
    if asked.as_ocpi_cdr and not alone:
        raise WrongUsage("--as-ocpi-cdr goes with --profile and --session, or with --ocpi-tariff and --ocpi-cdr")
    if asked.example:
        say("A session as a report's row has it:")
        print(EXAMPLE)
        say("A session as a charger's log gives it:")
        print(EXAMPLE_SEGMENTS)
    elif asked.case:
        results = [result for path in asked.case for result in billing_files.case_results(path)]
        print_json({"cases": results})
        return 1 if any(result["skipped"] for result in results) else 0
    elif alone:
        _alone(asked)
    else:
        return _stored(asked, database)
    return 0


def _alone(asked: argparse.Namespace) -> None:
    """Price one session, or one record, and print its bill in the form that is asked for."""
    if asked.profile:
        priced = billing_files.price_session(asked.profile, asked.session)
    else:
        priced = billing_files.price_cdr(asked.ocpi_tariff, asked.ocpi_cdr, asked.time_zone)
    if asked.as_ocpi_cdr:
        record, left_out = ocpi_documents.cdr_document(priced, lossy=asked.lossy)
        print_json(record)
        if left_out:
            tell(f"OCPI cannot say all of it. {' '.join(left_out)}")
    elif asked.json:
        print_json(bill_document(priced.bill))
    else:
        print_bill(priced.bill)


def _stored(asked: argparse.Namespace, database: str | None) -> int:
    """Price stored sessions; 1 where closed months kept other bills than they would have now."""
    ledger = open_ledger(database)
    summary = Summary()
    try:
        query = unordered(query_of(asked, ledger))
        if asked.compare is not None:
            _compare(asked, query, ledger)
        elif asked.json:
            summary = _print_json(asked, query, ledger)
        else:
            with reporting() as report:
                summary = pricing.price_sessions(
                    ledger, query, dry_run=asked.dry_run, closed_too=asked.closed_too, report=report
                )
            print_summary(summary, kept=not asked.dry_run)
    finally:
        ledger.close()
    if summary.held_back:
        tell(
            f"{Notation().counted(summary.held_back, 'session')} of closed months "
            f"({', '.join(sorted(summary.closed))}) would be billed otherwise now; the bills stay as they are; "
            f"{OPTION} lets them change, and is recorded"
        )
    return 1 if summary.held_back else 0


def _compare(asked: argparse.Namespace, query: SessionQuery, ledger: Ledger) -> None:
    draft = comparing.draft_of(ledger, asked.compare)
    against = None if asked.against is None else comparing.draft_of(ledger, asked.against)
    with reporting() as report:
        if asked.output is None:
            found = comparing.compare(ledger, query, draft, report, against)
        else:
            found = comparison_files.save_comparison(
                ledger, query, draft, asked.output, against=against, overwrite=asked.force, report=report
            )
    if asked.json:
        print_json(comparison_document(found))
    else:
        print_comparison(found)


def _print_json(asked: argparse.Namespace, query: SessionQuery, ledger: Ledger) -> Summary:
    """Keep the bills first, then print them all; after a dry run nothing is kept."""
    with reporting() as report:
        summary: Summary = pricing.price_sessions(
            ledger, query, dry_run=asked.dry_run, closed_too=asked.closed_too, report=report
        )
    head: dict[str, Any] = summary_document(summary, kept=not asked.dry_run)
    pages = (map(priced_document, page) for page in pricing.priced(ledger, query))
    print_json_list(head, "sessions", pages)
    return summary
