"""A painted grid as few variations: rectangles of seasons, days and hours, over midnight where that joins two.

Paints that take little come first, so that those that take much may reach behind them: `Peak` and then `Summer`.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from zefdesk.billing.grid import WEEK, Grid, Paint
from zefdesk.billing.seasons import joined
from zefdesk.domain.profile import Variation, When

Rows = dict[tuple[int, int], int]
"""Bits of the cells of each line: by class of the year, and day."""


class Block(NamedTuple):
    """A rectangle: the same hours on some days in some classes of the year."""

    mask: int
    classes: frozenset[int]
    days: frozenset[int]

    def lines(self) -> Iterator[tuple[int, int]]:
        """Give its lines."""
        return ((one, day) for one in self.classes for day in self.days)


def variations_of(grid: Grid) -> list[Variation]:
    """Give variations that win where the grid is painted, and nowhere else."""
    return _Cover(grid).variations()


class _Cover:
    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.lengths = grid.lengths()
        self.whole = (1 << len(self.lengths)) - 1
        self.classes = _classes(grid)
        self.covered: Rows = {(one, day): 0 for one in range(len(self.classes)) for day in WEEK}

    def variations(self) -> list[Variation]:
        """Give the variations of one paint after the other."""
        needed = {number: self._needed(number) for number in self.grid.winners()}
        order = sorted(needed, key=lambda number: (self._weight(needed[number]), number))
        made: list[Variation] = []
        for number in order:
            made += self._of(self.grid.paints[number], needed[number])
            for line, mask in needed[number].items():
                self.covered[line] |= mask
        return made

    def _needed(self, number: int) -> Rows:
        return {
            (one, day): sum(1 << cell for cell, value in enumerate(self.grid.lines[atoms[0], day]) if value == number)
            for one, atoms in enumerate(self.classes)
            for day in WEEK
        }

    def _of(self, paint: Paint, needed: Rows) -> Iterator[Variation]:
        """Take the rectangle that covers most until all is covered; what came before may lie under it."""
        allowed = {line: mask | self.covered[line] for line, mask in needed.items()}
        left = {line: mask for line, mask in needed.items() if mask}
        masks = self._masks(needed, allowed)
        while left:
            best = max(self._blocks(masks, allowed, left), key=lambda block: self._worth(block, left))
            for line in best.lines():
                if line in left:
                    left[line] &= ~best.mask
            left = {line: mask for line, mask in left.items() if mask}
            yield from (paint.during(when) for when in self._whens(best))

    def _masks(self, needed: Rows, allowed: Rows) -> list[int]:
        """Give the hours that a rectangle may have: runs of what is needed, bare or joined by what is allowed."""
        found: dict[int, None] = {}
        for line, mask in needed.items():
            if not mask:
                continue
            found |= dict.fromkeys(_runs(mask, len(self.lengths)))
            for run in _runs(allowed[line], len(self.lengths)):
                if run & mask:
                    found[run] = None
                    found[_trimmed(run, mask, len(self.lengths))] = None
        return list(found)

    def _blocks(self, masks: Iterable[int], allowed: Rows, left: Rows) -> Iterator[Block]:
        for mask in masks:
            valid = [
                frozenset(day for day in WEEK if not mask & ~allowed[one, day]) for one in range(len(self.classes))
            ]
            useful = [
                frozenset(day for day in days if left.get((one, day), 0) & mask) for one, days in enumerate(valid)
            ]
            for days in {*useful, *valid} - {frozenset[int]()}:
                fitting = frozenset(one for one, fit in enumerate(valid) if days <= fit and days & useful[one])
                if fitting:
                    yield Block(mask, fitting, days)

    def _worth(self, block: Block, left: Rows) -> tuple[float, ...]:
        """Say how good a rectangle is: what it covers for each variation, then as little else as can be."""
        lines = list(block.lines())
        gain = sum(self._seconds(left.get(line, 0) & block.mask) * self._months(line[0]) for line in lines)
        size = sum(self._seconds(block.mask) * self._months(line[0]) for line in lines)
        return gain // len(self._spans(block.classes)), -size, -block.mask

    def _weight(self, rows: Rows) -> int:
        return sum(self._seconds(mask) * self._months(line[0]) for line, mask in rows.items())

    def _months(self, one: int) -> int:
        return len(self.classes[one])

    def _seconds(self, mask: int) -> int:
        return sum(length for cell, length in enumerate(self.lengths) if mask >> cell & 1)

    def _spans(self, classes: Iterable[int]) -> Sequence[When]:
        found = joined(
            [self.grid.atoms[atom] for atom in sorted(atom for one in classes for atom in self.classes[one])]
        )
        return [When(months=span.months, start_date=span.first, end_date=span.past) for span in found]

    def _whens(self, block: Block) -> Iterator[When]:
        days = () if len(block.days) == len(WEEK) else tuple(sorted(block.days))
        first, past = self._hours(block.mask)
        for span in self._spans(block.classes):
            yield When(days, first, past, span.start_date, span.end_date, span.months)

    def _hours(self, mask: int) -> tuple[int | None, int | None]:
        """Give the hours of a run of cells; over midnight where it goes round, none where it is the whole day."""
        if mask == self.whole:
            return None, None
        edges, last = self.grid.edges, len(self.lengths) - 1
        begins = [cell for cell in range(last + 1) if mask >> cell & 1 and not mask >> (cell - 1) % (last + 1) & 1]
        ends = [cell for cell in range(last + 1) if mask >> cell & 1 and not mask >> (cell + 1) % (last + 1) & 1]
        return edges[begins[0]], edges[ends[0] + 1]


def _classes(grid: Grid) -> list[list[int]]:
    """Put parts of the year together in which all days are painted alike."""
    found: dict[tuple[tuple[int | None, ...], ...], list[int]] = {}
    for number in range(len(grid.atoms)):
        found.setdefault(tuple(tuple(grid.lines[number, day]) for day in WEEK), []).append(number)
    return list(found.values())


def _runs(mask: int, count: int) -> list[int]:
    """Take bits apart into runs that go round; the last cell of the day and the first follow each other."""
    if mask == (1 << count) - 1:
        return [mask]
    runs: list[int] = []
    for cell in range(count):
        if mask >> cell & 1 and not mask >> (cell - 1) % count & 1:
            run, at = 0, cell
            while mask >> at & 1:
                run |= 1 << at
                at = (at + 1) % count
            runs.append(run)
    return runs


def _trimmed(run: int, mask: int, count: int) -> int:
    """Leave out what of a run is not needed at its two ends; of a whole day, the longest part that is not needed."""
    if run == (1 << count) - 1:
        gaps = _runs(run & ~mask, count)
        return run & ~max(gaps, key=int.bit_count, default=0)
    order = list(_round(run, count))
    kept = [place for place, cell in enumerate(order) if mask >> cell & 1]
    return sum(1 << cell for cell in order[kept[0] : kept[-1] + 1])


def _round(run: int, count: int) -> Iterator[int]:
    """Give the cells of a run in the order of the clock, from the one before which there is none."""
    begin = next(cell for cell in range(count) if run >> cell & 1 and not run >> (cell - 1) % count & 1)
    yield from (cell % count for cell in range(begin, begin + run.bit_count()))
