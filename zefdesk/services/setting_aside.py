"""Findings set aside with a reason, brought back, and noted: by whom and when, kept over re-imports."""

import time
from collections.abc import Sequence

from zefdesk.domain.trouble import NotFound, UnknownName
from zefdesk.services.activity import record
from zefdesk.store import judgements
from zefdesk.store.findings import Judgement
from zefdesk.store.ledger import Ledger
from zefdesk.store.transaction import Transaction

_NAMED = 5


def set_aside(ledger: Ledger, numbers: Sequence[int], reason: str) -> None:
    """Set findings aside; raises UnknownName without a reason, NotFound for a number that is no finding."""
    if not reason.strip():
        raise UnknownName("a finding is set aside with a reason: say in a few words why it is none")
    said = _said(ledger, reason)
    with ledger.writing() as transaction:
        about = _about(transaction, numbers)
        judgements.set_aside(transaction, numbers, said)
        record(transaction, "set-aside", about, "", said.text)


def bring_back(ledger: Ledger, numbers: Sequence[int]) -> None:
    """Let findings be open again; raises NotFound."""
    with ledger.writing() as transaction:
        about = _about(transaction, numbers)
        judgements.bring_back(transaction, numbers)
        record(transaction, "taken-up", about)


def note(ledger: Ledger, numbers: Sequence[int], text: str) -> None:
    """Note something at findings, in the place of what was noted; an empty text takes it away. Raises NotFound."""
    said = _said(ledger, text)
    with ledger.writing() as transaction:
        about = _about(transaction, numbers)
        judgements.note(transaction, numbers, said)
        record(transaction, "noted", about, "", said.text)


def notes(ledger: Ledger, numbers: Sequence[int]) -> dict[int, Judgement]:
    """Give what is noted at these findings, by their numbers."""
    with ledger.reading() as transaction:
        return judgements.notes(transaction, numbers)


def _said(ledger: Ledger, text: str) -> Judgement:
    return Judgement(" ".join(text.split()), ledger.person, int(time.time()))


def _about(transaction: Transaction, numbers: Sequence[int]) -> str:
    """Name findings, a few of many; raises NotFound for a number that is none."""
    known = judgements.known(transaction, numbers)
    missing = [number for number in numbers if number not in known]
    if missing:
        raise NotFound(f"no finding has the number {missing[0]}: see `findings`")
    named = [f"finding {number} ({known[number]})" for number in numbers[:_NAMED]]
    more = f", and {len(numbers) - _NAMED:,} more" if len(numbers) > _NAMED else ""
    return ", ".join(named) + more
