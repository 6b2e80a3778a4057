"""How far a log's clock without a zone is ahead of UTC: told, or inferred from what frames say at the same moment."""

from collections import deque

from zefdesk.ocpp.instants import SECOND

_QUARTER = 900 * SECOND
_FARTHEST = 14 * 3600 * SECOND
EXACT = 60 * SECOND
ENOUGH = 3
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
        self._by_frames: int | None = None
        self._doubts: deque[int] = deque(maxlen=ENOUGH)

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
        if self._by_frames is not None and self._sure:
            self._by_frames += ahead - self.ahead
        self.ahead, self._sure = ahead, True
        self.told_by = SERVER
        self._doubts.clear()

    def hear_frame(self, wall: int, instant: int) -> None:
        """Take notice of a frame's own timestamp; a frame may be an old one, so several must agree to change it.

        Where the central system's clock told the offset, a charger's clock may be wrong by whole hours: then only a change
        of what its frames tell changes the offset.
        """
        ahead = rounded(wall - instant)
        if ahead is None or self.zone or abs(wall - instant - ahead) > EXACT:
            return
        if ahead == (self.ahead if self._by_frames is None else self._by_frames) and self.told_by:
            self._by_frames = ahead
            self._doubts.clear()
            return
        self._doubts.append(ahead)
        agreed = len(self._doubts) == ENOUGH and len(set(self._doubts)) == 1
        if self._sure:
            self._hear_change(ahead, agreed=agreed)
        elif not self.told_by or agreed:
            self.ahead = self._by_frames = ahead
            self.told_by = self.told_by or FRAMES

    def _hear_change(self, ahead: int, *, agreed: bool) -> None:
        if not agreed:
            return
        if self._by_frames is not None and abs(ahead - self._by_frames) <= 4 * _QUARTER:
            self.ahead += ahead - self._by_frames
        self._by_frames = ahead


def rounded(difference: int) -> int | None:
    """Give a difference in whole quarters of an hour, as offsets are; None for one that no zone has."""
    ahead = (difference + _QUARTER // 2) // _QUARTER * _QUARTER
    return ahead if abs(ahead) <= _FARTHEST else None
