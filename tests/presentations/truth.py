"""A month of sessions as they really were, from which every presentation is written."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

CHICAGO = ZoneInfo("America/Chicago")


@dataclass(frozen=True)
class Truth:
    """One session: wall clock in Chicago, durations in whole minutes, energy in kWh, cost in a currency or none."""

    name: str
    sticker: str
    serial: str
    initiator: str
    identity: str
    start: datetime
    plug: int
    charge: int
    energy: Decimal
    cost: Decimal | None
    bill: str

    @property
    def instant(self) -> datetime:
        """The Start with its offset."""
        return self.start.replace(tzinfo=CHICAGO)


_CHARGERS = [
    ("Lobby East", "010983", "HC1C190912849"),
    ('Garage "L1", 03', "000042", "HC1C200304417"),
    ("Straße Süd – 1", "98765", "190912851000123"),
    ("DC Fast 1 [ARCHIVED]", "012345", "0042"),
]
_PEOPLE = [
    ("ZEF", "73928e05"),
    ("ChargeHub", "ch-5521"),
    ("", ""),
    ("AmpUp", "000123456789012"),
    ("ZEF", "123456789012345"),
    ("ChargeHub", "Æsop; & Co"),
]
_BILLS = [
    "",
    '{"lines": [{"description": "Energy, peak", "quantity": 12.5, "rate": 0.45, "amount": 5.63}], "total": 5.63}',
    "",
    '[{"description": "Idle", "amount": 1.25}]',
    "Flat rate, see sign",
    "",
]


def month(count: int = 36) -> list[Truth]:
    """Give sessions of May 2026, the first days as well as the last ones, so that the date order can be seen."""
    sessions = []
    for at in range(count):
        initiator, identity = _PEOPLE[at % len(_PEOPLE)]
        start = datetime(2026, 5, 1, 0, 5) + timedelta(minutes=1229 * at)  # noqa: DTZ001 -- a wall clock
        cost = None if initiator == "" else Decimal((at * 137) % 2900 + 1) / 100
        charge = (at * 53) % 700 + 1
        sessions.append(
            Truth(
                *_CHARGERS[at % len(_CHARGERS)],
                initiator,
                identity,
                start,
                charge + (at * 97) % 2000,
                charge,
                Decimal((at * 7919) % 60_000 + 250) / 1000,
                cost,
                _BILLS[at % len(_BILLS)] if initiator else "",
            )
        )
    return sessions
