"""The periods over which a comparison can be made: months that have sessions, and all of them."""

from datetime import UTC, datetime
from typing import NamedTuple

from zefdesk.domain.clock import wall_from
from zefdesk.domain.notation import Notation
from zefdesk.domain.query import SessionQuery, Test

_DECEMBER, _MOST = 12, 24
START = "start"


class Period(NamedTuple):
    """A period by its words; wall clocks, half-open, None where it has no end at that side."""

    words: str
    begin: int | None = None
    end: int | None = None

    @property
    def query(self) -> SessionQuery:
        """The sessions that start in it."""
        made = SessionQuery()
        if self.begin is not None:
            made = made.where(START, Test.AT_LEAST, self.begin)
        return made if self.end is None else made.where(START, Test.BELOW, self.end)


def periods(span: tuple[int, int] | None, notation: Notation) -> list[Period]:
    """Give the months from the last session back to the first, and then all of the time."""
    made: list[Period] = []
    if span is not None:
        year, month = _month(span[1])
        while len(made) < _MOST and (not made or (made[-1].begin or 0) > span[0]):
            following = (year + 1, 1) if month == _DECEMBER else (year, month + 1)
            words = f"{notation.months[month - 1]} {year}"
            made.append(Period(words, wall_from(year, month, 1), wall_from(*following, 1)))
            year, month = (year - 1, _DECEMBER) if month == 1 else (year, month - 1)
    return [*made, Period("all sessions")]


def _month(wall: int) -> tuple[int, int]:
    at = datetime.fromtimestamp(wall, UTC)
    return at.year, at.month
