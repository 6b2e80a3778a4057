"""Reading in a process of its own, so that two processors work: what it reads comes through a pipe, as bytes.

A thread would not do: reading and storing both need Python, and would only take turns.
"""

import gc
import signal
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any, NamedTuple

import msgspec

from zefdesk.formats.reading import NeedsAnswer, UnknownFormat, UnreadableFile

_AHEAD = 1 << 20
_END, _TOLD, _FAILED = b"", b"r", b"f"
Work = Callable[..., Iterator[bytes]]
"""What the other process does: a function of a module, with arguments that can be sent; it gives what is to be sent."""


class _Failure(NamedTuple):
    """Why reading stopped: `kind` is the name of the exception; `option` and `choices` where it needs an answer."""

    kind: str
    message: str
    option: str
    choices: tuple[str, ...]


_decode_failure = msgspec.msgpack.Decoder(_Failure).decode
_encode = msgspec.msgpack.Encoder().encode


def told(label: str, work: Work, *arguments: Any) -> Generator[memoryview]:  # noqa: ANN401 -- whatever the work takes
    """Give what `work(*arguments)` gives in another process; raises the UnreadableFile that it raises."""
    context = get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    _widen(receiver)
    process = context.Process(target=_live, args=(work, arguments, sender), daemon=True)
    process.start()
    sender.close()
    try:
        with collector_at_rest():
            while (message := _received(receiver, label)) != _END:
                kind, body = message[:1], memoryview(message)[1:]
                if kind != _TOLD:
                    raise _exception(_decode_failure(body))
                yield body
    finally:
        receiver.close()
        process.terminate()
        process.join()


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """What is read makes no cycles, so the collector need not walk through millions of things."""
    was_at_work = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_at_work:
            gc.enable()


def _widen(pipe: Connection) -> None:
    """Let the reader be somewhat ahead, where the system can: neither waits for the other then."""
    with suppress(ImportError, AttributeError, OSError):
        import fcntl  # noqa: PLC0415 -- not on every system

        fcntl.fcntl(pipe.fileno(), fcntl.F_SETPIPE_SZ, _AHEAD)


def _received(receiver: Connection, label: str) -> bytes:
    try:
        return receiver.recv_bytes()
    except (EOFError, OSError):
        raise UnreadableFile(f"{label}: the process that read it ended before the file did: import it again") from None


def _exception(failure: _Failure) -> UnreadableFile:
    if failure.kind == NeedsAnswer.__name__:
        return NeedsAnswer(failure.message, failure.option, failure.choices)
    return (UnknownFormat if failure.kind == UnknownFormat.__name__ else UnreadableFile)(failure.message)


def _live(work: Work, arguments: tuple[Any, ...], sender: Connection) -> None:
    """Work and send: the whole life of the other process. It ends when nobody listens."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with collector_at_rest():
            for body in work(*arguments):
                sender.send_bytes(_TOLD + body)
        sender.send_bytes(_END)
    except UnreadableFile as error:
        option, choices = (error.option, error.choices) if isinstance(error, NeedsAnswer) else ("", ())
        sender.send_bytes(_FAILED + _encode(_Failure(type(error).__name__, str(error), option, choices)))
    except OSError:
        sender.close()
