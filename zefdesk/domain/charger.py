"""A charger's configuration: what it is, where it stands, and its simple rate."""

from dataclasses import dataclass
from enum import Enum

from zefdesk.domain.rate import SimpleRate


class Kind(Enum):
    """AC at level 2, or DC fast charging."""

    L2 = "L2"
    DCFC = "DCFC"


@dataclass(frozen=True, slots=True)
class Charger:
    """One charger; `serial` is its key (its name, where sources give no serial). What nobody said is None or empty.

    `capacity` is billionths of a kW. `card_reader_identities` are the identities that a card reader always sends,
    `members` those that charge free. `free_vend` says that a session with a blank initiator is free.
    """

    serial: str
    name: str | None = None
    sticker: str | None = None
    kind: Kind | None = None
    capacity: int | None = None
    connectors: int | None = None
    site: str | None = None
    time_zone: str | None = None
    currency: str | None = None
    card_reader_identities: tuple[str, ...] = ()
    free_vend: bool = True
    members: tuple[str, ...] = ()
    simple_rate: SimpleRate | None = None
