"""Two more logs, of a week in June after the reports end: a server's of two chargers, and a fast charger's own.

Both are there to be tried, and the demo does not import them. What is planted in them stands in the README.
"""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from sample.network import DC_FAST_1, GARAGE_3, GARAGE_4, Charger

SERVER, STATION = "server-2026-06.log", "dc-fast-1-2026-06.log"
CHICAGO = ZoneInfo("America/Chicago")
ACCEPTED = {"status": "Accepted"}
KNOWN = {"idTagInfo": ACCEPTED}
Frame = list[object]
Payload = dict[str, object]


class Wire:
    """What a charger and its central system say; `write` makes the line of a frame."""

    def __init__(self, write: Callable[[datetime, bool, Frame], str]) -> None:
        self.lines: list[tuple[datetime, str]] = []
        self._write = write
        self._number = 0

    def say(self, at: datetime, action: str, payload: Payload, answer: Payload | None, *, up: bool = True) -> Frame:
        """Write a call and its answer, unless that is lost."""
        self._number += 1
        frame: Frame = [2, f"{self._number:06}", action, payload]
        self.lines.append((at, self._write(at, up, frame)))
        if answer is not None:
            self.lines.append((at, self._write(at, not up, [3, frame[1], answer])))
        return frame

    def note(self, at: datetime, text: str) -> None:
        """Write a line that is no message."""
        self.lines.append((at, text))


def stamp(at: datetime) -> str:
    """Write a timestamp as OCPP does."""
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _june(day: int, clock: str) -> datetime:
    hour, minute = clock.split(":")
    return datetime(2026, 6, day, int(hour), int(minute), tzinfo=CHICAGO)


def _after(at: datetime, minutes: float) -> datetime:
    return at + timedelta(minutes=minutes)


