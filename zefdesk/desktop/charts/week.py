"""When sessions start: day of the week by hour, darker where there is more."""

from functools import cached_property

from zefdesk.desktop.charts.measures import MEASURES, Scale, all_words
from zefdesk.desktop.charts.picture import Axis, Box, Drawing, Element, Numbers, Shape
from zefdesk.domain import clock
from zefdesk.domain.query import Condition, Test
from zefdesk.domain.stored import Stored
from zefdesk.services.charting import Sums, Week

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_HOURS = 24
_NOTHING = Sums(0, 0, 0, 0)
_FAINTEST = 0.12


class WeekPicture:
    """A heat map of a measure; brushing gives days of the week and hours."""

    def __init__(self, week: Week, measure: str, scale: Scale) -> None:
        self._week, self._measure, self._scale = week, MEASURES[measure], scale

    @cached_property
    def drawing(self) -> Drawing:
        """Give what is drawn; the first day is on top."""
        most = max([0.0, *(self._measure.value(one) for one in self._week.cells.values())])
        shapes, elements = [], []
        for day in range(1, len(DAYS) + 1):
            for hour in range(_HOURS):
                sums = self._week.cells.get((day, hour), _NOTHING)
                value = self._measure.value(sums)
                box = _cell(day, hour)
                if value > 0:
                    strength = _FAINTEST + (1 - _FAINTEST) * value / most
                    shapes.append(Shape(Box(hour + 0.03, hour + 0.97, day - 0.97, day - 0.03), "charge", strength))
                elements.append(Element(box, self._words(day, hour, sums), _of([day], [hour])))
        hours = tuple((float(hour), f"{hour:02}:00") for hour in range(0, _HOURS + 1, 3))
        days = tuple((at + 0.5, name) for at, name in enumerate(DAYS))
        note = f"Fullest: {self._measure.title.lower()} {self._most(most)} in an hour of the week." if most else ""
        x = Axis("Hour of the Start, by the charger's clock", 0, _HOURS, hours)
        return Drawing(x, Axis("", 0, len(DAYS), days), shapes, downwards=True, note=note, elements=elements)

    def brushed(self, box: Box) -> tuple[Condition, ...]:
        """Give the days and hours that a rectangle touches."""
        days = [day for day in range(1, len(DAYS) + 1) if day - 1 < box.high and box.low < day]
        hours = [hour for hour in range(_HOURS) if hour < box.right and box.left < hour + 1]
        return _of(days, hours) if days and hours else ()

    def place_of(self, stored: Stored) -> Box | None:
        """Say in which cell a session is."""
        at = clock.wall_datetime(clock.wall_of(stored.display_zone, stored.session.start))
        return _cell(at.isoweekday(), at.hour)

    def numbers(self) -> Numbers:
        """Give the measure as a table: an hour a row, a day a column."""
        rows = [
            (
                f"{hour:02}:00",
                *(
                    self._measure.words(sums, self._scale) if (sums := self._week.cells.get((day, hour))) else ""
                    for day in range(1, len(DAYS) + 1)
                ),
            )
            for hour in range(_HOURS)
        ]
        return Numbers((self._measure.title, *DAYS), rows)

    def _most(self, most: float) -> str:
        sums = max(self._week.cells.values(), key=self._measure.value)
        return self._measure.words(sums, self._scale) if most else ""

    def _words(self, day: int, hour: int, sums: Sums) -> str:
        return f"{DAYS[day - 1]} {hour:02}:00 to {hour + 1:02}:00: {all_words(sums, self._scale)}"


def _cell(day: int, hour: int) -> Box:
    return Box(hour, hour + 1, day - 1, day)


def _of(days: list[int], hours: list[int]) -> tuple[Condition, ...]:
    """Give the conditions; all days, or all hours, are no condition."""
    made = []
    if len(days) < len(DAYS):
        made.append(Condition("weekday", Test.IS, tuple(days)))
    if len(hours) < _HOURS:
        made.append(Condition("hour", Test.IS, tuple(hours)))
    return tuple(made)
