"""The frames of a log in the order of its text, each with its place and with what stands before it."""

import re
from collections import Counter
from collections.abc import Generator, Iterator
from typing import Any, NamedTuple

import msgspec

from zefdesk.domain.problem import Problem
from zefdesk.formats.logs import head
from zefdesk.formats.logs.joined_text import JoinedText
from zefdesk.formats.logs.json_text import BROKEN, readable
from zefdesk.formats.logs.secrets import masked
from zefdesk.formats.logs.slow import Found, Lost, SlowReader
from zefdesk.ocpp.message import RESULT

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
_UNKEPT = b""
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

    def __init__(self, text: JoinedText, start: int = 0) -> None:
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

    def _window(self, at: int, stop: int) -> Generator[Frame | Problem, None, int]:
        """Give the frames that begin before `stop`; returns where to look on."""
        buffer, base, kinds, search = self._buffer, self._base, self.kinds, head.HEAD.search
        line_end = closing = 0
        while (match := search(buffer, at)) and (start := match.start()) < stop:
            begin = match[4]
            if begin == _NOTHING and match[1] == b"3":
                at = self._end = match.end()
                kinds[RESULT] += 1
                continue
            if start >= line_end:
                line_end = buffer.find(b"\n", start, start + FARTHEST)
                line_end = min(start + FARTHEST, len(buffer)) if line_end < 0 else line_end
                closing = buffer.rfind(b"]", start, line_end) + 1
            before = max(self._end, start - _PREFIX)
            self._begin = buffer.rfind(b"\n", before, start) + 1 or before
            prefix = buffer[self._begin : start]
            text = buffer[start:closing]
            found = self._quick(match, text, line_end) or self._slowly(match, prefix, line_end)
            if isinstance(found, Lost):
                at = start + found.resume
                if found.convincing:
                    yield self._problem(start, line_end)
                continue
            kind, name, action, payload, text, size = found
            kinds[kind] += 1
            self._line += buffer.count(b"\n", self._counted, start)
            self._counted = start
            self._before, self._end = self._end, start + size
            at = self._end
            if kind == RESULT and not payload:
                continue
            yield _new(Frame, (kind, name, action, payload, text, base + start, size, self._line, prefix))
        return max(at, stop)

    def _quick(self, match: re.Match[bytes], text: bytes, line_end: int) -> Found | None:
        """Read a frame that stands on one line, with nothing behind it or escaped once or more; None for any other."""
        if self._markup:
            return None
        kind, _, action, _ = match.groups()
        try:
            if kind is None:
                return _quick_escaped(self._buffer, match.start(), line_end)
            value = _decode(text)
        except BROKEN:
            return None
        if kind == b"2" and action:
            name = value[2]
            return _new(Found, (2, value[1], name, value[3], _UNKEPT if name == "MeterValues" else text, len(text)))
        frame = head.frame(value)
        return Found(*frame, text, len(text)) if frame else None

    def _slowly(self, match: re.Match[bytes], prefix: bytes, line_end: int) -> Found | Lost:
        buffer, start = self._buffer, match.start()
        begin = buffer[start : start + head.LONGEST_HEAD]
        line = line_end - start
        sure = head.is_convincing(begin)
        if not sure and not head.is_possible(begin) and not head.is_cut(buffer[start : min(line_end, start + len(begin))]):
            return Lost(1, convincing=False)
        farthest = min(start + (FARTHEST if sure else _DOUBTFUL), len(buffer))
        end = self._boundary(match, farthest) if sure else farthest
        return self._slow.read(buffer[start:end], prefix, min(line, end - start), markup=self._markup)

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


def _quick_escaped(buffer: bytes, start: int, line_end: int) -> Found | None:
    """Read a frame within a string: its quotes are escaped once, twice or thrice, and the string ends with it."""
    end = buffer.find(b']"', start, line_end) + 1
    text = buffer[start:end]
    for _ in range(_LEVELS):
        if not head.level(text[: head.LONGEST_HEAD]):
            break
        text = _decode_text(b'"' + text + b'"').encode()
    frame = head.frame(_decode(text))
    return Found(*frame, text, end - start) if frame else None
