"""JSON lists: objects with the same field names as a report's header, each one a row."""

import json
import re
from collections.abc import Generator, Iterator
from json.decoder import JSONDecoder
from pathlib import Path
from typing import Any

from zefdesk.formats.delimited import NO_FORMAT
from zefdesk.formats.encoding import find_encoding
from zefdesk.formats.reading import UnknownFormat, UnreadableFile
from zefdesk.formats.table import HEAD_ROWS, ColumnFormat, RawRow, Row

MOST_BYTES = 512 * 2**20
_LISTS = ("sessions", "data", "rows", "items", "records", "results", "value", "chargingsessions", "report")
_LOOKED_AT = 200
_DEEP = 3


_HALF = re.compile(r"[\ud800-\udfff]")


class _Number(str):
    """A number to the letter."""

    __slots__ = ()


_DECODER = JSONDecoder(parse_float=_Number, parse_int=_Number, parse_constant=_Number, strict=False)


class JsonTable:
    """A list of objects in a text; `line` is the number of the item, the header the names of their fields."""

    name = ""
    typed = False
    prefers_comma = False

    def __init__(self, path: Path, text: str, encoding: str, items: list[tuple[int, int]]) -> None:
        self.path, self._text, self._items = path, text, items
        self.facts = (("File", "JSON list"), ("Encoding", encoding))
        self._read = 0
        names: dict[str, None] = {}
        for start, _ in items[:_LOOKED_AT]:
            item, _ = _DECODER.raw_decode(text, start)
            if isinstance(item, dict):
                names |= dict.fromkeys(item)
        self._names = list(names)
        self.head = [Row(*row) for _, row in zip(range(HEAD_ROWS), self.scan(), strict=False)]

    def rows(self) -> Iterator[RawRow]:
        """Give the header, then each item; how far that is, `progress` says."""
        for self._read, row in enumerate(self.scan()):  # noqa: B020
            yield row

    def scan(self) -> Generator[RawRow]:
        """Give the header as line 0, then each item."""
        yield 0, ", ".join(self._names), list(self._names)
        for number, (start, end) in enumerate(self._items, 1):
            item, _ = _DECODER.raw_decode(self._text, start)
            raw = self._text[start:end]
            if isinstance(item, dict):
                cells = [_cell(item.get(name)) for name in self._names]
                yield number, raw + _hurt(cells), cells
            else:
                yield number, raw, [raw]

    def column_format(self, column: int) -> ColumnFormat:  # noqa: ARG002 -- a text has no formats
        """Say nothing: a text has no number formats."""
        return NO_FORMAT

    def currencies(self, column: int) -> dict[int, str]:  # noqa: ARG002 -- a text has no formats
        """Say nothing: a text has no number formats."""
        return {}

    def progress(self) -> float:
        """How many of the items have been read, from 0 to 1."""
        return min(self._read / (len(self._items) or 1), 1.0)

    def close(self) -> None:
        """Let go of nothing: the text is in memory."""


def json_tables(path: Path, start: bytes) -> list[JsonTable]:
    """Give the list of objects in a JSON file as a table; nothing for a file that is no JSON. Raises UnreadableFile."""
    if start.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")[:1] not in {b"[", b"{"}:
        return []
    if path.stat().st_size > MOST_BYTES:
        raise UnreadableFile(f"{path}: is JSON of more than {MOST_BYTES >> 20} MiB; export it as CSV")
    encoding = find_encoding(path)
    text = path.read_bytes().decode(encoding.codec, "replace").lstrip("\ufeff")
    try:
        at = _list_at(text)
        items = _items(text, at) if at is not None else _lines(text)
    except RecursionError as error:
        raise UnreadableFile(f"{path}: the JSON is nested too deeply") from error
    except json.JSONDecodeError as error:
        if text.lstrip()[0] == "[" and path.suffix.lower() != ".json":
            return []
        raise UnreadableFile(f"{path}: is not valid JSON: {error.msg} in line {error.lineno}") from error
    if not items:
        raise UnknownFormat(f"{path}: is JSON, but no list of sessions")
    return [JsonTable(path, text, encoding.title, items)]


def _blank(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t\r\n":
        at += 1
    return at


def _list_at(text: str) -> int | None:
    """Give where the list begins: at the top, or as the first usual field of an object; None for line by line."""
    at = _blank(text, 0)
    for _ in range(_DEEP):
        if text[at] == "[":
            return at
        if text[at] != "{" or (inner := _list_in(text, at)) is None:
            return None
        at = inner
    return None


def _list_in(text: str, at: int) -> int | None:
    at = _blank(text, at + 1)
    while at < len(text) and text[at] == '"':
        name, at = _DECODER.raw_decode(text, at)
        at = _blank(text, at)
        if text[at : at + 1] != ":":
            raise json.JSONDecodeError("Expecting ':' delimiter", text, at)
        at = _blank(text, at + 1)
        folded = "".join(letter for letter in name.casefold() if letter.isalnum())
        if folded in _LISTS and text[at : at + 1] in {"[", "{"}:
            return at
        _, at = _DECODER.raw_decode(text, at)
        at = _blank(text, at)
        if text[at : at + 1] != ",":
            return None
        at = _blank(text, at + 1)
    return None


def _items(text: str, at: int) -> list[tuple[int, int]]:
    """Give where each item of a list begins and ends."""
    found = []
    at = _blank(text, at + 1)
    while text[at : at + 1] != "]":
        _, end = _DECODER.raw_decode(text, at)
        found.append((at, end))
        at = _blank(text, end)
        if text[at : at + 1] == ",":
            at = _blank(text, at + 1)
            if text[at : at + 1] == "]":
                raise json.JSONDecodeError("a comma without an item behind it", text, at)
        elif text[at : at + 1] != "]":
            raise json.JSONDecodeError("Expecting ',' delimiter", text, at)
    rest = text[_blank(text, at + 1) :]
    if rest and text.lstrip()[0] == "[":
        raise json.JSONDecodeError("more stands behind the list", text, at + 1)
    return found


def _lines(text: str) -> list[tuple[int, int]]:
    found, at = [], _blank(text, 0)
    while at < len(text):
        _, end = _DECODER.raw_decode(text, at)
        found.append((at, end))
        at = _blank(text, end)
    return found


def _cell(value: Any) -> str:  # noqa: ANN401 -- any JSON
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, str) else _dumped(value)


def _hurt(cells: list[str]) -> str:
    """Give the NUL for which a row is refused, where an escape hides one, or half a character, in a text."""
    return "\0" if any("\0" in cell or _HALF.search(cell) for cell in cells) else ""


def _dumped(value: Any) -> str:  # noqa: ANN401 -- any JSON
    """Write JSON again, with its numbers to the letter."""
    if isinstance(value, _Number):
        return str(value)
    if isinstance(value, dict):
        return (
            "{"
            + ", ".join(f"{json.dumps(key, ensure_ascii=False)}: {_dumped(one)}" for key, one in value.items())
            + "}"
        )
    if isinstance(value, list):
        return "[" + ", ".join(map(_dumped, value)) + "]"
    return json.dumps(value, ensure_ascii=False)
