"""Traps, how they are noted, and what they share: boots, heartbeats, remote starts, what closes without a stop."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, NamedTuple

from tests.fleet.charger import Charger
from tests.fleet.truth import ANY, Transaction
from tests.fleet.visit16 import Visit


class Trap(NamedTuple):
    """One trap: what plays it, and what it needs of charger and log."""

    play: Callable[[Visit], None]
    needs: frozenset[str]


TRAPS: dict[str, Trap] = {}
"""By name. Needs: `states` (the charger tells them) and `told-time` (with their time), `clock` (lines have one),
`plain-clock` (and the charger's is right), `two` connectors, `answers` (are in the log), `boots`, `cuts` (the writing
can be cut), `first` and `last` in the log."""


def trap(*needs: str) -> Callable[[Callable[[Visit], None]], Callable[[Visit], None]]:
    def note(play: Callable[[Visit], None]) -> Callable[[Visit], None]:
        TRAPS[play.__name__.replace("_", "-")] = Trap(play, frozenset(needs))
        return play

    return note


def next_visit(visit: Visit, later: int = 7200) -> Visit:
    """Give a further visit at the same connector."""
    return Visit(visit.charger, visit.connector, visit.now + later)


def closed(visit: Visit, one: Transaction, at: int, **other: Any) -> None:
    """Expect a transaction without a stop that something else closed at an instant."""
    given: dict[str, Any] = {"end": at, "stop_reason": None, "marks": {"missing-stop"}} | other
    if visit.charger.statuses:
        given.setdefault("charge", one.charging)
    visit.expect(one, **given)


def silent(visit: Visit) -> dict[str, Any]:
    return {} if visit.charger.statuses else {"charge": ANY}


def boot(charger: Charger, at: int, *, restarts: bool = True) -> None:
    """Let a charger start, and say who it is."""
    if restarts:
        charger.restart_ids()
    about = {"chargePointVendor": "한국전기", "chargePointModel": "T-22", "chargePointSerialNumber": charger.serial}
    answer = {"status": "Accepted", "currentTime": clock(at), "interval": 1800}
    charger.call(at, "BootNotification", about, answer)


def heartbeat(charger: Charger, at: int) -> None:
    """Let a charger say that it lives."""
    charger.call(at, "Heartbeat", {}, {"currentTime": clock(at)})


def clock(at: int) -> str:
    """Write the central system's clock."""
    return f"{datetime.fromtimestamp(at, UTC):%Y-%m-%dT%H:%M:%SZ}"


def remote(visit: Visit, tag: str, answer: str = "Accepted", *, connector: bool = True) -> None:
    """Ask the charger to start."""
    payload = {"idTag": tag} | ({"connectorId": int(visit.connector)} if connector else {})
    visit.say("RemoteStartTransaction", payload, {"status": answer}, up=False)
