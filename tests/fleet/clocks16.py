"""What is odd about the time at chargers of OCPP 1.6: replays, clocks that were not set."""

from tests.fleet.traps import silent, trap
from tests.fleet.truth import ANY
from tests.fleet.visit16 import Visit


@trap("clock", "told-time")
def offline_all_is_replayed(visit: Visit) -> None:
    visit.offline_until = visit.now + 6 * 3600
    one = visit.whole(minutes=50)
    truth = visit.charger.truths.pop()
    visit.now = visit.offline_until + 60
    visit.expect(one, **{name: truth.values[name] for name in ("charge",)} | {"marks": {"offline-replay"}})


@trap("clock", "told-time")
def offline_only_the_transaction_is_replayed(visit: Visit) -> None:
    visit.now += 600
    began = visit.now
    visit.offline_until = visit.now + 5 * 3600
    one = visit.start()
    for _ in range(4):
        visit.now += 900
        visit.charger.meters[visit.connector] += 1800
        visit.sample(one, 7200)
    visit.stop(one)
    ended = visit.now
    visit.now = visit.offline_until + 30
    visit.offline_until = None
    visit.status("Available")
    visit.expect(one, start=began, end=ended, charge=3600, marks={"offline-replay"})


@trap("clock", "told-time")
def offline_in_mid_transaction(visit: Visit) -> None:
    visit.plug()
    one = visit.start()
    visit.charge(one, 20)
    visit.offline_until = visit.now + 5 * 3600
    visit.charge(one, 40)
    visit.suspend(one, 60)
    visit.stop(one)
    visit.unplug()
    visit.now = visit.offline_until + 60
    visit.expect(one, marks={"offline-replay"})


@trap("clock", "told-time")
def offline_start_without_an_id(visit: Visit) -> None:
    """The charger has no id from the central system; its stop says -1 or 0."""
    visit.offline_until = visit.now + 4 * 3600
    visit.plug()
    one = visit.start(lost=True)
    visit.samples = False
    visit.charge(one, 30)
    visit.stop(one, number=visit.charger.random.choice([-1, 0]))
    visit.unplug()
    visit.now = visit.offline_until + 60
    visit.expect(one, transaction=ANY, marks={"offline-replay"}, **silent(visit))


@trap("clock", "plain-clock")
def clock_of_1970(visit: Visit) -> None:
    _clock_not_set(visit, 1970)


@trap("clock", "plain-clock")
def clock_of_2014(visit: Visit) -> None:
    _clock_not_set(visit, 2014)


@trap("clock", "plain-clock")
def clock_never_set(visit: Visit) -> None:
    charger, skew = visit.charger, visit.charger.skew
    charger.skew = 200 - visit.now
    visit.plug()
    one = visit.start()
    visit.charge(one, 30)
    visit.stop(one)
    visit.unplug()
    charger.skew = skew
    near = {"start": 2, "end": 2, "plug": 4, "charge": 4}
    again = {"samples": ANY} if "all-is-sent-again" in charger.manners else {}
    visit.expect(one, near=near, marks={"clock-not-set"}, **again)


def _clock_not_set(visit: Visit, year: int) -> None:
    charger, skew = visit.charger, visit.charger.skew
    begin = visit.now
    charger.skew = (1_388_534_400 if year == 2014 else 0) + 77 - begin
    visit.plug()
    one = visit.start()
    visit.charge(one, 10)
    charger.skew = skew
    visit.charge(one, 30)
    visit.stop(one)
    visit.unplug()
    near = {"start": 2, "plug": 3, "charge": 4}
    again = {"samples": ANY} if "all-is-sent-again" in charger.manners else {}
    visit.expect(one, near=near, marks={"clock-not-set"}, **again)


@trap()
def two_days_plugged_in(visit: Visit) -> None:
    visit.interval = 3600
    visit.plug()
    one = visit.start()
    visit.charge(one, 240)
    visit.suspend(one, 45 * 60)
    visit.stop(one)
    visit.unplug()
    visit.expect(one)
