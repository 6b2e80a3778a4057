"""How long a session charged, and whether states and meter agree about it."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from zefdesk.domain.logged import ESTIMATED, Derived
from zefdesk.ocpp.connector import Status, stretches
from zefdesk.ocpp.instants import seconds
from zefdesk.ocpp.meter_values import ENERGY, POWER
from zefdesk.ocpp.transaction import Transaction

CHARGING = "Charging"
LEAST_POWER = 50_000_000
"""50 W in billionths of a kW: below it nothing charges."""
IDLE_FOR = 1_800
"""Seconds for which a connector may say Charging while the meter stands still."""
_TELLING = {CHARGING, "SuspendedEV", "SuspendedEVSE"}


class Charged(NamedTuple):
    """Seconds of charging, None where nothing tells, and the rule that gave them."""

    duration: int | None
    derived: Derived


def charged(one: Transaction, statuses: Sequence[Status], start: int, end: int) -> Charged:
    """Give the Charge Duration within [start, end] (microseconds): as counted, else by states, else by meter."""
    if one.time_charging is not None:
        return Charged(one.time_charging[1], Derived("timeSpentCharging"))
    if any(status.state in _TELLING and start <= status.at <= end for status in statuses) or _holds(statuses, start):
        total = sum(until - since for since, until in stretches(statuses, CHARGING, start, end))
        return Charged(seconds(total), Derived("time in state Charging"))
    flowing = [(since, until) for since, until, power in intervals(one) if power > LEAST_POWER]
    if one.blocks:
        return Charged(sum(until - since for since, until in flowing), Derived("meter values above 50 W", ESTIMATED))
    return Charged(None, Derived("the log tells neither states nor meter values", ESTIMATED))


def _holds(statuses: Sequence[Status], instant: int) -> bool:
    before = [status.state for status in statuses if status.at <= instant and status.state != "Occupied"]
    return bool(before) and before[-1] == CHARGING


def intervals(one: Transaction) -> Iterator[tuple[int, int, int]]:
    """Give the intervals between meter values (seconds), with the mean power of each in billionths of a kW."""
    samples = one.samples()
    points = [*samples.column(ENERGY)]
    if one.meter_start is not None and one.began:
        points.insert(0, (seconds(one.began.at), one.meter_start))
    if one.meter_stop is not None and one.ended:
        points.append((seconds(one.ended.at), one.meter_stop))
    if len(points) > 1:
        for (since, low), (until, high) in pairwise(points):
            if until > since:
                yield since, until, (high - low) * 3600 // (until - since)
        return
    powers = samples.column(POWER)
    for (since, power), (until, _) in pairwise(powers):
        if until > since:
            yield since, until, power


def disagreement(one: Transaction, statuses: Sequence[Status], start: int, end: int) -> str:
    """Say where a connector says Charging while the meter stands still; empty where they agree."""
    every = list(intervals(one))
    if sum(until - since for since, until, power in every if power <= LEAST_POWER) < IDLE_FOR:
        return ""
    said = [(seconds(since), seconds(until)) for since, until in stretches(statuses, CHARGING, start, end)]
    still = 0
    longest = 0
    for since, until, power in every:
        inside = power <= LEAST_POWER and any(low <= since and until <= high + 1 for low, high in said)
        still = still + until - since if inside else 0
        longest = max(longest, still)
    return f"the states say Charging while the meter stood still for {longest} s" if longest >= IDLE_FOR else ""
