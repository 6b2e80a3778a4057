"""A charging session as a charger's log tells it: what was derived and by which rule, events and meter values."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

EXACT, ESTIMATED, LOWER_BOUND = "exact", "estimated", "lower-bound"
"""How good a derived value is."""

EVENTS = (
    "plugged-in",
    "unplugged",
    "authorized",
    "remote-start",
    "start",
    "charging",
    "suspended-ev",
    "suspended-evse",
    "finishing",
    "stop",
    "faulted",
    "boot",
    "offline",
    "online",
)
"""What can happen in a session, by stable names."""


class Span(NamedTuple):
    """Where a frame stands: number of the import (0 while its file is read), byte offset and length, physical line.

    Offsets are of the unpacked text; of a rotated set, of its files joined in the order of their contents.
    """

    source: int
    offset: int
    length: int
    line: int


class Event(NamedTuple):
    """One event: an instant (seconds of UTC), one of EVENTS, the words of the frame that told it, where that stands."""

    at: int
    event: str
    detail: str
    span: Span


class Sample(NamedTuple):
    """Meter values of one instant (seconds of UTC), by series, with the place of the frame that told them.

    A series is the quantity (`energy`: the import register, `export`, `interval`: energy of an interval, `power`,
    `offered`: power offered, `current`, `current-offered`, `voltage`, `soc`, `temperature`, `frequency`), for one
    phase followed by a dot and the phase as OCPP names it (`power.L1`, `voltage.L1-N`). Values are billionths of
    kWh, kW, A, V, percent, degrees Celsius and hertz.
    """

    at: int
    values: dict[str, int]
    span: Span


class Derived(NamedTuple):
    """How a value was derived: the rule in words, and its quality (`exact`, `estimated`, `lower-bound`)."""

    rule: str
    quality: str = EXACT


@dataclass(frozen=True, slots=True)
class Logged:
    """A session of a log.

    `charger` is the name by which the log calls the charger, `serial` what its BootNotification says. Instants are
    seconds of UTC, durations whole seconds (half up), energy and meter readings billionths of a kWh. `start` is the
    plug-in where it is known, `began` and `ended` are the transaction's own times. `initiator` is `Remote`,
    `Credit card`, `RFID` or empty (free vend). `derived` says by field which rule gave it. `marks` is what findings
    are made of: code and evidence. One that is not `whole` has no start in what was read: it is kept to be completed,
    and never shown as a session. `samples` are in the order of time. `raw` is the text of the frame at `span`, with
    secrets masked.
    """

    charger: str
    serial: str | None
    connector: str | None
    transaction: str | None
    initiator: str
    identity: str | None
    start: int
    end: int | None
    plug_duration: int | None
    charge_duration: int | None
    energy: int | None
    began: int
    ended: int | None
    meter_start: int | None
    meter_stop: int | None
    stop_reason: str | None
    zone: str
    span: Span
    raw: str
    whole: bool = True
    open: bool = False
    events: tuple[Event, ...] = ()
    samples: Sequence[Sample] = ()
    derived: dict[str, Derived] = field(default_factory=dict)
    marks: dict[str, str] = field(default_factory=dict)


class Attempt(NamedTuple):
    """Something that was tried and became no session: when, where, what, and why as far as the log says.

    `what` is `plug-in`, `remote-start`, `start` or `authorize`.
    """

    at: int
    charger: str
    connector: str | None
    what: str
    why: str
    span: Span


class Fragment(NamedTuple):
    """A transaction of which a log tells, but not its start: who, where, what is told of it, seconds of UTC, the place.

    It is no session, until an earlier file completes it.
    """

    charger: str
    connector: str | None
    transaction: str | None
    what: str
    first: int
    last: int
    span: Span


class Gap(NamedTuple):
    """A stretch in which a charger said nothing: seconds of UTC."""

    start: int
    end: int


class LogError(NamedTuple):
    """An error that the log tells: an instant where known, who, its code and words, where it stands."""

    at: int | None
    charger: str
    code: str
    text: str
    span: Span


@dataclass(slots=True)
class ChargerSummary:
    """What a log tells of one charger, in sum. `clock_skew`: seconds that its clock is ahead of the log's, or None."""

    id: str
    serial: str | None = None
    messages: dict[str, int] = field(default_factory=dict)
    boots: int = 0
    sessions: int = 0
    clock_skew: int | None = None
    first: int | None = None
    last: int | None = None


@dataclass(slots=True)
class LogSummary:
    """What a log tells in sum; `undecodable` are the frames that could not be read."""

    chargers: list[ChargerSummary] = field(default_factory=list)
    first: int | None = None
    last: int | None = None
    attempts: list[Attempt] = field(default_factory=list)
    errors: list[LogError] = field(default_factory=list)
    undecodable: int = 0
    gaps: dict[str, list[Gap]] = field(default_factory=dict)
    fragments: list[Fragment] = field(default_factory=list)
