"""The text of a log as it lies on disk: lines around a place, by seeking; a compressed one is unpacked once."""

import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, NamedTuple

from zefdesk.domain.logged import Span
from zefdesk.formats import archive
from zefdesk.formats.logs.secrets import masked
from zefdesk.formats.reading import UnreadableFile
from zefdesk.store.log_summaries import LogPart, LogPlace

UNCHANGED, CHANGED, MOVED, PACKED = "unchanged", "changed", "moved", "packed"
"""What became of a file since it was imported; `packed` is unchanged, but cannot be looked into by seeking."""
_NEAR = 1 << 16
_BLOCK = 1 << 20
_LONGEST = 4_000
_PACKED = (b"\x1f\x8b", b"PK\x03\x04")
_unpacked: dict[tuple[str, int], Path] = {}


class Line(NamedTuple):
    """A line of a log: its number, where it begins in its file, its text with secrets masked, whether it is meant."""

    number: int
    offset: int
    text: str
    here: bool


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines around a place; `state` is what became of the file, and `lines` is empty where it cannot be read.

    `elsewhere` says in words where the place is, if it is outside of the session that they are shown with.
    """

    state: str
    path: str
    lines: tuple[Line, ...] = ()
    elsewhere: str = ""


def lines_at(place: LogPlace, span: Span, before: int = 3, after: int = 6) -> Lines:
    """Give the lines of a frame with some before and after it."""
    part = _part_of(place, span.offset)
    state = state_of(part)
    if state in {MOVED, CHANGED}:
        return Lines(state, part.path)
    try:
        path = plain_file(part)
        with path.open("rb") as file:
            found = tuple(_around(file, span.offset - part.start, span, before, after))
    except (OSError, UnreadableFile, EOFError, zipfile.BadZipFile):
        return Lines(MOVED, part.path)
    return Lines(state, part.path, found)


def line_at(place: LogPlace, number: int) -> Span | None:
    """Give where a line begins, by its number in the whole log; None where a file moved, changed or is too short.

    The lines before it are counted, a gigabyte in about a second.
    """
    left = number - 1
    for part in place.parts:
        if state_of(part) in {MOVED, CHANGED}:
            return None
        with plain_file(part).open("rb") as file:
            offset = part.start
            while block := file.read(_BLOCK):
                count = block.count(b"\n")
                if count >= left:
                    return Span(place.import_id, offset + _after(block, left), 1, number)
                left -= count
                offset += len(block)
    return None


def _after(block: bytes, breaks: int) -> int:
    """Give where the text goes on after so many line breaks."""
    at = 0
    for _ in range(breaks):
        at = block.find(b"\n", at) + 1
    return at


def state_of(part: LogPart) -> str:
    """Say what became of a file since it was imported, by its size and its time of change."""
    path = _own(part)
    try:
        about = path.stat()
    except OSError:
        return MOVED
    return UNCHANGED if (about.st_size, about.st_mtime_ns) == (part.size, part.changed) else CHANGED


def _own(part: LogPart) -> Path:
    """Give the file that a person has: the archive, where the part is a member of one."""
    path = Path(part.path)
    return next((one for one in (path, *path.parents) if one.is_file()), path)


def _part_of(place: LogPlace, offset: int) -> LogPart:
    return [part for part in place.parts if part.start <= offset][-1]


def plain_file(part: LogPart) -> Path:
    """Give a file that can be sought in; one that is packed is unpacked the first time. Raises OSError and the like."""
    own = _own(part)
    with own.open("rb") as file:
        start = file.read(4)
    if not start.startswith(_PACKED):
        return own
    key = part.path, part.changed
    if key not in _unpacked or not _unpacked[key].exists():
        _unpacked[key] = _unpack(own, part)
    return _unpacked[key]


def _unpack(own: Path, part: LogPart) -> Path:
    folder = _folder()
    target = folder / f"{len(_unpacked)}.log"
    with archive.expand(own) as members:
        for member in members:
            if member.label in {part.path, str(own)} or Path(member.label).absolute() == Path(part.path):
                with member.path.open("rb") as source, target.open("wb") as out:
                    while block := source.read(1 << 20):
                        out.write(block)
                return target
    raise UnreadableFile(f"{part.path}: is no longer in its archive")


_folders: list["tempfile.TemporaryDirectory[str]"] = []


def _folder() -> Path:
    if not _folders:
        _folders.append(tempfile.TemporaryDirectory(prefix="zefdesk-logs-", ignore_cleanup_errors=True))
    return Path(_folders[0].name)


def _around(file: BinaryIO, offset: int, span: Span, before: int, after: int) -> Iterator[Line]:
    begin = max(offset - _NEAR, 0)
    file.seek(begin)
    data = file.read(offset - begin + span.length + _NEAR)
    at = offset - begin
    starts = [0 if not begin else data.find(b"\n") + 1]
    while (following := data.find(b"\n", starts[-1])) >= 0:
        starts.append(following + 1)
    here = max(place for place, start in enumerate(starts) if start <= at)
    last = max(place for place, start in enumerate(starts) if start < at + span.length)
    for place in range(max(here - before, 0), min(last + after + 1, len(starts))):
        end = starts[place + 1] - 1 if place + 1 < len(starts) else len(data)
        text = data[starts[place] : end].decode("utf-8", "replace").rstrip("\r")[:_LONGEST]
        if text or place + 1 < len(starts):
            meant = here <= place <= last
            yield Line(span.line + place - here, begin + starts[place], masked(text), meant)
