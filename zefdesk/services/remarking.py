"""Review work: sessions marked reviewed, noted, adjusted; of two tellings that conflict, which one stands."""

import time
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import NamedTuple

from zefdesk.domain import money, quantity
from zefdesk.domain.query import SessionQuery
from zefdesk.domain.remark import ADJUSTMENT, LABELS, NOTE, PASSED_OVER, REVIEWED, Remark
from zefdesk.domain.stored import Stored
from zefdesk.domain.trouble import NotFound, UnknownName
from zefdesk.services import conflicts
from zefdesk.services.activity import record
from zefdesk.services.closing import allow
from zefdesk.store import findings as stored_findings
from zefdesk.store import remarks, sessions
from zefdesk.store.findings import Judgement
from zefdesk.store.ledger import Ledger
from zefdesk.store.remarks import NewRemark
from zefdesk.store.transaction import Transaction

_NAMED = 5


class ReviewState(NamedTuple):
    """How far the review of some sessions is: how many there are, are reviewed, and what is still found in them."""

    sessions: int
    reviewed: int
    findings: int


def mark_reviewed(ledger: Ledger, numbers: Sequence[int], note: str = "") -> int:
    """Mark sessions reviewed, with a note where there is one; gives how many were not yet. Raises NotFound."""

    def said(transaction: Transaction) -> int:
        fresh = remarks.add(transaction, numbers, _new(ledger, REVIEWED), once=True)
        if fresh:
            record(transaction, "reviewed", _about(numbers))
        return fresh

    fresh = _on_all(ledger, numbers, said)
    if note.strip():
        add_note(ledger, numbers, note)
    return fresh


def unmark_reviewed(ledger: Ledger, numbers: Sequence[int]) -> int:
    """Take the mark back; gives how many had one. Raises NotFound."""

    def said(transaction: Transaction) -> int:
        gone = remarks.take_back(transaction, numbers, REVIEWED)
        if gone:
            record(transaction, "unreviewed", _about(numbers))
        return gone

    return _on_all(ledger, numbers, said)


def add_note(ledger: Ledger, numbers: Sequence[int], text: str) -> int:
    """Note something on sessions; gives on how many. Raises NotFound, UnknownName for an empty note."""
    words = _words(text, "a note")

    def said(transaction: Transaction) -> int:
        record(transaction, "noted", _about(numbers), "", words)
        return remarks.add(transaction, numbers, _new(ledger, NOTE, words))

    return _on_all(ledger, numbers, said)


def adjust(ledger: Ledger, number: int, amount: Decimal, reason: str, *, closed_too: bool = False) -> int:
    """Adjust the cost of a session by an amount, with a reason; gives the sum of its adjustments in billionths.

    The reported cost stays as it is. Raises NotFound, UnknownName, MonthClosed.
    """
    words = _words(reason, "a reason")
    try:
        nano = quantity.to_nano(amount)
    except (ValueError, OverflowError):
        raise UnknownName(f"'{amount}' is no amount: write it as -4.00") from None
    with ledger.writing() as transaction:
        stored = _session(transaction, number)
        allow(transaction, [number], "this adjustment", closed_too=closed_too)
        currency = currency_of(stored)
        before = stored.adjustment
        remarks.add(transaction, [number], _new(ledger, ADJUSTMENT, words, nano, currency))
        after = (before or 0) + nano
        record(transaction, "adjusted", _about([number]), _sum(before, currency), _sum(after, currency, words))
    return after


def withdraw(ledger: Ledger, remark_id: int, *, closed_too: bool = False) -> Remark:
    """Withdraw an adjustment or a note; gives what it said. Raises NotFound, MonthClosed."""
    with ledger.writing() as transaction:
        told = remarks.find(transaction, remark_id)
        if told is None or told.kind not in {ADJUSTMENT, NOTE}:
            raise NotFound(f"no note or adjustment has the number {remark_id}")
        if told.kind == ADJUSTMENT and told.session_id is not None:
            allow(transaction, [told.session_id], "this withdrawal", closed_too=closed_too)
        remarks.remove(transaction, remark_id)
        about = _about([told.session_id] if told.session_id is not None else [])
        before = _sum(told.amount, told.currency, told.text) if told.kind == ADJUSTMENT else told.text
        record(transaction, "withdrawn", f"{LABELS[told.kind]}: {about}", before)
    return told


