"""Energy against cost: sessions off the usual rates stand out."""

from functools import cached_property

from zefdesk.desktop.charts.measures import Scale, cost, energy, money_title, sessions
from zefdesk.desktop.charts.picture import Axis, Box, Dot, Drawing, Element, Numbers, Shape
from zefdesk.domain.quantity import NANO
from zefdesk.domain.query import Condition, Test
from zefdesk.domain.stored import Stored
from zefdesk.services.charting import Point, Spread

_FAINTEST = 0.15
_THOUSANDTH = 1_000_000
_NEAR = 0.008
"""How near a dot is pointed at, as a part of the axis."""


class SpreadPicture:
    """Dots, or cells where there are many sessions; brushing gives ranges of energy and cost."""

    def __init__(self, spread: Spread, scale: Scale) -> None:
        self._spread, self._scale = spread, scale
        self._x, self._y = (self._span(axis) for axis in (0, 1))
        self._most = max(spread.cells.values(), default=1)

    @cached_property
    def drawing(self) -> Drawing:
        """Give what is drawn: outliers in colour and larger."""
        odd = {one.id for one in self._spread.outliers}
        dots = [Dot(one.energy / NANO, one.cost / NANO, "charge") for one in self._spread.points if one.id not in odd]
        dots += [Dot(one.energy / NANO, one.cost / NANO, "bad", large=True) for one in self._spread.outliers]
        note = self._note()
        return Drawing(
            Axis("Energy (kWh)", *self._x),
            Axis(money_title(self._scale), *self._y),
            [self._shape(cell, count) for cell, count in self._spread.cells.items()],
            dots,
            note=note,
            elements=[*self._cells(), *self._points()],
        )

    def brushed(self, box: Box) -> tuple[Condition, ...]:
        """Give the ranges of energy and cost of a rectangle."""
        edges = [("energy", box.left, box.right), ("cost", box.low, box.high)]
        made = [
            condition
            for column, low, high in edges
            for condition in (
                Condition(column, Test.AT_LEAST, (_nano(low),)),
                Condition(column, Test.BELOW, (max(_nano(high), _nano(low) + 1),)),
            )
        ]
        return (*made, Condition("currency", Test.IS, (self._scale.currency,)))

    def place_of(self, stored: Stored) -> Box | None:
        """Say where a session is."""
        session = stored.session
        if session.energy is None or session.cost is None or session.currency != self._scale.currency:
            return None
        return self._around(Point(stored.id, session.energy, session.cost))

    def numbers(self) -> Numbers:
        """Give what is shown as a table: a session, or a cell, a row."""
        write = self._scale
        if not self._spread.cells:
            odd = {one.id for one in self._spread.outliers}
            rows = [
                (str(one.id), energy(one.energy, write), cost(one.cost, write), "rate outlier" if one.id in odd else "")
                for one in self._spread.points
            ]
            return Numbers(("Session", "Energy", "Cost", "Finding"), rows)
        wide, high = self._spread.grid
        return Numbers(
            ("Energy", "Cost", "Sessions"),
            [
                (
                    f"{energy(x, write)} to below {energy(x + wide, write)}",
                    f"{cost(y, write)} to below {cost(y + high, write)}",
                    write.notation.count(count),
                )
                for (x, y), count in sorted(self._spread.cells.items())
            ],
        )

    def _note(self) -> str:
        odd = len(self._spread.outliers)
        if not self._spread.known:
            return ""
        told = f"{sessions(self._spread.known, self._scale)} with energy and cost"
        return f"{told}; {odd} off the usual rate of their charger and month." if odd else f"{told}."

    def _span(self, axis: int) -> tuple[float, float]:
        points = [*self._spread.points, *self._spread.outliers]
        values = [one[axis + 1] / NANO for one in points]
        for cell in self._spread.cells:
            values += [cell[axis] / NANO, (cell[axis] + self._spread.grid[axis]) / NANO]
        low, high = min([0.0, *values]), max([0.0, *values]) or 1.0
        return low - (high - low) * 0.02 if low < 0 else low, high + (high - low) * 0.03

    def _shape(self, cell: tuple[int, int], count: int) -> Shape:
        strength = _FAINTEST + (1 - _FAINTEST) * (count / self._most) ** 0.4
        return Shape(self._room(cell), "charge", strength)

    def _room(self, cell: tuple[int, int]) -> Box:
        wide, high = self._spread.grid
        return Box(cell[0] / NANO, (cell[0] + wide) / NANO, cell[1] / NANO, (cell[1] + high) / NANO)

    def _cells(self) -> list[Element]:
        wide, high = self._spread.grid
        return [
            Element(
                self._room((x, y)),
                f"{energy(x, self._scale)} to below {energy(x + wide, self._scale)}, {cost(y, self._scale)} to below "
                f"{cost(y + high, self._scale)}: {sessions(count, self._scale)}",
                self.brushed(self._room((x, y))),
            )
            for (x, y), count in sorted(self._spread.cells.items())
        ]

    def _points(self) -> list[Element]:
        every = {one.id: one for one in (*self._spread.points, *self._spread.outliers)}
        return [
            Element(self._around(one), self._words(one), (Condition("id", Test.IS, (one.id,)),))
            for one in sorted(every.values(), key=lambda one: (one.energy, one.cost))
        ]

    def _words(self, one: Point) -> str:
        rate = f" \u00b7 {cost(one.rate, self._scale)} per kWh" if one.rate is not None else ""
        return f"Session {one.id}: {energy(one.energy, self._scale)}, {cost(one.cost, self._scale)}{rate}"

    def _around(self, one: Point) -> Box:
        wide, high = (_NEAR * (end - begin) for begin, end in (self._x, self._y))
        x, y = one.energy / NANO, one.cost / NANO
        return Box(x - wide, x + wide, y - high * 2, y + high * 2)


def _nano(value: float) -> int:
    """Give a place on an axis in billionths, by thousandths: what a person can mean by it."""
    return round(value * 1000) * _THOUSANDTH
