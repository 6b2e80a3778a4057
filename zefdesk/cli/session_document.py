"""A session, its totals and its places as JSON: the names and forms that scripts depend on."""

from collections.abc import Sequence
from typing import Any

import msgspec

from zefdesk.billing.document import bill_document
from zefdesk.cli.remark_document import remark_document
from zefdesk.domain import clock, money, quantity
from zefdesk.domain.bill_state import UNREADABLE
from zefdesk.domain.session import Session
from zefdesk.domain.stored import Place, Stored, Totals
from zefdesk.services.bills import ComputedBill


def totals_document(totals: Totals) -> dict[str, Any]:
    """Give totals, and adjustments where there are any; an unknown currency stands under the empty name."""
    cost = {code or "": money.plain(nano, code) for code, nano in totals.cost.items()}
    computed = {code or "": money.plain(nano, code) for code, nano in totals.computed.items()}
    adjusted = {code or "": money.plain(nano, code) for code, nano in totals.adjusted.items()}
    return {
        "energy": quantity.plain(totals.energy),
        "cost": cost,
        **({"computed": computed} if computed else {}),
        **({"adjusted": adjusted} if adjusted else {}),
        **({"not_counted": totals.passed_over} if totals.passed_over else {}),
        "plug_duration": totals.plug_duration,
        "charge_duration": totals.charge_duration,
    }


def session_document(stored: Stored, computed: ComputedBill | None = None) -> dict[str, Any]:
    """Give a session with its computed bill: decimals as texts, seconds, instants with the charger's offset."""
    session, zone = stored.session, stored.display_zone
    sources = places_document(stored.sources)
    return {
        "id": stored.id,
        "name": session.name,
        "sticker": session.sticker,
        "serial": session.serial,
        "connector": session.connector,
        "initiator": session.initiator,
        "identity": session.identity,
        "start": clock.iso(session.start, zone),
        "end": None if session.end is None else clock.iso(session.end, zone),
        "plug_duration": session.plug_duration,
        "charge_duration": session.charge_duration,
        "energy": None if session.energy is None else quantity.plain(session.energy),
        "cost": None if session.cost is None else money.plain(session.cost, session.currency),
        "currency": session.currency,
        "bill_details": _bill_details(session.bill_details, session.bill_state),
        "bill_state": stored.bill_state,
        "computed": None if computed is None else computed_document(computed, session),
        "stop_reason": session.stop_reason,
        "findings": list(stored.findings),
        "source": sources[0] if sources else None,
        "sources": sources,
        "log": None,
        "time_zone": zone,
        "session_id": session.session_id,
        "site": session.site,
        "counted": stored.counted,
        "remarks": [remark_document(one) for one in stored.remarks],
        "set_aside": list(stored.set_aside),
    }


def computed_document(computed: ComputedBill, session: Session) -> dict[str, Any]:
    """Give a computed bill beside the reported cost: `rate` of a simple rate, which has no lines, or the `bill`."""
    difference = computed.difference(session)
    return {
        "cost": money.plain(computed.cost, computed.currency),
        "currency": computed.currency,
        "rate": computed.rate,
        "bill": None if computed.bill is None else bill_document(computed.bill),
        "difference": None if difference is None else money.plain(difference, computed.currency),
        "difference_reason": computed.why_differs(session) or None,
        "number": computed.number,
        "priced_at": clock.iso(computed.priced_at, "UTC"),
    }


def places_document(places: Sequence[Place]) -> list[dict[str, Any]]:
    """Give places."""
    return [{"import_id": place.import_id, "path": place.path, "line": place.line} for place in places]


def _bill_details(text: str | None, state: str) -> Any:  # noqa: ANN401 -- any JSON
    """Give the JSON as the source wrote it, digit for digit; a text that is none as text."""
    stripped = (text or "").strip()
    if not stripped or stripped == "null":
        return None
    return msgspec.Raw(stripped.encode()) if stripped[0] in "{[" and state != UNREADABLE else text
