"""Months that are closed: what would change one asks first, and is written down where it is let through."""

import re
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from zefdesk.domain.trouble import AsksFirst, UnknownName
from zefdesk.services.activity import record
from zefdesk.store import closed_months
from zefdesk.store.closed_months import ClosedMonth
from zefdesk.store.ledger import Ledger
from zefdesk.store.transaction import Transaction

OPTION = "--closed-too"
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


class MonthClosed(AsksFirst):
    """What was asked for would change a closed month; nothing was done."""

    def __init__(self, months: Iterable[str], what: str) -> None:
        self.months = tuple(sorted(months))
        named = ", ".join(self.months)
        closed = "is closed" if len(self.months) == 1 else "are closed"
        super().__init__(
            f"{named} {closed}, and {what} would change it: nothing was done; "
            f"open the month again, or let it with {OPTION}, which is recorded"
        )


def closed(ledger: Ledger) -> list[ClosedMonth]:
    """Give the closed months, the newest first."""
    with ledger.reading() as transaction:
        return closed_months.closed(transaction)


def close_month(ledger: Ledger, month: str) -> bool:
    """Close a month (`2026-05`); gives whether it was open. Raises UnknownName for what is no month."""
    _check(month)
    with ledger.writing() as transaction:
        if month in _names(transaction):
            return False
        closed_months.close(transaction, month, ledger.person, int(time.time()))
        record(transaction, "closed", month, "open", "closed")
    return True


def reopen_month(ledger: Ledger, month: str) -> bool:
    """Open a month again; gives whether it was closed. Raises UnknownName for what is no month."""
    _check(month)
    with ledger.writing() as transaction:
        if month not in _names(transaction):
            return False
        closed_months.reopen(transaction, month)
        record(transaction, "reopened", month, "closed", "open")
    return True


def closed_month_of(ledger: Ledger, number: int) -> str:
    """Give the month in which a session starts, where it is closed; else nothing."""
    with ledger.reading() as transaction:
        return closed_months.inside(transaction, [number]).get(number, "")


def _check(month: str) -> None:
    if not _MONTH.fullmatch(month):
        raise UnknownName(f"'{month}' is no month: write it as 2026-05")


def _names(transaction: Transaction) -> set[str]:
    return {one.month for one in closed_months.closed(transaction)}


@contextmanager
def changes(transaction: Transaction) -> Iterator[list[str]]:
    """Give a list of the closed months that are changed while something is done in a transaction, full at its end."""
    before = closed_months.prints(transaction)
    changed: list[str] = []
    yield changed
    if before:
        after = closed_months.prints(transaction)
        changed += [month for month in before if before[month] != after[month]]


@contextmanager
def told_refused(ledger: Ledger, what: str) -> Iterator[None]:
    """Write down where a closed month refuses what is done, which is over and rolled back by then."""
    try:
        yield
    except MonthClosed as error:
        with ledger.writing() as transaction:
            record(transaction, "refused", ", ".join(error.months), "", what)
        raise


@contextmanager
def watched(transaction: Transaction, what: str, *, closed_too: bool) -> Iterator[None]:
    """Watch the closed months while something is done in a transaction.

    Raises MonthClosed where a session or a bill of one has changed, which rolls the transaction back; with
    `closed_too` it is written down instead. `what` names what is done: `this import`.
    """
    with changes(transaction) as changed:
        yield
    if changed and not closed_too:
        raise MonthClosed(changed, what)
    for month in changed:
        record(transaction, "changed-closed", month, "", f"by {what}")


def allow(transaction: Transaction, numbers: list[int], what: str, *, closed_too: bool) -> None:
    """Let these sessions be changed; raises MonthClosed where one is in a closed month, unless `closed_too`."""
    months = set(closed_months.inside(transaction, numbers).values())
    if months and not closed_too:
        raise MonthClosed(months, what)
    for month in sorted(months):
        record(transaction, "changed-closed", month, "", f"by {what}")
