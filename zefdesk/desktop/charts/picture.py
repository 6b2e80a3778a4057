"""What a chart shows, without Qt: boxes and dots in the units of its axes, their words and the filters they mean."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from zefdesk.domain.query import Condition, SessionQuery
from zefdesk.domain.stored import Stored


class Box(NamedTuple):
    """A rectangle in the units of the axes."""

    left: float
    right: float
    low: float
    high: float


class Shape(NamedTuple):
    """A box that is painted: its colour by the name of its token, from faint (0) to full (1)."""

    box: Box
    colour: str
    strength: float = 1.0


class Dot(NamedTuple):
    """A point: where, its colour by the name of its token, and whether it stands out."""

    x: float
    y: float
    colour: str
    large: bool = False


class Element(NamedTuple):
    """Something that can be pointed at: its room, what it says, and the conditions that let only it through."""

    box: Box
    words: str
    conditions: tuple[Condition, ...]


class Meaning(NamedTuple):
    """What a colour, by the name of its token, stands for."""

    colour: str
    words: str


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis: what it says, from where to where, and its marks; without marks it is counted in numbers."""

    title: str
    low: float
    high: float
    marks: tuple[tuple[float, str], ...] | None = None


class Numbers(NamedTuple):
    """The same as a table: the head of each column, rows of texts; all but the first column are numbers."""

    head: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn: shapes, dots, the two axes; `downwards` that the first value of the y axis is on top.

    `title` is there where the chart has to be called otherwise than usually, `legend` where it has several colours.
    """

    x: Axis
    y: Axis
    shapes: Sequence[Shape] = ()
    dots: Sequence[Dot] = ()
    downwards: bool = False
    note: str = ""
    elements: Sequence[Element] = field(default=())
    title: str = ""
    legend: Sequence[Meaning] = ()


class Picture(Protocol):
    """A chart of what a query lets through."""

    @property
    def drawing(self) -> Drawing:
        """Give what is drawn."""

    def brushed(self, box: Box) -> tuple[Condition, ...]:
        """Give the conditions that let through what lies in a rectangle; none where nothing does."""

    def place_of(self, stored: Stored) -> Box | None:
        """Say where a session is; None where it is not shown."""

    def numbers(self) -> Numbers:
        """Give what is shown as a table."""


def narrowed(query: SessionQuery, conditions: Sequence[Condition]) -> SessionQuery:
    """Give a query with more conditions, each in place of one of its column and test."""
    for one in conditions:
        query = query.where(one.column, one.test, *one.values)
    return query
