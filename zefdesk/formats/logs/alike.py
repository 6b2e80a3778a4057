"""Lines of meter values that are alike but for their digits: once one is decoded, a pattern reads the others.

Nine tenths of a log are such lines. A pattern is the line to the letter, with groups where its clock, its transaction,
its timestamp and its values stand; what matches it to its end is the same JSON with other numbers.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from zefdesk.domain.samples import Column
from zefdesk.formats.logs.head import HEAD
from zefdesk.formats.logs.owners import Owners
from zefdesk.formats.logs.shape import Shape
from zefdesk.ocpp.metered import Metered, row_of

_MOST, _MOST_ANSWERS = 24, 4
_MOST_TRIED = 400
_MOST_VALUES = 90
_TOLD = re.compile(rb'"(value|timestamp|transactionId)"[ ]*:[ ]*("?)([^",\]}\\]*)\2')
_ID = re.compile(rb'(\[2, ?")[^"\\\n]{1,64}')
_ANY_ID = rb'[^"\\\n]{1,64}'
_NUMBER, _TRANSACTION = rb"(-?[0-9]{1,20}(?:\.[0-9]{1,20})?)", rb"([0-9]{1,18})"
_IS_NUMBER = re.compile(r"-?[0-9]{1,20}(?:\.[0-9]{1,20})?")
_DIGIT = re.compile(rb"[0-9]")
_EMPTY_ANSWER = re.compile(rb'([^\n]{0,400}?)(\[3, ?")[^"\\\n]{1,64}(", ?\{\}\]\r?\n)')


class Pattern(NamedTuple):
    """What reads lines that are alike, and what all of them have in common.

    The first group is what stands before the frame, `before` bytes; `transaction` (0: none is told), `stamp` and
    `values` are the numbers of the others. After the group `last` the frame has `rest` bytes more. Where the group
    `answered` is found, an answer that says nothing was read with the line; `answer` is its pattern, empty without one.
    """

    pattern: re.Pattern[bytes]
    shape: Shape
    columns: tuple[Column, ...]
    connector: int
    transaction: int
    stamp: int
    values: tuple[int, ...]
    before: int
    last: int
    rest: int
    answered: int
    answer: bytes


class Row(NamedTuple):
    """A line that a pattern has read: where its frame begins and ends, its number, the texts of the groups."""

    start: int
    end: int
    line: int
    texts: tuple[bytes, ...]


class Lot(NamedTuple):
    """Lines of one charger that one pattern has read; each row is what `Row` is."""

    pattern: Pattern
    rows: list[Row]


class Line(NamedTuple):
    """A decoded line: what stands before its frame, the frame, what ends the line, and what begins the next."""

    prefix: bytes
    frame: bytes
    end: bytes
    following: bytes


def learn(line: Line, values: Metered, shape: Shape) -> Pattern | None:
    """Make the pattern of a line; None where each line like it must be decoded."""
    head = _ID.match(line.frame)
    if head is None or len(values.meterValue) != 1 or len(values.meterValue[0].sampledValue) > _MOST_VALUES:
        return None
    columns, texts = row_of(values.meterValue[0])
    told = list(_TOLD.finditer(line.frame))
    if not columns or not _is_all(told, values, texts):
        return None
    rest = line.frame[told[-1].end(3) :]
    answer = _answer(line.following)
    parts = [b"(", _digits(line.prefix), b")", re.escape(head[1]), _ANY_ID, *_body(line.frame, head.end(), told)]
    parts += [re.escape(rest), re.escape(line.end), b"(?:%b())?" % answer if answer else b""]
    places = {name: [at for at, one in enumerate(told, start=2) if one[1] == name] for name in _NAMES}
    made = Pattern(
        re.compile(b"".join(parts)),
        shape,
        columns,
        values.connectorId,
        sum(places[b"transactionId"]),
        sum(places[b"timestamp"]),
        tuple(places[b"value"]),
        len(line.prefix),
        len(told) + 1,
        len(rest),
        len(told) + 2 if answer else 0,
        answer,
    )
    return made if made.pattern.match(line.prefix + line.frame + line.end) else None


_new = tuple.__new__
_NAMES = (b"transactionId", b"timestamp", b"value")


def _is_all(told: Sequence[re.Match[bytes]], values: Metered, texts: Sequence[str]) -> bool:
    """Whether what was found in the text of a frame is what was decoded from it, and numbers are plain."""
    found = {name: [one[3].decode("ascii", "replace") for one in told if one[1] == name] for name in _NAMES}
    transaction = [] if values.transactionId is None else [str(values.transactionId)]
    return (
        found[b"value"] == list(texts)
        and found[b"timestamp"] == [values.meterValue[0].timestamp]
        and found[b"transactionId"] == transaction
        and all(map(_IS_NUMBER.fullmatch, texts))
    )


def _body(frame: bytes, at: int, told: Sequence[re.Match[bytes]]) -> Iterator[bytes]:
    for one in told:
        yield re.escape(frame[at : one.start(3)])
        yield (
            _NUMBER if one[1] == b"value" else _TRANSACTION if one[1] == b"transactionId" else b"(%b)" % _digits(one[3])
        )
        at = one.end(3)


def _answer(line: bytes) -> bytes:
    """Make the pattern of a line that is an answer without content; empty for any other."""
    found = _EMPTY_ANSWER.match(line)
    if found is None or HEAD.search(found[1]):
        return b""
    return b"".join((_digits(found[1]), re.escape(found[2]), _ANY_ID, re.escape(found[3])))


def _digits(text: bytes) -> bytes:
    """Give what matches a text with other digits."""
    return _DIGIT.sub(rb"[0-9]", re.escape(text))


class Patterns:
    """The patterns of a log, the one that matched last first; what they read waits by charger."""

    def __init__(self, owners: Owners) -> None:
        self._owners = owners
        self._known: list[Pattern] = []
        self._answers: dict[bytes, Callable[[bytes, int], re.Match[bytes] | None]] = {}
        self._tried = 0
        self._lots: dict[str, list[Lot]] = {}

    def learn(self, line: Line, values: Metered, shape: Shape) -> None:
        """Take notice of a line that no pattern has read."""
        if self._tried >= _MOST_TRIED:
            return
        self._tried += 1
        made = learn(line, values, shape)
        if made:
            self._known = [made, *self._known][:_MOST]
            if made.answer and made.answer not in self._answers and len(self._answers) < _MOST_ANSWERS:
                self._answers[made.answer] = re.compile(made.answer).match

    def lots(self, charger: str) -> list[Lot]:
        """Give what waits of a charger."""
        return self._lots.pop(charger, [])

    def waiting(self) -> list[str]:
        """Give the chargers of which something waits."""
        return list(self._lots)

    def read(self, buffer: bytes, at: int, stop: int, base: int, line: int) -> tuple[int, int, int]:
        """Read lines from `at` on as long as they begin before `stop`; the first has the number `line`.

        Gives where the last frame ended, where to look on, and the number of the line there. Places are from `base`.
        """
        for answer in self._answers.values():
            if found := answer(buffer, at):
                at, line = found.end(), line + 1
                break
        end, known, lots = 0, self._owners.known, self._lots
        while at < stop and (pattern := self._fitting(buffer, at)):
            match, named, before, last = pattern.pattern.match, pattern.shape.charger, pattern.before, pattern.last
            rest, answered = pattern.rest, pattern.answered
            while at < stop and (found := match(buffer, at)):
                texts = found.groups()
                charger = known.get(texts[0][named]) if named else self._owners.default
                waiting = lots.get(charger) if charger else None
                if not waiting or waiting[-1].pattern is not pattern:
                    waiting = self._begin(texts[0], pattern)
                end = found.end(last) + rest
                waiting[-1].rows.append(_new(Row, (base + at + before, base + end, line, texts)))
                at = found.end()
                line += 2 if found.lastindex == answered else 1
        return end, at, line

    def _begin(self, prefix: bytes, pattern: Pattern) -> list[Lot]:
        named = pattern.shape.charger
        charger = self._owners.of(prefix[named]) if named else self._owners.unnamed("")
        waiting = self._lots.setdefault(charger, [])
        waiting.append(Lot(pattern, []))
        return waiting

    def _fitting(self, buffer: bytes, at: int) -> Pattern | None:
        """Find the pattern that reads a line."""
        for place, pattern in enumerate(self._known):
            if pattern.pattern.match(buffer, at):
                if place:
                    self._known.insert(0, self._known.pop(place))
                return pattern
        return None
