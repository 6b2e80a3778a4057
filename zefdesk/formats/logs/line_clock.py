"""When a line was written: its clock in UTC, whatever zone the clock shows."""

from collections.abc import Sequence
from typing import Any

from zefdesk.domain import clock as clocks
from zefdesk.formats.logs import evidence
from zefdesk.formats.logs.clock import MINUTE, Calendar, find
from zefdesk.formats.logs.offset import Offset
from zefdesk.formats.logs.survey import Survey
from zefdesk.formats.reading import Settings
from zefdesk.ocpp.instants import SECOND


class LineClock:
    """Reads the clocks of lines; follows what the frames tell of a clock that shows no zone."""

    def __init__(self, survey: Survey, settings: Settings, now: int) -> None:
        self.calendar = Calendar(settings.date_order)
        self.calendar.latest, self.calendar.day = survey.latest or now, survey.day
        self._heard = survey.latest is not None
        self.offset = Offset(settings.time_zone)
        if survey.told_by and not settings.time_zone:
            self.offset.begin(survey.ahead, survey.told_by)
        self._zones = settings.charger_zones
        self._checked = 0
        self.by_charger = False

    def elsewhere(self, text: bytes, charger: str, kind: int, payload: Any) -> int | None:  # noqa: ANN401 -- any JSON
        """Give the instant of the clock in a text, if there is one."""
        place = find(text)
        at = place.read(text, self.calendar) if place else None
        return at if at is None or (place and place.zoned) else self.instant(at, charger, kind, payload)

    def instant(self, wall: int, charger: str, kind: int, payload: Any) -> int:  # noqa: ANN401 -- any JSON
        """Give the instant of a clock without a zone; what the line's frame says may tell how the clock goes."""
        if not self._checked <= wall < self._checked + MINUTE:
            self._listen(wall, charger, kind, payload)
        ahead = self.offset.steady
        return self._by_zone(wall, charger) if ahead is None else wall - ahead

    def instants(self, walls: Sequence[int | None], charger: str, ahead: int | None) -> list[int | None]:
        """Give the instants of clocks without a zone, on lines that tell nothing of how the clock goes.

        `ahead` is the offset that held when they were read, None where it was the zone that counted.
        """
        if ahead is not None:
            return [None if wall is None else wall - ahead for wall in walls]
        return [None if wall is None else self._by_zone(wall, charger) for wall in walls]

    def _by_zone(self, wall: int, charger: str) -> int:
        zone = self.offset.zone or self._zones.get(charger)
        if not zone:
            return wall
        self.by_charger = not self.offset.zone
        return clocks.instant_of(zone, wall // SECOND)[0] * SECOND + wall % SECOND

    def _listen(self, wall: int, charger: str, kind: int, payload: Any) -> None:  # noqa: ANN401 -- any JSON
        server = evidence.server(kind, payload)
        own = evidence.charger(kind, payload) if server is None else None
        if server is not None:
            self.offset.hear_server(wall, server)
        elif own is not None:
            self.offset.hear_frame(wall, own, charger)
        told = server if server is not None else own
        if told is not None:
            if server is not None or not self._heard:
                self.calendar.latest, self._heard = told, True
            self._checked = wall
