"""What pricing came to as JSON: the names and forms that scripts depend on."""

from typing import Any

from zefdesk.billing.difference import difference, why_differs
from zefdesk.billing.document import bill_document
from zefdesk.domain import money
from zefdesk.services.comparing import Comparison, Pair
from zefdesk.services.priced import Priced, Summary


def summary_document(summary: Summary, *, kept: bool) -> dict[str, Any]:
    """Give what came of a run; sessions without a cost by the reason why."""
    return {
        "count": summary.sessions,
        "priced": summary.priced,
        "unchanged": summary.unchanged,
        "without_price": dict(summary.without),
        "totals": amounts_document(summary.totals),
        "stored": kept,
    }


def amounts_document(amounts: dict[str | None, int]) -> dict[str, str]:
    """Give amounts by currency; one whose currency is not known stands under the empty name."""
    return {code or "": money.plain(nano, code) for code, nano in amounts.items()}


def priced_document(priced: Priced) -> dict[str, Any]:
    """Give one session with its computed cost and bill, the difference from the reported cost, or why there is none."""
    session, cost = priced.session, priced.cost
    return {
        "session_id": session.id,
        "cost": None if cost is None else money.plain(cost, priced.currency),
        "currency": priced.currency,
        "rate": priced.rate,
        "bill": None if priced.bill is None else bill_document(priced.bill),
        **difference_document(session.cost, session.currency, cost, priced),
        "reason": priced.reason or None,
    }


def difference_document(
    reported: int | None, currency: str | None, cost: int | None, priced: Priced
) -> dict[str, str | None]:
    """Give computed less reported, and a sentence that says why they differ."""
    if cost is None:
        return {"difference": None, "difference_reason": None}
    nano = difference(reported, currency, cost, priced.currency)
    return {
        "difference": None if nano is None else money.plain(nano, priced.currency),
        "difference_reason": why_differs(reported, currency, cost, priced.currency, priced.bill) or None,
    }


def comparison_document(found: Comparison) -> dict[str, Any]:
    """Give a comparison: totals, chargers, and the largest differences."""
    return {
        "sessions": found.sessions,
        "in_force": amounts_document(found.in_force),
        "draft": amounts_document(found.draft),
        "by_charger": [{"serial": pair.name, **_pair(pair)} for pair in found.by_charger],
        "largest": [{"session_id": int(pair.name), **_pair(pair)} for pair in found.largest],
        "dearer": found.dearer.total(),
        "cheaper": found.cheaper.total(),
        "same": found.same.total(),
        "another_currency": found.unlike,
        "without_cost": found.without,
    }


def _pair(pair: Pair) -> dict[str, str | None]:
    return {
        "currency": pair.currency,
        "in_force": None if pair.in_force is None else money.plain(pair.in_force, pair.currency),
        "draft": None if pair.draft is None else money.plain(pair.draft, pair.currency),
        "difference": money.plain(pair.difference, pair.currency),
    }
