"""A billing profile and a table of chargers as a person has them in files, and a ledger that is set up with them."""

import json
from pathlib import Path
from typing import Any

from zefdesk.services import configuring
from zefdesk.store.ledger import Ledger

WORKDAY: dict[str, Any] = {
    "name": "Workday ToU",
    "currency": "USD",
    "time_zone": "America/Chicago",
    "effective_from": "2026-01-01",
    "costs": [
        {
            "name": "Energy",
            "dimension": "energy",
            "rate": "0.25",
            "per": "kWh",
            "variations": [{"name": "Morning", "when": {"from": "06:00", "to": "09:00"}, "rate": "0.45"}],
            "taxes": ["Sales tax"],
        },
        {"name": "Idle", "dimension": "idle_time", "rate": "0.50", "per": "hour", "taxes": ["Sales tax"]},
    ],
    "taxes": [{"name": "Sales tax", "percent": "8.25"}],
}
LOBBY_EAST, LOBBY_WEST = "HC1C190912849", "HC1C190912851"


def profile_file(folder: Path, **changes: Any) -> Path:
    """Write the profile, with changes, as a file."""
    path = folder / "workday.json"
    path.write_text(json.dumps(WORKDAY | changes), "utf-8")
    return path


def charger_file(folder: Path) -> Path:
    """Write a table that sets a simple rate for Lobby West."""
    path = folder / "chargers.csv"
    path.write_text(f"serial,name,simple_rate,currency\n{LOBBY_WEST},Lobby West,0.35/kWh,USD\n", "utf-8")
    return path


def dearer() -> dict[str, Any]:
    """Give what makes another version of the profile: energy for 0.30 outside the morning."""
    costs = json.loads(json.dumps(WORKDAY["costs"]))
    costs[0]["rate"] = "0.30"
    return {"costs": costs}


def set_up(ledger: Ledger, folder: Path) -> None:
    """Put the profile on Lobby East, and a simple rate on Lobby West."""
    configuring.import_profile(ledger, profile_file(folder))
    configuring.assign(ledger, WORKDAY["name"], [LOBBY_EAST])
    configuring.import_chargers(ledger, charger_file(folder))
