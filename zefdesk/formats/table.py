"""A table as every kind of file gives it: rows of cells with their place and their raw text."""

from collections.abc import Generator, Iterator
from typing import Any, NamedTuple, Protocol

HEAD_ROWS = 60
MOST_COLUMNS = 5_000
LONGEST_LINE = 16 * 2**20
"""A line (a row of cells) beyond this many characters makes a file unreadable."""


class Row(NamedTuple):
    """One row: the physical line at which it begins (from 1), its raw text, its cells (texts, or typed)."""

    line: int
    raw: str
    cells: list[Any]


RawRow = tuple[int, str, list[Any]]
"""A row as a bare tuple: a million of them are made."""


class ColumnFormat(NamedTuple):
    """What the number format of a workbook's column says: a unit or currency as text, zero padding, minutes first."""

    words: tuple[str, ...] = ()
    digits: int = 0


class Table(Protocol):
    """A table that can be read from its beginning as often as needed."""

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """What was found of the table: encoding, delimiter, sheet."""

    @property
    def name(self) -> str:
        """The sheet's name; empty for a file that is one table."""

    @property
    def typed(self) -> bool:
        """Whether cells have types, so that a text in one is never taken for a formula."""

    @property
    def prefers_comma(self) -> bool:
        """Whether the delimiter makes a decimal comma likely."""

    @property
    def head(self) -> list[Row]:
        """The first rows, blank ones too."""

    def rows(self) -> Iterator[RawRow]:
        """Give all rows, blank ones too, from the beginning; raises UnreadableFile."""

    def scan(self) -> Generator[RawRow]:
        """Give all rows likewise, beside a reading that goes on."""

    def column_format(self, column: int) -> ColumnFormat:
        """Give what the number format of most cells of a column says."""

    def currencies(self, column: int) -> dict[int, str]:
        """Give the currency of each cell of a column by its line, where cells of one column differ."""

    def progress(self) -> float:
        """How much of the last reading is done, from 0 to 1."""

    def close(self) -> None:
        """Let go of the file."""


def is_blank(cells: list[Any]) -> bool:
    """Whether a row holds nothing, or nothing but `#N/A`."""
    return all(cell is None or (isinstance(cell, str) and cell.strip().upper() in {"", "#N/A"}) for cell in cells)
