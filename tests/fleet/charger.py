"""One charger: its clock, its ids, its manners; what it and its central system say, with the instant of each line."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from itertools import count
from random import Random
from typing import Any

from tests.fleet.truth import Tried, Truth

LATENCY, STEP = 150, 10
"""Milliseconds from a charger's word to the line that has it, and between two of the same second."""


@dataclass
class Said:
    """One frame: the instant of its line (ms of UTC), whether the charger said it, what lines it is repeated in."""

    at: int
    up: bool
    frame: list[Any]
    order: int
    cut: bool = False
    unlogged: bool = False
    noise: str = ""


@dataclass
class Charger:
    """A charger and the log that its central system keeps of it.

    `manner` is what is odd about all it does; two such things stand with a plus between them.
    """

    name: str
    serial: str
    connectors: int
    random: Random
    manner: str = "plain"
    skew: int = 0
    said: list[Said] = field(default_factory=list)
    truths: list[Truth] = field(default_factory=list)
    tried: list[Tried] = field(default_factory=list)
    card_reader: str = ""
    trap: str = ""

    def __post_init__(self) -> None:
        self.manners = set(self.manner.split("+"))
        self._order = count()
        self._numbers = count(1)
        self._server = count(1)
        self._transactions = count(self.random.randrange(1, 10**6))
        self._in_second: dict[int, int] = {}
        self.meters = {str(at + 1): self.random.randrange(10_000, 9_000_000) for at in range(self.connectors)}

    @property
    def statuses(self) -> bool:
        """Whether it tells of states at all."""
        return "no-states" not in self.manners

    def own(self, at: int) -> int:
        """Give the charger's clock at an instant (seconds)."""
        return at + self.skew

    def stamp(self, at: int) -> str:
        """Write an instant as the charger does."""
        instant = datetime.fromtimestamp(self.own(at), UTC)
        if "stamps-without-zone" in self.manners:
            return f"{instant:%Y-%m-%dT%H:%M:%S}"
        if "stamps-with-fraction" in self.manners:
            return f"{instant:%Y-%m-%dT%H:%M:%S}.000Z"
        if "stamps-with-offset" in self.manners:
            return instant.astimezone(timezone(timedelta(hours=2))).isoformat()
        return f"{instant:%Y-%m-%dT%H:%M:%SZ}"

    def id(self, *, up: bool) -> str:
        """Give a message's id."""
        if self.manners & {"ids-restart", "ids-of-both-sides"}:
            return str(next(self._numbers if up else self._server))
        if "ids-with-name" in self.manners:
            return f"{self.name}-{next(self._numbers)}"
        return f"{self.random.getrandbits(128):032x}"

    def transaction(self) -> int:
        """Give a new transaction's id."""
        return next(self._transactions)

    def line(self, heard: int) -> int:
        """Give the instant of the next line of a second."""
        place = self._in_second[heard] = self._in_second.get(heard, -1) + 1
        return heard * 1000 + LATENCY + place * STEP

    def call(
        self,
        at: int,
        action: str,
        payload: dict[str, Any],
        answer: dict[str, Any] | None,
        *,
        up: bool = True,
        heard: int | None = None,
        number: str | None = None,
        kind: int = 2,
        cut: bool = False,
        error: str = "",
    ) -> Said:
        """Say a call, and its answer unless that is lost (None)."""
        number = number or self.id(up=up)
        line = self.line(at if heard is None else heard)
        said = Said(line, up, [kind, number, action, payload], next(self._order), cut=cut)
        self.said.append(said)
        later = 1_500 if "answers-late" in self.manners else STEP // 2
        if error:
            frame = [4, number, error, "cannot", {}]
            self.said.append(Said(line + later, not up, frame, next(self._order)))
        elif answer is not None and kind == 2:
            lost = "answers-unlogged" in self.manners
            self.said.append(Said(line + later, not up, [3, number, answer], next(self._order), unlogged=lost))
        if "every-frame-twice" in self.manners:
            self.said.append(Said(line, up, said.frame, next(self._order)))
            if answer is not None and kind == 2 and not error:
                self.said.append(Said(line + later, not up, [3, number, answer], next(self._order)))
        if "error-lines-repeat" in self.manners and self.random.random() < 0.15:
            self.said.append(Said(line + 40, up, said.frame, next(self._order), noise="Waited 30s for response on "))
        if "all-is-sent-again" in self.manners and up and self.random.random() < 0.2 and action != "BootNotification":
            again = [kind, self.id(up=up), action, payload]
            self.said.append(Said(line + 60_000, up, again, next(self._order)))
            if answer is not None:
                self.said.append(Said(line + 60_005, not up, [3, again[1], answer], next(self._order)))
        return said

    def restart_ids(self) -> None:
        """Begin to count ids anew, as after each connection."""
        if "ids-restart" in self.manners:
            self._numbers = count(1)

    def expect(self, truth: Truth) -> None:
        """Remember a session that must come out."""
        self.truths.append(truth)

    def attempt(self, at: int, what: str, connector: object, *, told: bool = True) -> None:
        """Remember something that must come out as an attempt; `told` says that a frame told its instant."""
        self.tried.append(Tried(self.name, self.trap, self.own(at) if told else at, what, connector))

    def in_order(self) -> list[Said]:
        """Give all that was said, as the log has it."""
        return sorted((one for one in self.said if not one.unlogged), key=lambda one: (one.at, one.order))
