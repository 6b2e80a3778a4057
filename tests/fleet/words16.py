"""Usual visits at chargers of OCPP 1.6, and what is odd about words, tags and messages."""

from tests.fleet.traps import next_visit, remote, trap
from tests.fleet.truth import ANY
from tests.fleet.visit16 import ACCEPTED, Visit


@trap()
def plain(visit: Visit) -> None:
    visit.whole()


@trap()
def charging_with_pauses(visit: Visit) -> None:
    visit.plug()
    visit.authorize("04AA55")
    one = visit.start()
    for state in ("SuspendedEVSE", "SuspendedEV"):
        visit.charge(one, 20)
        visit.suspend(one, 15, state)
    visit.charge(one, 10, 3600)
    visit.stop(one, "EVDisconnected")
    visit.unplug(5)
    visit.expect(one)


@trap()
def unknown_words(visit: Visit) -> None:
    visit.plug()
    one = visit.start()
    visit.charge(one, 30)
    visit.status("Levitating")
    visit.now += 60
    visit.charge(one, 10)
    visit.stop(one, "CarGotBored")
    visit.unplug()
    visit.expect(one)


@trap("states")
def charging_told_before_the_start(visit: Visit) -> None:
    visit.plug(wait=15)
    visit.status("Charging")
    visit.now += 2
    one = visit.start()
    one.charging += 2
    visit.charge(one, 30)
    visit.stop(one)
    visit.unplug()
    visit.expect(one)


@trap("states")
def no_preparing(visit: Visit) -> None:
    visit.status("Available")
    visit.now += 60
    visit.plug("Charging", wait=3)
    one = visit.start()
    one.charging += 3
    visit.charge(one, 30)
    visit.stop(one)
    visit.unplug(120, finishing=False)
    visit.expect(one, charge=ANY)


def _free(name: str, tag: str | None) -> None:
    def play(visit: Visit) -> None:
        its = visit.charger.serial if tag == "serial" else tag
        visit.plug()
        one = visit.start(its)
        visit.charge(one, 30)
        visit.stop(one, tag=None)
        visit.unplug()
        visit.expect(one, initiator="", identity=its or None)

    play.__name__ = name
    trap(*(["boots"] if tag == "serial" else []))(play)


@trap("boots")
def card_reader(visit: Visit) -> None:
    visit.plug()
    one = visit.start(visit.charger.card_reader)
    visit.charge(one, 30)
    visit.stop(one)
    visit.unplug()
    visit.expect(one, initiator="Credit card")


@trap()
def tags_to_the_letter(visit: Visit) -> None:
    for tag in ("0000123", "73928e05", "104512345678901", "a b/c"):
        other = next_visit(visit, 600)
        other.whole(tag, minutes=10)
        visit.now = other.now


@trap()
def messages_within_messages(visit: Visit) -> None:
    visit.plug()
    one = visit.start()
    inner = '[2,"x1","StopTransaction",{"transactionId":%s,"meterStop":1,"timestamp":"%s"}]'
    data = inner % (one.id, visit.charger.stamp(visit.now + 5))
    visit.say("DataTransfer", {"vendorId": "v", "messageId": "m", "data": data}, {"status": "Accepted", "data": data})
    visit.charge(one, 30)
    visit.stop(one)
    visit.unplug()
    visit.expect(one)


@trap()
def secrets(visit: Visit) -> None:
    asked = {"key": "AuthorizationKey", "value": "5ecre7-Passw0rd-of-the-fleet"}
    visit.say("ChangeConfiguration", asked, ACCEPTED, up=False)
    visit.whole()


for _name, _tag in (
    ("free_vend_local", "LOCAL"),
    ("free_vend_freevend", "FREEVEND"),
    ("free_vend_empty", ""),
    ("free_vend_own_serial", "serial"),
):
    _free(_name, _tag)


@trap()
def tags_with_marks(visit: Visit) -> None:
    for tag in ('O\'Brien "7"', "a,b;c", "back\\slash", "[2,x]", "형준-7", "{}"):
        other = next_visit(visit, 600)
        other.whole(tag, minutes=10)
        visit.now = other.now


@trap("states", "own-time")
def states_heard_in_the_wrong_order(visit: Visit) -> None:
    visit.plug()
    one = visit.start()
    visit.charge(one, 20)
    heard = visit.now + 20
    visit.status("SuspendedEV", heard=heard)
    visit.now += 15
    visit.charge(one, 20)
    visit.stop(one)
    visit.unplug()
    visit.expect(one)


@trap("answers")
def remote_start_in_other_letters(visit: Visit) -> None:
    remote(visit, "app-user-5")
    visit.now += 20
    visit.plug()
    one = visit.start("APP-USER-5")
    visit.charge(one, 30)
    visit.stop(one, "Remote")
    visit.unplug()
    visit.expect(one, initiator="Remote")


@trap()
def reconnected_without_a_boot(visit: Visit) -> None:
    """Ids begin anew; a call of before waits for ever under an id that a start has then."""
    visit.say("StatusNotification", {"connectorId": 0, "errorCode": "NoError", "status": "Available"}, None, number="1")
    visit.charger.restart_ids()
    visit.now += 30
    visit.plug()
    one = visit.start(message="1")
    visit.charge(one, 30)
    visit.stop(one)
    visit.unplug()
    visit.expect(one)