class Point:
    """A charger of OCPP 1.6 at its server."""

    def __init__(self, charger: Charger, box: str, register: int) -> None:
        self.wire = Wire(lambda at, up, frame: _steve(box, at, frame, up=up))
        self.charger, self.register = charger, register

    def boot(self, at: datetime) -> None:
        """Start up."""
        about = {"chargePointVendor": "ZEF", "chargePointModel": "L2", "chargePointSerialNumber": self.charger.serial}
        answer = ACCEPTED | {"currentTime": stamp(at), "interval": 900}
        self.wire.say(at, "BootNotification", {**about}, {**answer})

    def status(self, at: datetime, state: str, error: str = "NoError") -> None:
        """Tell a state."""
        told = {"connectorId": 1, "errorCode": error, "status": state, "timestamp": stamp(at)}
        self.wire.say(at, "StatusNotification", {**told}, {})

    def beats(self, begin: datetime, end: datetime) -> None:
        """Say every half hour that it lives."""
        while begin < end:
            self.wire.say(begin, "Heartbeat", {}, {"currentTime": stamp(begin)})
            begin = _after(begin, 30)

    def start(self, at: datetime, tag: str, number: int, status: str = "Accepted", clock: str = "") -> Frame:
        """Start a transaction."""
        told = {"connectorId": 1, "idTag": tag, "meterStart": self.register, "timestamp": clock or stamp(at)}
        return self.wire.say(
            at, "StartTransaction", {**told}, {"transactionId": number, "idTagInfo": {"status": status}}
        )

    def charge(self, at: datetime, minutes: int, number: int, watts: int = 6_600) -> datetime:
        """Charge with meter values every five minutes; gives when it ends."""
        self.status(at, "Charging" if watts else "SuspendedEV")
        for _ in range(minutes // 5):
            at = _after(at, 5)
            self.register += watts // 12
            sampled = [{"value": str(self.register), "unit": "Wh", "measurand": "Energy.Active.Import.Register"}]
            told = {"connectorId": 1, "transactionId": number}
            self.wire.say(
                at, "MeterValues", told | {"meterValue": [{"timestamp": stamp(at), "sampledValue": sampled}]}, {}
            )
        return at

    def stop(self, at: datetime, number: int, reason: str = "Local", heard: datetime | None = None) -> None:
        """Stop a transaction."""
        told = {"transactionId": number, "meterStop": self.register, "timestamp": stamp(at), "reason": reason}
        self.wire.say(heard or at, "StopTransaction", {**told}, {**KNOWN})

    def visit(self, at: datetime, tag: str, number: int, minutes: int) -> datetime:
        """Do all of an usual visit; gives when the car leaves."""
        self.status(at, "Preparing")
        self.wire.say(_after(at, 0.2), "Authorize", {"idTag": tag}, {**KNOWN})
        self.start(_after(at, 0.5), tag, number)
        end = self.charge(_after(at, 0.5), minutes, number)
        end = self.charge(end, 20, number, 0)
        self.stop(end, number)
        self.status(end, "Finishing")
        self.status(_after(end, 8), "Available")
        return _after(end, 8)


def _steve(box: str, at: datetime, frame: Frame, *, up: bool) -> str:
    text = json.dumps(frame, separators=(",", ":"))
    return (
        f"[INFO ] {at.astimezone(CHICAGO):%Y-%m-%d %H:%M:%S},{at.minute * 13 % 1000:03} "
        f"de.rwth.idsg.steve.ocpp.ws.WebSocketLogger (qtp1330912871-{28 + up}) - "
        f"[chargeBoxId={box}, sessionId=53a8f814-6e19-4a0c-9f3b-1c5d2b7e40aa] {'Received' if up else 'Sending'}: {text}"
    )


def server_log() -> str:
    """Give the log of a server, of two chargers at once."""
    three, four = Point(GARAGE_3, "garage-l1-03", 410_200), Point(GARAGE_4, "garage-l1-04", 88_450)
    _garage_three(three)
    _garage_four(four)
    for one in (three, four):
        one.beats(_june(8, "05:00"), _june(11, "09:00"))
    lines = sorted(three.wire.lines + four.wire.lines, key=lambda line: line[0])
    return "\n".join(text for _, text in lines) + "\n"


def _garage_three(one: Point) -> None:
    one.boot(_june(8, "04:58"))
    one.status(_june(8, "04:58"), "Available")
    one.visit(_june(8, "07:40"), "04A2C91B5D6480", 901, 95)
    blocked = _june(8, "12:10")  # a card that the central system refuses
    one.status(blocked, "Preparing")
    one.start(_after(blocked, 0.5), "04FF0011223344", 902, "Blocked")
    one.stop(_after(blocked, 0.6), 902, "DeAuthorized")
    one.status(_after(blocked, 3), "Available")
    lost = _june(8, "17:05")  # the stop never came
    one.status(lost, "Preparing")
    start = one.start(_after(lost, 0.5), "z-20962", 903)
    one.wire.note(_after(lost, 1.5), f"[ERROR] Waited 30s for response on {json.dumps(start, separators=(',', ':'))}")
    one.status(_after(one.charge(_after(lost, 0.5), 60, 903), 12), "Available")
    again = _june(9, "08:00")  # the charger starts up again while a car charges
    one.status(again, "Preparing")
    one.start(_after(again, 0.5), "04A2C91B5D6480", 904)
    middle = one.charge(_after(again, 0.5), 45, 904)
    one.boot(_after(middle, 1))
    end = one.charge(_after(middle, 1.1), 45, 904)
    one.stop(end, 904, "EVDisconnected")
    one.status(end, "Available")
    asked = {"connectorId": 1, "idTag": "amp-0917"}  # asked to start, and nothing comes
    one.wire.say(_june(9, "18:30"), "RemoteStartTransaction", {**asked}, {**ACCEPTED}, up=False)
    one.wire.say(_june(10, "07:10"), "RemoteStartTransaction", {**asked}, {**ACCEPTED}, up=False)
    one.visit(_june(10, "07:11"), "amp-0917", 905, 120)


def _garage_four(one: Point) -> None:
    one.boot(_june(8, "04:59"))
    one.status(_june(8, "04:59"), "Available")
    one.visit(_june(8, "08:15"), "LOCAL", 921, 140)
    fault = _june(9, "09:20")
    one.status(fault, "Preparing")
    one.start(_after(fault, 0.5), "LOCAL", 922)
    end = one.charge(_after(fault, 0.5), 35, 922)
    one.status(end, "Faulted", "GroundFailure")
    one.stop(end, 922, "EmergencyStop")
    one.status(_after(end, 40), "Available")
    offline = _june(10, "10:00")  # the stop is told three hours late
    one.status(offline, "Preparing")
    one.start(_after(offline, 0.5), "LOCAL", 923)
    end = one.charge(_after(offline, 0.5), 30, 923)
    one.register += 5_500
    one.stop(_after(end, 50), 923, "EVDisconnected", heard=_after(end, 230))
    one.status(_after(end, 231), "Available")
    late = _june(11, "07:00")  # its clock is not set yet, and the log ends before the car leaves
    one.boot(late)
    one.status(_after(late, 2), "Preparing")
    one.start(_after(late, 2.5), "LOCAL", 924, clock="1970-01-01T00:02:30Z")
    one.charge(_after(late, 3), 90, 924)


class Station:
    """A charging station of OCPP 2.0.1, as it logs itself."""

    def __init__(self, charger: Charger) -> None:
        self.wire = Wire(_own)
        self.charger, self.register, self._order = charger, 1_204_330.0, 0

    def boot(self, at: datetime) -> None:
        """Start up."""
        about = {"vendorName": "ZEF", "model": "DC50", "serialNumber": self.charger.serial}
        answer = ACCEPTED | {"currentTime": stamp(at), "interval": 900}
        self.wire.say(at, "BootNotification", {"reason": "PowerUp", "chargingStation": about}, {**answer})

    def status(self, at: datetime, state: str) -> None:
        """Tell whether a car is there."""
        told = {"timestamp": stamp(at), "connectorStatus": state, "evseId": 1, "connectorId": 1}
        self.wire.say(at, "StatusNotification", {**told}, {})

    def event(
        self, at: datetime, kind: str, trigger: str, number: str, heard: datetime | None = None, **more: object
    ) -> None:
        """Tell an event of a transaction, with the meter; `info` goes beside its id."""
        self._order = 0 if kind == "Started" else self._order + 1
        context = {"Started": "Transaction.Begin", "Ended": "Transaction.End"}.get(kind, "Sample.Periodic")
        value = {"value": round(self.register / 1000, 3), "context": context, "unitOfMeasure": {"unit": "kWh"}}
        info = more.pop("info", {})
        told = {"eventType": kind, "timestamp": stamp(at), "triggerReason": trigger, "seqNo": self._order}
        about = {"transactionId": number} | (info if isinstance(info, dict) else {})
        values = [{"timestamp": stamp(at), "sampledValue": [value]}]
        evse: Payload = {"evse": {"id": 1, "connectorId": 1}} if kind == "Started" else {}
        answer: Payload = {"idTokenInfo": ACCEPTED} if "idToken" in more else {}
        payload = told | {"transactionInfo": about, "meterValue": values} | evse | more
        self.wire.say(heard or at, "TransactionEvent", {**payload}, answer)

    def charge(self, at: datetime, minutes: int, number: str, heard: datetime | None = None) -> datetime:
        """Charge with an event every two minutes; gives when it ends."""
        offline: Payload = {"offline": True} if heard else {}
        self.event(at, "Updated", "ChargingStateChanged", number, heard, info={"chargingState": "Charging"}, **offline)
        for _ in range(minutes // 2):
            at = _after(at, 2)
            self.register += 1_600
            self.event(at, "Updated", "MeterValuePeriodic", number, heard, **offline)
        return at


def _own(at: datetime, up: bool, frame: Frame) -> str:  # noqa: FBT001 -- as all writings
    text = json.dumps(frame, separators=(",", ":"))
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%S}.{at.minute * 17 % 1000:03}Z ocpp201 {'>>' if up else '<<'} {text}"


def station_log() -> str:
    """Give the log of a fast charger."""
    one = Station(DC_FAST_1)
    one.boot(_june(8, "05:00"))
    one.status(_june(8, "05:00"), "Available")
    _paid_by_card(one, _june(8, "08:12"))
    _from_afar(one, _june(8, "13:30"))
    _without_an_end(one, _june(9, "10:05"))
    _offline(one, _june(10, "16:40"))
    begin = _june(8, "05:10")
    while begin < _june(11, "05:00"):
        one.wire.say(begin, "Heartbeat", {}, {"currentTime": stamp(begin)})
        begin = _after(begin, 15)
    return "\n".join(text for _, text in sorted(one.wire.lines, key=lambda line: line[0])) + "\n"


def _paid_by_card(one: Station, at: datetime) -> None:
    number = "7d1f0a52-0001"
    one.status(at, "Occupied")
    one.event(at, "Started", "CablePluggedIn", number, info={"chargingState": "EVConnected"})
    token = {"idToken": "CCR-000042", "type": "DirectPayment"}
    one.event(_after(at, 1), "Updated", "Authorized", number, idToken=token)
    end = one.charge(_after(at, 1.5), 32, number)
    spent = {"stoppedReason": "SOCLimitReached", "timeSpentCharging": 1920}
    one.event(end, "Ended", "ChargingStateChanged", number, info={"chargingState": "EVConnected"} | spent)
    one.status(_after(end, 7), "Available")


def _from_afar(one: Station, at: datetime) -> None:
    token = {"idToken": "ch-3321", "type": "Central"}
    asked = {"remoteStartId": 611, "idToken": token, "evseId": 1}
    one.wire.say(at, "RequestStartTransaction", {**asked}, {**ACCEPTED}, up=False)  # nothing comes of it
    again = _after(at, 12)
    one.wire.say(again, "RequestStartTransaction", asked | {"remoteStartId": 612}, {**ACCEPTED}, up=False)
    number = "7d1f0a52-0002"
    begin = _after(again, 0.5)
    one.event(begin, "Started", "RemoteStart", number, info={"remoteStartId": 612}, idToken=token)
    one.status(_after(begin, 1), "Occupied")
    one.event(_after(begin, 1), "Updated", "CablePluggedIn", number, info={"chargingState": "EVConnected"})
    end = one.charge(_after(begin, 2), 24, number)
    one.event(end, "Ended", "RemoteStop", number, info={"stoppedReason": "Remote"})
    one.status(_after(end, 3), "Available")


def _without_an_end(one: Station, at: datetime) -> None:
    number = "7d1f0a52-0003"
    one.status(at, "Occupied")
    one.event(at, "Started", "CablePluggedIn", number, info={"chargingState": "EVConnected"})
    token = {"idToken": "04C7D81A", "type": "ISO14443"}
    one.event(_after(at, 4), "Updated", "Authorized", number, idToken=token)  # who it is comes later
    one.status(_after(one.charge(_after(at, 4.5), 18, number), 2), "Available")


def _offline(one: Station, at: datetime) -> None:
    number, heard = "7d1f0a52-0004", _after(at, 200)
    token = {"idToken": "amp-3321", "type": "eMAID"}
    connected = {"chargingState": "EVConnected"}
    one.event(at, "Started", "CablePluggedIn", number, heard, info=connected, idToken=token, offline=True)
    end = one.charge(_after(at, 1), 26, number, heard)
    left = {"stoppedReason": "EVDisconnected"}
    one.event(end, "Ended", "EVCommunicationLost", number, heard, info=left, offline=True)
