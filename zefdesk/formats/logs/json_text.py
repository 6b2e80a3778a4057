"""JSON as logs hold it: where it ends, what it is, in UTF-8 or in what else its bytes may be."""

import json
from typing import Any, NamedTuple

import msgspec

_READER = json.JSONDecoder()
_HANGUL = range(0xAC00, 0xD7A4)
BROKEN = (ValueError, RecursionError)
"""What the readers of JSON raise for what is none."""


class Ended(NamedTuple):
    """How far JSON goes in a text: its end, or where it stops being JSON."""

    end: int
    whole: bool


def extent(text: bytes) -> Ended:
    """Find the end of the JSON with which a text begins."""
    try:
        return Ended(_READER.raw_decode(text.decode("latin-1"))[1], whole=True)
    except json.JSONDecodeError as error:
        return Ended(min(error.pos, len(text)), whole=False)
    except BROKEN:
        return Ended(1, whole=False)


def loads(text: bytes) -> Any:  # noqa: ANN401 -- any JSON
    """Read JSON; bytes that are no UTF-8 are read as Korean where that fits, else as Windows-1252."""
    try:
        return msgspec.json.decode(text)
    except BROKEN:
        return json.loads(readable(text))


def readable(text: bytes) -> str:
    """Give the text of bytes, whatever their encoding."""
    try:
        return text.decode()
    except UnicodeDecodeError:
        pass
    try:
        korean = text.decode("cp949")
    except UnicodeDecodeError:
        korean = ""
    if korean and all(letter.isascii() or ord(letter) in _HANGUL for letter in korean):
        return korean
    return text.decode("cp1252", "replace")
