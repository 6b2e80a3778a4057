"""A text made from another one, unescaped or unwrapped, that still knows where each of its bytes came from."""

import html
import re
from bisect import bisect_left
from collections.abc import Callable, Iterable
from typing import NamedTuple

_ESCAPE = re.compile(
    rb"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)", re.DOTALL
)
_ENTITY = re.compile(rb"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,31});")
_DOUBLED = re.compile(rb'""')
_LETTERS = {b"n": b"\n", b"t": b"\t", b"r": b"\r", b"b": b"\b", b"f": b"\f", b"a": b"\a", b"v": b"\v", b"0": b"\0"}


class Mapped(NamedTuple):
    """The bytes, and where pieces of them begin: in them, and in what they were made from.

    That may have been made from another text itself, which is `under` it.
    """

    text: bytes
    begins: list[int]
    sources: list[int]
    under: "Mapped | None" = None

    def source(self, place: int) -> int:
        """Give the place in the source at which the first `place` bytes end."""
        piece = max(bisect_left(self.begins, place) - 1, 0)
        at = self.sources[piece] + place - self.begins[piece]
        return self.under.source(at) if self.under else at


def whole(text: bytes) -> Mapped:
    """Give a text that is its own source."""
    return Mapped(text, [0], [0])


def joined(pieces: Iterable[tuple[int, bytes]]) -> Mapped:
    """Join pieces, each with its place in the source."""
    begins, sources, texts, size = [0], [0], [], 0
    for place, text in pieces:
        begins.append(size)
        sources.append(place)
        texts.append(text)
        size += len(text)
    return Mapped(b"".join(texts), begins, sources)


def unescaped(text: bytes) -> Mapped:
    r"""Take one level of backslashes off, as JSON, Go and Python write them: `\"`, `\n`, `\u00e9`, `\xe9`."""
    return _replaced(text, _ESCAPE, _escaped)


def undoubled(text: bytes) -> Mapped:
    """Make one quote of two, as within a cell of a CSV file."""
    return _replaced(text, _DOUBLED, lambda _: b'"')


def without_entities(text: bytes) -> Mapped:
    """Read the entities of HTML: `&quot;`, `&gt;`, `&amp;`."""
    return _replaced(text, _ENTITY, lambda entity: html.unescape(entity.decode()).encode())


def _replaced(text: bytes, pattern: re.Pattern[bytes], replace: Callable[[bytes], bytes]) -> Mapped:
    pieces: list[bytes] = []
    begins, sources, size, at = [0], [0], 0, 0
    for found in pattern.finditer(text):
        kept, new = text[at : found.start()], replace(found[0])
        size += len(kept) + len(new)
        at = found.end()
        pieces += (kept, new)
        begins.append(size)
        sources.append(at)
    pieces.append(text[at:])
    return Mapped(b"".join(pieces), begins, sources)


def _escaped(token: bytes) -> bytes:
    letter = token[1:2]
    if letter == b"u" and len(token) > 2:  # noqa: PLR2004 -- a backslash and a letter
        code = token.decode().encode("latin-1").decode("unicode_escape")
        return code.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode()
    if letter == b"x" and len(token) > 2:  # noqa: PLR2004 -- likewise
        return bytes.fromhex(token[2:].decode())
    return _LETTERS.get(letter, letter)
