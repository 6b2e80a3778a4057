"""When a line was written: its clock in UTC, whatever zone the clock shows."""

from collections.abc import Mapping
from typing import Any

from zefdesk.domain import clock as clocks
from zefdesk.formats.logs import evidence
from zefdesk.formats.logs.clock import MINUTE, Calendar, Clock
from zefdesk.formats.logs.offset import Offset
from zefdesk.formats.logs.survey import Survey
from zefdesk.ocpp.instants import SECOND


class LineClock:
    """Reads the clocks of lines; follows what the frames tell of a clock that shows no zone."""

    def __init__(self, survey: Survey, zone: str | None, zones: Mapping[str, str], date_order: str | None) -> None:
        self.calendar = Calendar(date_order)
        self.calendar.latest, self.calendar.day = survey.latest, survey.day
        self.offset = Offset(zone)
        if survey.told_by and not zone:
            self.offset.ahead, self.offset.told_by = survey.ahead, survey.told_by
        self._zones = zones
        self._checked: int | None = None
        self.by_charger = False
        self.unzoned = False

    def instant(self, place: Clock, text: bytes, charger: str, kind: int, payload: Any) -> int | None:  # noqa: ANN401 -- any JSON
        """Give the instant of a line's clock; what the line's frame says may tell how the clock goes."""
        at = place.read(text, self.calendar)
        if place.zoned or at is None:
            return at
        self.unzoned = True
        if self._checked is None or not 0 <= at - self._checked < MINUTE:
            self._listen(at, kind, payload)
        if not self.offset.told_by and (zone := self._zones.get(charger)):
            self.by_charger = True
            return clocks.instant_of(zone, at // SECOND)[0] * SECOND + at % SECOND
        return self.offset.utc(at)

    def _listen(self, wall: int, kind: int, payload: Any) -> None:  # noqa: ANN401 -- any JSON
        server = evidence.server(kind, payload)
        own = evidence.charger(kind, payload) if server is None else None
        if server is not None:
            self.offset.hear_server(wall, server)
        elif own is not None:
            self.offset.hear_frame(wall, own)
        told = server if server is not None else own
        if told is not None:
            self.calendar.latest = max(told, self.calendar.latest or told)
            self._checked = wall
