"""A session as the ledger holds it: with its number, what was found in it, and every place that told it."""

from dataclasses import dataclass, field
from typing import NamedTuple

from zefdesk.domain.bill_state import with_computed
from zefdesk.domain.remark import ADJUSTMENT, NOTE, PASSED_OVER, REVIEWED, Remark
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
    else the zone the Start was read in. `findings` are the codes of those that are open, `sources` every place, the
    first import first. `computed` is the bill that stands for it, `remarks` are what people said of it, `set_aside` the
    codes of findings that a person has set aside, `site` is the one that the source names, else the charger's own.
    """

    id: int
    session: Session
    display_zone: str
    findings: tuple[str, ...]
    sources: tuple[Place, ...]
    computed: Computed | None = None
    remarks: tuple[Remark, ...] = ()
    set_aside: tuple[str, ...] = ()
    site: str | None = None

    @property
    def reviewed(self) -> Remark | None:
        """Who marked it reviewed, and when; None where nobody did."""
        return next((one for one in self.remarks if one.kind == REVIEWED), None)

    @property
    def counted(self) -> bool:
        """Whether it counts in totals: not where another telling stands for it."""
        return all(one.kind != PASSED_OVER for one in self.remarks)

    @property
    def adjustment(self) -> int | None:
        """The sum of its adjustments, in billionths; None where there are none."""
        amounts = [one.amount or 0 for one in self.remarks if one.kind == ADJUSTMENT]
        return sum(amounts) if amounts else None

    @property
    def note(self) -> str | None:
        """The newest note; None where there is none."""
        return next((one.text for one in reversed(self.remarks) if one.kind == NOTE), None)

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
    (None: not known). `adjusted` sums the adjustments, which are in no cost; `passed_over` are how many of the
    sessions are in no sum, since another telling stands for them.
    """

    count: int
    energy: int
    plug_duration: int
    charge_duration: int
    cost: dict[str | None, int]
    computed: dict[str | None, int] = field(default_factory=dict)
    adjusted: dict[str | None, int] = field(default_factory=dict)
    passed_over: int = 0
