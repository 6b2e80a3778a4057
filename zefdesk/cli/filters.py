"""FILTERs: options that say which sessions, as one query."""

import argparse
import re
from dataclasses import replace
from datetime import time

from zefdesk.cli.usage import Parser, WrongUsage
from zefdesk.domain import clock
from zefdesk.domain.bill_state import BILL_STATES
from zefdesk.domain.filter_text import read_filter
from zefdesk.domain.finding import KINDS
from zefdesk.domain.query import SessionQuery, Sort, Test, parse_sort
from zefdesk.services import views
from zefdesk.store.ledger import Ledger

_DATE = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)(?:[T ](\d\d?):(\d\d)(?::(\d\d))?)?")
_TEXTS = ("serial", "name", "initiator", "identity")
_LARGEST = 2**63 - 1
_NOBODY = 0


def add_filters(parser: Parser) -> None:
    """Add the options."""
    group = "several values of one option: any of them; several options: all of them"
    parser.add_argument(
        "--from", dest="first", metavar="DATE", type=_wall, help="Start on this day or later, by the charger's clock"
    )
    parser.add_argument("--to", dest="end", metavar="DATE", type=_wall, help="Start before this day")
    for name in _TEXTS:
        more = " ('' is free vend)" if name == "initiator" else ""
        parser.add_argument(
            f"--{name}",
            action="append",
            metavar=name[0].upper(),
            type=_text,
            help=f"exactly this {name}{more}; {group}",
        )
    parser.add_argument(
        "--search",
        metavar="TEXT",
        type=_text,
        default="",
        help="anywhere in Name, Sticker, Serial, Initiator, Identity, Bill Details",
    )
    parser.add_argument(
        "--filter",
        metavar="TEXT",
        type=read_filter,
        help="a filter as in the window's search field: energy>40 initiator:ChargeHub -finding:overlap month:2026-05",
    )
    parser.add_argument("--view", metavar="NAME", help="what a view lets through, in its order; see the command views")
    parser.add_argument(
        "--bill-state", action="append", metavar="STATE", choices=BILL_STATES, help=f"one of {', '.join(BILL_STATES)}"
    )
    parser.add_argument(
        "--finding", action="append", metavar="CODE", choices=tuple(KINDS), help=f"one of {', '.join(KINDS)}"
    )
    parser.add_argument(
        "--import", dest="import_id", action="append", metavar="ID", type=_number, help="told by this import"
    )
    parser.add_argument("--id", action="append", metavar="N", type=_number, help="this session")


def add_sort(parser: Parser) -> None:
    """Add the option of the order."""
    parser.add_argument(
        "--sort",
        metavar="KEYS",
        type=parse_sort,
        help="such as -start,serial; a minus means descending (default: that of --view, else -start)",
    )


def query_of(asked: argparse.Namespace, ledger: Ledger) -> SessionQuery:
    """Give the query that the options ask for; all of them must hold, those of `--view` and `--filter` too."""
    view = SessionQuery() if asked.view is None else views.view(ledger, asked.view).query
    written: SessionQuery = asked.filter or SessionQuery()
    searched = [text for text in (view.search, written.search, asked.search) if text]
    if len(searched) > 1:
        raise WrongUsage("more than one text to search for (--search, the free words of --filter, --view): give one")
    order: tuple[Sort, ...] = getattr(asked, "sort", None) or view.sort
    parts = (*view.conditions, *written.conditions, *_by_options(asked).conditions)
    return SessionQuery(tuple(dict.fromkeys(parts)), "".join(searched), order, view.columns)


def _by_options(asked: argparse.Namespace) -> SessionQuery:
    query = SessionQuery()
    for key in (*_TEXTS, "bill_state", "import_id", "id"):
        if values := getattr(asked, key):
            query = query.where(key, Test.IS, *values)
    if asked.finding:
        query = query.where("findings", Test.IS, *asked.finding)
    if asked.first is not None:
        query = query.where("start", Test.AT_LEAST, asked.first)
    return query if asked.end is None else query.where("start", Test.BELOW, asked.end)


def unordered(query: SessionQuery) -> SessionQuery:
    """Give the query in the order of the numbers."""
    return replace(query, sort=())


def _wall(text: str) -> int:
    match = _DATE.fullmatch(text.strip())
    wrong = argparse.ArgumentTypeError(f"'{text}' is no date: write it as 2026-05-01")
    if not match:
        raise wrong
    year, month, day, hour, minute, second = (int(part or 0) for part in match.groups())
    try:
        return clock.wall_from(year, month, day, time(hour, minute, second).hour * 3600 + minute * 60 + second)
    except ValueError:
        raise wrong from None


def _text(text: str) -> str:
    """Give an argument as text that can be stored, so that it can be compared."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _number(text: str) -> int:
    if not re.fullmatch(r"[+-]?\d{1,4000}", text.strip()):
        raise argparse.ArgumentTypeError(f"'{text}' is no number")
    number = int(text)
    return number if 0 < number <= _LARGEST else _NOBODY
