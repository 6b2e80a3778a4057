"""A session as a JSON file, to be priced by itself: a report's row, or segments as a charger's log gives them."""

import json
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Any

from zefdesk.billing.log import Event, Reading, from_log
from zefdesk.billing.metered import Metered, Segment
from zefdesk.billing.row import Row
from zefdesk.domain import clock, quantity
from zefdesk.domain.bill import Basis
from zefdesk.domain.trouble import Trouble

ACTIVITIES = ("charging", "idle", "withheld", "waiting", "reserved")
_ROW = ("start", "plug_duration", "charge_duration", "energy")
_WHO = ("initiator", "identity", "capacity_kw")
_SEGMENT = (
    "start",
    "end",
    "energy",
    "activity",
    "min_power_kw",
    "max_power_kw",
    "min_current_a",
    "max_current_a",
)
_NOT_ASKED = frozenset(
    {
        "id",
        "name",
        "sticker",
        "serial",
        "connector",
        "end",
        "cost",
        "currency",
        "bill_details",
        "bill_state",
        "computed",
        "stop_reason",
        "findings",
        "set_aside",
        "source",
        "sources",
        "log",
        "time_zone",
        "session_id",
        "site",
        "counted",
        "remarks",
        "meter_values",
        "events",
        "derived",
        "raw",
        "format",
    }
)
"""What the command line says of a stored session and pricing does not ask: such a document can be priced as it is."""
_READING = ("at", "register", "energy", "power")
_METERS = ("register", "energy")
_EVENT = ("at", "event", "line")
_LONGEST = 10 * 366 * 86_400

EXAMPLE = """{
  "start": "2026-05-02T08:13:00-05:00",
  "plug_duration": 9000,
  "charge_duration": 7200,
  "energy": "15.7",
  "initiator": "ChargeHub",
  "identity": "ch-5521",
  "capacity_kw": "7.2"
}"""
"""A session as a report's row has it; durations in seconds, energy in kWh, every part but `start` optional."""

EXAMPLE_SEGMENTS = """{
  "segments": [
    {"start": "2026-05-02T08:13:00-05:00", "end": "2026-05-02T09:13:00-05:00", "energy": "7.2", "activity": "charging"},
    {"start": "2026-05-02T09:13:00-05:00", "end": "2026-05-02T10:43:00-05:00", "activity": "idle"}
  ]
}"""
"""A session as a charger's log gives it; `activity` is charging, idle, withheld, waiting or reserved."""


class SessionUnreadable(Trouble):
    """A session file that cannot be priced: where, what stands there, and how to mend it."""


def session_document(text: bytes | str) -> dict[str, Any]:
    """Read the JSON object of a session file; raises SessionUnreadable."""
    try:
        document = json.loads(text, parse_float=Decimal)
    except (ValueError, RecursionError) as error:
        raise SessionUnreadable(f"the session file is no JSON document: {error}") from None
    if not isinstance(document, dict):
        raise SessionUnreadable("the session file holds no JSON object: see `price --example`")
    return document


def read_session(document: dict[str, Any], zone: str) -> Row | Metered:
    """Read a session; an instant without an offset is the clock of `zone`. Raises SessionUnreadable."""
    if document.get("meter_values"):
        return _logged(_Part(document, "", ("meter_values", "events", *_WHO)), zone)
    if "segments" in document:
        return _metered(_Part(document, "", ("segments", *_WHO)), zone)
    return _row(_Part(document, "", (*_ROW, *_WHO)), zone)


def _row(part: "_Part", zone: str) -> Row:
    return Row(
        zone,
        part.needed("start", lambda value: _instant(value, zone)),
        part.get("plug_duration", _seconds),
        part.get("charge_duration", _seconds),
        part.get("energy", _nano),
        part.get("initiator", _text),
        part.get("identity", _text),
        part.get("capacity_kw", _nano),
    )


def _metered(part: "_Part", zone: str) -> Metered:
    items = part.needed("segments", _list)
    segments = tuple(_segment(_Part(item, f"segments[{place}].", _SEGMENT), zone) for place, item in enumerate(items))
    return Metered(
        Basis.CHARGER_LOG,
        zone,
        segments[0].start,
        segments,
        part.get("initiator", _text),
        part.get("identity", _text),
        part.get("capacity_kw", _nano),
    )


