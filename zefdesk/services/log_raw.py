"""Lines of a log as they lie on disk, all those on which some messages stand; secrets are masked."""

import zipfile
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import BinaryIO

from zefdesk.domain.logged import Span
from zefdesk.formats.logs.secrets import masked
from zefdesk.formats.reading import UnreadableFile
from zefdesk.services.log_text import CHANGED, MOVED, plain_file, state_of
from zefdesk.store.log_summaries import LogPart, LogPlace

_BACK = 1 << 16
_LONGEST = 1 << 24
_END = 1 << 62


def is_there(place: LogPlace) -> bool:
    """Whether all files of a log lie where they were, unchanged."""
    return all(state_of(part) not in {MOVED, CHANGED} for part in place.parts)


def raw_lines(place: LogPlace, spans: Iterable[Span]) -> Iterator[bytes]:
    """Give the lines on which these frames stand, each once, in the order of the log; bytes are kept but for secrets.

    Raises UnreadableFile.
    """
    wanted = sorted({(one.offset, one.offset + max(one.length, 1)) for one in spans})
    starts = [*(part.start for part in place.parts), _END]
    for part, (start, end) in zip(place.parts, pairwise(starts), strict=True):
        inside = [(max(first, start), min(last, end)) for first, last in wanted if first < end and last > start]
        if inside:
            yield from _of_part(part, inside)


def _of_part(part: LogPart, wanted: Iterable[tuple[int, int]]) -> Iterator[bytes]:
    try:
        file = plain_file(part).open("rb")
    except (OSError, EOFError, zipfile.BadZipFile) as error:
        raise UnreadableFile(f"{part.path}: cannot be read: {error}") from error
    with file:
        done = 0
        for first, last in wanted:
            if last - part.start <= done:
                continue
            file.seek(max(_line_start(file, first - part.start), done))
            while file.tell() < last - part.start and (line := file.readline(_LONGEST)):
                text = line.rstrip(b"\r\n").decode("utf-8", "surrogateescape")
                yield masked(text).encode("utf-8", "surrogateescape")
            done = file.tell()


def _line_start(file: BinaryIO, offset: int) -> int:
    """Give where the line begins in which an offset is; of a very long one, some way before it."""
    begin = max(offset - _BACK, 0)
    file.seek(begin)
    return begin + file.read(offset - begin).rfind(b"\n") + 1
