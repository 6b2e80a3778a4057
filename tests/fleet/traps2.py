"""What goes wrong at charging stations of OCPP 2.0.1 and 2.1, and what must come out all the same by the rules."""

from collections.abc import Callable
from typing import Any

from tests.fleet.traps import Trap, clock
from tests.fleet.truth import ANY, Transaction
from tests.fleet.visit2 import ACCEPTED, TOKEN, Visit2

TRAPS2: dict[str, Trap] = {}
KNOWN = {"idTokenInfo": ACCEPTED}


def trap(*needs: str) -> Callable[[Callable[[Visit2], None]], Callable[[Visit2], None]]:
    def note(play: Callable[[Visit2], None]) -> Callable[[Visit2], None]:
        TRAPS2[play.__name__.replace("_", "-")] = Trap(play, frozenset(needs))
        return play

    return note


@trap()
def plugged_in_first(visit: Visit2) -> None:
    visit.whole()


@trap()
def authorised_first(visit: Visit2) -> None:
    one = visit.begin()
    visit.event(one, "Started", "Authorized", idToken=TOKEN, answer=KNOWN, values=visit.values("Transaction.Begin"))
    visit.now += 20
    visit.plug(0)
    visit.event(one, "Updated", "CablePluggedIn", state="EVConnected")
    visit.now += 5
    visit.charge(one, 40)
    visit.end(one)
    visit.unplug()
    visit.expect(one)


@trap()
def charging_first(visit: Visit2) -> None:
    visit.plug(30)
    one = visit.begin()
    begin = visit.values("Transaction.Begin")
    visit.event(one, "Started", "ChargingStateChanged", state="Charging", idToken=TOKEN, answer=KNOWN, values=begin)
    visit.charge(one, 40)
    visit.end(one)
    visit.unplug()
    visit.expect(one, **_no_plug(visit, one))


def _no_plug(visit: Visit2, one: Transaction) -> dict[str, Any]:
    return {} if visit.charger.statuses else {"start": one.began}


@trap("states")
def token_late(visit: Visit2) -> None:
    visit.plug(0)
    one = visit.begin()
    visit.event(one, "Started", "CablePluggedIn", state="EVConnected", values=visit.values("Transaction.Begin"))
    visit.now += 1200
    visit.event(one, "Updated", "Authorized", idToken=TOKEN, answer=KNOWN)
    visit.charge(one, 40)
    visit.end(one, idToken=TOKEN)
    visit.unplug()
    visit.expect(one)


@trap("states")
def no_evse_anywhere(visit: Visit2) -> None:
    visit.with_evse = "never"
    visit.whole(connector=visit.connector if "/" in visit.connector else f"{visit.connector}/1")


@trap()
def evse_in_every_event(visit: Visit2) -> None:
    visit.with_evse = "always"
    visit.whole()


@trap()
def no_ended(visit: Visit2) -> None:
    if not visit.charger.statuses:
        visit.whole()
        return
    visit.plug(0)
    one = visit.begin()
    visit.event(one, "Started", "CablePluggedIn", state="EVConnected", values=visit.values("Transaction.Begin"))
    visit.event(one, "Updated", "Authorized", idToken=TOKEN, answer=KNOWN)
    visit.now += 5
    visit.charge(one, 40)
    visit.charge(one, 20, 0, "SuspendedEV")
    visit.unplug(10)
    visit.expect(one, marks={"missing-stop"})


@trap("last")
def still_open_at_the_end(visit: Visit2) -> None:
    visit.plug(0)
    one = visit.begin()
    visit.event(one, "Started", "CablePluggedIn", state="EVConnected", values=visit.values("Transaction.Begin"))
    visit.now += 5
    visit.event(one, "Updated", "Authorized", idToken=TOKEN, answer=KNOWN)
    visit.charge(one, 40)
    visit.expect(one, end=ANY, plug=ANY, charge=ANY, marks={"still-open"})


@trap()
def time_counted_by_the_station(visit: Visit2) -> None:
    visit.plug(0)
    one = visit.begin()
    visit.event(one, "Started", "CablePluggedIn", state="EVConnected", values=visit.values("Transaction.Begin"))
    visit.now += 5
    visit.event(one, "Updated", "Authorized", idToken=TOKEN, answer=KNOWN)
    visit.charge(one, 40)
    visit.end(one, info={"timeSpentCharging": 2222})
    visit.unplug()
    visit.expect(one, charge=2222)


