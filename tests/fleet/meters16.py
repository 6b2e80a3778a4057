"""What is odd about the meter at chargers of OCPP 1.6."""

from tests.fleet.traps import closed, silent, trap
from tests.fleet.truth import ANY
from tests.fleet.visit16 import POWER, REGISTER, Visit


@trap()
def meter_values_sent_again(visit: Visit) -> None:
    visit.plug()
    one = visit.start()
    for _ in range(4):
        visit.charge(one, 10)
        visit.sample(one, 7200)
        visit.sample(one, 7200, heard=visit.now + 20)
        visit.now += 30
        one.charging += 30
    visit.stop(one)
    visit.unplug()
    visit.expect(one, charge=ANY, samples=ANY)


@trap()
def meter_reset(visit: Visit) -> None:
    visit.plug()
    one = visit.start()
    visit.charge(one, 20)
    before = visit.register
    visit.charger.meters[visit.connector] = 0
    visit.charge(one, 30)
    visit.stop(one)
    visit.unplug()
    energy = before - one.meter_start + visit.register
    near = {"energy": 7200 * visit.interval / 3600}
    charge = one.charging if visit.charger.statuses else ANY
    visit.expect(one, energy=energy, charge=charge, near=near, marks={"meter-reset"})


@trap()
def meter_rounding(visit: Visit) -> None:
    visit.plug()
    one = visit.start()
    visit.charge(one, 40)
    visit.stop(one, meter=visit.register - 7)
    visit.unplug()
    visit.expect(one)


@trap()
def zero_energy(visit: Visit) -> None:
    visit.plug()
    one = visit.start()
    visit.suspend(one, 40)
    visit.stop(one)
    visit.unplug()
    visit.expect(one, charge=0)


@trap()
def zero_energy_below_zero(visit: Visit) -> None:
    visit.plug()
    one = visit.start()
    visit.samples = False
    visit.suspend(one, 10)
    visit.stop(one, meter=visit.register - 4)
    visit.unplug()
    visit.expect(one, energy=0, charge=0 if visit.charger.statuses else ANY)


@trap("states")
def kwh_beside_wh_without_a_stop(visit: Visit) -> None:
    visit.plug()
    one = visit.start()
    for _ in range(3):
        visit.samples = False
        visit.charge(one, 10)
        visit.samples = True
        visit.sample(one, 0, [{"value": f"{visit.register / 1000:.3f}", "unit": "kWh", "measurand": REGISTER}])
    visit.stop(one, lost=True)
    visit.unplug(finishing=False)
    one.charging += 240
    closed(visit, one, visit.now)


@trap("states")
def three_phases_without_a_stop(visit: Visit) -> None:
    visit.plug()
    one = visit.start()
    for _ in range(3):
        visit.samples = False
        visit.charge(one, 10)
        visit.samples = True
        each = [{"value": str(visit.register), "measurand": REGISTER, "phase": f"L{at}"} for at in (1, 2, 3)]
        visit.sample(one, 0, [*each, {"value": str(visit.register), "measurand": REGISTER, "unit": "Wh"}])
    visit.stop(one, lost=True)
    visit.unplug(finishing=False)
    one.charging += 240
    closed(visit, one, visit.now)


@trap()
def only_intervals(visit: Visit) -> None:
    visit.plug()
    one = visit.start(meter=None)
    for _ in range(4):
        visit.samples = False
        visit.charge(one, 15)
        visit.samples = True
        visit.sample(one, 0, [{"value": "1800", "measurand": "Energy.Active.Import.Interval", "unit": "Wh"}])
    visit.stop(one, meter=None)
    visit.unplug()
    visit.expect(one, energy=7200, **silent(visit))


@trap()
def only_power(visit: Visit) -> None:
    visit.plug()
    one = visit.start(meter=None)
    visit.sample(one, 0, [{"value": "7.2", "measurand": POWER, "unit": "kW"}])
    for _ in range(4):
        visit.samples = False
        visit.charge(one, 15)
        visit.samples = True
        visit.sample(one, 0, [{"value": "7.2", "measurand": POWER, "unit": "kW"}])
    visit.stop(one, meter=None)
    visit.unplug()
    visit.expect(one, energy=7200, near={"energy": 150}, **silent(visit))


@trap()
def transaction_data_instead_of_meters(visit: Visit) -> None:
    visit.plug()
    one = visit.start(meter=None)
    visit.samples = False
    visit.charge(one, 30)
    sampled = [
        {
            "timestamp": visit.charger.stamp(at),
            "sampledValue": [{"value": str(meter), "context": f"Transaction.{edge}"}],
        }
        for at, meter, edge in ((one.began, one.meter_start, "Begin"), (visit.now, visit.register, "End"))
    ]
    visit.stop(one, meter=None, data=sampled)
    visit.unplug()
    visit.expect(one, samples=ANY, **silent(visit))


@trap()
def late_samples(visit: Visit) -> None:
    visit.plug()
    one = visit.start()
    visit.charge(one, 40)
    visit.stop(one)
    visit.status("Finishing")
    visit.now += 420
    visit.sample(one, 0)
    visit.unplug(finishing=False)
    visit.expect(one, **silent(visit))


@trap("cuts")
def meter_values_cut(visit: Visit) -> None:
    visit.plug()
    one = visit.start()
    visit.charge(one, 30)
    visit.sample(None, 7200, cut=True)
    visit.charge(one, 10)
    visit.stop(one)
    visit.unplug()
    visit.expect(one)


@trap("states")
def states_say_charging_while_the_meter_stands(visit: Visit) -> None:
    visit.plug()
    one = visit.start()
    visit.charge(one, 20)
    visit.charge(one, 60, 0)
    visit.stop(one)
    visit.unplug()
    visit.expect(one, marks={"status-meter-disagree"})


@trap()
def values_outside_of_transactions(visit: Visit) -> None:
    """Clock-aligned values without a transaction, of the connector and of the whole station."""
    for _ in range(3):
        visit.now += 900
        visit.sample(None, 0)
    one = visit.whole()
    visit.now += 900
    visit.sample(None, 0)
    assert one.ended


@trap()
def only_first_and_last_register(visit: Visit) -> None:
    visit.plug()
    one = visit.start(meter=None)
    visit.sample(one, 7200)
    visit.charge(one, 30)
    visit.stop(one, meter=None)
    visit.unplug()
    visit.expect(one, energy=one.told[-1][1] - one.meter_start)


@trap()
def begin_and_end_among_the_values(visit: Visit) -> None:
    visit.plug()
    one = visit.start(meter=None)
    visit.samples = False
    for context in ("Transaction.Begin", "Transaction.End"):
        visit.samples = True
        visit.sample(one, 0, [{"value": str(visit.register), "context": context, "unit": "Wh"}])
        visit.samples = False
        if context == "Transaction.Begin":
            visit.charge(one, 30)
    visit.stop(one, meter=None)
    visit.unplug()
    visit.expect(one, **silent(visit))


@trap("states")
def values_after_the_car_has_left(visit: Visit) -> None:
    """No stop, no next start for hours; values without a transaction go on."""
    visit.plug()
    one = visit.start()
    visit.charge(one, 30)
    visit.stop(one, lost=True)
    visit.unplug(60, finishing=False)
    one.charging += 60
    left = visit.now
    for _ in range(4):
        visit.now += 1800
        visit.sample(None, 0)
    closed(visit, one, left)
