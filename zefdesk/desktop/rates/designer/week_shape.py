"""What a week grid shows and where it stands: stretches of a day, a cursor with its selection, seconds as pixels."""

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF

from zefdesk.domain.profile import END_OF_DAY

DAYS = 7
HOUR, HALF, QUARTER = 3600, 1800, 900
STEPS = (HOUR, HALF, QUARTER)
"""How fine a selection can be, in seconds of the local day."""
HEAD, LEFT, GAP = 20, 40, 2


class Stretch(NamedTuple):
    """What wins from `start` to `end` (seconds of the local day): the number of a rate, None where nothing has a price.

    `why` says which rule wins and why.
    """

    start: int
    end: int
    rate: int | None
    why: str = ""


class Tag(NamedTuple):
    """One rate of the legend: its name, its price as text, and the number of its colour and pattern."""

    name: str
    price: str
    colour: int


class Selection(NamedTuple):
    """A rectangle of the week: days first to last (0 is Monday), seconds [start, end) of each of them."""

    first: int
    last: int
    start: int
    end: int

    @property
    def days(self) -> tuple[int, ...]:
        """The days, Monday is 0."""
        return tuple(range(self.first, self.last + 1))


class Cursor(NamedTuple):
    """Where the keyboard stands, and where its selection began: day and second of each."""

    day: int
    second: int
    from_day: int
    from_second: int

    def moved(self, days: int, steps: int, step: int, *, extend: bool) -> "Cursor":
        """Give the cursor one move on; without `extend` the selection begins anew there."""
        day = min(max(self.day + days, 0), DAYS - 1)
        second = min(max(self.second // step * step + steps * step, 0), END_OF_DAY - step)
        return self.at(day, second, extend=extend)

    def at(self, day: int, second: int, *, extend: bool) -> "Cursor":
        """Give the cursor at a place."""
        return Cursor(day, second, self.from_day, self.from_second) if extend else Cursor(day, second, day, second)

    def selection(self, step: int) -> Selection:
        """Give the rectangle between the two corners, in whole steps."""
        low, high = sorted((self.second, self.from_second))
        first, last = sorted((self.day, self.from_day))
        return Selection(first, last, low // step * step, min((high // step + 1) * step, END_OF_DAY))


class Frame(NamedTuple):
    """Where the week stands within a widget of some size."""

    width: int
    height: int

    @property
    def row(self) -> float:
        """The height of a day."""
        return (self.height - HEAD) / DAYS

    def x_of(self, second: int) -> float:
        """Give the left edge of a second."""
        return LEFT + (self.width - LEFT - 1) * second / END_OF_DAY

    def box(self, day: int, start: int, end: int) -> QRectF:
        """Give the rectangle of a stretch of a day, without the gap to the next day."""
        left = self.x_of(start)
        return QRectF(left, HEAD + day * self.row, self.x_of(end) - left, self.row - GAP)

    def outline(self, chosen: Selection) -> QRectF:
        """Give the rectangle of a selection."""
        return self.box(chosen.first, chosen.start, chosen.end).united(self.box(chosen.last, chosen.start, chosen.end))

    def place(self, point: QPointF) -> tuple[int, int] | None:
        """Give day and second under a point; None outside of the week."""
        day = int((point.y() - HEAD) // self.row) if point.y() >= HEAD else -1
        second = int((point.x() - LEFT) * END_OF_DAY / max(self.width - LEFT - 1, 1))
        inside = 0 <= day < DAYS and 0 <= second < END_OF_DAY
        return (day, second) if inside else None

    def nearest(self, point: QPointF) -> tuple[int, int]:
        """Give day and second that are nearest to a point, for a drag that leaves the week."""
        day = int((point.y() - HEAD) // self.row)
        second = int((point.x() - LEFT) * END_OF_DAY / max(self.width - LEFT - 1, 1))
        return min(max(day, 0), DAYS - 1), min(max(second, 0), END_OF_DAY - 1)