@trap("clock", "told-time")
def offline_flag(visit: Visit2) -> None:
    visit.offline_until = visit.now + 5 * 3600
    one = visit.whole()
    truth = visit.charger.truths.pop()
    visit.now = visit.offline_until + 60
    visit.expect(one, charge=truth.values["charge"], marks={"offline-replay"})


@trap()
def numbers_out_of_order(visit: Visit2) -> None:
    """Two events change places on their way: the one with the lower number is heard later."""
    visit.plug(0)
    one = visit.begin()
    visit.event(one, "Started", "CablePluggedIn", state="EVConnected", values=visit.values("Transaction.Begin"))
    visit.now += 5
    visit.event(one, "Updated", "Authorized", idToken=TOKEN, answer=KNOWN)
    visit.charge(one, 30)
    heard = visit.now + 15
    visit.event(one, "Updated", "ChargingStateChanged", state="SuspendedEV", call={"heard": heard})
    visit.now += 10
    visit.event(one, "Updated", "ChargingStateChanged", state="Charging")
    visit.now += 600
    one.charging += 600
    visit.charger.meters[visit.evse] += 1000
    visit.end(one)
    visit.unplug()
    visit.expect(one)


@trap()
def ended_before_the_last_values(visit: Visit2) -> None:
    visit.plug(0)
    one = visit.begin()
    visit.event(one, "Started", "CablePluggedIn", state="EVConnected", values=visit.values("Transaction.Begin"))
    visit.now += 5
    visit.event(one, "Updated", "Authorized", idToken=TOKEN, answer=KNOWN)
    visit.charge(one, 30)
    late = visit.now + 20
    visit.event(one, "Updated", "MeterValuePeriodic", values=visit.values("Sample.Periodic"), call={"heard": late})
    visit.now += 10
    one.charging += 10
    visit.charger.meters[visit.evse] += 20
    visit.end(one)
    visit.unplug()
    visit.expect(one)


