"""What a unit costs: the units prices are per, and the simple L2 rate of a charger's own set-up window."""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from zefdesk.domain import quantity
from zefdesk.domain.trouble import UnknownName

HOUR, MINUTE = 3600, 60


class Per(Enum):
    """What a price is per; the value is how a profile and a bill write it."""

    KWH = "kWh"
    HOUR = "hour"
    MINUTE = "minute"
    SESSION = "session"


class Basis(Enum):
    """What a simple rate counts; the value is how the rate is written."""

    ENERGY = "kWh"
    PLUGGED_HOUR = "h"
    CHARGING_HOUR = "charging-h"


_RATE = re.compile(r"\s*(\d{1,9}(?:\.\d{1,9})?)\s*/\s*(kwh|h|charging-h)\s*", re.IGNORECASE)
_BASIS = {basis.value.lower(): basis for basis in Basis}


@dataclass(frozen=True, slots=True)
class SimpleRate:
    """A simple L2 rate: billionths of the charger's currency per kWh, per plugged hour or per charging hour.

    It gives a cost and never lines (ZEFNET: Bill Details stay empty with the rate of the set-up window).
    """

    price: int
    basis: Basis

    def __str__(self) -> str:
        return f"{quantity.plain(self.price)}/{self.basis.value}"

    def counted(self, energy: int | None, plugged: int | None, charging: int | None) -> int | None:
        """Give what the rate counts of a session: billionths of a kWh, else whole seconds; None where unknown."""
        return {Basis.ENERGY: energy, Basis.PLUGGED_HOUR: plugged, Basis.CHARGING_HOUR: charging}[self.basis]

    def cost(self, energy: int | None, plugged: int | None, charging: int | None, decimals: int) -> int | None:
        """Give the cost in billionths, half-up to so many decimals; None where what is counted is not known."""
        counted = self.counted(energy, plugged, charging)
        if counted is None or counted < 0:
            return None
        parts = quantity.NANO if self.basis is Basis.ENERGY else HOUR
        unit = quantity.unit_of(decimals)
        return quantity.half_up(counted * self.price, parts * unit) * unit


def parse_rate(text: str) -> SimpleRate:
    """Read `0.35/kWh`, `2/h` (of plugged time) or `2/charging-h`; raises UnknownName for anything else."""
    match = _RATE.fullmatch(text)
    if not match and text.strip().startswith("-"):
        raise UnknownName(f"'{text}' is negative, which a rate may not be: write 0.35/kWh")
    if not match:
        raise UnknownName(f"'{text}' is no simple rate: write 0.35/kWh, 2/h (of plugged time) or 2/charging-h")
    return SimpleRate(quantity.to_nano(Decimal(match[1])), _BASIS[match[2].lower()])
