"""How far a log's clock without a zone is ahead of UTC: told, or inferred from what frames say at the same moment."""

from collections import deque

from zefdesk.ocpp.instants import SECOND

_QUARTER = 900 * SECOND
_FARTHEST = 14 * 3600 * SECOND
EXACT = 60 * SECOND
ENOUGH = 3
_STALE = 86_400 * SECOND
"""After a day what the central system's clock told is old: the zone may have changed."""
_SUNDAY, _SMALL_HOURS = 3, 4 * 3600
"""The first of 1970 was a Thursday."""
SERVER, FRAMES = "from the currentTime of answers", "from the timestamps of frames"


class Offset:
    """The offset that holds now; it rolls, since a zone changes its own in spring and autumn.

    `zone` is what a person told. `told_by` says in words what the offset follows from; empty while nothing tells it.
    """

    def __init__(self, zone: str | None = None) -> None:
        self.zone = zone
        self.ahead = 0
        self.told_by = "as told" if zone else ""
        self._sure = bool(zone)
        self._heard: int | None = None
        self._by_frames: dict[str, int] = {}
        self._doubts: deque[tuple[str, int]] = deque(maxlen=ENOUGH)

    @property
    def steady(self) -> int | None:
        """How far the clock is ahead, by whatever told it; None where a zone says that anew for each clock."""
        return self.ahead if self.told_by and not self.zone else None

    def begin(self, ahead: int, told_by: str) -> None:
        """Begin with what a first look found."""
        self.ahead, self.told_by, self._sure = ahead, told_by, told_by == SERVER

    def assume(self, ahead: int) -> None:
        """Begin with an offset that most frames tell."""
        self.ahead, self.told_by = ahead, FRAMES

    def hear_server(self, wall: int, instant: int) -> None:
        """Take notice of the central system's own clock, as answers tell it (`currentTime`)."""
        ahead = rounded(wall - instant)
        if ahead is None or self.zone:
            return
        if self._sure and ahead != self.ahead:
            self._by_frames = {name: told + ahead - self.ahead for name, told in self._by_frames.items()}
        self.ahead, self._sure, self._heard = ahead, True, wall
        self.told_by = SERVER
        self._doubts.clear()

    def hear_frame(self, wall: int, instant: int, charger: str) -> None:
        """Take notice of a frame's own timestamp; a frame may be an old one, so several must agree to change it.

        Where the central system's clock told the offset, a charger's clock may be wrong by whole hours: then only a
        change of what the frames of a charger tell changes the offset.
        """
        ahead = rounded(wall - instant)
        if ahead is None or self.zone or abs(wall - instant - ahead) > EXACT:
            return
        fresh = abs(wall - (self._heard or wall)) < _STALE
        sure = self._sure and (fresh or charger in self._by_frames)
        expected = self._by_frames.get(charger, self.ahead) if sure else self.ahead
        if ahead == expected and self.told_by:
            self._by_frames[charger] = ahead
            self._doubts.clear()
            return
        self._doubts.append((charger, ahead))
        agreed = len(self._doubts) == ENOUGH and len(set(self._doubts)) == 1
        agreed = agreed or (abs(ahead - expected) == 4 * _QUARTER and _clocks_may_change(wall))
        if sure:
            self._hear_change(charger, ahead, agreed=agreed)
        elif not self.told_by or agreed:
            self.ahead = ahead
            self.told_by = self.told_by or FRAMES

    def _hear_change(self, charger: str, ahead: int, *, agreed: bool) -> None:
        before = self._by_frames.get(charger)
        if agreed and before is not None and abs(ahead - before) <= 4 * _QUARTER:
            self.ahead += ahead - before
            self._by_frames = {name: told + ahead - before for name, told in self._by_frames.items()}
        elif agreed:
            self._by_frames[charger] = ahead


def _clocks_may_change(wall: int) -> bool:
    """Whether a wall clock shows the small hours of a Sunday, in which zones go over to summer time and back."""
    day, second = divmod(wall // SECOND, 86_400)
    return day % 7 == _SUNDAY and second < _SMALL_HOURS


def rounded(difference: int) -> int | None:
    """Give a difference in whole quarters of an hour, as offsets are; None for one that no zone has."""
    ahead = (difference + _QUARTER // 2) // _QUARTER * _QUARTER
    return ahead if abs(ahead) <= _FARTHEST else None
