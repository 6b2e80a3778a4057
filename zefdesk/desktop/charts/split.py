"""How long cars were plugged in at each charger, and how much of that they charged."""

from functools import cached_property

from zefdesk.desktop.charts.measures import Scale, sessions
from zefdesk.desktop.charts.picture import Axis, Box, Drawing, Element, Meaning, Numbers, Shape
from zefdesk.domain.notation import duration
from zefdesk.domain.query import Condition, Test
from zefdesk.domain.stored import Stored
from zefdesk.services.charting import Lasted, Split

_HOUR = 3600
_THIN = 0.16
_LONGEST_NAME = 22
_LEGEND = (Meaning("charge", "Charging"), Meaning("idle", "Idle (plugged in without charging)"))


class SplitPicture:
    """A bar a charger: charging, then idle; brushing gives chargers."""

    def __init__(self, split: Split, scale: Scale) -> None:
        self._split, self._scale = split, scale
        self._rows: tuple[Lasted, ...] = split.chargers + ((split.others,) if split.others else ())

    @cached_property
    def drawing(self) -> Drawing:
        """Give what is drawn; the charger that was plugged in the longest is on top."""
        longest = max([1.0, *(one.plug / _HOUR for one in self._rows)])
        shapes, elements = [], []
        for at, one in enumerate(self._rows):
            charged, plugged = one.charge / _HOUR, one.plug / _HOUR
            shapes += [
                Shape(Box(0, charged, at + _THIN, at + 1 - _THIN), "charge"),
                Shape(Box(charged, plugged, at + _THIN, at + 1 - _THIN), "idle"),
            ]
            elements.append(Element(Box(0, longest, at, at + 1), self._words(one), self._of([one])))
        names = tuple((at + 0.5, _short(one.name)) for at, one in enumerate(self._rows))
        y = Axis("", 0, max(len(self._rows), 1), names)
        x = Axis("Hours plugged in", 0, longest * 1.02)
        return Drawing(x, y, shapes, downwards=True, elements=elements, legend=_LEGEND if self._rows else ())

    def brushed(self, box: Box) -> tuple[Condition, ...]:
        """Give the chargers that a rectangle touches."""
        return self._of([one for at, one in enumerate(self._rows) if at < box.high and box.low < at + 1])

    def place_of(self, stored: Stored) -> Box | None:
        """Say in which bar a session is."""
        chargers = [one.charger for one in self._split.chargers]
        mine = stored.session.serial or stored.session.name
        if mine not in chargers:
            return None
        at = chargers.index(mine)
        return Box(0, self.drawing.x.high, at, at + 1)

    def numbers(self) -> Numbers:
        """Give the durations as a table."""
        rows = [
            (
                one.name or "(no name)",
                self._scale.notation.count(one.sessions),
                duration(one.plug),
                duration(one.charge),
                duration(one.plug - one.charge),
            )
            for one in self._rows
        ]
        return Numbers(("Charger", "Sessions", "Plugged in", "Charging", "Idle"), rows)

    def _words(self, one: Lasted) -> str:
        idle = duration(one.plug - one.charge)
        told = f"plugged in {duration(one.plug)}, charging {duration(one.charge)}, idle {idle}"
        return f"{one.name or '(no name)'}: {sessions(one.sessions, self._scale)} \u00b7 {told}"

    def _of(self, rows: list[Lasted]) -> tuple[Condition, ...]:
        """Give the condition; chargers that stand together are all but those that stand alone."""
        shown = [one.name for one in self._split.chargers]
        if self._split.others in rows:
            left_out = [name for name in shown if name not in {one.name for one in rows}]
            return (Condition("charger", Test.IS_NOT, tuple(left_out)),) if left_out else ()
        return (Condition("charger", Test.IS, tuple(one.name for one in rows)),) if rows else ()


def _short(name: str | None) -> str:
    told = name or "(no name)"
    return told if len(told) <= _LONGEST_NAME else f"{told[: _LONGEST_NAME - 1]}\u2026"
