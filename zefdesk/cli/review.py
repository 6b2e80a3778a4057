"""`review`: sessions marked reviewed, noted, adjusted; which of conflicting tellings stands."""

import argparse
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import Any

from zefdesk.cli.remark_document import remark_document
from zefdesk.cli.streams import print_json, say
from zefdesk.cli.usage import Parser, WrongUsage
from zefdesk.domain.notation import Notation
from zefdesk.domain.trouble import AsksFirst, NotFound
from zefdesk.services import remarking, reviewing
from zefdesk.services.closing import OPTION
from zefdesk.services.ledgers import open_ledger
from zefdesk.store.ledger import Ledger


def options(parser: Parser) -> None:
    """Add the options."""
    parser.add_argument("ids", metavar="ID", type=int, nargs="*", help="numbers of sessions")
    parser.add_argument("--note", metavar="TEXT", help="mark them reviewed, with a note")
    parser.add_argument(
        "--adjust", metavar="AMOUNT", type=_amount, help="adjust the cost of one session, such as -4.00"
    )
    parser.add_argument(
        "--stands", action="store_true", help="of conflicting tellings this one stands, others do not count"
    )
    parser.add_argument("--reason", metavar="TEXT", default="", help="why: of --adjust and --stands")
    parser.add_argument("--undo", action="store_true", help="take the mark back; with --stands the decision")
    parser.add_argument("--withdraw", metavar="N", type=int, help="withdraw the note or adjustment of this number")
    parser.add_argument(OPTION, action="store_true", help="also in a closed month; this is recorded")
    parser.add_argument("--json", action="store_true", help="one JSON document")


def run(asked: argparse.Namespace, database: str | None) -> int:
    """Do what is asked, and say what came of it."""
    _check(asked)
    ledger = open_ledger(database)
    try:
        done = _do(asked, ledger)
        told = [_document(ledger, number) for number in asked.ids] if asked.json else []
    except (NotFound, AsksFirst) as error:
        if asked.json:
            print_json({"error": str(error)})
        raise
    finally:
        ledger.close()
    if asked.json:
        print_json({"sessions": told})
    else:
        say(done)
    return 0


def _check(asked: argparse.Namespace) -> None:
    if bool(asked.ids) == (asked.withdraw is not None):
        raise WrongUsage("name the sessions by their numbers, or a remark with --withdraw N")
    if (asked.adjust is not None or asked.stands) and len(asked.ids) != 1:
        raise WrongUsage("--adjust and --stands go with one session")


def _do(asked: argparse.Namespace, ledger: Ledger) -> str:
    numbers, too = asked.ids, asked.closed_too
    if asked.withdraw is not None:
        told = remarking.withdraw(ledger, asked.withdraw, closed_too=too)
        return f"Withdrawn: {told.text}"
    if asked.adjust is not None:
        remarking.adjust(ledger, numbers[0], asked.adjust, asked.reason, closed_too=too)
        return f"Session {numbers[0]} is adjusted by {asked.adjust}; the reported cost stays beside it."
    if asked.stands and asked.undo:
        back = remarking.undecide(ledger, numbers[0], closed_too=too)
        return f"{_sessions(back)} {'counts' if back == 1 else 'count'} again."
    if asked.stands:
        others = remarking.decide(ledger, numbers[0], asked.reason, closed_too=too)
        return f"Session {numbers[0]} stands; not counted: {', '.join(map(str, others))}."
    if asked.undo:
        return _marked(remarking.unmark_reviewed(ledger, numbers), "no longer marked reviewed")
    return _marked(remarking.mark_reviewed(ledger, numbers, asked.note or ""), "marked reviewed")


def _marked(number: int, how: str) -> str:
    return f"{_sessions(number)} {'is' if number == 1 else 'are'} {how}."


_sessions = partial(Notation().counted, noun="session")


def _document(ledger: Ledger, number: int) -> dict[str, Any]:
    stored = reviewing.session(ledger, number)
    return {"id": number, "counted": stored.counted, "remarks": [remark_document(one) for one in stored.remarks]}


def _amount(text: str) -> Decimal:
    try:
        amount = Decimal(text)
    except InvalidOperation:
        amount = Decimal("NaN")
    if not amount.is_finite():
        raise argparse.ArgumentTypeError(f"'{text}' is no amount: write it as -4.00")
    return amount
