"""The week grid painted: a selection of days and hours gets a rate, and the variations of the cost are made anew.

What was not painted is as it was. Rules that ask something of the session (energy so far, members) and rules for single
dates are no part of the grid: they stay where they are among the others, and win before it as they did.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple, Protocol

from zefdesk.billing.covering import variations_of
from zefdesk.billing.draft import Draft, items, put, read
from zefdesk.billing.grid import WEEK, Grid, Line, Paint, by_clock, leaves_out, paint_of
from zefdesk.billing.profile_text import variation_document
from zefdesk.billing.reading import Wrong, nano
from zefdesk.billing.seasons import ALL_YEAR, Season
from zefdesk.billing.words import rate_words
from zefdesk.domain.profile import END_OF_DAY, BillingProfile, Cost, Variation, When
from zefdesk.domain.quantity import plain
from zefdesk.domain.trouble import Trouble


class CannotPaint(Trouble):
    """A rate that cannot be read, or a cost that is not there."""


class Selection(NamedTuple):
    """Some hours, [from_, to) seconds of the local day, on some days of a season; over midnight where to <= from_."""

    days: tuple[int, ...]
    from_: int = 0
    to: int = END_OF_DAY
    season: Season = ALL_YEAR

    def whens(self) -> list[When]:
        """Give it as conditions, one for each span of the season."""
        whole = self.from_ % END_OF_DAY == self.to % END_OF_DAY
        first, past = (None, None) if whole else (self.from_ % END_OF_DAY, self.to % END_OF_DAY or END_OF_DAY)
        days = () if set(self.days) == set(WEEK) else tuple(sorted(set(self.days)))
        spans = self.season.spans
        return [When(days, first, past, span.first, span.past, span.months) for span in spans] if self.days else []


class Mine(Protocol):
    """Whether a cell of a line is a block's to paint: it shows there, or is the last one and nothing does."""

    def __call__(self, line: tuple[int, int], cell: int, *, erased: bool = False) -> bool:
        """Say so; where all blocks are `erased`, it has still to be painted over a rule behind it."""


def paint(draft: Draft, cost: int, selection: Selection, rate: str | None, name: str = "") -> Draft:
    """Give the hours of a selection a rate, as typed; None, or the base rate, lets the base rate show again.

    A rate that stands in the cost already goes on under its name. Where the whole week comes to have one rate, that
    becomes the base rate. Raises CannotPaint.
    """
    board = _Board(draft, cost)
    whens = selection.whens()
    wanted = board.cost.rate if rate is None else _nano(rate)
    erases = wanted == board.cost.rate
    colour = None if wanted is None else board.paint(wanted, name)

    def lay(grid: Grid, mine: Mine) -> None:
        value = None if colour is None else grid.number(colour)
        for when in whens:
            cells = grid.cells(when)
            for line in grid.where(when):
                for cell in cells:
                    if mine(line, cell, erased=erases):
                        grid.lines[line][cell] = value
                    elif erases:
                        grid.lines[line][cell] = None

    return board.with_blocks(whens, lay, None if erases else colour)


def copy_day(draft: Draft, cost: int, season: Season, source: int, targets: Iterable[int]) -> Draft:
    """Give days of a season the hours and rates of another day."""
    others = [day for day in targets if day != source]
    whens = Selection((source, *others), season=season).whens()

    def copy(grid: Grid, _mine: Mine) -> None:
        for when in whens:
            for atom, day in grid.where(when):
                if day != source:
                    grid.lines[atom, day] = list(grid.lines[atom, source])

    return _Board(draft, cost).with_blocks(whens, copy)


def _nano(rate: str) -> int:
    try:
        return nano(rate)
    except Wrong as error:
        raise CannotPaint(f"'{rate}' {error}") from None


