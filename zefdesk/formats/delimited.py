"""Text tables (CSV, TSV and their kin): rows with physical line and raw text, in memory that does not grow."""

import csv
from collections.abc import Generator, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import TextIO

from zefdesk.formats.encoding import Encoding, find_encoding
from zefdesk.formats.reading import UnreadableFile
from zefdesk.formats.table import HEAD_ROWS, LONGEST_LINE, ColumnFormat, RawRow, Row

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "pipe"}
NO_FORMAT = ColumnFormat()
_MOST_RECOVERIES = 50


class _Tap:
    """Lines on their way to the csv reader, kept so that a row's raw text is known; they can be given back."""

    def __init__(self, lines: Iterator[str], path: Path) -> None:
        self.lines = lines
        self.path = path
        self.back: list[str] = []
        self.taken: list[str] = []
        self.size = 0
        self.ended = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self.back:
            line = self.back.pop()
        else:
            try:
                line = next(self.lines)
            except StopIteration:
                self.ended = True
                raise
        self.taken.append(line)
        self.size += len(line)
        if self.size > LONGEST_LINE:
            raise UnreadableFile(f"{self.path}: has a row of more than 16 MiB; a quotation mark may never be closed")
        return line

    def start(self, line: str) -> None:
        """Begin a row with this line."""
        self.back.append(line)
        self.taken, self.size, self.ended = [], 0, False

    def give_back(self) -> None:
        """Give back all lines of the row but its first."""
        self.back += self.taken[:0:-1]
        del self.taken[1:]


class DelimitedTable:
    """A text file read with one delimiter."""

    name = ""
    typed = False

    def __init__(self, path: Path, encoding: Encoding, delimiter: str, *, told: bool = False) -> None:
        self.path = path
        self.encoding = encoding
        self.delimiter = delimiter
        self.prefers_comma = delimiter == ";"
        title = DELIMITERS.get(delimiter, repr(delimiter)) + (" (told by the file)" if told else "")
        self.facts = (("Encoding", encoding.title), ("Delimiter", title))
        self._file: TextIO | None = None
        self._size = max(path.stat().st_size, 1)
        csv.field_size_limit(LONGEST_LINE)
        with closing(self.scan()) as rows:
            self.head = [Row(*row) for row in islice(rows, HEAD_ROWS)]

    def rows(self) -> Iterator[RawRow]:
        """Give all rows from the beginning; how far that is, `progress` says."""
        self.close()
        self._file = self._open()
        return self._rows(self._file)

    def scan(self) -> Generator[RawRow]:
        """Give all rows from the beginning, beside a reading that goes on."""
        with self._open() as file:
            yield from self._rows(file)

    def _open(self) -> TextIO:
        return self.path.open("r", encoding=self.encoding.codec, errors=self.encoding.errors, newline="")

    def _rows(self, lines: Iterator[str]) -> Iterator[RawRow]:
        delimiter = self.delimiter
        tap = _Tap(lines, self.path)
        reader = csv.reader(tap, delimiter=delimiter, strict=True)
        number = 1
        recoveries = 0
        while True:
            for text in _all(tap, lines):
                if '"' in text:
                    break
                raw = text.rstrip("\r\n")
                yield number, raw, raw.split(delimiter)
                number += 1
            else:
                return
            tap.start(text)
            cells = None
            if recoveries < _MOST_RECOVERIES:
                cells = self._quoted(tap, reader)
                if cells is None:
                    recoveries += 1
                    reader = csv.reader(tap, delimiter=delimiter, strict=True)
            else:
                tap.taken.append(tap.back.pop())
            if cells is None:
                tap.give_back()
                cells = self._alone(tap.taken[0])
            yield number, "".join(tap.taken).removesuffix("\n").removesuffix("\r"), cells
            number += len(tap.taken)

    def _quoted(self, tap: _Tap, reader: "csv._reader") -> list[str] | None:  # type: ignore[name-defined]
        """Read one row with quoted cells; None where its quotation marks do not fit or are never closed."""
        try:
            cells: list[str] = next(reader)
        except csv.Error:
            return None
        return None if tap.ended else cells

    def _alone(self, line: str) -> list[str]:
        """Read a line whose quotation marks do not fit as well as it can be, without the lines behind it."""
        try:
            return next(csv.reader([line], delimiter=self.delimiter), [""])
        except csv.Error:
            return line.rstrip("\r\n").split(self.delimiter)

    def column_format(self, column: int) -> ColumnFormat:  # noqa: ARG002 -- a text has no formats
        """Say nothing: a text has no number formats."""
        return NO_FORMAT

    def currencies(self, column: int) -> dict[int, str]:  # noqa: ARG002 -- a text has no formats
        """Say nothing: a text has no number formats."""
        return {}

    def progress(self) -> float:
        """How much of the file has been read, from 0 to 1."""
        if self._file is None or self._file.closed:
            return 1.0
        return min(self._file.buffer.tell() / self._size, 1.0)

    def close(self) -> None:
        """Let go of the file."""
        if self._file:
            self._file.close()
            self._file = None


def _all(tap: _Tap, lines: Iterator[str]) -> Iterator[str]:
    """Give the lines that were given back, then the others."""
    if not tap.back:
        return lines
    return _given_back(tap, lines)


def _given_back(tap: _Tap, lines: Iterator[str]) -> Iterator[str]:
    while tap.back:
        yield tap.back.pop()
    for line in lines:  # noqa: UP028 -- `yield from` would close the file when this generator goes
        yield line


def delimited_tables(path: Path) -> list[DelimitedTable]:
    """Give a text file as a table for each delimiter it may have; raises UnreadableFile."""
    encoding = find_encoding(path)
    with path.open("r", encoding=encoding.codec, errors="replace", newline="") as file:
        first = file.readline(64).strip().lower()
    if first.startswith("sep=") and len(first) > len("sep="):
        return [DelimitedTable(path, encoding, first[4], told=True)]
    found: list[DelimitedTable] = []
    trouble: UnreadableFile | None = None
    for delimiter in DELIMITERS:
        try:
            found.append(DelimitedTable(path, encoding, delimiter))
        except UnreadableFile as error:  # with another delimiter the quotation marks may stand elsewhere
            trouble = error
    if trouble and not found:
        raise trouble
    return found
