"""What a log tells of a session, as JSON: under the names that a report has, and what only a log knows."""

from collections.abc import Sequence
from typing import Any

from zefdesk.domain import clock, quantity
from zefdesk.domain.logged import Logged, Sample
from zefdesk.domain.stored import Stored
from zefdesk.store.log_messages import KeptMessage


def log_document(told: Logged, zone: str) -> dict[str, Any]:
    """Give the log's values of a session under the names of the report's."""
    return {
        "name": told.charger,
        "serial": told.serial or told.charger,
        "connector": told.connector,
        "initiator": told.initiator,
        "identity": told.identity,
        "start": clock.iso(told.start, zone),
        "end": None if told.end is None else clock.iso(told.end, zone),
        "plug_duration": told.plug_duration,
        "charge_duration": told.charge_duration,
        "energy": _plain(told.energy),
        "stop_reason": told.stop_reason,
        "session_id": told.transaction,
        "meter_start": _plain(told.meter_start),
        "meter_stop": _plain(told.meter_stop),
        "began": clock.iso(told.began, zone),
        "ended": None if told.ended is None else clock.iso(told.ended, zone),
        "open": told.open,
    }


def logged_details(stored: Stored, told: Logged, frames: Sequence[KeptMessage]) -> dict[str, Any]:
    """Give what only a log knows: meter values, events, how values were derived, the messages."""
    zone = stored.display_zone
    derived = {name: {"rule": one.rule, "quality": one.quality} for name, one in told.derived.items()}
    events = [
        {"at": clock.iso(one.at, zone), "event": one.event, "line": one.span.line, "detail": one.detail}
        for one in told.events
    ]
    details: dict[str, Any] = {"meter_values": _meter_values(told, zone), "events": events, "derived": derived}
    if frames and stored.session.cost is None and not stored.session.bill_details:
        details["raw"] = "\n".join(one.text for one in frames)
    return details


def _meter_values(told: Logged, zone: str) -> list[dict[str, Any]]:
    begin = told.meter_start
    values = []
    for one in told.samples:
        register = one.values.get("energy")
        begin = register if begin is None else begin
        energy = None if register is None or begin is None else register - begin
        values.append(
            {
                "at": clock.iso(one.at, zone),
                "energy": _plain(energy),
                "register": _plain(register),
                "power": _plain(one.values.get("power")),
                **_others(one),
            }
        )
    return values


def _others(sample: Sample) -> dict[str, Any]:
    named = {name: _plain(value) for name, value in sample.values.items() if name not in {"energy", "power"}}
    return {"values": named} if named else {}


def _plain(value: int | None) -> str | None:
    return None if value is None else quantity.plain(value)
