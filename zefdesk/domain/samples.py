"""A session's meter values in columns, as the log wrote them: small to keep, quick to add to, read when looked at."""

import json
import zlib
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, overload

from zefdesk.domain.decimals import scaled
from zefdesk.domain.logged import Sample, Span

_LEVEL = 1
_SEPARATOR = "\n"


class Column(NamedTuple):
    """One series: its name, where its values stand in a row of texts, and the power of ten that makes them billionths.

    A series of several places is the sum of its phases.
    """

    series: str
    at: tuple[int, ...]
    places: int


@dataclass(slots=True)
class Block:
    """Rows of meter values with the same columns: instants, places in the source, the values as texts."""

    columns: tuple[Column, ...]
    source: int = 0
    at: list[int] = field(default_factory=list)
    offsets: list[int] = field(default_factory=list)
    lengths: list[int] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    texts: list[tuple[str, ...]] = field(default_factory=list)

    def add(self, at: int, span: Span, texts: tuple[str, ...]) -> None:
        """Add a row."""
        self.at.append(at)
        self.offsets.append(span.offset)
        self.lengths.append(span.length)
        self.lines.append(span.line)
        self.texts.append(texts)

    def span(self, row: int) -> Span:
        """Give the place of a row."""
        return Span(self.source, self.offsets[row], self.lengths[row], self.lines[row])

    def sample(self, row: int) -> Sample:
        """Give a row as a sample; a text that is no number is left out."""
        texts = self.texts[row]
        values = {one.series: value for one in self.columns if (value := _value(one, texts)) is not None}
        return Sample(self.at[row], values, self.span(row))

    def extend(self, other: "Block") -> None:
        """Add the rows of another block with the same columns."""
        self.at += other.at
        self.offsets += other.offsets
        self.lengths += other.lengths
        self.lines += other.lines
        self.texts += other.texts

    def column(self, series: str, *, last: bool = False) -> Iterator[tuple[int, int]]:
        """Give instants and values of one series, of all rows or of the last one."""
        rows = slice(-1, None) if last else slice(None)
        for one in self.columns:
            if one.series == series:
                for at, texts in zip(self.at[rows], self.texts[rows], strict=True):
                    value = _value(one, texts)
                    if value is not None:
                        yield at, value


def _value(column: Column, texts: Sequence[str]) -> int | None:
    if len(column.at) == 1:
        return scaled(texts[column.at[0]], column.places)
    told = [value for at in column.at if (value := scaled(texts[at], column.places)) is not None]
    return sum(told) if told else None


def _merged(rows: Sequence[tuple[Block, int]]) -> Sample:
    """Give what several rows tell of one instant as one sample, at the place of the first."""
    samples = [block.sample(row) for block, row in rows]
    first = samples[0]
    for one in samples[1:]:
        first.values.update(one.values)
    return first


class Samples(Sequence[Sample]):
    """Meter values in the order of time, each instant once.

    There are several blocks where their shape changed or several files told them.
    """

    def __init__(self, blocks: Sequence[Block] = ()) -> None:
        self.blocks = [one for one in blocks if one.at]
        self._order: list[tuple[int, list[tuple[Block, int]]]] | None = None

    @classmethod
    def of(cls, samples: Sequence[Sample]) -> "Samples":
        """Give samples in columns."""
        if isinstance(samples, Samples):
            return samples
        blocks: dict[tuple[int, tuple[str, ...]], Block] = {}
        for one in samples:
            names = tuple(one.values)
            block = blocks.get((one.span.source, names))
            if block is None:
                columns = tuple(Column(name, (at,), 0) for at, name in enumerate(names))
                block = blocks[one.span.source, names] = Block(columns, one.span.source)
            block.add(one.at, one.span, tuple(map(str, one.values.values())))
        return cls(list(blocks.values()))

    def column(self, series: str) -> list[tuple[int, int]]:
        """Give instants (seconds of UTC) and values (billionths) of one series, in the order of time."""
        found = dict(pair for block in self.blocks for pair in block.column(series))
        return sorted(found.items())

    def series(self) -> list[str]:
        """Give the names of all series."""
        return list(dict.fromkeys(column.series for block in self.blocks for column in block.columns))

    def _sorted(self) -> list[tuple[int, list[tuple[Block, int]]]]:
        """Give the instants in order, each with the rows that tell of it."""
        if self._order is None:
            rows: dict[int, list[tuple[Block, int]]] = {}
            for block in self.blocks:
                for row, at in enumerate(block.at):
                    rows.setdefault(at, []).append((block, row))
            self._order = sorted(rows.items(), key=lambda item: item[0])
        return self._order

    def __len__(self) -> int:
        return len(self._sorted())

    @overload
    def __getitem__(self, place: int) -> Sample: ...
    @overload
    def __getitem__(self, place: slice) -> list[Sample]: ...
    def __getitem__(self, place: int | slice) -> Sample | list[Sample]:
        found = self._sorted()[place]
        if isinstance(found, list):
            return [_merged(rows) for _, rows in found]
        return _merged(found[1])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]

    def sources(self) -> list[int]:
        """Give the numbers of the imports that told them."""
        return sorted({block.source for block in self.blocks})

    def packed(self, source: int | None = None) -> bytes:
        """Give what was told by one import, or by all, as bytes; `unpacked` reads them."""
        blocks = [one for one in self.blocks if source is None or one.source == source]
        return zlib.compress(json.dumps([_plain(one) for one in blocks], separators=(",", ":")).encode(), _LEVEL)

    @classmethod
    def unpacked(cls, packed: bytes, source: int | None = None) -> "Samples":
        """Read packed samples; they are of the import `source` where that is given."""
        told = json.loads(zlib.decompress(packed))
        blocks = [_block(one) for one in told]
        for block in blocks:
            block.source = block.source if source is None else source
        return cls(blocks)


_Plain = tuple[list[tuple[str, list[int], int]], int, list[int], list[int], list[int], list[int], str]


def _plain(block: Block) -> _Plain:
    """Give a block as JSON knows it; numbers that grow by little are kept as their growth."""
    columns = [(one.series, list(one.at), one.places) for one in block.columns]
    width = len(block.texts[0]) if block.texts else 0
    columns_of_texts = [_SEPARATOR.join(texts[at] for texts in block.texts) for at in range(width)]
    return (
        columns,
        block.source,
        _steps(block.at),
        _steps(block.offsets),
        block.lengths,
        _steps(block.lines),
        "\0".join(columns_of_texts),
    )


def _block(plain: _Plain) -> Block:
    columns, source, at, offsets, lengths, lines, texts = plain
    rows = [column.split(_SEPARATOR) for column in texts.split("\0")] if texts else []
    return Block(
        tuple(Column(series, tuple(places), power) for series, places, power in columns),
        source,
        _sums(at),
        _sums(offsets),
        lengths,
        _sums(lines),
        list(zip(*rows, strict=True)) if rows else [() for _ in at],
    )


def _steps(values: Sequence[int]) -> list[int]:
    return [after - before for before, after in zip([0, *values], values, strict=False)]


def _sums(steps: Sequence[int]) -> list[int]:
    values = array("q")
    total = 0
    for step in steps:
        total += step
        values.append(total)
    return values.tolist()
