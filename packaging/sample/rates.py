"""What the sample network's chargers are and cost, as the files that ZefDesk takes in: a list of chargers, profiles."""

import csv
import io
import json
from typing import Any

from sample.bills import GRACE, IDLE, OFF_PEAK, PEAK, SIMPLE_PER_HOUR, SIMPLE_PER_KWH, TAXES
from sample.network import CHARGERS, Charger

ZONE, CURRENCY, SINCE = "America/Chicago", "USD", "2025-01-01"
NAMES = {"workday": "Workday ToU", "fast": "DC Fast 2026", "ramp": "Mill Ramp", "text": "Stone Arch"}
_SIMPLE = {"per-kwh": f"{SIMPLE_PER_KWH}/kWh", "per-hour": f"{SIMPLE_PER_HOUR}/h"}
_KEYS = (
    *("serial", "name", "sticker", "kind", "capacity_kw", "connectors", "site", "time_zone", "currency"),
    *("card_reader_identity", "free_vend", "simple_rate"),
)


def chargers_csv() -> str:
    """Give the list of chargers."""
    out = io.StringIO(newline="")
    write = csv.writer(out)
    write.writerow(_KEYS)
    write.writerows(_row(charger) for charger in CHARGERS)
    return out.getvalue()


def _row(charger: Charger) -> list[str]:
    cards = sorted({identity for _, identity in charger.people if identity.startswith("CCR-")})
    kind, capacity = ("DCFC", "50") if charger.fast else ("L2", "7.2")
    return [
        *(charger.serial, charger.renamed or charger.name, charger.sticker, kind, capacity, "1", charger.site),
        *(ZONE, CURRENCY, ";".join(cards), "yes", _SIMPLE.get(charger.pricing, "")),
    ]


def assignments() -> dict[str, list[str]]:
    """Give the serials of the chargers that each profile is on."""
    return {name: [one.serial for one in CHARGERS if one.pricing == pricing] for pricing, name in NAMES.items()}


def profiles() -> dict[str, str]:
    """Give the profiles as JSON, by the names of their files."""
    return {
        "profile-workday-tou.json": _profile("workday", _workday()),
        "profile-dc-fast-2026.json": _profile("fast", _energy("0.45"), _fee()),
        "profile-mill-ramp.json": _profile("ramp", _energy("0.38")),
        "profile-stone-arch.json": _profile("text", _energy("0.45"), _fee()),
    }


def _profile(pricing: str, *costs: Any) -> str:  # noqa: ANN401 -- JSON
    flat = [cost for part in costs for cost in (part if isinstance(part, list) else [part])]
    profile: dict[str, Any] = {
        "name": NAMES[pricing],
        "currency": CURRENCY,
        "time_zone": ZONE,
        "effective_from": SINCE,
        "costs": flat,
        "taxes": [{"name": "sales tax", "percent": str(TAXES[pricing])}],
    }
    if pricing in {"fast", "text"}:
        profile["billable_threshold"] = {"min_energy_kwh": "0.1"}
    return json.dumps(profile, indent=2) + "\n"


def _energy(rate: str) -> dict[str, Any]:
    return {"name": "Energy", "dimension": "energy", "rate": rate, "per": "kWh", "taxes": ["sales tax"]}


def _fee() -> dict[str, Any]:
    return {"name": "Session fee", "dimension": "session", "rate": "1.00", "per": "session", "taxes": ["sales tax"]}


def _workday() -> list[dict[str, Any]]:
    peak = {"days": ["mon", "tue", "wed", "thu", "fri"], "from": "14:00", "to": "20:00"}
    return [
        _energy(str(OFF_PEAK)) | {"variations": [{"name": "Peak", "when": peak, "rate": str(PEAK)}]},
        {
            "name": "Idle",
            "dimension": "idle_time",
            "per": "hour",
            "variations": [{"name": "After 15 min", "when": {"min_idle_time": GRACE}, "rate": str(IDLE)}],
            "taxes": ["sales tax"],
        },
    ]
