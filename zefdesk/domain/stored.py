"""A session as the ledger holds it: with its number, what was found in it, and every place that told it."""

from dataclasses import dataclass, field
from typing import NamedTuple

from zefdesk.domain.bill_state import with_computed
from zefdesk.domain.session import Session


class Place(NamedTuple):
    """One place that told a session: number of the import, path as given, physical line."""

    import_id: int
    path: str
    line: int


class Computed(NamedTuple):
    """The computed bill of a session, in short: `cost` with tax in billionths of `currency`.

    `rate` is the simple rate that made it; without one a profile did, and it has lines. `estimated` says that
    the total depends on what the source does not tell.
    """

    number: int
    cost: int
    currency: str | None
    rate: str | None
    estimated: bool


class Stored(NamedTuple):
    """A stored session.

    `display_zone` is the zone in which its instants are shown: the charger's own where it is configured,
    else the zone the Start was read in. `findings` are codes, `sources` every place, the first import first.
    `computed` is the bill that stands for it.
    """

    id: int
    session: Session
    display_zone: str
    findings: tuple[str, ...]
    sources: tuple[Place, ...]
    computed: Computed | None = None

    @property
    def difference(self) -> int | None:
        """Computed less reported cost; None where one is not there, or their currencies differ."""
        cost, ours = self.session.cost, self.computed
        if (
            ours is None
            or cost is None
            or (self.session.currency or ours.currency) != (ours.currency or self.session.currency)
        ):
            return None
        return ours.cost - cost

    @property
    def bill_state(self) -> str:
        """How the session was billed, the computed bill taken into account."""
        return with_computed(self.session.bill_state, None if self.computed is None else self.computed.rate is None)


@dataclass(frozen=True, slots=True)
class Totals:
    """Exact sums of a set of sessions, and how many they are.

    Durations in seconds, energy in billionths of a kWh, reported and computed cost in billionths by currency
    (None: not known).
    """

    count: int
    energy: int
    plug_duration: int
    charge_duration: int
    cost: dict[str | None, int]
    computed: dict[str | None, int] = field(default_factory=dict)
