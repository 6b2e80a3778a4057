"""A session as the ledger holds it: with its number, what was found in it, and every place that told it."""

from dataclasses import dataclass
from typing import NamedTuple

from zefdesk.domain.session import Session


class Place(NamedTuple):
    """One place that told a session: number of the import, path as given, physical line."""

    import_id: int
    path: str
    line: int


class Stored(NamedTuple):
    """A stored session.

    `display_zone` is the zone in which its instants are shown: the charger's own where it is configured,
    else the zone the Start was read in. `findings` are codes, `sources` every place, the first import first.
    """

    id: int
    session: Session
    display_zone: str
    findings: tuple[str, ...]
    sources: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Totals:
    """Exact sums of a set of sessions, and how many they are.

    Durations in seconds, energy in billionths of a kWh, cost in billionths by currency (None: not known).
    """

    count: int
    energy: int
    plug_duration: int
    charge_duration: int
    cost: dict[str | None, int]
