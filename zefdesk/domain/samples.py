"""A session's meter values in columns, as the log wrote them: small to keep, quick to add to, read when looked at."""

import json
import zlib
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import accumulate, chain
from operator import sub
from typing import NamedTuple, overload

from zefdesk.domain.decimals import scaled, scaled_all
from zefdesk.domain.logged import Sample, Span

_LEVEL = 1
_SEPARATOR, _END = "\n", "\0"


class Column(NamedTuple):
    """One series: its name, in which columns of texts it stands, and the power of ten that makes its values billionths.

    A series of several places is the sum of its phases.
    """

    series: str
    at: tuple[int, ...]
    places: int


@dataclass(slots=True)
class Block:
    """Rows of meter values with the same columns: instants, places in the source, the values as columns of texts."""

    columns: tuple[Column, ...]
    source: int = 0
    at: list[int] = field(default_factory=list)
    offsets: list[int] = field(default_factory=list)
    lengths: list[int] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    texts: list[list[str]] = field(default_factory=list)

    def add(self, at: int, span: Span, texts: Sequence[str]) -> None:
        """Add a row."""
        self.at.append(at)
        self.offsets.append(span.offset)
        self.lengths.append(span.length)
        self.lines.append(span.line)
        if not self.texts:
            self.texts = [[] for _ in texts]
        for column, text in zip(self.texts, texts, strict=True):
            column.append(text)

    def span(self, row: int) -> Span:
        """Give the place of a row."""
        return Span(self.source, self.offsets[row], self.lengths[row], self.lines[row])

    def sample(self, row: int) -> Sample:
        """Give a row as a sample; a text that is no number is left out."""
        texts = [column[row] for column in self.texts]
        values = {one.series: value for one in self.columns if (value := _value(one, texts)) is not None}
        return Sample(self.at[row], values, self.span(row))

    def extend(self, other: "Block") -> None:
        """Add the rows of another block with the same columns."""
        self.at += other.at
        self.offsets += other.offsets
        self.lengths += other.lengths
        self.lines += other.lines
        if not self.texts:
            self.texts = [[] for _ in other.texts]
        for column, more in zip(self.texts, other.texts, strict=True):
            column.extend(more)

    def column(self, series: str) -> dict[int, int]:
        """Give the values of one series by their instants."""
        for one in self.columns:
            if one.series == series:
                values = _values(one, [self.texts[place] for place in one.at])
                told = zip(self.at, values, strict=True)
                return {at: value for at, value in told if value is not None} if None in values else dict(told)  # type: ignore[arg-type]
        return {}

    def last(self, series: str) -> int | None:
        """Give the value of one series in the last row."""
        found = [one for one in self.columns if one.series == series]
        return _value(found[0], [column[-1] for column in self.texts]) if found and self.at else None


def _values(column: Column, told: Sequence[Sequence[str]]) -> list[int | None]:
    """Give the values of a series by the columns of texts that it stands in."""
    if len(told) == 1:
        return scaled_all(told[0], column.places)
    return [_sum(texts, column.places) for texts in zip(*told, strict=True)]


def _value(column: Column, texts: Sequence[str]) -> int | None:
    if len(column.at) == 1:
        return scaled(texts[column.at[0]], column.places)
    return _sum([texts[at] for at in column.at], column.places)


def _sum(texts: Sequence[str], places: int) -> int | None:
    told = [value for text in texts if (value := scaled(text, places)) is not None]
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
        self._columns: dict[str, list[tuple[int, int]]] = {}

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
        if series not in self._columns:
            found: dict[int, int] = {}
            for block in self.blocks:
                found.update(block.column(series))
            self._columns[series] = sorted(found.items())
        return self._columns[series]

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

    def digest(self) -> bytes:
        """Give a hash of instants and registers, whichever logs told them in whichever order."""
        told = self.column("energy")
        return blake2b(array("q", chain.from_iterable(told)).tobytes(), digest_size=8).digest()

    def sources(self) -> list[int]:
        """Give the numbers of the imports that told them."""
        return sorted({block.source for block in self.blocks})

    def packed(self, source: int | None = None) -> bytes:
        """Give what was told by one import, or by all, as bytes; `unpacked` reads them."""
        blocks = [_plain(one) for one in self.blocks if source is None or one.source == source]
        head = json.dumps([(one.columns, one.source, one.rows, len(one.body)) for one in blocks]).encode()
        return zlib.compress(b"\n".join((head, b"".join(one.body for one in blocks))), _LEVEL)

    @classmethod
    def unpacked(cls, packed: bytes, source: int | None = None) -> "Samples":
        """Read packed samples; they are of the import `source` where that is given."""
        head, _, bodies = zlib.decompress(packed).partition(b"\n")
        blocks, at = [], 0
        for columns, told_by, rows, size in json.loads(head):
            block = _block(_Plain(columns, told_by, rows, bodies[at : at + size]))
            block.source = block.source if source is None else source
            blocks.append(block)
            at += size
        return cls(blocks)


class _Plain(NamedTuple):
    """A block as it is kept: its columns, import, rows; and its numbers and texts as bytes."""

    columns: list[tuple[str, list[int], int]]
    source: int
    rows: int
    body: bytes


def _plain(block: Block) -> _Plain:
    """Give a block as bytes; numbers that grow by little are kept as their growth."""
    numbers = (_steps(block.at), _steps(block.offsets), array("q", block.lengths), _steps(block.lines))
    texts = _END.join(map(_joined, block.texts)).encode()
    columns = [(one.series, list(one.at), one.places) for one in block.columns]
    return _Plain(columns, block.source, len(block.at), b"".join(one.tobytes() for one in numbers) + texts)


def _joined(column: Sequence[str]) -> str:
    """Give a column as one text; what stands for a separator in a value is no part of any number."""
    told = _SEPARATOR.join(column)
    if told.count(_SEPARATOR) == len(column) - 1 and _END not in told:
        return told
    return _SEPARATOR.join(text.replace(_SEPARATOR, " ").replace(_END, " ") for text in column)


def _block(plain: _Plain) -> Block:
    size = plain.rows * array("q").itemsize
    at, offsets, lengths, lines = (array("q", plain.body[place * size : (place + 1) * size]) for place in range(4))
    texts = plain.body[4 * size :].decode()
    return Block(
        tuple(Column(series, tuple(places), power) for series, places, power in plain.columns),
        plain.source,
        list(accumulate(at)),
        list(accumulate(offsets)),
        lengths.tolist(),
        list(accumulate(lines)),
        [column.split(_SEPARATOR) for column in texts.split(_END)],
    )


def _steps(values: Sequence[int]) -> "array[int]":
    return array("q", map(sub, values, [0, *values]))
