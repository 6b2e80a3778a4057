"""Units that nobody wrote: taken for a whole column by what charging is like, and shown."""

import math
from collections.abc import Sequence
from statistics import median

from zefdesk.formats.units import DAY, HOUR, KWH, MINUTE, SECOND, WH, Ratio

USUAL_POWER, USUAL_HOURS = 8.0, 2.0
LEAST_POWER, MOST_POWER = 0.3, 400.0
_HUGE, _SMALL_DAY, _MANY_HOURS = 500.0, 30.0, 24.0
_CANDIDATES = (SECOND, MINUTE, HOUR, DAY)

Pairs = Sequence[tuple[float, float | None]]
"""Bare durations with the energy of their row in kWh, where it has one."""


def time_unit(pairs: Pairs, *, whole: bool) -> Ratio:
    """Give the unit of bare durations: the one by which the sessions' power and length are the most usual.

    `whole` says that no value has decimals: then they are hours or days only if they are few. Seconds where nothing
    tells.
    """
    values = [value for value, _ in pairs if value > 0]
    if not values:
        return SECOND
    powered = [(value, energy) for value, energy in pairs if value > 0 and energy and energy > 0]
    if not powered:
        return SECOND if whole else min(_CANDIDATES, key=lambda unit: _length_cost(values, unit))
    candidates: tuple[Ratio, ...] = _CANDIDATES
    if whole and max(values) > _MANY_HOURS:
        candidates = (SECOND, MINUTE)
    fitting = [unit for unit in candidates if LEAST_POWER <= _power(powered, unit) <= MOST_POWER]
    return min(fitting or candidates, key=lambda unit: _cost(powered, unit))


def _power(powered: Sequence[tuple[float, float]], unit: Ratio) -> float:
    return median(energy * 3600 / (value * unit.multiple) for value, energy in powered)


def _cost(powered: Sequence[tuple[float, float]], unit: Ratio) -> float:
    power = abs(math.log(_power(powered, unit) / USUAL_POWER))
    return power + _length_cost([value for value, _ in powered], unit) / 2


def _length_cost(values: Sequence[float], unit: Ratio) -> float:
    hours = median(values) * unit.multiple / 3600
    return abs(math.log(hours / USUAL_HOURS))


def energy_unit(values: Sequence[float], hours: Sequence[float | None]) -> Ratio:
    """Give the unit of an energy column that has none: kWh, but Wh where that many whole kWh would be absurd."""
    positive = [(value, span) for value, span in zip(values, hours, strict=True) if value > 0]
    if not positive or any(value != int(value) for value, _ in positive):
        return KWH
    powers = [value / span for value, span in positive if span]
    if powers:
        return WH if median(powers) > MOST_POWER else KWH
    return WH if median(value for value, _ in positive) > _HUGE else KWH


def open_mark_is_decimal(as_thousands: Sequence[float]) -> bool | None:
    """Whether the lone mark of energies (in kWh, read with thousands) must be the decimal one; None: either."""
    positive = [value for value in as_thousands if value > 0]
    if not positive:
        return None
    middle = median(positive)
    if middle > _HUGE:
        return True
    return False if middle > 1 else None
