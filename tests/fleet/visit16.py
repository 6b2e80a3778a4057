"""A car's visit as a charger of OCPP 1.6 tells it: the states, the transactions, the meter."""

from typing import Any

from tests.fleet.charger import Charger
from tests.fleet.truth import ANY, Transaction, Truth

ACCEPTED = {"status": "Accepted"}
REGISTER, POWER = "Energy.Active.Import.Register", "Power.Active.Import"


class Visit:
    """One visit at one connector; `now` (seconds) moves on with what is done."""

    def __init__(self, charger: Charger, connector: str, now: int) -> None:
        self.charger, self.connector, self.now = charger, connector, now
        self.plugged: int | None = None
        self.unplugged: int | None = None
        self.transactions: list[Transaction] = []
        self.interval = 300
        self.offline_until: int | None = None
        self.samples = True
        self.stopless_samples: list[dict[str, Any]] = []

    @property
    def register(self) -> int:
        return self.charger.meters[self.connector]

    def _heard(self, at: int) -> int:
        return at if self.offline_until is None else max(at, self.offline_until)

    def say(self, action: str, payload: dict[str, Any], answer: dict[str, Any] | None, **more: Any) -> Any:
        """Say a call now."""
        more.setdefault("heard", self._heard(self.now))
        return self.charger.call(self.now, action, self._odd(payload), answer, **more)

    def _odd(self, payload: dict[str, Any]) -> dict[str, Any]:
        if "against-the-schema" not in self.charger.manners:
            return payload
        return {
            name: str(value) if name in {"connectorId", "meterStart", "meterStop"} and value is not None else value
            for name, value in payload.items()
        } | {"vendorExtra": {"a": [1, 2]}}

    def status(self, state: str, error: str = "NoError", **more: Any) -> None:
        """Tell a state, if the charger tells any."""
        if not self.charger.statuses:
            return
        for connector in (self.connector, "0") if "mirrored-zero" in self.charger.manners else (self.connector,):
            payload = {"connectorId": int(connector), "errorCode": error, "status": state}
            if "states-without-time" not in self.charger.manners:
                payload["timestamp"] = self.charger.stamp(self.now)
            self.say("StatusNotification", payload, {}, **more)

    def plug(self, state: str = "Preparing", wait: int = 20) -> "Visit":
        """Plug the car in, and wait."""
        self.plugged = self.now
        self.status(state)
        self.now += wait
        return self

    def authorize(self, tag: str, status: str = "Accepted") -> None:
        """Show a card."""
        self.say("Authorize", {"idTag": tag}, {"idTagInfo": {"status": status}})
        self.now += 1

    def start(
        self,
        tag: str | None = "04AA55",
        *,
        status: str = "Accepted",
        number: int | None = None,
        lost: bool = False,
        stamp: str | None = None,
        meter: Any = ...,
        **more: Any,
    ) -> Transaction:
        """Start a transaction; `lost` is its answer."""
        number = self.charger.transaction() if number is None else number
        one = Transaction(str(number), tag, self.now, self.register)
        payload = {
            "connectorId": int(self.connector),
            "idTag": tag,
            "meterStart": self.register if meter is ... else meter,
            "timestamp": stamp or self.charger.stamp(self.now),
        }
        payload = {name: value for name, value in payload.items() if value is not None}
        answer = None if lost else {"transactionId": number, "idTagInfo": {"status": status}}
        self.last_start = payload, answer
        if "message" in more:
            more["number"] = more.pop("message")
        self.say("StartTransaction", payload, answer, **more)
        self.transactions.append(one)
        return one

    def charge(self, one: Transaction, minutes: int, watts: int = 7200, state: str = "Charging") -> None:
        """Charge (or stand in another state, with no watts) for a while, with meter values."""
        self.status(state)
        begin, register = self.now, self.register
        end = begin + minutes * 60
        if state == "Charging":
            one.charging += end - begin
        for at in range(begin + self.interval, end + 1, self.interval):
            self.now = at
            self.charger.meters[self.connector] = register + watts * (at - begin) // 3600
            self.sample(one, watts)
        self.now = end
        self.charger.meters[self.connector] = register + watts * (end - begin) // 3600

    def suspend(self, one: Transaction, minutes: int, state: str = "SuspendedEV") -> None:
        """Stand idle."""
        self.charge(one, minutes, 0, state)

    def values(self, watts: int) -> list[dict[str, Any]]:
        """Give what the meter shows, as this charger tells it."""
        manners, register = self.charger.manners, self.register
        if "in-kwh" in manners:
            energy = {"value": f"{register / 1000:.3f}", "measurand": REGISTER, "unit": "kWh"}
            return [energy, {"value": f"{watts / 1000:.2f}", "measurand": POWER, "unit": "kW"}]
        if "bare-values" in manners:
            return [{"value": str(register)}]
        total = {"value": str(register), "measurand": REGISTER, "unit": "Wh", "context": "Sample.Periodic"}
        power = {"value": str(watts), "measurand": POWER, "unit": "W"}
        if "three-phases" in manners:
            phases = [
                {"value": str(register // 3), "measurand": REGISTER, "unit": "Wh", "phase": name}
                for name in ("L1", "L2", "L3")
            ]
            volts = [{"value": "231.5", "measurand": "Voltage", "unit": "V", "phase": f"L{at}-N"} for at in (1, 2, 3)]
            powers = [power | {"value": f"{watts / 3:.1f}", "phase": f"L{at}"} for at in (1, 2, 3)]
            return [*phases, total, *volts, *powers]
        if "many-measurands" in manners:
            return [
                {"value": str(register * 3), "measurand": "Energy.Active.Export.Register", "unit": "Wh"},
                {"value": str(register + 70_000), "measurand": REGISTER, "unit": "Wh", "location": "Inlet"},
                total | {"location": "Outlet"},
                {"value": "-12.2", "measurand": "Power.Active.Export", "unit": "W"},
                {"value": "41", "measurand": "Temperature", "unit": "Celsius", "location": "Body"},
                power,
                {"value": "aGFsbG8=", "format": "SignedData", "measurand": REGISTER},
            ]
        return (
            [total, power]
            if "soc-too" not in manners
            else [{"value": "55", "measurand": "SoC", "unit": "Percent"}, total]
        )

    def sample(self, one: Transaction | None, watts: int, values: Any = None, **more: Any) -> None:
        """Tell meter values now."""
        if not self.samples:
            return
        payload: dict[str, Any] = {"connectorId": int(self.connector)}
        if one and one.id and "values-without-id" not in self.charger.manners:
            payload["transactionId"] = int(one.id)
        told = self.values(watts) if values is None else values
        payload["meterValue"] = [{"timestamp": self.charger.stamp(self.now), "sampledValue": told}]
        self.say("MeterValues", payload, {}, **more)
        if one:
            one.told.append((self.now, self.register))
            one.instants.add(self.now)

    def stop(
        self,
        one: Transaction,
        reason: str | None = "Local",
        *,
        tag: str | None = ...,  # type: ignore[assignment]
        number: Any = ...,
        lost: bool = False,
        meter: Any = ...,
        stamp: str | None = None,
        **more: Any,
    ) -> None:
        """Stop a transaction; `lost` says that the charger never tells it."""
        one.ended, one.meter_stop, one.reason = self.now, self.register, reason
        if meter is not ... and meter is not None:
            one.meter_stop = meter
        payload = {
            "transactionId": int(one.id or 0) if number is ... else number,
            "idTag": one.tag if tag is ... else tag,
            "meterStop": self.register if meter is ... else meter,
            "reason": reason,
            "timestamp": stamp or self.charger.stamp(self.now),
            "transactionData": more.pop("data", None),
        }
        payload = {name: value for name, value in payload.items() if value is not None}
        if lost:
            one.ended = None
            one.reason = None
            return
        self.last_stop = payload
        self.say("StopTransaction", payload, {"idTagInfo": ACCEPTED}, **more)

    def unplug(self, wait: int = 240, *, finishing: bool = True) -> None:
        """Finish and unplug after a while."""
        if finishing:
            self.status("Finishing")
        self.now += wait
        self.unplugged = self.now
        self.status("Available")

    def whole(self, tag: str = "04AA55", minutes: int = 40, **more: Any) -> Transaction:
        """Do all of an usual visit."""
        self.plug()
        one = self.start(tag, **more)
        self.charge(one, minutes)
        self.stop(one)
        self.unplug()
        self.expect(one)
        return one

    def expect(self, one: Transaction, *, near: dict[str, float] | None = None, **other: Any) -> Truth:
        """Say what must come out of a transaction by the rules; `other` says what a trap changes of it."""
        first, last = one is self.transactions[0], one is self.transactions[-1]
        charger = self.charger
        start = self.plugged if first and self.plugged is not None and charger.statuses else one.began
        end = self.unplugged if last and self.unplugged is not None and charger.statuses else one.ended
        start, end = other.get("start", start), other.get("end", end)
        known = isinstance(start, int) and isinstance(end, int)
        stop = one.meter_stop if one.ended is not None else (one.told[-1][1] if one.told else None)
        values: dict[str, Any] = {
            "connector": self.connector,
            "transaction": one.id,
            "identity": one.tag,
            "initiator": "RFID",
            "start": start,
            "end": end,
            "plug": end - start if known else ANY,
            "charge": one.charging if charger.statuses else one.flowing(),
            "energy": ANY if stop is None else stop - one.meter_start,
            "stop_reason": one.reason,
            "samples": len(one.instants),
            "marks": set(),
        } | other
        for name in ("start", "end"):
            if isinstance(values[name], int):
                values[name] = charger.own(values[name])
        tolerances = {"charge": 2.0, "plug": 2.0} | (near or {})
        if "states-without-time" in charger.manners:
            tolerances |= {"start": 2, "end": 2, "plug": 4, "charge": 6}
        truth = Truth(charger.name, charger.trap, charger.own(one.began), values, tolerances)
        charger.expect(truth)
        return truth
