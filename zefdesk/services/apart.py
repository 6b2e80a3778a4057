"""Reading apart from storing: a long file is read in a process of its own, so that both processors work."""

from collections.abc import Generator, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import msgspec

from zefdesk.domain.problem import Problem
from zefdesk.domain.session import Reported
from zefdesk.formats import registry
from zefdesk.formats.reading import Facts, Settings
from zefdesk.services import other_process
from zefdesk.store.ready import Ready, make_ready

ROWS = 500
"""Rows a time: they and what is made of them fit in the processor's cache."""
LONG, LONG_PACKED = 8 << 20, 1 << 20
"""Bytes of a text, or of a workbook, from which it is read apart: starting a process takes a part of a second."""


class Part(NamedTuple):
    """Some rows of a file: those ready to be stored, those refused, how far the file is read, what was found of it."""

    ready: Ready
    refused: list[Problem]
    done: float
    facts: Facts


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(Part).decode


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
    with other_process.collector_at_rest(), closing(reading):
        yield Part(make_ready([]), [], 0.0, reading.facts)
        while batch := list(islice(rows, ROWS)):
            refused = [row for row in batch if isinstance(row, Problem)]
            ready = make_ready([row for row in batch if isinstance(row, Reported)] if refused else batch)  # type: ignore[arg-type]
            yield Part(ready, refused, reading.progress(), reading.facts)


def _apart(path: Path, settings: Settings) -> Generator[Part]:
    with closing(other_process.told(str(path), _read, str(path), settings)) as messages:
        for message in messages:
            yield _decode(message)


def _read(path: str, settings: Settings) -> Iterator[bytes]:
    """Read the file: what the other process does."""
    return map(_encode, _here(Path(path), settings))
