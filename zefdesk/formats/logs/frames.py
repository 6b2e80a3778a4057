"""The frames of a log in the order of its text, each with its place and with what stands before it."""

import re
from collections import Counter
from collections.abc import Generator, Iterator
from typing import Any, NamedTuple

import msgspec

from zefdesk.domain.problem import Problem
from zefdesk.formats.logs import head
from zefdesk.formats.logs.joined_text import Text
from zefdesk.formats.logs.json_text import BROKEN, readable
from zefdesk.formats.logs.secrets import masked
from zefdesk.formats.logs.slow import Found, Lost, SlowReader
from zefdesk.ocpp.message import CALL, RESULT

WINDOW = 4 << 20
FARTHEST = 1 << 20
"""How long a frame may be, with all that stands between its pieces."""
_BEHIND = 1 << 14
_PREFIX = 1 << 12
_DOUBTFUL = 1 << 12
_MARKUP = re.compile(rb"<(?:html|body|table|pre|td)\b|<!DOCTYPE html", re.IGNORECASE)
_ABOVE = 1 << 10
_SHOWN = 500
_MOST_BETWEEN = 64
_LEVELS = 3
_NOTHING = b"{}]"
_CLOSE = 0x5D
_new = tuple.__new__
_decode = msgspec.json.decode
_decode_text = msgspec.json.Decoder(str).decode


class Frame(NamedTuple):
    """One frame: what it says, its own JSON (empty for meter values), where it is, and what stands before it.

    That is what its line begins with, or the line above it, where its own begins with the frame.
    """

    kind: int
    id: str
    action: str
    payload: Any
    text: bytes
    offset: int
    length: int
    line: int
    prefix: bytes


