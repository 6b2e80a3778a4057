"""What frames tell of the time at which they were written: the central system's clock, and the charger's own."""

from typing import Any

from zefdesk.ocpp.instants import SECOND, micros
from zefdesk.ocpp.message import RESULT

_FIRST, _LAST = 1_420_070_400 * SECOND, 4_102_444_800 * SECOND
"""2015 and 2100: before and after it, a clock was not set."""


def server(kind: int, payload: Any) -> int | None:  # noqa: ANN401 -- any JSON
    """Give the central system's clock (microseconds of UTC), as answers tell it."""
    return _plausible(payload.get("currentTime")) if kind == RESULT and isinstance(payload, dict) else None


def charger(kind: int, payload: Any) -> int | None:  # noqa: ANN401 -- any JSON
    """Give the charger's clock, as its messages tell it."""
    if kind == RESULT or not isinstance(payload, dict):
        return None
    stamp = payload.get("timestamp")
    if stamp is None:
        values = payload.get("meterValue")
        first = values[-1] if isinstance(values, list) and values else None
        stamp = first.get("timestamp") if isinstance(first, dict) else None
    return _plausible(stamp)


def _plausible(stamp: object) -> int | None:
    at = micros(stamp)
    return at if at is not None and _FIRST < at < _LAST else None
