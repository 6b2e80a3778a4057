"""The log of Lobby East in May, as its central system wrote it: what the report tells, with all that it does not.

The lines' clock is that of Chicago and says so nowhere; the messages are in UTC, as OCPP asks for. The charger's clock
is three seconds behind.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from sample.network import LOBBY_EAST
from sample.sessions import Row

NAME = "lobby-east-2026-05.log"
CHICAGO = ZoneInfo("America/Chicago")
BEHIND = timedelta(seconds=3)
BEAT = timedelta(minutes=45)
EVERY = 300
LESS = 180
"""Watt-hours that the log has less than the report of one session."""
LESS_ON = datetime(2026, 5, 1)  # noqa: DTZ001 -- local, as the report is
_FULL = 0.82
"""The part of the charging after which the car takes less and less."""


class Log:
    """Lines of the central system: each message and its answer."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._number = 0
        self.register = 812_340.0
        self.transaction = 48_100
        self._last = datetime(2026, 5, 1, tzinfo=UTC)

    def say(self, at: datetime, action: str, payload: dict[str, object], answer: dict[str, object]) -> None:
        """Write a message of the charger, and its answer."""
        number = self._next()
        self._line(at, "receive message", [2, number, action, payload])
        self._line(at, "send", [3, number, answer])

    def ask(self, at: datetime, action: str, payload: dict[str, object], answer: dict[str, object]) -> None:
        """Write a message of the central system, and its answer."""
        number = self._next()
        self._line(at, "send", [2, number, action, payload])
        self._line(at + timedelta(seconds=1), "receive message", [3, number, answer])

    def status(self, at: datetime, state: str, error: str = "NoError") -> None:
        """Write a state of the connector."""
        told = {"connectorId": 1, "errorCode": error, "status": state, "timestamp": stamp(at)}
        self.say(at, "StatusNotification", told, {})

    def beat_until(self, end: datetime) -> None:
        """Write the charger's heartbeats since the last message, up to an instant."""
        while (at := self._last + BEAT) < end:
            self.say(at, "Heartbeat", {}, {"currentTime": stamp(at + BEHIND)})

    def cut(self, at: datetime) -> None:
        """Write a message of which the end is missing."""
        self._line(at, "receive message", [2, self._next(), "Heartbeat", {"of": "a line that was cut"}])
        self.lines[-1] = self.lines[-1][:-18]

    def _next(self) -> str:
        self._number += 1
        return f"{self._number:08x}"

    def _line(self, at: datetime, way: str, frame: list[object]) -> None:
        self._last = at
        clock = (at + BEHIND).astimezone(CHICAGO)
        text = json.dumps(frame, separators=(",", ":"))
        self.lines.append(f"{clock:%Y-%m-%d %H:%M:%S},{at.second * 7 % 1000:03d} INFO ocpp lobby-east: {way} {text}")


def stamp(at: datetime) -> str:
    """Write a timestamp as OCPP does."""
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def log(rows: Sequence[Row]) -> str:
    """Give the log of the sessions of Lobby East among these rows."""
    made, chance = Log(), Random(NAME)  # noqa: S311 -- invented data, the same every time
    mine = [row for row in rows if row.charger == LOBBY_EAST and row.start >= datetime(2026, 5, 1)]  # noqa: DTZ001
    first = _utc(mine[0].start) - timedelta(hours=2)
    about: dict[str, object] = {
        "chargePointVendor": "ZEF",
        "chargePointModel": "L2",
        "chargePointSerialNumber": LOBBY_EAST.serial,
    }
    made.say(first, "BootNotification", about, {"status": "Accepted", "currentTime": stamp(first), "interval": 300})
    made.status(first + timedelta(seconds=2), "Available")
    for place, row in enumerate(mine):
        made.beat_until(_utc(row.start))
        _session(made, row, chance)
        after = _utc(row.start) + timedelta(seconds=row.plug)
        for extra in _between(place):
            extra(made, after + timedelta(minutes=4))
    return "\n".join(made.lines) + "\n"


def differs(row: Row) -> bool:
    """Whether the log has less energy than the report says."""
    return row.charger == LOBBY_EAST and row.start.date() == LESS_ON.date()


def _utc(local: datetime) -> datetime:
    return local.replace(tzinfo=CHICAGO).astimezone(UTC)


