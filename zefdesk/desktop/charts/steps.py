"""How often values of energy, cost or a duration occur, as columns."""

from functools import cached_property

from zefdesk.desktop.charts.measures import Scale, cost, energy, money_title, sessions
from zefdesk.desktop.charts.picture import Axis, Box, Drawing, Element, Numbers, Shape
from zefdesk.domain.notation import duration
from zefdesk.domain.query import Condition, Test
from zefdesk.domain.stored import Stored
from zefdesk.services.charting import DURATIONS, Histogram, Step

TITLES = {
    "energy": "Energy (kWh)",
    "cost": "Cost",
    "plug_duration": "Plug Duration (h:mm)",
    "charge_duration": "Charge Duration (h:mm)",
}
_GAP = 0.04
_MOST_MARKS = 9
_BY_CLOCK = 60


class StepsPicture:
    """Columns of counts; brushing gives a range of values."""

    def __init__(self, histogram: Histogram, scale: Scale) -> None:
        self._steps, self._column, self._scale = histogram.steps, histogram.column, scale
        self._known = histogram.known

    @cached_property
    def drawing(self) -> Drawing:
        """Give what is drawn."""
        most = max([1.0, *(float(one.sessions) for one in self._steps)])
        shapes = [Shape(Box(at + _GAP, at + 1 - _GAP, 0, one.sessions), "charge") for at, one in enumerate(self._steps)]
        elements = [
            Element(Box(at, at + 1, 0, most), self._words(one), self._of(one, one))
            for at, one in enumerate(self._steps)
        ]
        every = -(-len(self._steps) // _MOST_MARKS) or 1
        marks = tuple((float(at), self._edge(one.low)) for at, one in enumerate(self._steps) if at % every == 0)
        title = money_title(self._scale) if self._column == "cost" else TITLES[self._column]
        open_ended = bool(self._steps) and self._steps[-1].high is None
        note = f"The last column holds all from {self._value(self._steps[-1].low)} up." if open_ended else ""
        x = Axis(title, 0, max(len(self._steps), 1), marks)
        return Drawing(x, Axis("Sessions", 0, most * 1.04), shapes, note=note, elements=elements)

    def brushed(self, box: Box) -> tuple[Condition, ...]:
        """Give the range that a rectangle touches, whatever its height."""
        inside = [one for at, one in enumerate(self._steps) if at < box.right and box.left < at + 1]
        return self._of(inside[0], inside[-1]) if inside else ()

    def place_of(self, stored: Stored) -> Box | None:
        """Say in which column a session is."""
        value = getattr(stored.session, self._column)
        for at, one in enumerate(self._steps):
            if value is not None and one.low <= value and (one.high is None or value < one.high):
                return Box(at, at + 1, 0, self.drawing.y.high)
        return None

    def numbers(self) -> Numbers:
        """Give the counts as a table."""
        write = self._scale.notation.count
        return Numbers(("Range", "Sessions"), [(self._range(one), write(one.sessions)) for one in self._steps])

    def _edge(self, value: int) -> str:
        if self._column in DURATIONS:
            return duration(value)[:-3] if value % _BY_CLOCK == 0 else duration(value)
        places = 0 if all(one.low % 10**9 == 0 for one in self._steps) else 2
        return self._scale.notation.number(value, places)

    def _value(self, value: int) -> str:
        if self._column in DURATIONS:
            return duration(value)
        return energy(value, self._scale) if self._column == "energy" else cost(value, self._scale)

    def _range(self, one: Step) -> str:
        if one.high is None:
            return f"{self._value(one.low)} and more"
        return f"{self._value(one.low)} to below {self._value(one.high)}"

    def _words(self, one: Step) -> str:
        return f"{self._range(one)}: {sessions(one.sessions, self._scale)}"

    def _of(self, first: Step, last: Step) -> tuple[Condition, ...]:
        low = Condition(self._column, Test.AT_LEAST, (first.low,))
        return (low,) if last.high is None else (low, Condition(self._column, Test.BELOW, (last.high,)))
