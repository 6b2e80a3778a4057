"""What really happened at a charger: the sessions that must come out, said by the model and the rules alone."""

from dataclasses import dataclass, field
from itertools import pairwise

ANY = object()
"""Stands for what the rules do not determine."""
FIELDS = (
    "connector",
    "transaction",
    "identity",
    "initiator",
    "start",
    "end",
    "plug",
    "charge",
    "energy",
    "stop_reason",
    "samples",
    "marks",
)


@dataclass
class Truth:
    """One session. Instants are seconds of UTC by the charger's clock, energies watt-hours, `near` tolerances."""

    charger: str
    trap: str
    began: int
    values: dict[str, object]
    near: dict[str, float] = field(default_factory=dict)


@dataclass
class Tried:
    """Something that became no session: when (seconds), what, where."""

    charger: str
    trap: str
    at: int
    what: str
    connector: object


@dataclass
class Transaction:
    """A transaction as it was: times in seconds of UTC, registers in watt-hours, what was told of the meter."""

    id: str | None
    tag: str | None
    began: int
    meter_start: int
    ended: int | None = None
    meter_stop: int | None = None
    reason: str | None = None
    charging: int = 0
    told: list[tuple[int, int]] = field(default_factory=list)
    instants: set[int] = field(default_factory=set)

    def flowing(self, least: int = 50) -> int:
        """Give the seconds of the intervals between told registers in which more than 50 W flowed (rule 6)."""
        points = [(self.began, self.meter_start), *self.told]
        if self.ended is not None and self.meter_stop is not None:
            points.append((self.ended, self.meter_stop))
        pairs = pairwise(points)
        return sum(b - a for (a, low), (b, high) in pairs if b > a and (high - low) * 3600 > least * (b - a))
