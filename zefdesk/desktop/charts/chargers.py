"""Sums by charger, as bars."""

from collections import Counter
from functools import cached_property

from zefdesk.desktop.charts.measures import MEASURES, Scale, all_words
from zefdesk.desktop.charts.picture import Axis, Box, Drawing, Element, Numbers, Shape
from zefdesk.domain.query import Condition, Test
from zefdesk.domain.stored import Stored
from zefdesk.services.charting import OfCharger, Sums, together

_THIN = 0.16
_MOST_BARS = 14
_LONGEST_NAME = 22
_Bar = tuple[str, Sums, tuple[OfCharger, ...]]


class ChargersPicture:
    """A bar of a measure for each charger, the longest on top; brushing gives chargers."""

    def __init__(self, chargers: tuple[OfCharger, ...], measure: str, scale: Scale) -> None:
        self._every, self._measure, self._scale = chargers, MEASURES[measure], scale
        self._names = _names(chargers)
        found = sorted(chargers, key=lambda one: -self._measure.value(one.sums))
        self._shown = found if len(found) <= _MOST_BARS + 1 else found[:_MOST_BARS]
        self._rest = found[len(self._shown) :]

    @cached_property
    def drawing(self) -> Drawing:
        """Give what is drawn; chargers beyond the most that are shown are one bar, the last."""
        bars: list[_Bar] = [(self._names[one], one.sums, (one,)) for one in self._shown]
        if self._rest:
            bars.append((f"{len(self._rest)} other chargers", together(one.sums for one in self._rest), ()))
        values = [self._measure.value(sums) for _, sums, _ in bars]
        longest = max([0.0, *values]) or 1.0
        shapes = [Shape(Box(0, value, at + _THIN, at + 1 - _THIN), "charge") for at, value in enumerate(values)]
        elements = [
            Element(Box(0, longest, at, at + 1), self._words(name, sums), self._of(*ones))
            for at, (name, sums, ones) in enumerate(bars)
        ]
        marks = tuple((at + 0.5, _short(name)) for at, (name, _, _) in enumerate(bars))
        x = Axis(self._measure.axis(self._scale), min([0.0, *values]), longest * 1.02)
        y = Axis("", 0, max(len(bars), 1), marks)
        return Drawing(x, y, shapes, downwards=True, elements=elements)

    def brushed(self, box: Box) -> tuple[Condition, ...]:
        """Give the chargers that a rectangle touches."""
        return self._of(*(one for at, one in enumerate(self._shown) if at < box.high and box.low < at + 1))

    def place_of(self, stored: Stored) -> Box | None:
        """Say in which bar a session is."""
        session = stored.session
        mine = (session.serial, None if session.serial else session.name)
        for at, one in enumerate(self._shown):
            if (one.serial, None if one.serial else one.name) == mine:
                return Box(0, self.drawing.x.high, at, at + 1)
        return None

    def numbers(self) -> Numbers:
        """Give all that they sum up to as a table, by name."""
        write, cost = self._scale.notation, MEASURES["cost"]
        head = ("Charger", "Sessions", "Energy (kWh)", cost.axis(self._scale))
        rows = [
            (
                self._names[one],
                write.count(one.sums.sessions),
                write.number(one.sums.energy, 2),
                cost.words(one.sums, self._scale) if one.sums.priced else "",
            )
            for one in self._every
        ]
        return Numbers(head, sorted(rows, key=lambda row: row[0].casefold()))

    def _words(self, name: str, sums: Sums) -> str:
        return f"{name}: {all_words(sums, self._scale)}"

    def _of(self, *ones: OfCharger) -> tuple[Condition, ...]:
        """Give the condition; bars that lump others together, or mix serials with names, have none."""
        serials = tuple(one.serial for one in ones if one.serial)
        if ones and len(serials) == len(ones):
            return (Condition("serial", Test.IS, serials),)
        if ones and not serials:
            return (Condition("name", Test.IS, tuple(one.name for one in ones)), Condition("serial", Test.IS, (None,)))
        return ()


def _names(chargers: tuple[OfCharger, ...]) -> dict[OfCharger, str]:
    """Name each so that no two are named alike."""
    often = Counter(one.name for one in chargers)
    return {
        one: f"{one.name} ({one.serial})" if one.name and often[one.name] > 1 else one.name or one.serial or "(no name)"
        for one in chargers
    }


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"
