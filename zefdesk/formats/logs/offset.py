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
        self._doubts: deque[int] = deque(maxlen=ENOUGH)

    def assume(self, ahead: int) -> None:
        """Begin with an offset that most frames tell."""
        self.ahead, self.told_by = ahead, FRAMES

    def hear_server(self, wall: int, instant: int) -> None:
        """Take notice of the central system's own clock, as answers tell it (`currentTime`)."""
        ahead = rounded(wall - instant)
        if ahead is None or self.zone:
            return
        self.ahead, self._sure = ahead, True
        self.told_by = SERVER
        self._doubts.clear()

    def hear_frame(self, wall: int, instant: int) -> None:
        """Take notice of a frame's own timestamp; a frame may be an old one, so several must agree to change it."""
        ahead = rounded(wall - instant)
        if ahead is None or self.zone or abs(wall - instant - ahead) > EXACT:
            return
        if ahead == self.ahead and self.told_by:
            self._doubts.clear()
            return
        self._doubts.append(ahead)
        agreed = len(self._doubts) == ENOUGH and len(set(self._doubts)) == 1
        if not self.told_by or (agreed and (not self._sure or abs(ahead - self.ahead) <= 4 * _QUARTER)):
            self.ahead = ahead
            self.told_by = self.told_by or FRAMES


def rounded(difference: int) -> int | None:
    """Give a difference in whole quarters of an hour, as offsets are; None for one that no zone has."""
    ahead = (difference + _QUARTER // 2) // _QUARTER * _QUARTER
    return ahead if abs(ahead) <= _FARTHEST else None
