"""Rows for a person: columns stand below each other, numbers at the right."""

import unicodedata
from collections.abc import Iterable, Sequence

from zefdesk.cli.streams import one_line, say

_LONGEST = 60
_GAP = "  "


class Table:
    """Prints rows, page by page; columns grow as they must, and never shrink."""

    def __init__(self, titles: Sequence[str], right: Iterable[int] = ()) -> None:
        self._titles = titles
        self._right = frozenset(right)
        self._widths = [_width(title) for title in titles]
        self._begun = False

    def print(self, rows: Iterable[Sequence[str]]) -> None:
        """Print some rows; the titles stand before the first of all."""
        cells = [[_shown(cell) for cell in row] for row in rows]
        if not cells:
            return
        for column, texts in enumerate(zip(*cells, strict=True)):
            self._widths[column] = max(self._widths[column], *map(_width, texts))
        if not self._begun:
            self._begun = True
            self._line(self._titles)
            self._line(["-" * width for width in self._widths])
        for row in cells:
            self._line(row)

    def _line(self, cells: Sequence[str]) -> None:
        say(_GAP.join(self._padded(column, cell) for column, cell in enumerate(cells)).rstrip())

    def _padded(self, column: int, cell: str) -> str:
        room = " " * (self._widths[column] - _width(cell))
        return room + cell if column in self._right else cell + room


def _shown(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def _width(text: str) -> int:
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text
    )
