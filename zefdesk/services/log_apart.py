"""A long log is read in a process of its own: messages come from there, sessions are made of them here."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import msgspec

from zefdesk.domain.logged import Span
from zefdesk.domain.problem import Problem
from zefdesk.domain.samples import Block, Samples
from zefdesk.formats.logs.reading import LogReading, Part
from zefdesk.formats.reading import Settings, UnreadableFile
from zefdesk.ocpp.message import Message, Readings
from zefdesk.services import other_process

LONG = 8 << 20
"""Bytes of a log from which it is read apart: starting a process takes a part of a second."""
_AT_ONCE = 300
_Facts = tuple[tuple[str, str], ...]


class Reading(Protocol):
    """A log that is read: here, or by another process; see LogReading."""

    @property
    def parts(self) -> tuple[Part, ...]:
        """The files of the log in the order of their contents."""

    @property
    def facts(self) -> _Facts:
        """What was found up to now."""

    @property
    def counts(self) -> Mapping[str, Mapping[str, int]]:
        """Calls by charger and action, once all messages were given."""

    def messages(self) -> Iterator[tuple[str, Message] | Problem]:
        """Give the messages with their chargers, and the problems; once."""

    def progress(self) -> float:
        """How much has been read, from 0 to 1."""

    def close(self) -> None:
        """Let go of the files."""


class _Told(msgspec.Struct, array_like=True):
    """A message with its charger, or a problem; meter values as their blocks, a payload that fits no bytes as JSON."""

    charger: str = ""
    kind: int = 0
    id: str = ""
    action: str = ""
    payload: Any = None
    at: int | None = None
    span: Span | None = None
    text: str = ""
    readings: tuple[str | None, str | None, list[Block]] | None = None
    json: str = ""
    problem: Problem | None = None


class _Some(NamedTuple):
    """Some messages, and how far the log is read; the first and the last have none, but what was found of it."""

    told: list[_Told]
    done: float
    facts: _Facts = ()
    counts: dict[str, dict[str, int]] = {}  # noqa: RUF012 -- of a tuple, and never changed
    parts: list[tuple[str, int, int]] = []  # noqa: RUF012 -- likewise


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(_Some).decode


def open_log(paths: Sequence[Path], label: str, settings: Settings) -> Reading:
    """Open a log, to be read here or apart, as it is short or long; raises UnreadableFile."""
    try:
        size = sum(path.stat().st_size for path in paths)
    except OSError as error:
        raise UnreadableFile(f"{label}: cannot be read: {error.strerror or error}") from error
    if size < LONG:
        return LogReading(paths, label, settings, gather=True)
    return LogApart(paths, label, settings)


class LogApart:
    """A log that another process reads."""

    def __init__(self, paths: Sequence[Path], label: str, settings: Settings) -> None:
        self._messages = other_process.told(label, _read, [str(path) for path in paths], label, settings)
        try:
            self._found = self._now = _decode(next(self._messages))
        except BaseException:
            self._messages.close()
            raise

    @property
    def parts(self) -> tuple[Part, ...]:
        """The files of the log in the order of their contents."""
        return tuple(Part(Path(path), start, size) for path, start, size in self._found.parts)

    @property
    def facts(self) -> _Facts:
        """What was found up to now."""
        return self._found.facts

    @property
    def counts(self) -> Mapping[str, Mapping[str, int]]:
        """Calls by charger and action, once all messages were given."""
        return self._found.counts

    def messages(self) -> Iterator[tuple[str, Message] | Problem]:
        """Give the messages with their chargers, and the problems; once."""
        for body in self._messages:
            self._now = _decode(body)
            self._found = self._now if self._now.parts else self._found
            for one in self._now.told:
                yield _message(one)

    def progress(self) -> float:
        """How much has been read, from 0 to 1."""
        return self._now.done

    def close(self) -> None:
        """End the other process."""
        self._messages.close()


def _message(one: _Told) -> tuple[str, Message] | Problem:
    if one.problem:
        return one.problem
    payload = one.payload
    if one.readings:
        connector, transaction, blocks = one.readings
        payload = Readings(connector, transaction, Samples(blocks))
    elif one.json:
        payload = json.loads(one.json)
    return one.charger, Message(one.kind, one.id, one.action, payload, one.at, one.span or Span(0, 0, 0, 0), one.text)


def _read(paths: list[str], label: str, settings: Settings) -> Iterator[bytes]:
    """Read the log: what the other process does."""
    with closing(LogReading([Path(path) for path in paths], label, settings, gather=True)) as reading:
        parts = [(str(part.path), part.start, part.size) for part in reading.parts]
        yield _sent(_Some([], 0.0, reading.facts, {}, parts))
        messages = reading.messages()
        while some := [_told(one) for one in islice(messages, _AT_ONCE)]:
            yield _sent(_Some(some, reading.progress()))
        counts = {name: dict(counted) for name, counted in reading.counts.items()}
        yield _sent(_Some([], reading.progress(), reading.facts, counts, parts))


def _told(one: tuple[str, Message] | Problem) -> _Told:
    if isinstance(one, Problem):
        return _Told(problem=one)
    charger, (kind, name, action, payload, at, span, text) = one
    if isinstance(payload, Readings):
        readings = payload.connector, payload.transaction, payload.samples.blocks
        return _Told(charger, kind, name, action, None, at, span, text, readings)
    return _Told(charger, kind, name, action, payload, at, span, text)


def _sent(some: _Some) -> bytes:
    try:
        return _encode(some)
    except (OverflowError, UnicodeError):  # a number of more than 64 bits, or half of a character
        for one in some.told:
            one.payload, one.json = None, json.dumps(one.payload) if one.payload is not None else ""
        return _encode(some)