@trap()
def events_sent_again(visit: Visit2) -> None:
    one = visit.whole()
    calls = [said for said in visit.charger.said if said.frame[0] == 2 and said.frame[2] == "TransactionEvent"]
    its = [said for said in calls if said.frame[3]["transactionInfo"]["transactionId"] == one.id]
    for said in (its[0], its[-1]):
        visit.charger.call(0, "TransactionEvent", said.frame[3], {}, heard=said.at // 1000 + 20)
    visit.now += 60


@trap()
def unknown_words(visit: Visit2) -> None:
    visit.plug(0)
    one = visit.begin()
    visit.event(one, "Started", "CablePluggedIn", state="EVConnected", values=visit.values("Transaction.Begin"))
    visit.now += 5
    visit.event(one, "Updated", "Authorized", idToken=TOKEN, answer=KNOWN)
    visit.charge(one, 30)
    visit.event(one, "Updated", "MoonPhaseChanged", state="Levitating")
    visit.now += 60
    visit.charge(one, 10)
    visit.end(one, "BoredCar", "CarGotBored")
    visit.unplug()
    visit.expect(one)


@trap()
def states_without_their_names(visit: Visit2) -> None:
    """ChargingStateChanged without a chargingState: only the meter tells when it charged."""
    visit.states = False
    visit.whole(charge=ANY)


@trap("answers")
def remote_start(visit: Visit2) -> None:
    number = visit.charger.random.randrange(1, 10**6)
    token = {"idToken": "APP-7", "type": "Central"}
    asked = {"idToken": token, "remoteStartId": number, "evseId": int(visit.evse)}
    visit.say("RequestStartTransaction", asked, ACCEPTED, up=False)
    visit.now += 30
    one = visit.begin("APP-7")
    info = {"remoteStartId": number}
    begin = visit.values("Transaction.Begin")
    visit.event(one, "Started", "RemoteStart", info=info, idToken=token, answer=KNOWN, values=begin)
    visit.now += 30
    visit.plug(0)
    visit.event(one, "Updated", "CablePluggedIn", state="EVConnected")
    visit.now += 5
    visit.charge(one, 40)
    visit.end(one, "RemoteStop", "Remote")
    visit.unplug()
    visit.expect(one, initiator="Remote")


@trap("answers")
def remote_start_not_followed(visit: Visit2) -> None:
    token = {"idToken": "APP-7", "type": "Central"}
    asked = {"idToken": token, "remoteStartId": 5, "evseId": int(visit.evse)}
    visit.say("RequestStartTransaction", asked, ACCEPTED, up=False)
    visit.charger.attempt(visit.now, "remote-start", visit.evse, told=False)
    visit.now += 1200
    visit.whole()


def _token(name: str, token: dict[str, str] | None, initiator: str) -> None:
    def play(visit: Visit2) -> None:
        visit.plug(0)
        one = visit.begin(token["idToken"] or None if token else None)
        more = {"idToken": token} if token else {}
        begin = visit.values("Transaction.Begin")
        visit.event(one, "Started", "CablePluggedIn", state="EVConnected", values=begin, **more)
        visit.now += 5
        visit.charge(one, 30)
        visit.end(one)
        visit.unplug()
        visit.expect(one, initiator=initiator)

    play.__name__ = name
    trap()(play)


_token("no_token_at_all", None, "")
_token("no_authorization", {"idToken": "", "type": "NoAuthorization"}, "")
_token("no_authorization_with_a_name", {"idToken": "FREE-1", "type": "NoAuthorization"}, "")
_token("direct_payment", {"idToken": "PAY-1", "type": "DirectPayment"}, "Credit card")
_token("contract_of_the_car", {"idToken": "DE8AA1A2B3C4D5", "type": "eMAID"}, "RFID")


@trap("answers")
def refused_token(visit: Visit2) -> None:
    visit.plug(0)
    one = visit.begin("BAD")
    bad = {"idToken": "BAD", "type": "ISO14443"}
    refused = {"idTokenInfo": {"status": "Blocked"}}
    visit.event(one, "Started", "Authorized", idToken=bad, answer=refused, values=visit.values("Transaction.Begin"))
    visit.now += 10
    visit.end(one, "Deauthorized", "DeAuthorized")
    visit.unplug(30)
    visit.charger.attempt(one.began, "start", visit.connector)
    visit.transactions.clear()
    visit.now += 900
    visit.whole()


@trap("states")
def several_transactions_in_one_visit(visit: Visit2) -> None:
    visit.plug(10)
    made = []
    for _ in range(2):
        one = visit.begin()
        begin = visit.values("Transaction.Begin")
        visit.event(one, "Started", "Authorized", state="EVConnected", idToken=TOKEN, answer=KNOWN, values=begin)
        visit.now += 5
        visit.charge(one, 25)
        visit.end(one, state="EVConnected")
        visit.now += 400
        made.append(one)
    visit.unplug()
    for one in made:
        visit.expect(one)


@trap("two")
def two_evses_at_once(visit: Visit2) -> None:
    connector = "2/1" if "/" in visit.connector else "2"
    other = Visit2(visit.charger, connector, visit.now + 7)
    visit.whole(30)
    other.whole(55)
    visit.now = max(visit.now, other.now)


@trap()
def boot_in_mid_transaction(visit: Visit2) -> None:
    visit.plug(0)
    one = visit.begin()
    visit.event(one, "Started", "CablePluggedIn", state="EVConnected", values=visit.values("Transaction.Begin"))
    visit.now += 5
    visit.event(one, "Updated", "Authorized", idToken=TOKEN, answer=KNOWN)
    visit.charge(one, 30)
    boot2(visit.charger, visit.now)
    visit.now += 3
    one.charging += 3
    visit.charge(one, 20)
    visit.end(one)
    visit.unplug()
    visit.expect(one)


@trap()
def only_intervals(visit: Visit2) -> None:
    _odd_values(visit, [{"value": 1200.0, "measurand": "Energy.Active.Import.Interval"}], 0)


@trap()
def only_power(visit: Visit2) -> None:
    told = [{"value": 7.2, "measurand": "Power.Active.Import", "unitOfMeasure": {"unit": "kW"}}]
    _odd_values(visit, told, 150)


def _odd_values(visit: Visit2, sampled: list[dict[str, Any]], near: int) -> None:
    visit.plug(0)
    one = visit.begin()
    visit.event(one, "Started", "CablePluggedIn", state="EVConnected", idToken=TOKEN, answer=KNOWN)
    visit.now += 5
    visit.event(one, "Updated", "ChargingStateChanged", state="Charging")
    for at in range(5):
        values = [{"timestamp": visit.charger.stamp(visit.now), "sampledValue": sampled}]
        if at or near:
            visit.event(one, "Updated", "MeterValuePeriodic", values=values)
        if at < 4:
            visit.now += 600
            one.charging += 600
    visit.end(one, values=None)
    visit.unplug()
    visit.expect(one, energy=4800, near={"energy": near + 1})


@trap()
def values_apart_from_events(visit: Visit2) -> None:
    """MeterValues of the evse in the midst of events."""
    visit.plug(0)
    one = visit.begin()
    visit.event(one, "Started", "CablePluggedIn", state="EVConnected", values=visit.values("Transaction.Begin"))
    visit.now += 5
    visit.event(one, "Updated", "Authorized", idToken=TOKEN, answer=KNOWN)
    visit.event(one, "Updated", "ChargingStateChanged", state="Charging")
    for _ in range(3):
        visit.now += 600
        one.charging += 600
        visit.charger.meters[visit.evse] += 1200
        visit.say("MeterValues", {"evseId": int(visit.evse), "meterValue": visit.values("Sample.Clock")}, {})
        one.told.append((visit.now, visit.register))
        one.instants.add(visit.now)
    visit.end(one)
    visit.unplug()
    visit.expect(one)


@trap()
def a_stream_of_2_1(visit: Visit2) -> None:
    for at in range(3):
        data = {"id": 1, "pending": 0, "basetime": visit.charger.stamp(visit.now), "data": [{"t": at, "v": "1"}]}
        visit.say("NotifyPeriodicEventStream", data, None, kind=6)
    visit.whole()


@trap()
def log_begins_in_mid_transaction(visit: Visit2) -> None:
    one = visit.begin()
    visit.charge(one, 20)
    visit.end(one)
    visit.unplug()
    visit.transactions.clear()
    visit.now += 900
    visit.whole()


def boot2(charger: Any, at: int) -> None:
    """Let a station start, and say who it is."""
    charger.restart_ids()
    about = {"vendorName": "Vendor", "model": "T-201", "serialNumber": charger.serial}
    answer = {"status": "Accepted", "currentTime": clock(at), "interval": 1800}
    charger.call(at, "BootNotification", {"reason": "PowerUp", "chargingStation": about}, answer)


@trap()
def only_first_and_last_register(visit: Visit2) -> None:
    visit.plug(0)
    one = visit.begin()
    visit.event(one, "Started", "CablePluggedIn", state="EVConnected", idToken=TOKEN, answer=KNOWN)
    visit.now += 5
    visit.event(one, "Updated", "MeterValuePeriodic", values=visit.values())
    visit.charge(one, 30)
    visit.end(one, values=visit.values())
    visit.unplug()
    visit.expect(one)


@trap()
def stopped_by_another_token(visit: Visit2) -> None:
    visit.plug(0)
    one = visit.begin()
    begin = visit.values("Transaction.Begin")
    visit.event(one, "Started", "CablePluggedIn", state="EVConnected", idToken=TOKEN, answer=KNOWN, values=begin)
    visit.now += 5
    visit.charge(one, 30)
    visit.end(one, idToken={"idToken": "MASTER", "type": "ISO14443"}, answer=KNOWN)
    visit.unplug()
    visit.expect(one)


@trap()
def ended_as_the_car_leaves(visit: Visit2) -> None:
    visit.plug(0)
    one = visit.begin()
    begin = visit.values("Transaction.Begin")
    visit.event(one, "Started", "CablePluggedIn", state="EVConnected", idToken=TOKEN, answer=KNOWN, values=begin)
    visit.now += 5
    visit.charge(one, 30)
    visit.charge(one, 25, 0, "SuspendedEV")
    visit.end(one, "EVCommunicationLost", "EVDisconnected")
    visit.unplug(0)
    visit.expect(one, end=visit.now)


@trap("states")
def no_session_without_a_beginning(visit: Visit2) -> None:
    """The Started is cut: what is left of the transaction is no session."""
    visit.plug(0)
    one = visit.begin()
    visit.event(one, "Updated", "ChargingStateChanged", state="Charging")
    visit.charge(one, 10)
    visit.end(one)
    visit.unplug()
    visit.transactions.clear()
    visit.now += 900
    visit.whole()


@trap("states")
def the_evse_of_the_station(visit: Visit2) -> None:
    told = {"timestamp": visit.charger.stamp(visit.now), "connectorStatus": "Available", "evseId": 0, "connectorId": 0}
    visit.say("StatusNotification", told, {})
    visit.whole()