def decide(ledger: Ledger, standing: int, why: str, *, closed_too: bool = False) -> list[int]:
    """Let a session stand among its conflicting tellings; gives the others, which are not counted from now on.

    That they conflict is set aside, with the decision as the reason, as long as the decision holds.
    Raises NotFound, UnknownName where it conflicts with none, MonthClosed.
    """
    words = _words(why, "a reason")
    with ledger.writing() as transaction:
        _session(transaction, standing)
        others = conflicts.others(transaction, standing)
        if not others:
            raise UnknownName(f"session {standing} was told once only: there is nothing to decide")
        allow(transaction, [standing, *others], "this decision", closed_too=closed_too)
        conflicts.unsettle(transaction, [standing, *others])
        remarks.take_back(transaction, [standing, *others], PASSED_OVER)
        decision = _new(ledger, PASSED_OVER, words)
        remarks.add(transaction, others, decision)
        conflicts.settle(transaction, [standing, *others], Judgement(decision.text, decision.by, decision.at))
        record(transaction, "decided", _about([standing]), f"beside {_about(others)}", words)
    return others


def undecide(ledger: Ledger, number: int, *, closed_too: bool = False) -> int:
    """Let a session and its conflicting tellings all count again; gives how many did not. Raises as `decide`."""
    with ledger.writing() as transaction:
        _session(transaction, number)
        group = [number, *conflicts.others(transaction, number)]
        allow(transaction, group, "this decision", closed_too=closed_too)
        conflicts.unsettle(transaction, group)
        back = remarks.take_back(transaction, group, PASSED_OVER)
        if back:
            record(transaction, "undecided", _about(group))
    return back


def conflicting(ledger: Ledger, number: int) -> list[Stored]:
    """Give a session and the others that tell it with other values; one alone where there are none."""
    with ledger.reading() as transaction:
        return sessions.read(transaction, [number, *conflicts.others(transaction, number)])


def review_state(ledger: Ledger, query: SessionQuery) -> ReviewState:
    """Say how far the review of what a query lets through is."""
    with ledger.reading() as transaction:
        return state_within(transaction, query)


def state_within(transaction: Transaction, query: SessionQuery) -> ReviewState:
    """Say the same within a transaction."""
    return ReviewState(
        sessions.count_of(transaction, query),
        remarks.count(transaction, query, REVIEWED),
        stored_findings.open_count(transaction, query),
    )


def currency_of(stored: Stored) -> str | None:
    """Give the currency in which a session is adjusted: that of its cost, else of its computed bill."""
    return stored.session.currency or (stored.computed.currency if stored.computed else None)


def _new(
    ledger: Ledger, kind: str, text: str = "", amount: int | None = None, currency: str | None = None
) -> NewRemark:
    return NewRemark(kind, ledger.person, int(time.time()), text, amount, currency)


def _words(text: str, what: str) -> str:
    words = text.strip()
    if not words:
        raise UnknownName(f"{what} is missing: say in a few words why")
    return words


def _on_all(ledger: Ledger, numbers: Sequence[int], said: Callable[[Transaction], int]) -> int:
    """Say something of sessions that must all be there, in one transaction."""
    with ledger.writing() as transaction:
        missing = sorted(set(numbers) - sessions.known(transaction, numbers))
        if missing:
            raise NotFound(f"no session has the number {missing[0]}")
        return said(transaction)


def _session(transaction: Transaction, number: int) -> Stored:
    found = sessions.read(transaction, [number]) if abs(number) < 2**63 else []
    if not found:
        raise NotFound(f"no session has the number {number}")
    return found[0]


def _about(numbers: Sequence[int]) -> str:
    """Name sessions by their numbers, a few of many."""
    if len(numbers) == 1:
        return f"session {numbers[0]}"
    named = ", ".join(map(str, numbers[:_NAMED])) + (", \u2026" if len(numbers) > _NAMED else "")
    return f"{len(numbers):,} sessions: {named}"


def _sum(nano: int | None, currency: str | None, reason: str = "") -> str:
    if nano is None:
        return ""
    amount = f"{money.plain(nano, currency)} {currency or ''}".strip()
    return f"{amount}: {reason}" if reason else amount