def _session(made: Log, row: Row, chance: Random) -> None:
    plug_in = _utc(row.start) + timedelta(seconds=chance.randrange(1, 5))
    unplug = _utc(row.start) + timedelta(seconds=row.plug)
    begin = plug_in + timedelta(seconds=20)
    full = begin + timedelta(seconds=row.charge)
    made.transaction += 1
    made.status(plug_in, "Preparing")
    if row.initiator != "ZEF":
        asked: dict[str, object] = {"connectorId": 1, "idTag": row.identity}
        made.ask(begin - timedelta(seconds=6), "RemoteStartTransaction", asked, {"status": "Accepted"})
    wanted = float(row.energy) * 1000 - (LESS if differs(row) else 0)
    meter_start = round(made.register)
    start = {"connectorId": 1, "idTag": row.identity, "meterStart": meter_start, "timestamp": stamp(begin)}
    known = {"transactionId": made.transaction, "idTagInfo": {"status": "Accepted"}}
    made.say(begin, "StartTransaction", start, known)
    made.status(begin + timedelta(seconds=1), "Charging")
    stop = min(full, unplug - timedelta(seconds=30))
    told_full = False
    for at, share, power in _curve(begin, stop, unplug - timedelta(seconds=20), wanted, chance):
        if at >= stop and not told_full:
            made.status(stop, "SuspendedEV")
            told_full = True
        _values(made, at, meter_start + wanted * share, power)
    made.register = meter_start + wanted
    end = unplug - timedelta(seconds=4)
    stopped = {"transactionId": made.transaction, "meterStop": round(made.register), "timestamp": stamp(end)}
    made.say(end, "StopTransaction", stopped | {"reason": "EVDisconnected"}, {"idTagInfo": {"status": "Accepted"}})
    made.status(end + timedelta(seconds=1), "Finishing")
    made.status(unplug, "Available")


def _curve(
    begin: datetime, stop: datetime, end: datetime, wanted: float, chance: Random
) -> Iterator[tuple[datetime, float, float]]:
    """Give instants with the share of the energy that has flowed, and the power (W): even, then less and less."""
    charging = max((stop - begin).total_seconds(), 1)
    highest = wanted * 3600 / (charging * (1 + _FULL) / 2)
    every = EVERY if (end - begin).total_seconds() < 100_000 else 160  # noqa: PLR2004 -- some two thousand for days
    at = begin + timedelta(seconds=every)
    while at < end:
        part = (at - begin).total_seconds() / charging
        flowed = part if part <= _FULL else _FULL + (part - _FULL) - (part - _FULL) ** 2 / (2 * (1 - _FULL))
        power = highest if part <= _FULL else highest * max(0.0, (1 - part) / (1 - _FULL))
        share = 1.0 if part >= 1 else flowed * 2 / (1 + _FULL)
        yield at, share, 0.0 if part >= 1 else power * (1 + chance.uniform(-0.006, 0.006))
        at += timedelta(seconds=every)


def _values(made: Log, at: datetime, register: float, power: float) -> None:
    sampled = [
        {"value": f"{register:.1f}", "measurand": "Energy.Active.Import.Register", "unit": "Wh"},
        {"value": f"{power:.0f}", "measurand": "Power.Active.Import", "unit": "W"},
        {"value": f"{power / 240:.1f}", "measurand": "Current.Import", "unit": "A"},
    ]
    told = [{"timestamp": stamp(at), "sampledValue": sampled}]
    made.say(at, "MeterValues", {"connectorId": 1, "transactionId": made.transaction, "meterValue": told}, {})


def _tap(made: Log, at: datetime) -> None:
    made.status(at, "Preparing")
    made.say(at + timedelta(seconds=5), "Authorize", {"idTag": "04D1A7"}, {"idTagInfo": {"status": "Blocked"}})
    made.status(at + timedelta(seconds=70), "Available")


def _remote(made: Log, at: datetime) -> None:
    made.ask(at, "RemoteStartTransaction", {"connectorId": 1, "idTag": "ch-7710"}, {"status": "Accepted"})


def _cut(made: Log, at: datetime) -> None:
    made.cut(at)


def _between(place: int) -> tuple[Callable[[Log, datetime], None], ...]:
    """Give what happens after a session, by its place in the month."""
    return {1: (_tap,), 3: (_remote,), 4: (_cut,)}.get(place, ())
