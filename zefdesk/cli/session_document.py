"""A session, its totals and its places as JSON: the names and forms that scripts depend on."""

from collections.abc import Sequence
from typing import Any

import msgspec

from zefdesk.domain import clock, money, quantity
from zefdesk.domain.bill_state import UNREADABLE
from zefdesk.domain.stored import Place, Stored, Totals


def totals_document(totals: Totals) -> dict[str, Any]:
    """Give totals; a cost whose currency is not known stands under the empty name."""
    cost = {code or "": money.plain(nano, code) for code, nano in totals.cost.items()}
    return {
        "energy": quantity.plain(totals.energy),
        "cost": cost,
        "plug_duration": totals.plug_duration,
        "charge_duration": totals.charge_duration,
    }


def session_document(stored: Stored) -> dict[str, Any]:
    """Give a session: energy and money as decimal texts, durations in seconds, instants with the charger's offset."""
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
        "bill_state": session.bill_state,
        "computed": None,
        "stop_reason": session.stop_reason,
        "findings": list(stored.findings),
        "source": sources[0] if sources else None,
        "sources": sources,
        "log": None,
        "time_zone": zone,
        "session_id": session.session_id,
        "site": session.site,
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
