"""The first look at a log: how its lines tell the charger and the time, before it is read."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from zefdesk.domain.problem import Problem
from zefdesk.formats.logs import charger, clock, evidence, naming
from zefdesk.formats.logs.clock import Calendar, Clock
from zefdesk.formats.logs.frames import Frame, Frames
from zefdesk.formats.logs.joined_text import Text
from zefdesk.formats.logs.json_text import readable
from zefdesk.formats.logs.offset import ENOUGH, EXACT, Offset, rounded
from zefdesk.ocpp.instants import SECOND
from zefdesk.ocpp.message import RESULT

_MOST_FRAMES = 1_000
_MOST_BYTES = 64 << 20
_HEAD = 1 << 16
_HEADER_LINES = 20
_FOR_RULES = 250
_DAY = 86_400 * SECOND
_USUALLY = 0.3
_BOOT = "BootNotification"


class Seen(NamedTuple):
    """A frame of the first look: where its clock was found, what rules are tried on, and the clocks that it tells."""

    clocked: bytes
    place: Clock | None
    line: charger.Line
    server: int | None
    own: int | None
    serial: str | None


@dataclass(frozen=True, slots=True)
class Survey:
    """What was found of a log at its beginning.

    `frames` is how many were looked at. `rule` finds the charger of a line, and some lines
    may be `unnamed`; `name` is that of lines that name none, and `named` says from where it is.
    `clocks` says whether lines have clocks, `zoned` whether those tell their zone, `example` shows one. `latest` is an
    instant near the beginning, `day` the midnight before it for clocks without a date; `ahead` is how far the clock is
    ahead of UTC, as `told_by` says.
    """

    frames: int
    rule: charger.Rule | None
    unnamed: bool
    name: str
    named: str
    clocks: bool
    zoned: bool
    example: str
    latest: int | None
    day: int | None
    ahead: int
    told_by: str


def look(text: Text, paths: Sequence[Path], date_order: str | None, now: int) -> Survey:
    """Look at the beginning of a text; `now` is taken where nothing tells a year."""
    seen = list(_first_frames(text))
    head = text.head(_HEAD)
    header = next((one for line in head.splitlines()[:_HEADER_LINES] if (one := charger.column(line))), None)
    rule = charger.choose([one.line for one in seen[:_FOR_RULES]], [*([header] if header else []), *charger.RULES])
    latest = next((at for one in seen if (at := one.server or one.own)), None)
    places = [one.place for one in seen if one.place]
    clocks = len(seen) * _USUALLY < len(places)
    dated = sum(place.kind != "alone" for place in places) > len(seen) * _USUALLY
    calendar = Calendar(date_order)
    calendar.latest = latest or now
    day = None if dated or not clocks else _day(calendar, head, seen)
    calendar = Calendar(date_order)
    calendar.latest, calendar.day = latest or now, day
    offset = _offset(seen, calendar)
    example = next(((one.clocked, one.place) for one in seen if one.place), None)
    return Survey(
        len(seen),
        rule,
        rule is not None and any(rule.find(one.line.prefix) is None for one in seen[:_FOR_RULES]),
        *_name(paths, seen),
        clocks,
        bool(example and example[1].zoned),
        readable(example[1].shown(example[0])) if example else "",
        latest,
        day,
        offset.ahead,
        offset.told_by,
    )


def _first_frames(text: Text) -> Iterator[Seen]:
    frames = Frames(text)
    for count, one in enumerate(frames, 1):
        if not isinstance(one, Problem):
            yield _seen(frames, one)
            if one.offset > _MOST_BYTES:
                return
        if count >= _MOST_FRAMES:
            return


def _seen(frames: Frames, one: Frame) -> Seen:
    behind = frames.behind(one)
    line = charger.Line(one.prefix, behind, one.id, one.kind != RESULT)
    texts = ((text, clock.find(text)) for text in (one.prefix, frames.above(one), behind))
    clocked, place = next((found for found in texts if found[1]), (b"", None))
    server, own = evidence.server(one.kind, one.payload), evidence.charger(one.kind, one.payload)
    return Seen(clocked, place, line, server, own, _serial(one.payload) if one.action == _BOOT else None)


def _serial(payload: Any) -> str | None:  # noqa: ANN401 -- any JSON
    told = payload.get("chargingStation", payload)
    names = ("chargePointSerialNumber", "chargeBoxSerialNumber", "serialNumber")
    found = (told.get(name) for name in names) if isinstance(told, dict) else ()
    return next((text.strip() for text in found if isinstance(text, str) and text.strip()), None)


def _name(paths: Sequence[Path], seen: Sequence[Seen]) -> tuple[str, str]:
    """Name the charger of lines that name none: by the file, else by its serial, else by the file all the same."""
    named = next((name for path in paths if (name := naming.charger_of(path))), None)
    if named:
        return named, "the file's name"
    serial = next((one.serial for one in seen if one.serial), None)
    if serial:
        return serial, "the serial of its BootNotification"
    return (naming.stem(paths[0]) if paths else "charger"), "the file's name, as nothing names the charger"


def _day(calendar: Calendar, head: bytes, seen: Sequence[Seen]) -> int | None:
    """Give the date of the first clock, where clocks have none: from the header, else from what frames tell.

    Of several dates in a header (a test tool's own among them) the one nearest to the frames counts.
    """
    header = b"\n".join(head.splitlines()[:_HEADER_LINES])
    frame = header.find(b"[2,")
    told = calendar.days_of(header if frame < 0 else header[:frame])
    near = next((at for one in seen if (at := one.server or one.own)), None)
    if told:
        return told[0] if near is None else min(told, key=lambda day: abs(day + _DAY // 2 - near))
    calendar.day = 0
    for one in seen:
        wall = one.place.read(one.clocked, calendar) if one.place else None
        instant = one.server or one.own
        if wall is not None and instant is not None:
            return (instant - wall + _DAY // 2) // _DAY * _DAY
    return None


def _offset(seen: Sequence[Seen], calendar: Calendar) -> Offset:
    """Infer how far the clock is ahead of UTC at the beginning: by the first answer that tells, else by most frames."""
    offset = Offset()
    doubts: Counter[int] = Counter()
    agreed: Counter[int] = Counter()
    for one in seen:
        wall = one.place.read(one.clocked, calendar) if one.place and not one.place.zoned else None
        if wall is None:
            continue
        if one.server is not None:
            offset.hear_server(wall, one.server)
            if offset.told_by:
                return offset
        if one.own is not None and (ahead := rounded(wall - one.own)) is not None:
            doubts[ahead] += 1
            if abs(wall - one.own - ahead) <= EXACT:
                agreed[ahead] += 1
    first = next((ahead for ahead, count in agreed.items() if count >= ENOUGH), None)
    if doubts:
        offset.assume(doubts.most_common(1)[0][0] if first is None else first)
    return offset
