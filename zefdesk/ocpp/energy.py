"""The energy of a transaction, by the first rule that its meter values allow, with what is odd about the register.

Energies are billionths of a kWh.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from zefdesk.domain.logged import ESTIMATED, EXACT, LOWER_BOUND, Derived
from zefdesk.domain.samples import Samples
from zefdesk.ocpp.instants import seconds
from zefdesk.ocpp.meter_values import BEGIN, END, ENERGY, INTERVAL, POWER
from zefdesk.ocpp.transaction import Transaction

ROUNDING = 10_000_000
"""A register that drops by up to 10 Wh has been rounded; by more, it was reset."""
_NEAR = 5
"""Seconds from an edge of the transaction at which a register still is that of the edge."""


class Energy(NamedTuple):
    """What flowed, the registers that it was told from, the rule that told it, and a drop of the register if any."""

    energy: int | None
    begin: int | None
    end: int | None
    derived: Derived
    reset: str = ""


def energy_of(one: Transaction) -> Energy:
    """Give the energy of a transaction; of one without a stop, a lower bound."""
    samples = one.samples()
    registers = samples.column(ENERGY)
    begin = one.meter_start if one.meter_start is not None else _first(samples.column(BEGIN))
    end = one.meter_stop if one.meter_stop is not None else _first(samples.column(END)[::-1])
    if begin is not None and end is not None:
        rule = "meter-stop - meter-start"
        if one.meter_start is None or one.meter_stop is None:
            rule = "Transaction.End - Transaction.Begin"
        return _between(begin, end, registers, rule)
    if registers:
        return _of_registers(one, begin, end, registers)
    return _without_registers(one, samples, begin, end)


def _first(told: Sequence[tuple[int, int]]) -> int | None:
    return told[0][1] if told else None


def _between(begin: int, end: int, registers: list[tuple[int, int]], rule: str) -> Energy:
    values = [begin, *(value for _, value in registers), end]
    fell = _fell(values)
    if end >= begin:
        return Energy(end - begin, begin, end, Derived(rule), fell)
    if begin - end <= ROUNDING:
        return Energy(0, begin, end, Derived(f"{rule}, which is less than 10 Wh below zero"), fell)
    rises = sum(max(0, after - before) for before, after in pairwise(values))
    return Energy(rises, begin, end, Derived("what the register rose by, since it was reset", LOWER_BOUND), fell)


def _fell(values: Sequence[int]) -> str:
    for before, after in pairwise(values):
        if before - after > ROUNDING:
            return f"the register fell from {_kwh(before)} to {_kwh(after)} kWh"
    return ""


def _kwh(value: int) -> str:
    return f"{value / 10**9:.3f}"


def _of_registers(one: Transaction, begin: int | None, end: int | None, registers: list[tuple[int, int]]) -> Energy:
    first = registers[0][1] if begin is None else begin
    last = registers[-1][1] if end is None else end
    from_what = "meter-start" if one.meter_start is not None else "first register" if begin is None else "begin"
    to_what = "last register" if end is None else "meter-stop"
    if one.ended is None:
        derived = Derived(f"last register - {from_what}, no stop: lower bound", LOWER_BOUND)
    else:
        whole = (begin is not None or registers[0][0] <= seconds(one.begins) + _NEAR) and (
            end is not None or registers[-1][0] >= seconds(one.ended.at) - _NEAR
        )
        derived = Derived(f"{to_what} - {from_what}", EXACT if whole else LOWER_BOUND)
    found = _between(first, last, registers, derived.rule)
    return found._replace(derived=Derived(found.derived.rule, max(derived.quality, found.derived.quality, key=_WORSE)))


_WORSE = [EXACT, ESTIMATED, LOWER_BOUND].index


def _without_registers(one: Transaction, samples: Samples, begin: int | None, end: int | None) -> Energy:
    intervals = [value for _, value in samples.column(INTERVAL)]
    if intervals:
        quality = EXACT if one.ended else LOWER_BOUND
        return Energy(sum(intervals), begin, end, Derived("sum of the intervals", quality))
    powers = samples.column(POWER)
    if len(powers) > 1:
        area = sum((after[0] - before[0]) * (before[1] + after[1]) for before, after in pairwise(powers))
        return Energy(area // 7200, begin, end, Derived("power over time", ESTIMATED))
    return Energy(None, begin, end, Derived("the log tells no energy", LOWER_BOUND))
