"""The slow way to a frame: over many lines, unescaped, unwrapped, with whatever stands behind it."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from zefdesk.formats.logs import head
from zefdesk.formats.logs.json_text import BROKEN, extent, loads
from zefdesk.formats.logs.mapped import Mapped, undoubled, unescaped, whole, without_entities
from zefdesk.formats.logs.unwrapping import Unwrapping

_IN_DOUBLE = re.compile(rb'(?:[^"\\\n]+|\\.)*')
_IN_SINGLE = re.compile(rb"(?:[^'\\\n]+|\\.)*")
_IN_CELL = re.compile(rb'(?:[^"]+|"")*')
_MARKED = re.compile(rb"\[(?:\s|\\+[nrt])*[2-6](?:\s|\\+[nrt])*,(?:\s|\\+[nrt])*(\\*\"\"?|&)")
_MOST_LEVELS = 4
BYTES = (b"b'", b'b"')
"""How Python writes bytes: with one level of escapes more than the frame's own."""


class Found(NamedTuple):
    """A frame: kind, id, action, payload, its own JSON, and where it ends in the text."""

    kind: int
    id: str
    action: str
    payload: Any
    text: bytes
    end: int


class Lost(NamedTuple):
    """No frame: where to look on, and whether one was begun beyond doubt."""

    resume: int
    convincing: bool


class SlowReader:
    """Reads a frame of which only the beginning was recognised."""

    def __init__(self) -> None:
        self._unwrapping = Unwrapping()

    def read(self, text: bytes, prefix: bytes, line: int, *, sure: bool, markup: bool) -> Found | Lost:
        """Read the frame with which `text` begins.

        `text` goes to where the next frame begins; the frame's first line ends at `line`. `prefix` is what stands
        before it on that line. `sure` says that a frame begins. With `markup`, entities of HTML are read.
        """
        for rest, one in self._texts(text, prefix, line, markup=markup):
            found = _read(one)
            if found:
                if rest is not None:
                    self._unwrapping.learn(rest)
                return found
        return Lost(max(extent(text[:line]).end, 1) if sure else 1, sure)

    def begins(self, text: bytes, prefix: bytes) -> bool:
        """Whether a frame begins where its head is on several lines that begin with a prefix."""
        candidates = self._unwrapping.candidates(text, prefix)
        return any(head.judge(one.text[: head.LONGEST_HEAD])[0] for _, one in candidates)

    def _texts(self, text: bytes, prefix: bytes, line: int, *, markup: bool) -> Iterator[tuple[int | None, Mapped]]:
        mark = _MARKED.match(text)
        quote = mark[1] if mark else b'"'
        if quote == b"&" or markup:
            yield None, without_entities(text[: _before(text, b"<")])
        if quote == b'""':
            yield None, undoubled(_match(_IN_CELL, text))
        elif quote.startswith(b"\\"):
            yield None, _without_levels(_match(_IN_DOUBLE, text))
        elif quote == b'"':
            yield from ((None, one) for one in _plain(text, prefix))
        if len(text) > line:
            yield from self._unwrapping.candidates(text, prefix)


def _plain(text: bytes, prefix: bytes) -> Iterator[Mapped]:
    if prefix.endswith(BYTES):
        yield unescaped(_match(_IN_SINGLE if prefix.endswith(b"'") else _IN_DOUBLE, text))
    yield whole(text)
    if prefix.endswith(b"'"):
        yield unescaped(_match(_IN_SINGLE, text))
    if b"\t" in text:
        yield whole(text.replace(b"\t", b" "))


def _read(one: Mapped) -> Found | None:
    end, is_whole = extent(one.text)
    if not is_whole:
        return None
    try:
        frame = head.frame(loads(one.text[:end]))
    except BROKEN:
        return None
    return Found(*frame, one.text[:end], one.source(end)) if frame else None


def _without_levels(text: bytes) -> Mapped:
    """Take escapes off until the first quote has none."""
    one = unescaped(text)
    for _ in range(_MOST_LEVELS):
        mark = _MARKED.match(one.text)
        if not mark or not mark[1].startswith(b"\\"):
            break
        one = unescaped(_match(_IN_DOUBLE, one.text))._replace(under=one)
    return one


def _match(pattern: re.Pattern[bytes], text: bytes) -> bytes:
    found = pattern.match(text)
    return found[0] if found else b""


def _before(text: bytes, sign: bytes) -> int:
    at = text.find(sign)
    return len(text) if at < 0 else at
