"""How a session passed, for a picture of it: what the car did when, and its meter values as curves."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from zefdesk.domain.logged import Logged
from zefdesk.domain.samples import Samples

CHARGING, IDLE, WITHHELD, WAITING = "charging", "idle", "withheld", "waiting"
_AFTER = {
    "plugged-in": WAITING,
    "charging": CHARGING,
    "suspended-ev": IDLE,
    "finishing": IDLE,
    "suspended-evse": WITHHELD,
    "faulted": WITHHELD,
}
"""What a car does after an event."""
_STATES = {"charging", "suspended-ev", "suspended-evse", "finishing"}
_LEAST_POWER = 50_000_000
_BILLIONTH = 1e-9


class Band(NamedTuple):
    """A stretch of a session, in seconds of UTC: `charging`, `idle`, `withheld` (by the charger) or `waiting`."""

    start: int
    end: int
    kind: str


class Curve(NamedTuple):
    """One series as a picture draws it: instants and values in kW, kWh, A, V, %."""

    series: str
    at: Sequence[int]
    values: Sequence[float]


def bands(told: Logged) -> list[Band]:
    """Give the stretches of a session by its states, else by what its meter did; they follow one another."""
    end = told.end if told.end is not None else told.start
    stated = any(one.event in _STATES for one in told.events)
    changes = list(_by_states(told) if stated else _by_meter(told))
    moments = [(told.start, WAITING), *((at, kind) for at, kind in changes if told.start <= at < end), (end, "")]
    moments.sort(key=lambda one: one[0])
    found: list[Band] = []
    for (start, kind), (until, _) in pairwise(moments):
        if until <= start:
            continue
        if found and found[-1].kind == kind:
            found[-1] = found[-1]._replace(end=until)
        else:
            found.append(Band(start, until, kind))
    return found


def _by_states(told: Logged) -> Iterator[tuple[int, str]]:
    ended = told.ended
    for one in told.events:
        kind = _AFTER.get(one.event)
        if kind and not (kind == CHARGING and ended is not None and one.at >= ended):
            yield one.at, kind
    if ended is not None and not any(one.event == "finishing" for one in told.events):
        yield ended, IDLE


def _by_meter(told: Logged) -> Iterator[tuple[int, str]]:
    points = Samples.of(told.samples).column("energy")
    if told.meter_start is not None:
        points = [(told.began, told.meter_start), *points]
    if told.meter_stop is not None and told.ended is not None:
        points = [*points, (told.ended, told.meter_stop)]
    began = False
    for (since, low), (until, high) in pairwise(points):
        flows = until > since and (high - low) * 3600 // (until - since) > _LEAST_POWER
        began = began or flows
        yield since, CHARGING if flows else IDLE if began else WAITING
    if points and began:
        yield points[-1][0], IDLE


def curves(told: Logged, quantity: str) -> list[Curve]:
    """Give the curves of a quantity (`power`, `current`, `voltage`, `soc`, `energy`): the total, then the phases.

    Energy is counted from the start of the session.
    """
    samples = Samples.of(told.samples)
    named = [name for name in samples.series() if name == quantity or name.startswith(f"{quantity}.")]
    found = []
    for name in sorted(named):
        points = samples.column(name)
        first = told.meter_start if told.meter_start is not None else points[0][1] if points else 0
        base = first if name == "energy" else 0
        if points:
            found.append(Curve(name, [at for at, _ in points], [(value - base) * _BILLIONTH for _, value in points]))
    return found


def quantities(told: Logged) -> list[str]:
    """Give the quantities of which there are curves, in the order in which they are offered."""
    names = {name.split(".")[0] for name in Samples.of(told.samples).series()}
    found: list[str] = [name for name in ("power", "current", "voltage", "soc") if name in names]
    return found or (["energy"] if "energy" in names else [])
