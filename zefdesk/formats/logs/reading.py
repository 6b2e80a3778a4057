"""One log, read: whose message each frame is, and when its line was written."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import time

from zefdesk.domain import clock as clocks
from zefdesk.domain.logged import Span
from zefdesk.domain.problem import Problem
from zefdesk.formats.logs import alfen, facts
from zefdesk.formats.logs.alike import Patterns
from zefdesk.formats.logs.frames import Frame, Frames
from zefdesk.formats.logs.gathering import Gathering
from zefdesk.formats.logs.joined_text import JoinedText, Part
from zefdesk.formats.logs.json_text import readable
from zefdesk.formats.logs.line_clock import LineClock
from zefdesk.formats.logs.owners import Owners
from zefdesk.formats.logs.rotation import in_order, rotated
from zefdesk.formats.logs.shape import Shape
from zefdesk.formats.logs.shape import Shapes as LineShapes
from zefdesk.formats.logs.sniffing import looks_like_log
from zefdesk.formats.logs.survey import Survey, look
from zefdesk.formats.reading import Settings
from zefdesk.ocpp.instants import SECOND, micros
from zefdesk.ocpp.message import Message
from zefdesk.ocpp.metered import Metered
from zefdesk.ocpp.metered import decode as decode_metered

__all__ = ["LogReading", "Part", "looks_like_log", "rotated"]
_HEAD = 1 << 16
_UNKEPT = "MeterValues"
_new = tuple.__new__


class LogReading:
    """The messages of one log: of a file, or of a rotated set, whose files may be given in any order.

    `parts` are the files in the order of their contents; places are those of their text, joined byte for byte. `counts`
    are the calls by charger and action, which grow while the log is read. `asks` names what the log leaves open
    ("time_zone"). With `gather`, meter values come many to a message, as `Readings`. Raises UnreadableFile.
    """

    def __init__(self, parts: Sequence[Path], label: str, settings: Settings, *, gather: bool = False) -> None:
        self.label = label
        self._settings = settings
        ordered = in_order(parts)
        self._text = JoinedText(ordered)
        self.parts: tuple[Part, ...] = self._text.parts
        self.counts: dict[str, Counter[str]] = defaultdict(Counter)
        now = (int(time()) if settings.now is None else settings.now) * SECOND
        self._survey: Survey = look(self._text, ordered, settings.date_order, now)
        head = self._text.head(_HEAD)
        self._export = self._survey.frames == 0 and alfen.is_export(head)
        device = alfen.device(head) if self._export else None
        self._clock = LineClock(self._survey, settings, now)
        self._owners = Owners(device or self._survey.name, named=self._survey.rule is not None)
        self._gathering = Gathering() if gather else None
        self._patterns = Patterns(self._owners) if gather and not self._survey.unnamed else None
        self._frames = Frames(self._text, values=decode_metered if gather else None, patterns=self._patterns)
        self._line = 0
        self._ahead = self._clock.offset.steady

    @property
    def asks(self) -> tuple[str, ...]:
        """What only a person can tell."""
        return ("time_zone",) if self._export and not self._zone() else ()

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """What was found up to now, for a person."""
        if self._export:
            return facts.of_export(self._text, self._owners.default, self._zone())
        return facts.of_log(self._text, self._survey, self._clock, self._owners)

    def messages(self) -> Iterator[tuple[str, Message] | Problem]:
        """Give the messages with their chargers, and the problems, in the order of the text; once."""
        return self._exported() if self._export else self._told()

    def progress(self) -> float:
        """How much of the log has been read, from 0 to 1."""
        return self._frames.done / self._text.size if self._text.size else 1.0

    def close(self) -> None:
        """Let go of the files."""
        self._text.close()

    def _told(self) -> Iterator[tuple[str, Message] | Problem]:  # noqa: C901, PLR0912 -- the hot path has no time for calls
        counts, clock, known, remember = self.counts, self._clock, self._owners.known, self._owners.remember
        shape_of = LineShapes(self._survey.rule, clock.calendar, clocks=self._survey.clocks).of
        remembers, meet, at = self._survey.unnamed, self._owners.meet, None
        gathering, done = self._gathering, self._frames.done
        by_lines = self._survey.rule is not None
        for frame in self._frames:
            if done != self._frames.done:
                done = self._frames.done
                yield from self._absorb_all()
            if isinstance(frame, Problem):
                yield frame
                continue
            kind, name, action, payload, text, offset, length, line, prefix = frame
            shape = shape_of(prefix)
            place, named, zoned, read = shape
            charger = known.get(prefix[named]) or meet(prefix[named]) if named else self._unnamed(frame)
            if remembers or (by_lines and type(payload) is not Metered):
                remember(name, charger)
            if action:
                counts[charger][action] += 1
            if place is None:
                at = self._elsewhere(frame, charger, at)
            else:
                at = read(prefix)
                if at is not None and not zoned:
                    at = clock.instant(at, charger, kind, payload)
                    if clock.offset.steady != self._ahead:
                        yield from self._absorb_all()
                        self._ahead = clock.offset.steady
            self._line = line
            if gathering is not None:
                yield from self._absorb(gathering, charger)
                if type(payload) is Metered:
                    gathered = gathering.take(charger, payload, at, _new(Span, (0, offset, length, line)))
                    if gathered:
                        yield charger, gathered
                    self._learn(frame, payload, shape)
                    continue
                gathered = gathering.flush(charger)
                if gathered:
                    yield charger, gathered
            own = "" if action == _UNKEPT else readable(text)
            yield charger, _new(Message, (kind, name, action, payload, at, _new(Span, (0, offset, length, line)), own))
        if gathering is not None:
            yield from self._absorb_all()
            yield from gathering.rest()

    def _learn(self, frame: Frame, values: Metered, shape: Shape) -> None:
        """Let lines like this one be read by a pattern, if clock and charger are told in the line, or nowhere."""
        timed = shape.clock.kind != "alone" if shape.clock else not self._survey.clocks
        owned = shape.charger is not None or self._survey.rule is None
        if self._patterns and timed and owned and (line := self._frames.line(frame)):
            self._patterns.learn(line, values, shape)

    def _absorb(self, gathering: Gathering, charger: str) -> Iterator[tuple[str, Message]]:
        """Let what patterns have read of a charger be meter values."""
        for pattern, rows in self._patterns.lots(charger) if self._patterns else ():
            self.counts[charger][_UNKEPT] += len(rows)
            clocks = [pattern.shape.read(row[3][0]) for row in rows]
            if not pattern.shape.zoned:
                clocks = self._clock.instants(clocks, charger, self._ahead)
            for one in gathering.take_rows(charger, pattern, rows, clocks):
                yield charger, one

    def _absorb_all(self) -> Iterator[tuple[str, Message]]:
        if self._patterns and self._gathering:
            for charger in self._patterns.waiting():
                yield from self._absorb(self._gathering, charger)

    def _unnamed(self, frame: Frame) -> str:
        rule = self._survey.rule
        if rule:
            behind = self._frames.behind(frame)
            if place := rule.find(behind):
                name = behind[slice(*place)]
                return self._owners.known.get(name) or self._owners.meet(name)
        return self._owners.unnamed(frame.id)

    def _elsewhere(self, frame: Frame, charger: str, before: int | None) -> int | None:
        """Find the clock above a frame or behind it; two frames on one line have the same."""
        if not self._survey.clocks:
            return None
        for text in (self._frames.above(frame), self._frames.behind(frame)):
            at = self._clock.elsewhere(text, charger, frame.kind, frame.payload)
            if at is not None:
                return at
        return before if frame.line == self._line else None

    def _exported(self) -> Iterator[tuple[str, Message] | Problem]:
        zone, charger = self._zone(), self._owners.default
        for one in alfen.messages(self._text, lambda text: read_local(text, zone)):
            if isinstance(one, Problem):
                yield one
                continue
            self._frames.done = one.span.offset + one.span.length
            if one.action:
                self.counts[charger][one.action] += 1
            yield charger, one
        self._frames.done = self._text.size

    def _zone(self) -> str | None:
        return self._settings.charger_zones.get(self._owners.default) or self._settings.time_zone


def read_local(text: str, zone: str | None) -> int | None:
    """Read a local clock by a zone, in microseconds of UTC; by UTC itself where the zone is unknown."""
    at = micros(text)
    if at is None or not zone:
        return at
    return clocks.instant_of(zone, at // SECOND)[0] * SECOND
