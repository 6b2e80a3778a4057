"""Rotated sets: which files belong together, and in which order, by what they hold."""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from zefdesk.domain.problem import Problem
from zefdesk.formats.logs import clock, evidence, naming
from zefdesk.formats.logs.clock import Calendar
from zefdesk.formats.logs.frames import Frames
from zefdesk.formats.logs.joined_text import HeldText, JoinedText
from zefdesk.ocpp.message import CALL

_EDGE = 1 << 18
_JOINT = 1 << 16
_MOST_FRAMES = 200
_FEW = 4
_NUMBER = re.compile(r"\.(\d{1,5})(?:\.gz)?$")


class Edges(NamedTuple):
    """What a file tells of its beginning and end: clocks of lines, instants of frames; None where nothing does."""

    clocks: tuple[int, int] | None
    frames: tuple[int, int] | None


def rotated(paths: Sequence[Path], names: Mapping[Path, str] | None = None) -> list[list[Path]]:
    """Group files into rotated sets, each in the order of its contents; raises UnreadableFile.

    `names` are the paths by which a person knows files that lie elsewhere, being unpacked.
    """
    sets: dict[tuple[str, str], list[Path]] = {}
    for path in paths:
        known = Path(names[path]) if names and path in names else path
        sets.setdefault(naming.family(known), []).append(path)
    return [in_order(files) for files in sets.values()]


def in_order(paths: Sequence[Path]) -> list[Path]:
    """Order the files of a set by their contents.

    By the clocks of their first and last lines, else by what their frames tell. A file that tells no time stands where
    frames go on from one file to the next; where that does not tell either, the greater number is the older one, as
    programs that rotate logs count.
    """
    paths = list(dict.fromkeys(paths))
    if len(paths) < 2:  # noqa: PLR2004 -- nothing to order
        return paths
    edges = {path: _edges(path) for path in paths}
    clocked = sum(one.clocks is not None for one in edges.values())
    told = sum(one.frames is not None for one in edges.values())
    known = {path: one.clocks if clocked >= told else one.frames for path, one in edges.items()}
    placed = sorted(
        (path for path in paths if known[path]), key=lambda path: (known[path] or (0, 0), -_number(path), path.name)
    )
    others = sorted(set(paths) - set(placed), key=lambda path: (-_number(path), path.name))
    for path in others:
        placed.insert(_place(path, placed) if len(others) <= _FEW else len(placed), path)
    return placed


def _place(path: Path, placed: Sequence[Path]) -> int:
    """Find where a file fits that tells no time: where most frames go on from one file to the next."""
    gains = []
    for at in range(len(placed) + 1):
        before, after = (placed[at - 1] if at else None), (placed[at] if at < len(placed) else None)
        gain = _joint(before, path) + _joint(path, after) - _joint(before, after)
        older = at == sum(_number(one) > _number(path) for one in placed)
        gains.append((gain, older, -at))
    return -max(gains)[2]


def _joint(before: Path | None, after: Path | None) -> int:
    """Say how well a file goes on from another: frames and answers that are whole, less what is broken."""
    if before is None and after is None:
        return 0
    text = (_bytes(before, last=True) if before else b"") + (_bytes(after, last=False) if after else b"")
    asked: set[str] = set()
    score = 0
    for one in Frames(HeldText(text), all_answers=True):
        if isinstance(one, Problem):
            score -= 1
        elif one.kind == CALL:
            asked.add(one.id)
            score += 1
        else:
            score += 1 + (one.id in asked)
    return score


def _bytes(path: Path, *, last: bool) -> bytes:
    text = JoinedText([path])
    try:
        return b"".join(islice(text.blocks(_JOINT, max(text.size - _JOINT, 0) if last else 0), 1))
    finally:
        text.close()


def _number(path: Path) -> int:
    found = _NUMBER.search(path.name)
    return int(found[1]) if found else 0


def _edges(path: Path) -> Edges:
    text = JoinedText([path])
    try:
        first = b"".join(islice(text.blocks(_EDGE), 1))
        last = b"".join(text.blocks(_EDGE, max(text.size - _EDGE, 0)))
    finally:
        text.close()
    calendar = Calendar()
    begin, end = _told(first, calendar, last=False), _told(last, calendar, last=True)
    clocks = (begin[0], end[0]) if begin[0] is not None and end[0] is not None else None
    frames = (begin[1], end[1]) if begin[1] is not None and end[1] is not None else None
    return Edges(clocks, frames)


def _told(data: bytes, calendar: Calendar, *, last: bool) -> tuple[int | None, int | None]:
    """Give the first (or last) clock of a line, and the first (or last) instant that a frame tells."""
    frames = Frames(HeldText(data))
    written: list[int] = []
    said: list[int] = []
    for one in frames if last else islice(frames, _MOST_FRAMES):
        if isinstance(one, Problem):
            continue
        instant = evidence.server(one.kind, one.payload) or evidence.charger(one.kind, one.payload)
        if instant is not None:
            calendar.latest = instant
            said.append(instant)
        text = next((text for text in (one.prefix, frames.above(one)) if clock.find(text)), b"")
        place = clock.find(text)
        wall = place.read(text, calendar) if place else None
        if wall is not None:
            written.append(wall)
    written = written or list(_clocks_of_lines(data, calendar))
    at = -1 if last else 0
    return (written[at] if written else None), (said[at] if said else None)


def _clocks_of_lines(data: bytes, calendar: Calendar) -> Iterable[int]:
    for line in data.splitlines():
        place = clock.find(line) if not line.startswith(b"#") else None
        wall = place.read(line, calendar) if place else None
        if wall is not None:
            yield wall