def _logged(part: "_Part", zone: str) -> Metered:
    """Read a log's meter values and events, as `session --json` gives them."""
    values = [
        _Part(item, f"meter_values[{at}].", _READING) for at, item in enumerate(part.needed("meter_values", _list))
    ]
    events = [_Part(item, f"events[{at}].", _EVENT) for at, item in enumerate(part.get("events", _any_list) or [])]
    readings = [Reading(one.needed("at", _at(zone)), one.needed(one.first(_METERS), _nano)) for one in values]
    happened = [Event(one.needed("at", _at(zone)), one.needed("event", _text)) for one in events]
    who = (part.get("initiator", _text), part.get("identity", _text), part.get("capacity_kw", _nano))
    return from_log(zone, readings, happened, *who)


def _at(zone: str) -> Callable[[object], int]:
    return lambda value: _instant(value, zone)


def _segment(part: "_Part", zone: str) -> Segment:
    start = part.needed("start", lambda value: _instant(value, zone))
    end = part.needed("end", lambda value: _instant(value, zone))
    activity = part.needed("activity", _activity)
    counted = {name: end - start if activity == name else 0 for name in ("charging", "idle", "reserved")}
    strengths = [part.get(name, _nano) for name in _SEGMENT[4:]]
    return Segment(start, end, part.get("energy", _nano) or 0, *counted.values(), *strengths)


class _Part:
    """One object of the file, with its place; what it says is read key by key."""

    def __init__(self, item: object, place: str, keys: tuple[str, ...]) -> None:
        if not isinstance(item, dict):
            raise SessionUnreadable(f"{place.rstrip('.')}: {item!r} is no object: see `price --example`")
        unknown = [key for key in item if key not in keys and (place or key not in _NOT_ASKED)]
        if unknown:
            raise SessionUnreadable(f"{place}{unknown[0]}: no such key; there are {', '.join(keys)}")
        self._item, self._place = item, place

    def get(self, key: str, read: Callable[[Any], Any]) -> Any:  # noqa: ANN401 -- what `read` gives
        value = self._item.get(key)
        if value is None:
            return None
        try:
            return read(value)
        except (ValueError, OverflowError, InvalidOperation, TypeError) as error:
            said = str(error) if type(error) is ValueError else "write it as `price --example` does"
            raise SessionUnreadable(f"{self._place}{key}: {value!r} cannot be read; {said}") from None

    def first(self, keys: tuple[str, ...]) -> str:
        """Give the first of these keys that is there; the first of all, where none is."""
        return next((key for key in keys if self._item.get(key) is not None), keys[0])

    def needed(self, key: str, read: Callable[[Any], Any]) -> Any:  # noqa: ANN401 -- what `read` gives
        found = self.get(key, read)
        if found is None:
            raise SessionUnreadable(f"{self._place}{key}: missing; see `price --example`")
        return found


def _instant(value: object, zone: str) -> int:
    try:
        return clock.read_instant(str(value), zone)
    except ValueError:
        raise ValueError("write it as 2026-05-02T08:13:00-05:00") from None


def _seconds(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= _LONGEST:
        raise ValueError("write whole seconds, from 0 to ten years")
    return value


def _nano(value: object) -> int:
    try:
        return quantity.to_nano(Decimal(str(value)))
    except (InvalidOperation, ValueError, OverflowError):
        raise ValueError('write a decimal, such as "15.7"') from None


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("write a text")  # noqa: TRY004 -- the world's fault, said with its place
    return value


def _activity(value: object) -> str:
    if value not in ACTIVITIES:
        raise ValueError(f"write one of {', '.join(ACTIVITIES)}")
    return str(value)


def _any_list(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise ValueError("write a list of events")  # noqa: TRY004 -- the world's fault, said with its place
    return value


def _list(value: object) -> list[Any]:
    if not isinstance(value, list) or not value:
        raise ValueError("write a list of segments")
    return value
