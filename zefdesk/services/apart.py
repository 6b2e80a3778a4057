"""Reading apart from storing: a long file is read in a process of its own, so that both processors work.

A thread would not do: reading and storing both need Python, and would only take turns.
"""

import gc
import signal
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager, suppress
from itertools import islice
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple

import msgspec

from zefdesk.domain.problem import Problem
from zefdesk.domain.session import Reported
from zefdesk.formats import registry
from zefdesk.formats.reading import Facts, NeedsAnswer, Settings, UnknownFormat, UnreadableFile
from zefdesk.store.ready import Ready, make_ready

ROWS = 500
"""Rows a time: they and what is made of them fit in the processor's cache."""
_AHEAD = 1 << 20
LONG, LONG_PACKED = 8 << 20, 1 << 20
"""Bytes of a text, or of a workbook, from which it is read apart: starting a process takes a part of a second."""


class Part(NamedTuple):
    """Some rows of a file: those ready to be stored, those refused, how far the file is read, what was found of it."""

    ready: Ready
    refused: list[Problem]
    done: float
    facts: Facts


class _Failure(NamedTuple):
    """Why reading stopped: `kind` is the name of the exception; `option` and `choices` where it needs an answer."""

    kind: str
    message: str
    option: str
    choices: tuple[str, ...]


def parts(path: Path, settings: Settings) -> Generator[Part]:
    """Read a file part by part, the first of which has no rows, only what was found; raises what its reader raises."""
    registry.check(settings)
    return _apart(path, settings) if _is_long(path) else _here(path, settings)


def _is_long(path: Path) -> bool:
    size = path.stat().st_size
    if size < LONG_PACKED or size >= LONG:
        return size >= LONG
    with path.open("rb") as file:
        return file.read(2) == b"PK"


def _here(path: Path, settings: Settings) -> Generator[Part]:
    reading = registry.open_file(path, settings)
    rows = iter(reading)
    with _collector_at_rest(), closing(reading):
        yield Part(make_ready([]), [], 0.0, reading.facts)
        while batch := list(islice(rows, ROWS)):
            refused = [row for row in batch if isinstance(row, Problem)]
            ready = make_ready([row for row in batch if isinstance(row, Reported)] if refused else batch)  # type: ignore[arg-type]
            yield Part(ready, refused, reading.progress(), reading.facts)


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Rows make no cycles, so the collector need not walk through millions of them."""
    was_at_work = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_at_work:
            gc.enable()


def _apart(path: Path, settings: Settings) -> Generator[Part]:
    context = get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    _widen(receiver)
    process = context.Process(target=_read, args=(str(path), settings, sender), daemon=True)
    process.start()
    sender.close()
    try:
        with _collector_at_rest():
            while (message := _received(receiver, path)) != _END:
                yield _part(message)
    finally:
        receiver.close()
        process.terminate()
        process.join()


def _widen(pipe: Connection) -> None:
    """Let the reader be some parts ahead, where the system can: neither waits for the other then."""
    with suppress(ImportError, AttributeError, OSError):
        import fcntl  # noqa: PLC0415 -- not on every system

        fcntl.fcntl(pipe.fileno(), fcntl.F_SETPIPE_SZ, _AHEAD)


_END, _ROWS_COME, _FAILED = b"", b"r", b"f"
_decode_part = msgspec.msgpack.Decoder(Part).decode
_decode_failure = msgspec.msgpack.Decoder(_Failure).decode


def _received(receiver: Connection, path: Path) -> bytes:
    try:
        return receiver.recv_bytes()
    except (EOFError, OSError):
        raise UnreadableFile(f"{path}: the process that read it ended before the file did: import it again") from None


def _part(message: bytes) -> Part:
    kind, body = message[:1], memoryview(message)[1:]
    if kind == _ROWS_COME:
        return _decode_part(body)
    failure = _decode_failure(body)
    if failure.kind == NeedsAnswer.__name__:
        raise NeedsAnswer(failure.message, failure.option, failure.choices)
    raise (UnknownFormat if failure.kind == UnknownFormat.__name__ else UnreadableFile)(failure.message)


def _read(path: str, settings: Settings, sender: Connection) -> None:
    """Read the file and send its parts: the whole life of the other process. It ends when nobody listens."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    encode = msgspec.msgpack.Encoder().encode
    try:
        for part in _here(Path(path), settings):
            sender.send_bytes(_ROWS_COME + encode(part))
        sender.send_bytes(_END)
    except UnreadableFile as error:
        option, choices = (error.option, error.choices) if isinstance(error, NeedsAnswer) else ("", ())
        sender.send_bytes(_FAILED + encode(_Failure(type(error).__name__, str(error), option, choices)))
    except OSError:
        sender.close()
