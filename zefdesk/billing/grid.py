"""Variations that ask the clock alone, as a grid of parts of the year, days and hours: which of them wins where."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from zefdesk.billing.seasons import Span, atoms
from zefdesk.billing.winning import needs
from zefdesk.domain.profile import END_OF_DAY, Variation, When

WEEK = range(7)
Line = list[int | None]


class Paint(NamedTuple):
    """What a cell is painted with: a variation without its times."""

    name: str
    rate: int
    step: int | None = None
    taxes: tuple[str, ...] | None = None
    group: int | None = None

    def during(self, when: When) -> Variation:
        """Give the variation of this paint at some times."""
        return Variation(self.name, when, self.rate, self.step, self.taxes, self.group)


def paint_of(one: Variation) -> Paint:
    """Give what a variation paints with."""
    return Paint(one.name, one.rate, one.step, one.taxes, one.group)


def by_clock(when: When) -> bool:
    """Whether a condition asks days, hours, months and date ranges, and nothing else that can fail."""
    return not (needs(when) or when.dates_in or when.dates_not_in)


def leaves_out(when: When) -> bool:
    """Whether a condition asks the clock, but leaves out single dates."""
    return bool(when.dates_not_in) and by_clock(replace(when, dates_not_in=()))


class Grid:
    """Cells by part of the year, day and span of hours, each with the number of its paint; None shows what is behind.

    `atoms` part the year, `edges` the day; `lines[atom, day]` are the cells of a day.
    """

    def __init__(self, whens: Iterable[When]) -> None:
        known = list(whens)
        self.atoms: list[Span] = list(atoms(known))
        given = {edge for when in known for edge in (when.from_, when.to) if edge is not None}
        self.edges = sorted({0, END_OF_DAY, *given})
        self.paints: list[Paint] = []
        cells = len(self.edges) - 1
        self.lines: dict[tuple[int, int], Line] = {
            (atom, day): [None] * cells for atom in range(len(self.atoms)) for day in WEEK
        }

    def number(self, paint: Paint) -> int:
        """Give the number of a paint; a new one gets the next."""
        if paint not in self.paints:
            self.paints.append(paint)
        return self.paints.index(paint)

    def lay(self, variations: Sequence[Variation]) -> None:
        """Paint with variations: the first in the list wins, so that it is laid on last."""
        for one in reversed(variations):
            self.fill(one.when, self.number(paint_of(one)))

    def fill(self, when: When, value: int | None) -> None:
        """Paint all cells in which a condition holds."""
        chosen = self.cells(when)
        for line in self.where(when):
            for cell in chosen:
                self.lines[line][cell] = value

    def where(self, when: When) -> list[tuple[int, int]]:
        """Give the lines, by part of the year and day, on which a condition holds at some hour."""
        days = when.days or tuple(WEEK)
        return [(number, day) for number, atom in enumerate(self.atoms) if atom.lies_in(when) for day in days]

    def cells(self, when: When) -> list[int]:
        """Give the cells of a day in which a condition holds."""
        first, past = when.from_ or 0, when.to or END_OF_DAY
        begin, end = bisect_left(self.edges, first), bisect_left(self.edges, past)
        count = len(self.edges) - 1
        return list(range(begin, end)) if begin < end else [*range(end), *range(begin, count)]

    def winners(self) -> set[int]:
        """Give the numbers of the paints that are to be seen."""
        return {value for line in self.lines.values() for value in line if value is not None}

    def lengths(self) -> list[int]:
        """Give how many seconds each cell of a day is."""
        return [past - first for first, past in pairwise(self.edges)]
