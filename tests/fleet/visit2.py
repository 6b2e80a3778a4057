"""A car's visit as a charging station of OCPP 2.0.1 or 2.1 tells it: events of a transaction, ordered by numbers."""

from typing import Any

from tests.fleet.charger import Charger
from tests.fleet.truth import ANY, Transaction, Truth

ACCEPTED = {"status": "Accepted"}
TOKEN = {"idToken": "04AA55", "type": "ISO14443"}


class Visit2:
    """One visit at one connector of an evse; `now` (seconds) moves on with what is done."""

    def __init__(self, charger: Charger, connector: str, now: int) -> None:
        self.charger, self.connector, self.now = charger, connector, now
        self.evse, _, self.plug_number = connector.partition("/")
        self.plugged: int | None = None
        self.unplugged: int | None = None
        self.transactions: list[Transaction] = []
        self.interval = 300
        self.offline_until: int | None = None
        self.with_evse: str = "first"
        self.number = 0
        self.states = True

    @property
    def register(self) -> int:
        return self.charger.meters[self.evse]

    def say(self, action: str, payload: dict[str, Any], answer: dict[str, Any] | None, **more: Any) -> Any:
        """Say a call now."""
        more.setdefault("heard", self.now if self.offline_until is None else max(self.now, self.offline_until))
        return self.charger.call(self.now, action, payload, answer, **more)

    def status(self, state: str) -> None:
        """Tell the state of the connector, if the station tells any."""
        if not self.charger.statuses:
            return
        payload = {
            "timestamp": self.charger.stamp(self.now),
            "connectorStatus": state,
            "evseId": int(self.evse),
            "connectorId": int(self.plug_number or 1),
        }
        self.say("StatusNotification", payload, {})

    def place(self) -> dict[str, Any]:
        """Give the evse as events name it."""
        return {"id": int(self.evse)} | ({"connectorId": int(self.plug_number)} if self.plug_number else {})

    def values(self, context: str | None = None) -> list[dict[str, Any]]:
        """Give the meter as this station tells it."""
        manners, register = self.charger.manners, self.register
        sampled: dict[str, Any] = {"value": float(register), "measurand": "Energy.Active.Import.Register"}
        if "in-kwh" in manners:
            sampled |= {"value": register / 1000, "unitOfMeasure": {"unit": "kWh"}}
        elif "with-multiplier" in manners:
            sampled |= {"value": register / 1000, "unitOfMeasure": {"unit": "Wh", "multiplier": 3}}
        elif "bare-values" in manners:
            sampled = {"value": register}
        if context:
            sampled["context"] = context
        told = [sampled]
        if "three-phases" in manners:
            told += [sampled | {"value": sampled["value"] / 3, "phase": f"L{at}"} for at in (1, 2, 3)]
        return [{"timestamp": self.charger.stamp(self.now), "sampledValue": told}]

    def event(
        self,
        one: Transaction,
        kind: str,
        trigger: str,
        *,
        state: str | None = None,
        info: dict[str, Any] | None = None,
        values: list[dict[str, Any]] | None = None,
        number: int | None = None,
        answer: dict[str, Any] | None = None,
        call: dict[str, Any] | None = None,
        **more: Any,
    ) -> None:
        """Say an event of a transaction now."""
        about = {"transactionId": one.id} | ({"chargingState": state} if state else {}) | (info or {})
        payload: dict[str, Any] = {
            "eventType": kind,
            "timestamp": self.charger.stamp(self.now),
            "triggerReason": trigger,
            "seqNo": self.number if number is None else number,
            "transactionInfo": about,
        }
        if self.with_evse == "always" or (self.with_evse == "first" and kind == "Started"):
            payload["evse"] = self.place()
        if values:
            payload["meterValue"] = values
            one.told.append((self.now, self.register))
            one.instants.add(self.now)
        if self.offline_until is not None:
            payload["offline"] = True
        self.number += 1
        self.say("TransactionEvent", payload | more, answer or {}, **(call or {}))

    def plug(self, wait: int = 20) -> "Visit2":
        """Plug the car in, and wait."""
        self.plugged = self.now
        self.status("Occupied")
        self.now += wait
        return self

    def begin(self, tag: str | None = "04AA55") -> Transaction:
        """Begin a transaction in the model; events tell it."""
        bits = self.charger.random.getrandbits(128)
        text = f"{bits:032x}"
        name = f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
        one = Transaction(name, tag, self.now, self.register)
        self.number = 0
        self.transactions.append(one)
        return one

    def charge(self, one: Transaction, minutes: int, watts: int = 7200, state: str = "Charging") -> None:
        """Charge (or stand in another state) for a while, with meter values."""
        told = state if self.states else None
        self.event(one, "Updated", "ChargingStateChanged", state=told)
        begin, register = self.now, self.register
        end = begin + minutes * 60
        if state == "Charging":
            one.charging += end - begin
        for at in range(begin + self.interval, end, self.interval):
            self.now = at
            self.charger.meters[self.evse] = register + watts * (at - begin) // 3600
            self.event(one, "Updated", "MeterValuePeriodic", values=self.values("Sample.Periodic"))
        self.now = end
        self.charger.meters[self.evse] = register + watts * (end - begin) // 3600

    def end(self, one: Transaction, trigger: str = "StopAuthorized", reason: str | None = "Local", **more: Any) -> None:
        """End a transaction."""
        one.ended, one.meter_stop, one.reason = self.now, self.register, reason
        info = more.pop("info", {}) | ({"stoppedReason": reason} if reason else {})
        values = more.pop("values", self.values("Transaction.End"))
        self.event(one, "Ended", trigger, info=info, values=values, **more)

    def unplug(self, wait: int = 240) -> None:
        """Unplug after a while."""
        self.now += wait
        self.unplugged = self.now
        self.status("Available")

    def whole(self, minutes: int = 40, **more: Any) -> Transaction:
        """Do all of an usual visit: plug in, authorise, charge, stop, unplug."""
        self.plug(0)
        one = self.begin()
        begin = self.values("Transaction.Begin")
        self.event(one, "Started", "CablePluggedIn", state="EVConnected", values=begin)
        self.now += 15
        self.event(one, "Updated", "Authorized", idToken=TOKEN, answer={"idTokenInfo": ACCEPTED})
        self.now += 5
        self.charge(one, minutes)
        self.end(one, state="EVConnected")
        self.unplug()
        self.expect(one, **more)
        return one

    def expect(self, one: Transaction, *, near: dict[str, float] | None = None, **other: Any) -> Truth:
        """Say what must come out of a transaction by the rules; `other` says what a trap changes of it."""
        first, last = one is self.transactions[0], one is self.transactions[-1]
        charger = self.charger
        start = self.plugged if first and self.plugged is not None else one.began
        end = self.unplugged if last and self.unplugged is not None and charger.statuses else one.ended
        start, end = other.get("start", start), other.get("end", end)
        stop = one.meter_stop if one.ended is not None else one.told[-1][1] if one.told else None
        known = isinstance(start, int) and isinstance(end, int)
        values: dict[str, Any] = {
            "connector": self.connector,
            "transaction": one.id,
            "identity": one.tag,
            "initiator": "RFID",
            "start": start,
            "end": end,
            "plug": end - start if known else ANY,
            "charge": one.charging,
            "energy": ANY if stop is None else stop - one.meter_start,
            "stop_reason": one.reason,
            "samples": len(one.instants),
            "marks": set(),
        } | other
        for name in ("start", "end"):
            if isinstance(values[name], int):
                values[name] = charger.own(values[name])
        tolerances = {"charge": 2.0, "plug": 2.0, "energy": 1.0} | (near or {})
        truth = Truth(charger.name, charger.trap, charger.own(one.began), values, tolerances)
        charger.expect(truth)
        return truth
