"""The frames of a log in the order of its text, each with its place and with what stands before it."""

import re
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import suppress
from typing import Any, NamedTuple

import msgspec

from zefdesk.domain.problem import Problem
from zefdesk.formats.logs import head
from zefdesk.formats.logs.alike import Line, Patterns
from zefdesk.formats.logs.joined_text import Text
from zefdesk.formats.logs.json_text import BROKEN, readable
from zefdesk.formats.logs.secrets import masked
from zefdesk.formats.logs.slow import BYTES, Found, Lost, SlowReader
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
_PRETTY = 1 << 15
_SIZES = (1 << 10, 1 << 15, FARTHEST)
_CLOSE = 0x5D
_new = tuple.__new__
Decoder = Callable[[bytes], Sequence[Any]]
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

    Answers that say nothing (`{}`) are given only where `all_answers` are wanted. `values` decodes frames of meter
    values (to a sequence: kind, id, action, payload), where their payloads are wanted as something else than
    dictionaries; one that it refuses by a ValueError is decoded as any other. What `patterns` read is not given: it
    waits with them. In each window a frame is given before any is read so, whereupon a reader can look at what waits.
    """

    def __init__(
        self,
        text: Text,
        start: int = 0,
        *,
        all_answers: bool = False,
        values: Decoder | None = None,
        patterns: Patterns | None = None,
    ) -> None:
        self._text = text
        self._start = start
        self._all = all_answers
        self._values = values or _decode
        self._patterns = patterns
        self._slow = SlowReader()
        self._markup = bool(_MARKUP.search(text.head(_PREFIX)))
        self.done = start
        self._buffer = b""
        self._base = start
        self._line = 1
        self._counted = 0
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

    def above(self, frame: Frame) -> bytes:
        """Give what stands between the frame before and the line of the frame that was given last."""
        begin = frame.offset - self._base - len(frame.prefix)
        return self._buffer[max(self._before, begin - _ABOVE, 0) : begin]

    def line(self, frame: Frame) -> Line | None:
        """Give the line of the frame that was given last, and how the next begins; None where more stands on it."""
        begin = frame.offset - self._base - len(frame.prefix)
        end = begin + len(frame.prefix) + frame.length
        rest = self._buffer.find(b"\n", end, end + _PREFIX) + 1
        ending = self._buffer[end:rest]
        starts = begin + self._base == 0 or self._buffer[begin - 1 : begin] == b"\n"
        if not starts or ending.strip(b"\r") != b"\n":
            return None
        return Line(frame.prefix, frame.text, ending, self._buffer[rest : rest + _PREFIX])

    def behind(self, frame: Frame) -> bytes:
        """Give the rest of the line behind the frame that was given last."""
        begin = frame.offset - self._base + frame.length
        end = self._buffer.find(b"\n", begin, begin + _PREFIX)
        return self._buffer[begin : end if end >= 0 else begin + _PREFIX]

    def _move(self, at: int, block: bytes) -> int:
        """Let go of what was read, but for a little above; give where to look on."""
        gone = max(at - _BEHIND, 0)
        self._line += self._buffer.count(b"\n", self._counted, gone) if gone > self._counted else 0
        self._counted = max(self._counted, gone) - gone
        self._buffer = self._buffer[gone:] + block
        self._base += gone
        self._end = max(self._end - gone, 0)
        return at - gone

    def _window(self, at: int, stop: int) -> Generator[Frame | Problem, None, int]:  # noqa: C901, PLR0912 -- the hot path has no time for calls
        """Give the frames that begin before `stop`; returns where to look on."""
        buffer, base, simple, every = self._buffer, self._base, not self._markup, self._all
        search, find, rfind, count = (
            (head.HEAD if every else head.TELLING).search,
            buffer.find,
            buffer.rfind,
            buffer.count,
        )
        values, patterns = self._values, self._patterns
        line, counted, end, line_end, closing = self._line, self._counted, self._end, 0, 0
        while (match := search(buffer, at)) and (start := match.start()) < stop:
            if start >= line_end:
                line_end = find(b"\n", start, start + FARTHEST)
                line_end = min(start + FARTHEST, len(buffer)) if line_end < 0 else line_end
                closing = line_end if buffer[line_end - 1] == _CLOSE else rfind(b"]", start, line_end) + 1
            text, size, plain = buffer[start:closing], closing - start, match.lastindex
            if closing != line_end and buffer[start - 2 : start] in BYTES and b"\\" in text:
                plain = None
            lowest = start - _PREFIX
            if lowest < end:  # noqa: PLR1730 -- a call of max is slower
                lowest = end
            prefix = buffer[rfind(b"\n", lowest, start) + 1 or lowest : start]
            line += count(b"\n", counted, start)
            counted = start
            try:
                value = (values if plain == head.VALUES else _decode)(text) if plain and simple else None
            except BROKEN:
                value = self._again(text, plain)
            if value is None:
                found = self._carefully(match, prefix, line_end)
                if isinstance(found, Lost):
                    at = start + found.resume
                    if found.convincing:
                        yield self._problem(line, start, line_end)
                    continue
                number, name, verb, payload, text, size = found
            elif plain == head.CALLING or plain == head.VALUES:  # noqa: PLR1714 -- two comparisons are quicker
                number, name, verb, payload = value[0], value[1], value[2], value[3]
            elif frame := head.frame(value):
                number, name, verb, payload = frame
            else:
                at = match.end()
                continue
            self._before = end
            at = end = start + size
            if payload or number != RESULT or every:
                yield _new(Frame, (number, name, verb, payload, text, base + start, size, line, prefix))
            if patterns and (begin := find(b"\n", end, end + 2) + 1):
                read, at, line = patterns.read(buffer, begin, stop, base, line + count(b"\n", counted, begin))
                counted = at
                if read:
                    self._before = end = read
        self._line, self._counted, self._end = line, counted, end
        return max(at, stop)

    def _again(self, text: bytes, plain: int | None) -> Any:  # noqa: ANN401 -- any JSON
        """Decode meter values that were refused as such, as any other frame."""
        if plain == head.VALUES and self._values is not _decode:
            with suppress(*BROKEN):
                return _decode(text)
        return None

    def _carefully(self, match: re.Match[bytes], prefix: bytes, line_end: int) -> Found | Lost:
        """Read a frame that is escaped, stands on several lines, or has something behind it."""
        buffer, start = self._buffer, match.start()
        if not self._markup:
            level = head.level(match[0])
            found = _escaped(buffer, start, line_end, level) if level else _pretty(buffer, start)
            if found:
                return found
        begin = buffer[start : start + head.LONGEST_HEAD]
        if prefix and match[0].endswith(b"\n"):
            return self._split(start, prefix, line_end)
        sure, possible = head.judge(begin)
        if not possible:
            if not head.is_cut(begin[: line_end - start]):
                return Lost(1, convincing=False)
            sure = True
        farthest = min(start + (FARTHEST if sure else _DOUBTFUL), len(buffer))
        end = self._boundary(match, farthest) if sure else farthest
        line = min(line_end, end) - start
        return self._slow.read(buffer[start:end], prefix, line, sure=sure, markup=self._markup)

    def _split(self, start: int, prefix: bytes, line_end: int) -> Found | Lost:
        """Read a frame whose head is on several lines that begin with a prefix; how long it is, is found by trying."""
        begin = self._buffer[start : start + _SIZES[0]]
        if not self._slow.begins(begin, prefix):
            return Lost(1, convincing=False)
        for size in _SIZES:
            text = self._buffer[start : start + size]
            found = self._slow.read(text, prefix, line_end - start, sure=True, markup=self._markup)
            if isinstance(found, Found):
                return found
        return Lost(line_end - start, convincing=True)

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
            if head.level(following[0]) <= level and head.judge(buffer[start : start + head.LONGEST_HEAD])[0]:
                return start
        return at

    def _problem(self, line: int, start: int, line_end: int) -> Problem:
        shown = readable(self._buffer[start : min(line_end, start + _SHOWN)]).rstrip("\r")
        message = "a frame begins here that is cut off or broken, so it cannot be read"
        return Problem(line, "", "undecodable-frame", message, masked(shown))


def _pretty(buffer: bytes, start: int) -> Found | None:
    """Read a frame over several lines, of which the last begins with the bracket that ends it."""
    end = buffer.find(b"\n]", start, start + _PRETTY) + 2
    text = buffer[start:end]
    try:
        frame = head.frame(_decode(text))
    except BROKEN:
        return None
    return Found(*frame, text, end - start) if frame else None


def _escaped(buffer: bytes, start: int, line_end: int, level: int) -> Found | None:
    """Read a frame within a string: its quotes are escaped once or more, and the string ends with it."""
    end = buffer.find(b"]" + b"\\" * (level // 2) + b'"', start, line_end) + 1
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
