"""What people said of a session, as JSON and as text."""

from typing import Any

from zefdesk.cli.session_texts import amount
from zefdesk.domain import clock, money
from zefdesk.domain.remark import LABELS, Remark


def remark_document(one: Remark) -> dict[str, Any]:
    """Give a remark: who, when, what; the amount of an adjustment as a text."""
    return {
        "number": one.id,
        "kind": one.kind,
        "by": one.by,
        "at": clock.iso(one.at, "UTC"),
        "text": one.text or None,
        "amount": None if one.amount is None else money.plain(one.amount, one.currency),
        "currency": one.currency,
    }


def remark_line(one: Remark) -> str:
    """Give a remark on one line."""
    said = " ".join(filter(None, (amount(one.amount, one.currency), one.text)))
    return f"{LABELS[one.kind]} by {one.by}, {clock.iso(one.at, 'UTC')}{f': {said}' if said else ''} (no. {one.id})"
