"""What findings look at: a session as the ledger knows it, and what is known of its charger."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from zefdesk.domain.charger import Charger, Kind

LONGEST = 31 * 86_400
"""For so long at most a session is taken to occupy its connector: a longer one has a wrong end (`long-session`)."""


class Seen(NamedTuple):
    """A stored session, in the units of `Session`.

    `charger` is the serial, else the name; `end` until when it occupies its connector (`LONGEST` after its Start at
    most; its Start where no duration is known). `billed` says that there are Bill Details; `tells_cost` and
    `tells_identity` that a source that tells the session has such a column at all.
    """

    id: int
    key: int
    charger: str
    connector: str | None
    start: int
    end: int
    start_local: int
    plug: int | None
    charge: int | None
    energy: int | None
    cost: int | None
    currency: str | None
    initiator: str | None
    identity: str | None
    billed: bool
    tells_cost: bool
    tells_identity: bool


@dataclass(frozen=True, slots=True)
class Place:
    """What is known of a charger: its kind and capacity, who charges free, where a profile was in force.

    `profiled` are the half-open stretches of the charger's wall clock in which a billing profile applies.
    """

    dcfc: bool | None = None
    capacity: int | None = None
    connectors: int = 1
    free_vend: bool = True
    members: frozenset[str] = frozenset()
    card_readers: frozenset[str] = frozenset()
    profiled: tuple[tuple[int, int | None], ...] = ()

    def has_profile(self, wall: int) -> bool:
        """Whether a billing profile applies to a session that starts then."""
        return any(first <= wall and (past is None or wall < past) for first, past in self.profiled)

    def is_free(self, one: Seen) -> bool:
        """Whether the charger's configuration gives the session away."""
        return (one.initiator == "" and self.free_vend) or (one.identity is not None and one.identity in self.members)


UNKNOWN = Place()
"""A charger of which nothing is configured."""


def place_of(charger: Charger, profiled: Sequence[tuple[int, int | None]] = ()) -> Place:
    """Give what findings need of a charger's configuration."""
    return Place(
        None if charger.kind is None else charger.kind is Kind.DCFC,
        charger.capacity,
        charger.connectors or 1,
        charger.free_vend,
        frozenset(charger.members),
        frozenset(charger.card_reader_identities),
        tuple(profiled),
    )