class Frames:
    """Finds the frames of a text; what was begun and cannot be read is a problem.

    Answers that say nothing (`{}`) are not given, only counted. `kinds` counts all frames by kind.
    """

    def __init__(self, text: Text, start: int = 0) -> None:
        self._text = text
        self._start = start
        self._slow = SlowReader()
        self._markup = bool(_MARKUP.search(text.head(_PREFIX)))
        self.kinds: Counter[int] = Counter()
        self.done = start
        self._buffer = b""
        self._base = start
        self._line = 1
        self._counted = 0
        self._begin = 0
        self._before = 0
        self._end = 0

    def __iter__(self) -> Iterator[Frame | Problem]:
        """Give the frames and the problems. Raises UnreadableFile."""
        at = 0
        blocks = self._text.blocks(WINDOW, self._start)
        block = next(blocks, b"")
        while block:
            following = next(blocks, b"")
            at = self._move(at, block)
            at = yield from self._window(at, len(self._buffer) - (FARTHEST if following else 0))
            self.done = self._base + at
            block = following
        self.done = self._text.size

    def above(self) -> bytes:
        """Give what stands between the frame before and the line of the frame that was given last."""
        return self._buffer[max(self._before, self._begin - _ABOVE) : self._begin]

    def behind(self) -> bytes:
        """Give the rest of the line behind the frame that was given last."""
        end = self._buffer.find(b"\n", self._end, self._end + _PREFIX)
        return self._buffer[self._end : end if end >= 0 else self._end + _PREFIX]

    def _move(self, at: int, block: bytes) -> int:
        """Let go of what was read, but for a little above; give where to look on."""
        gone = max(at - _BEHIND, 0)
        self._line += self._buffer.count(b"\n", self._counted, gone) if gone > self._counted else 0
        self._counted = max(self._counted, gone) - gone
        self._buffer = self._buffer[gone:] + block
        self._base += gone
        self._end = max(self._end - gone, 0)
        return at - gone

    def _window(self, at: int, stop: int) -> Generator[Frame | Problem, None, int]:  # noqa: C901, PLR0914 -- the hot path: calls are what it has no time for
        """Give the frames that begin before `stop`; returns where to look on."""
        buffer, base, kinds, simple = self._buffer, self._base, self.kinds, not self._markup
        search, find, rfind, count = head.HEAD.search, buffer.find, buffer.rfind, buffer.count
        line_end = closing = 0
        while (match := search(buffer, at)) and (start := match.start()) < stop:
            kind, action, begin = match.groups()
            if begin == _NOTHING and kind == b"3":
                at = self._end = match.end()
                kinds[RESULT] += 1
                continue
            if start >= line_end:
                line_end = find(b"\n", start, start + FARTHEST)
                line_end = min(start + FARTHEST, len(buffer)) if line_end < 0 else line_end
                closing = line_end if buffer[line_end - 1] == _CLOSE else rfind(b"]", start, line_end) + 1
            text, size, found = buffer[start:closing], closing - start, None
            try:
                value = _decode(text) if kind and simple else None
            except BROKEN:
                value = None
            if value is None:
                found = self._carefully(match, line_end)
                if isinstance(found, Lost):
                    at = start + found.resume
                    if found.convincing:
                        yield self._problem(start, line_end)
                    continue
                number, name, verb, payload, text, size = found
            elif kind == b"2" and action:
                number, name, verb, payload = CALL, value[1], value[2], value[3]
            elif frame := head.frame(value):
                number, name, verb, payload = frame
            else:
                at = match.end()
                continue
            kinds[number] += 1
            end, lowest = self._end, start - _PREFIX
            lowest = end if end > lowest else lowest
            self._begin = begun = rfind(b"\n", lowest, start) + 1 or lowest
            self._line = line = self._line + count(b"\n", self._counted, start)
            self._counted = start
            self._before = end
            at = self._end = start + size
            if number == RESULT and not payload:
                continue
            yield _new(Frame, (number, name, verb, payload, text, base + start, size, line, buffer[begun:start]))
        return max(at, stop)

    def _carefully(self, match: re.Match[bytes], line_end: int) -> Found | Lost:
        """Read a frame that is escaped, stands on several lines, or has something behind it."""
        buffer, start = self._buffer, match.start()
        if not self._markup and head.level(match[0]):
            found = _escaped(buffer, start, line_end)
            if found:
                return found
        begin = buffer[start : start + head.LONGEST_HEAD]
        sure = head.is_convincing(begin)
        if not sure and not head.is_possible(begin) and not head.is_cut(begin[: line_end - start]):
            return Lost(1, convincing=False)
        farthest = min(start + (FARTHEST if sure else _DOUBTFUL), len(buffer))
        end = self._boundary(match, farthest) if sure else farthest
        lowest = max(self._end, start - _PREFIX)
        prefix = buffer[buffer.rfind(b"\n", lowest, start) + 1 or lowest : start]
        return self._slow.read(buffer[start:end], prefix, min(line_end, end) - start, markup=self._markup)

    def _boundary(self, match: re.Match[bytes], farthest: int) -> int:
        """Find where the next frame begins that is not within a text of this one."""
        buffer, level = self._buffer, head.level(match[0])
        at = match.end()
        for _ in range(_MOST_BETWEEN):
            following = head.HEAD.search(buffer, at, farthest)
            if not following:
                return farthest
            at = following.end()
            start = following.start()
            if head.level(following[0]) <= level and head.is_convincing(buffer[start : start + head.LONGEST_HEAD]):
                return start
        return at

    def _problem(self, start: int, line_end: int) -> Problem:
        self._line += self._buffer.count(b"\n", self._counted, start)
        self._counted = start
        shown = readable(self._buffer[start : min(line_end, start + _SHOWN)]).rstrip("\r")
        message = "a frame begins here that is cut off or broken, so it cannot be read"
        return Problem(self._line, "", "undecodable-frame", message, masked(shown))


def _escaped(buffer: bytes, start: int, line_end: int) -> Found | None:
    """Read a frame within a string: its quotes are escaped once or more, and the string ends with it."""
    end = buffer.find(b']"', start, line_end) + 1
    text = buffer[start:end]
    try:
        for _ in range(_LEVELS):
            if not head.level(text[: head.LONGEST_HEAD]):
                break
            text = _decode_text(b'"' + text + b'"').encode()
        frame = head.frame(_decode(text))
    except BROKEN:
        return None
    return Found(*frame, text, end - start) if frame else None
