"""Frames over several lines that begin with a prefix again: docker, journald, and devices that cut at 80 characters."""

import re
from codecs import BOM_UTF8
from collections import Counter
from collections.abc import Iterator

from zefdesk.formats.logs.mapped import Mapped, joined

_ALIKE = bytes.maketrans(b"0123456789", b"0" * 10)
_ARROW = re.compile(rb"[-<>=]+\Z")
_MOST_LINES = 20_000
_MOST_OTHERS = 200
_BACK = 4
_USUAL = 3


class Unwrapping:
    """The pieces of wrapped frames, joined; it learns how much of a line's prefix stands again on the next lines."""

    def __init__(self) -> None:
        self._rests: Counter[int] = Counter()

    def candidates(self, text: bytes, prefix: bytes) -> Iterator[tuple[int, Mapped]]:
        """Give the frame's text with the prefix taken from its further lines, the likeliest first.

        `text` begins with the frame and goes on over further lines, `prefix` is what stands before it on its line.
        The number is to be told to `learn` where the text turned out to be a frame.
        """
        prefix = prefix.removeprefix(BOM_UTF8)
        lines = _lines(text)
        if len(lines) < 2:  # noqa: PLR2004 -- two lines make a wrapped frame
            return
        for length in self._lengths(prefix, lines[1][1]):
            yield len(prefix) - length, joined(_pieces(lines, prefix[:length].translate(_ALIKE)))

    def learn(self, rest: int) -> None:
        """Remember how much shorter the prefix of further lines was."""
        self._rests[rest] += 1

    def _lengths(self, prefix: bytes, following: bytes) -> Iterator[int]:
        alike = _common(prefix.translate(_ALIKE), following.translate(_ALIKE))
        known = [len(prefix) - rest for rest, _ in self._rests.most_common(_USUAL)]
        shorter = range(alike, max(alike - _BACK, 0), -1)
        arrow = _before_arrow(prefix, alike)
        yield from dict.fromkeys([*(length for length in known if 0 < length <= alike), *arrow, *shorter])


def _lines(text: bytes) -> list[tuple[int, bytes]]:
    lines, at = [], 0
    for line in text.split(b"\n", _MOST_LINES)[:_MOST_LINES]:
        lines.append((at, line.removesuffix(b"\r")))
        at += len(line) + 1
    return lines


def _pieces(lines: list[tuple[int, bytes]], prefix: bytes) -> Iterator[tuple[int, bytes]]:
    """Give the first line and those that begin with the prefix; lines of others may stand between."""
    yield lines[0]
    size, others = len(prefix), 0
    for at, line in lines[1:]:
        if line[:size].translate(_ALIKE) == prefix:
            yield at + size, line[size:]
        else:
            others += 1
            if others > _MOST_OTHERS:
                return


def _before_arrow(prefix: bytes, length: int) -> list[int]:
    """Give where an arrow begins that would be cut: a piece of a frame may begin with the same sign."""
    whole = _ARROW.search(prefix[:length])
    return [whole.start()] if whole and whole.start() and _ARROW.search(prefix[length : length + 1]) else []


def _common(one: bytes, other: bytes) -> int:
    for at, (left, right) in enumerate(zip(one, other, strict=False)):
        if left != right:
            return at
    return min(len(one), len(other))