class _Board:
    """A cost of a draft, and the blocks of its variations that a grid can show."""

    def __init__(self, draft: Draft, number: int) -> None:
        self.draft, self.number = draft, number
        found = read(draft)
        if number >= len(found.guess.costs):
            raise CannotPaint(f"there is no cost number {number}")
        self.profile: BillingProfile = found.guess
        self.cost: Cost = found.guess.costs[number]
        wrong = [fault.path for fault in found.faults]
        paths = [f"costs[{number}].variations[{at}]" for at in range(len(self.cost.variations))]
        self._plain = [
            by_clock(one.when) and not any(fault == path or fault.startswith(f"{path}.") for fault in wrong)
            for one, path in zip(self.cost.variations, paths, strict=True)
        ]

    def paint(self, rate: int, name: str) -> Paint:
        """Give the paint of a rate: one that stands in the cost, else a new one."""
        standing = [paint_of(one) for one, plain_ in zip(self.cost.variations, self._plain, strict=True) if plain_]
        fitting = (one for one in standing if one.rate == rate and one.step is None and one.taxes is None)
        known = next((one for one in fitting if name in {"", one.name}), None)
        return known or Paint(name or rate_words(rate, self.cost.per, self.profile.currency), rate)

    def with_blocks(
        self, whens: Sequence[When], change: Callable[[Grid, Mine], None], colour: Paint | None = None
    ) -> Draft:
        """Change each block of variations that a grid can show; the last one also has what no block shows yet.

        A variation that takes the session's course into account stands between two blocks, and stays there; one
        that leaves out single dates too, but what is painted over it is painted before it.
        """
        blocks = self._blocks()
        all_whens = [*whens, *(one.when for one in self.cost.variations)]
        grids = [self._grid(all_whens, block) for block in blocks]
        before = [{line: list(cells) for line, cells in grid.lines.items()} for grid in grids]
        fences = [self._fence(all_whens, past) for _, past in blocks]
        made: list[Variation] = []
        at = 0
        for number, (grid, (first, past)) in enumerate(zip(grids, blocks, strict=True)):

            def mine(line: tuple[int, int], cell: int, number: int = number, *, erased: bool = False) -> bool:
                for place, (lines, fence) in enumerate(zip(before, fences, strict=True)):
                    if (not erased and lines[line][cell] is not None) or fence[line][cell] is not None:
                        return place == number
                return number == len(blocks) - 1 and not erased

            change(grid, mine)
            made += self.cost.variations[at:first]
            made += self._tidiest(grid, before[number], self.cost.variations[first:past], whens, colour)
            at = past
        made += self.cost.variations[at:]
        return self._written(made)

    def _fence(self, whens: Sequence[When], at: int) -> dict[tuple[int, int], Line]:
        """Give where the variation at a place holds for sure, though it is no part of the grid."""
        grid = Grid(whens)
        if at < len(self._plain) and leaves_out(self.cost.variations[at].when):
            grid.lay([replace(self.cost.variations[at], when=replace(self.cost.variations[at].when, dates_not_in=()))])
        return grid.lines

    def _blocks(self) -> list[tuple[int, int]]:
        """Give the runs of variations of the grid; an empty one before each fence, and at the end."""
        found: list[tuple[int, int]] = []
        for place, plain_ in enumerate(self._plain):
            if plain_ and found and found[-1][1] == place:
                found[-1] = (found[-1][0], place + 1)
            elif plain_:
                found.append((place, place + 1))
            elif leaves_out(self.cost.variations[place].when) and not (found and found[-1][1] == place):
                found.append((place, place))
        count = len(self._plain)
        return found if found and found[-1][1] == count else [*found, (count, count)]

    def _grid(self, whens: Sequence[When], block: tuple[int, int]) -> Grid:
        grid = Grid(whens)
        grid.lay(self.cost.variations[slice(*block)])
        return grid

    def _tidiest(
        self,
        grid: Grid,
        before: dict[tuple[int, int], list[int | None]],
        old: Sequence[Variation],
        whens: Sequence[When],
        colour: Paint | None,
    ) -> Sequence[Variation]:
        """Give the variations of a block: as they were where nothing changed, else the shorter of two lists."""
        if grid.lines == before:
            return old
        anew = variations_of(grid)
        if colour is None:
            return anew
        added = [*(colour.during(when) for when in whens), *old]
        seen = _seen(added, grid)
        return seen if seen is not None and len(seen) <= len(anew) else anew

    def _written(self, made: Sequence[Variation]) -> Draft:
        """Write the variations; those that stood before keep the text that was typed."""
        path = f"costs[{self.number}]"
        if list(made) == list(self.cost.variations):
            return self.draft
        if len(made) == 1 and made[0] == Variation(made[0].name, When(), made[0].rate):
            return put(put(self.draft, f"{path}.variations", []), f"{path}.rate", plain(made[0].rate))
        typed = items(self.draft, f"{path}.variations")
        left = list(range(len(typed)))
        documents = []
        for one in made:
            same = next((at for at in left if self.cost.variations[at] is one or self._stood(at, one)), None)
            if same is None:
                documents.append(variation_document(one, self.cost.dimension))
            else:
                left.remove(same)
                documents.append(typed[same])
        return put(self.draft, f"{path}.variations", documents)

    def _stood(self, at: int, one: Variation) -> bool:
        return self._plain[at] and self.cost.variations[at] == one


def _seen(variations: Sequence[Variation], wanted: Grid) -> list[Variation] | None:
    """Leave out variations that never win; None where the others do not paint what is wanted."""
    grid = Grid(())
    grid.atoms, grid.edges = wanted.atoms, wanted.edges
    grid.lines = {line: [None] * len(cells) for line, cells in wanted.lines.items()}
    for number, one in reversed(list(enumerate(variations))):
        grid.fill(one.when, number)
    kept = [variations[number] for number in sorted(grid.winners())]
    paints = {
        line: [None if value is None else wanted.number(paint_of(variations[value])) for value in cells]
        for line, cells in grid.lines.items()
    }
    return kept if paints == wanted.lines else None
