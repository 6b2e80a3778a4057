"""A session as the engine sees it: segments of UTC time, each with what flowed and what the car did meanwhile."""

from typing import NamedTuple

from zefdesk.billing.exact import Exact
from zefdesk.domain.bill import Basis, Note


class Segment(NamedTuple):
    """One stretch [start, end) of a session, within which everything is in proportion to time.

    `energy` is billionths of a kWh; `charging`, `idle` and `reserved` are the seconds that count as such (none of
    them: the car waits, or the charger offers nothing). Power is billionths of a kW and current of an ampere, the
    lowest and the highest of the stretch, None where nobody told.
    """

    start: int
    end: int
    energy: Exact = 0
    charging: Exact = 0
    idle: Exact = 0
    reserved: Exact = 0
    min_power: Exact | None = None
    max_power: Exact | None = None
    min_current: Exact | None = None
    max_current: Exact | None = None


class Metered(NamedTuple):
    """A session: ordered segments that do not overlap (gaps are waiting), and what conditions may ask of it.

    `capacity` is that of the charger (billionths of a kW). `initiator` is empty for free vend, None where unknown.
    """

    basis: Basis
    zone: str
    start: int
    segments: tuple[Segment, ...]
    initiator: str | None = None
    identity: str | None = None
    capacity: int | None = None
    notes: tuple[Note, ...] = ()
