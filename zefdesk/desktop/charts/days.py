"""Sums by day, week or month, as columns."""

from functools import cached_property

from zefdesk.desktop.charts.measures import MEASURES, Scale, all_words, sessions
from zefdesk.desktop.charts.picture import Axis, Box, Drawing, Element, Numbers, Shape
from zefdesk.domain import clock
from zefdesk.domain.query import Condition, Test
from zefdesk.domain.stored import Stored
from zefdesk.services.charting import Days, Period

_GAP = 0.12
_MOST_MARKS = 10
_TITLES = {"day": "Day", "week": "Week from Monday", "month": "Month"}


class DaysPicture:
    """Columns of a measure; brushing gives the days."""

    def __init__(self, days: Days, measure: str, scale: Scale) -> None:
        self._days, self._measure, self._scale = days, MEASURES[measure], scale

    @cached_property
    def drawing(self) -> Drawing:
        """Give what is drawn."""
        periods = self._days.periods
        values = [self._measure.value(one.sums) for one in periods]
        low, high = min([0.0, *values]), max([0.0, *values]) or 1.0
        shapes = [
            Shape(Box(at + _GAP, at + 1 - _GAP, min(0.0, value), max(0.0, value)), "charge")
            for at, value in enumerate(values)
        ]
        elements = [
            Element(Box(at, at + 1, low, high), self._words(one), self._of(one, one)) for at, one in enumerate(periods)
        ]
        every = -(-len(periods) // _MOST_MARKS)
        marks = (
            tuple((at + 0.5, self._name(one)) for at, one in enumerate(periods) if at % every == 0) if periods else ()
        )
        x = Axis(f"{_TITLES[self._days.unit]} of the Start, by the charger's clock", 0, max(len(periods), 1), marks)
        left_out = self._days.left_out
        note = f"{sessions(left_out, self._scale)} with a Start that cannot be, not shown." if left_out else ""
        y = Axis(self._measure.axis(self._scale), low, high * 1.04)
        return Drawing(x, y, shapes, note=note, elements=elements, title=f"By {self._days.unit}")

    def brushed(self, box: Box) -> tuple[Condition, ...]:
        """Give the days in a rectangle, whatever its height."""
        inside = [one for at, one in enumerate(self._days.periods) if at < box.right and box.left < at + 1]
        return self._of(inside[0], inside[-1]) if inside else ()

    def place_of(self, stored: Stored) -> Box | None:
        """Say in which column a session is."""
        wall = clock.wall_of(stored.display_zone, stored.session.start)
        for at, one in enumerate(self._days.periods):
            if one.start <= wall < one.end:
                drawing = self.drawing
                return Box(at, at + 1, drawing.y.low, drawing.y.high)
        return None

    def numbers(self) -> Numbers:
        """Give the sums as a table."""
        write = self._scale.notation
        head = (_TITLES[self._days.unit], "Sessions", "Energy (kWh)", MEASURES["cost"].axis(self._scale))
        return Numbers(
            head,
            [
                (
                    self._name(one),
                    write.count(one.sums.sessions),
                    write.number(one.sums.energy, 2),
                    self._cost(one),
                )
                for one in self._days.periods
            ],
        )

    def _cost(self, one: Period) -> str:
        return MEASURES["cost"].words(one.sums, self._scale) if one.sums.priced else ""

    def _name(self, one: Period) -> str:
        if self._days.unit == "month":
            at = clock.wall_datetime(one.start)
            return f"{self._scale.notation.months[at.month - 1]} {at.year}"
        return self._scale.notation.day(one.start)

    def _words(self, one: Period) -> str:
        return f"{self._name(one)}: {all_words(one.sums, self._scale)}"

    def _of(self, first: Period, last: Period) -> tuple[Condition, ...]:
        return Condition("start", Test.AT_LEAST, (first.start,)), Condition("start", Test.BELOW, (last.end,))
