"""All traps, by the version of OCPP whose chargers fall into them."""

from tests.fleet import clocks16, meters16, starts16, stops16, traps2, words16
from tests.fleet.traps import TRAPS
from tests.fleet.traps2 import TRAPS2

__all__ = ["NOTED", "TRAPS", "TRAPS2"]
NOTED = (clocks16, meters16, starts16, stops16, words16, traps2)
"""The modules that note them as they are imported."""
