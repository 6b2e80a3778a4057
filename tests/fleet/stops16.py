"""What ends wrong at chargers of OCPP 1.6: stops that are missing, late, cut, sent again, or not what they seem."""

from tests.fleet.traps import boot, closed, heartbeat, next_visit, trap
from tests.fleet.truth import ANY, Transaction
from tests.fleet.visit16 import ACCEPTED, Visit


@trap("states")
def missing_stop_closed_by_available(visit: Visit) -> None:
    visit.plug()
    one = visit.start()
    visit.charge(one, 40)
    visit.suspend(one, 20)
    visit.stop(one, lost=True)
    visit.unplug(60, finishing=False)
    closed(visit, one, visit.now, energy=one.told[-1][1] - one.meter_start)


@trap()
def missing_stop_closed_by_the_next_start(visit: Visit) -> None:
    visit.plug()
    one = visit.start("AAAA")
    visit.charge(one, 40)
    visit.suspend(one, 10)
    visit.stop(one, lost=True)
    visit.now += 3600
    other = visit.start("BBBB")
    visit.charge(other, 20)
    visit.stop(other)
    visit.unplug()
    closed(visit, one, other.began)
    visit.expect(other)


@trap("states")
def missing_stop_closed_by_a_reboot(visit: Visit) -> None:
    visit.plug()
    one = visit.start()
    visit.charge(one, 40)
    visit.stop(one, lost=True)
    visit.now += 900
    boot(visit.charger, visit.now)
    booted = visit.now
    visit.now += 2
    visit.status("Unavailable")
    visit.now += 3 * 86_400
    heartbeat(visit.charger, visit.now)
    visit.now += 600
    visit.status("Available")
    closed(visit, one, booted, end=ANY, plug=ANY, charge=ANY)


@trap("last")
def still_open_at_the_end(visit: Visit) -> None:
    visit.plug()
    one = visit.start()
    visit.charge(one, 60)
    closed(visit, one, visit.now, end=ANY, plug=ANY, charge=ANY, marks={"still-open"})


@trap()
def boot_in_mid_transaction(visit: Visit) -> None:
    visit.plug()
    one = visit.start()
    visit.charge(one, 30)
    boot(visit.charger, visit.now)
    visit.now += 3
    one.charging += 3
    visit.charge(one, 20)
    visit.stop(one)
    visit.unplug()
    visit.expect(one)


@trap("states")
def boot_in_mid_transaction_that_says_available(visit: Visit) -> None:
    visit.plug()
    one = visit.start()
    visit.charge(one, 30)
    boot(visit.charger, visit.now)
    visit.now += 1
    visit.status("Available")
    visit.now += 4
    visit.charge(one, 30)
    visit.stop(one)
    visit.unplug()
    visit.expect(one, near={"charge": 6})


@trap()
def boot_that_the_central_system_asked_for(visit: Visit) -> None:
    visit.plug()
    one = visit.start()
    visit.charge(one, 30)
    asked = {"requestedMessage": "BootNotification"}
    visit.say("TriggerMessage", asked, ACCEPTED, up=False)
    boot(visit.charger, visit.now, restarts=False)
    visit.charge(one, 20)
    visit.stop(one, "Remote")
    visit.unplug()
    visit.expect(one)


@trap()
def stop_sent_again(visit: Visit) -> None:
    visit.plug()
    one = visit.start()
    visit.charge(one, 40)
    visit.stop(one)
    for later in (30, 60):
        answer = {"idTagInfo": ACCEPTED}
        visit.charger.call(visit.now, "StopTransaction", visit._odd(visit.last_stop), answer, heard=visit.now + later)
    visit.now += 70
    visit.unplug()
    visit.expect(one, near={"charge": 75})


@trap("plain-clock", "states")
def stop_before_start(visit: Visit) -> None:
    visit.plug()
    one = visit.start()
    visit.samples = False
    visit.status("Charging")
    visit.charger.meters[visit.connector] += 900
    stamp = visit.charger.stamp(visit.now - 1800)
    visit.now += 600
    visit.stop(one, stamp=stamp)
    visit.unplug()
    visit.expect(one, charge=ANY, marks={"stop-before-start"})


@trap("cuts", "states", "not-again")
def stop_cut(visit: Visit) -> None:
    visit.plug()
    one = visit.start()
    visit.charge(one, 30)
    visit.suspend(one, 10)
    visit.stop(one, cut=True)
    one.ended = one.reason = None
    visit.unplug(60, finishing=False)
    closed(visit, one, visit.now)


@trap("states", "own-time")
def stop_after_available(visit: Visit) -> None:
    visit.plug()
    one = visit.start()
    visit.charge(one, 30)
    visit.unplugged = visit.now
    visit.status("Available")
    visit.now += 4
    visit.stop(one, "EVDisconnected")
    visit.expect(one)


@trap()
def no_stop_reason(visit: Visit) -> None:
    visit.plug()
    one = visit.start()
    visit.charge(one, 30)
    visit.stop(one, None, tag=None)
    visit.unplug()
    visit.expect(one)


@trap("states")
def fault_during_the_session(visit: Visit) -> None:
    visit.plug()
    one = visit.start()
    visit.charge(one, 30)
    visit.status("Faulted", "GroundFailure")
    visit.now += 5
    visit.stop(one, "EmergencyStop")
    visit.status("Finishing")
    visit.now += 300
    visit.unplug(finishing=False)
    visit.expect(one, marks={"faulted-during-session"})


@trap()
def orphan_stop_in_mid_transaction(visit: Visit) -> None:
    visit.plug()
    one = visit.start()
    visit.charge(one, 20)
    told = {"transactionId": 990_002, "meterStop": 77, "timestamp": visit.charger.stamp(visit.now), "reason": "Other"}
    visit.say("StopTransaction", told, {"idTagInfo": ACCEPTED})
    visit.charge(one, 20)
    visit.stop(one)
    visit.unplug()
    visit.expect(one)


@trap("states")
def boot_while_plugged_in_before_the_start(visit: Visit) -> None:
    visit.plug(wait=300)
    boot(visit.charger, visit.now)
    visit.now += 3
    visit.status("Preparing")
    visit.now += 600
    one = visit.start()
    visit.charge(one, 30)
    visit.stop(one)
    visit.unplug()
    visit.expect(one)


@trap()
def orphan_stop(visit: Visit) -> None:
    visit.say(
        "StopTransaction",
        {"transactionId": 990_001, "meterStop": 5, "timestamp": visit.charger.stamp(visit.now), "reason": "PowerLoss"},
        {"idTagInfo": ACCEPTED},
    )
    other = next_visit(visit, 900)
    other.whole()
    visit.now = other.now


@trap("first")
def log_begins_in_mid_transaction(visit: Visit) -> None:
    one = Transaction(str(visit.charger.transaction()), "OLD", visit.now, visit.register)
    visit.charge(one, 30)
    visit.stop(one)
    visit.unplug()
    other = next_visit(visit)
    other.whole()
    visit.now = other.now


@trap("states")
def unavailable_after_boot_then_car(visit: Visit) -> None:
    boot(visit.charger, visit.now)
    visit.now += 1
    visit.status("Unavailable")
    visit.now += 30
    visit.whole()
