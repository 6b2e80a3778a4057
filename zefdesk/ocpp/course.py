"""What is known of one charger in the course of its log: clock, connectors, transactions, who was authorised."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from zefdesk.domain.logged import Attempt, LogError, Span
from zefdesk.ocpp.connector import Connector, Status, Visit, visits
from zefdesk.ocpp.instants import seconds
from zefdesk.ocpp.moment import DAY, Moment, StationClock
from zefdesk.ocpp.transaction import RemoteStart, Token, Transaction
from zefdesk.ocpp.transactions import Transactions

STATION = "0"
"""The connector that stands for the whole station (OCPP 1.6 section 7.33; evse 0 in 2.x)."""


@dataclass(frozen=True, slots=True)
class Setup:
    """What is configured: the identities of the card readers of chargers, by serial or by name; the zone of logs."""

    card_readers: Mapping[str, frozenset[str]] = field(default_factory=dict)
    zone: str = "UTC"

    def reads(self, identity: str, *chargers: str | None) -> bool:
        """Whether an identity is that of the card reader of a charger, which may be known by several names."""
        return any(identity in self.card_readers.get(name, ()) for name in chargers if name)


class Authorization(NamedTuple):
    """What the central system said of a tag; `span` is the question, `answer` where it said so."""

    moment: Moment
    token: Token
    status: str
    span: Span
    answer: Span

    @property
    def refused(self) -> bool:
        """Whether it may not charge."""
        return self.status != "Accepted"


class Boot(NamedTuple):
    """A BootNotification."""

    at: int
    seen: int
    span: Span


@dataclass(slots=True)
class Course:
    """One charger's log so far."""

    charger: str
    setup: Setup = field(default_factory=Setup)
    clock: StationClock = field(default_factory=StationClock)
    connectors: dict[str, Connector] = field(default_factory=dict)
    transactions: Transactions = field(default_factory=Transactions)
    remotes: list[RemoteStart] = field(default_factory=list)
    untimed: list[RemoteStart] = field(default_factory=list)
    authorizations: list[Authorization] = field(default_factory=list)
    boots: list[Boot] = field(default_factory=list)
    boot_count: int = 0
    serial: str | None = None
    serials: set[str] = field(default_factory=set)
    attempts: list[Attempt] = field(default_factory=list)
    errors: list[LogError] = field(default_factory=list)
    marks: dict[str, list[str]] = field(default_factory=dict)
    last: int = 0

    def moment(self, stamp: object, line: int | None) -> Moment:
        """Give the moment of a message, and remember the latest of all."""
        found = self.clock.moment(stamp, line)
        if self.untimed and line is None and found.told is not None:
            self._time(found)
        self.last = max(self.last, found.seen if line is not None else found.at)
        return found

    def learn(self, current_time: object) -> None:
        """Take notice of the central system's clock, in lines without one."""
        self.clock.learn(current_time)
        if self.untimed and self.clock.now is not None:
            self._time(Moment(self.clock.now, self.clock.now))

    def _time(self, moment: Moment) -> None:
        for one in self.untimed:
            one.moment = moment
        self.untimed.clear()

    def take_remote_start(self, one: RemoteStart, line: int | None) -> None:
        """Take a remote start on; in lines without a clock it came, at the latest, when the next message did."""
        self.remotes.append(one)
        if line is None:
            self.untimed.append(one)

    def connector(self, name: str) -> Connector:
        """Give a connector, known or not."""
        return self.connectors.setdefault(name, Connector())

    def statuses(self, connector: str | None) -> list[Status]:
        """Give the states that concern a connector, in order.

        An evse that a transaction of OCPP 2.x names without its connector has the states of its only connector; a
        connector also has what was told of its evse.
        """
        if connector is None:
            return []
        names = [connector, *self._relatives(connector)]
        told = [status for name in names if name in self.connectors for status in self.connectors[name].in_order()]
        return sorted(told, key=lambda one: one.at) if len(names) > 1 else told

    def visits(self, connector: str | None) -> list[Visit]:
        """Give the visits of cars at a connector."""
        return list(visits(self.statuses(connector)))

    def forget_statuses(self, connector: str, instant: int) -> None:
        """Let go of what a connector told before an instant, but for the state that held then.

        That of its evse is of no matter any more if the connector itself told something later, and the other way round.
        """
        told = [self.connectors[name] for name in (connector, *self._relatives(connector)) if name in self.connectors]
        held = max((at for one in told if (at := one.held_at(instant)) is not None), default=0)
        for one in told:
            one.forget_before(held)

    def _relatives(self, connector: str) -> list[str]:
        if "/" in connector:
            return [connector.split("/", maxsplit=1)[0]]
        parts = [name for name in self.connectors if name.startswith(f"{connector}/")]
        return parts if len(parts) == 1 else []

    def place(self, connector: str | None) -> str | None:
        """Give the one name of what has two: an evse, named without its only connector, is that connector."""
        if connector is None or "/" in connector:
            return connector
        return next(iter(self._relatives(connector)), connector)

    def only_connector(self) -> str | None:
        """Give the one connector that there is, where there is one only."""
        names = [name for name in self.connectors if name.split("/")[0] != STATION]
        return names[0] if len(names) == 1 else None

    def attempt(self, moment: Moment, connector: str | None, what: str, why: str, span: Span) -> None:
        """Note something that became no session."""
        self.attempts.append(Attempt(seconds(moment.at), self.charger, connector, what, why, span))

    def mark(self, code: str, evidence: str) -> None:
        """Note a finding about the charger."""
        self.marks.setdefault(code, []).append(evidence)

    def forget(self) -> None:
        """Let go of what is too old to matter any more."""
        old = (self.clock.now or 0) - 2 * DAY
        oldest = min((one.begins for one in self.transactions.unsettled), default=old) - DAY
        old = min(old, oldest)
        self.authorizations = [one for one in self.authorizations if one.moment.seen >= old]
        self.boots = [one for one in self.boots if one.seen >= old]

    def unsettled_of(self, connector: str | None) -> Iterator[Transaction]:
        """Give the transactions of a connector of which no session was made yet."""
        place = self.place(connector)
        return (one for one in self.transactions.unsettled if self.place(one.connector) == place)
