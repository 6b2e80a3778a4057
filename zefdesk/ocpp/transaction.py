"""One transaction as its messages tell it, before a session is made of it."""

from dataclasses import dataclass, field
from typing import NamedTuple

from zefdesk.domain.logged import Event, Sample, Span
from zefdesk.domain.samples import Block, Column, Samples
from zefdesk.ocpp.meter_values import ENERGY
from zefdesk.ocpp.moment import Moment

FREE_TOKENS = {"LOCAL", "FREEVEND"}
FREE_TYPES = {"NoAuthorization"}
CARD_TYPES = {"DirectPayment"}
REPLAYED = "sent after the charger was offline"


class Token(NamedTuple):
    """What identified somebody: the idTag or idToken to the letter, and its type (2.x)."""

    text: str | None
    type: str | None = None


NOBODY = Token(None)


@dataclass(slots=True, eq=False)
class RemoteStart:
    """A remote start: for whom, where, what the charger answered, whether a transaction followed.

    `number` is the remoteStartId of OCPP 2.x.
    """

    moment: Moment
    token: Token
    connector: str | None
    number: str | None
    span: Span
    answer: str | None = None
    followed: bool = False

    @property
    def accepted(self) -> bool:
        """Whether the charger took it on."""
        return self.answer == "Accepted"


class State(NamedTuple):
    """A charging state of OCPP 2.x with its place in the transaction's order."""

    order: int
    at: int
    state: str


@dataclass(slots=True, eq=False)
class Transaction:
    """A transaction: its start, its stop, what came between.

    `ids` are all the ids that named it, the latest last. `meter_start` and `meter_stop` are billionths of a kWh.
    `began` is None for a fragment, whose start was not read; `first` is when it was first heard of. `rejected` is
    why the central system refused it. `stop_rule` is how its stop was found. `lag` is how far its messages were behind
    their lines (microseconds).
    """

    connector: str | None
    first: Moment
    span: Span
    text: str
    began: Moment | None = None
    ids: list[str] = field(default_factory=list)
    token: Token = NOBODY
    remote: bool = False
    remote_start: RemoteStart | None = None
    meter_start: int | None = None
    ended: Moment | None = None
    meter_stop: int | None = None
    stop_reason: str | None = None
    stop_rule: str = ""
    stop_token: str | None = None
    rejected: str = ""
    blocks: dict[tuple[int, tuple[Column, ...]], Block] = field(default_factory=dict)
    register: int | None = None
    gathered: Samples | None = None
    events: list[Event] = field(default_factory=list)
    marks: dict[str, str] = field(default_factory=dict)
    version2: bool = False
    states: list[State] = field(default_factory=list)
    seen_orders: set[tuple[int, int]] = field(default_factory=set)
    time_charging: tuple[int, int] | None = None
    lag: int | None = None
    last_at: int = 0
    last_seen: int = 0

    @property
    def id(self) -> str | None:
        """The id that counts: the one that its stop or its latest answer named."""
        return self.ids[-1] if self.ids else None

    @property
    def begins(self) -> int:
        """When it began, as far as is known: microseconds of UTC."""
        return (self.began or self.first).at

    def name(self, number: str | None) -> None:
        """Take an id on, as the one that counts."""
        if number is None:
            return
        if number in self.ids:
            self.ids.remove(number)
        self.ids.append(number)

    def hear(self, moment: Moment) -> None:
        """Take notice of something that was heard of it."""
        self.last_at = max(self.last_at, moment.at)
        self.last_seen = max(self.last_seen, moment.seen)

    def take(self, sample: Sample) -> None:
        """Add meter values."""
        columns = tuple(Column(name, (at,), 0) for at, name in enumerate(sample.values))
        block = self._block(sample.span.source, columns)
        block.add(sample.at, sample.span, tuple(map(str, sample.values.values())))
        self.register = sample.values.get(ENERGY, self.register)

    def take_all(self, samples: Samples) -> None:
        """Add many meter values, as they are."""
        for one in samples.blocks:
            self._block(one.source, one.columns).extend(one)
            told = one.last(ENERGY)
            self.register = self.register if told is None else told

    def _block(self, source: int, columns: tuple[Column, ...]) -> Block:
        self.gathered = None
        block = self.blocks.get((source, columns))
        if block is None:
            block = self.blocks[source, columns] = Block(columns, source)
        return block

    def samples(self) -> Samples:
        """Give all meter values."""
        if self.gathered is None:
            self.gathered = Samples(list(self.blocks.values()))
        return self.gathered

    def last_register(self) -> int | None:
        """The latest register that was heard of, else the one at its start."""
        return self.meter_start if self.register is None else self.register
