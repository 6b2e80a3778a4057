"""Meter values: the `meterValue` lists of OCPP 1.6 and 2.x as samples by series.

Defaults as in OCPP 1.6 section 7.44: a value without a measurand is the energy import register, in Wh, at the outlet.
"""

from collections.abc import Callable, Iterator
from typing import Any

from zefdesk.domain.logged import Sample, Span
from zefdesk.domain.samples import Column
from zefdesk.ocpp.fields import mapping, scaled, text
from zefdesk.ocpp.instants import SECOND

ENERGY, BEGIN, END, INTERVAL, POWER = "energy", "energy-begin", "energy-end", "interval", "power"
"""Series that sessions are derived from; begin and end are registers whose context says so."""
_REGISTER = "Energy.Active.Import.Register"
_SERIES = {
    _REGISTER: ENERGY,
    "Energy.Active.Import.Interval": INTERVAL,
    "Energy.Active.Export.Register": "export",
    "Power.Active.Import": POWER,
    "Power.Offered": "offered",
    "Current.Import": "current",
    "Current.Offered": "current-offered",
    "Voltage": "voltage",
    "SoC": "soc",
    "Temperature": "temperature",
    "Frequency": "frequency",
}
_THOUSANDTHS = {ENERGY, INTERVAL, "export", POWER, "offered"}
_THOUSANDS = {"kWh", "kW", "kwh", "KWH", "kw", "KW", "kVA", "kva", "kvar", "kvarh"}
_OUTLET = {None, "", "Outlet", "outlet"}
_AT_BOUND = {"Transaction.Begin": BEGIN, "Transaction.End": END}
_PHASES = ("L1", "L2", "L3")
_SUMMED = (ENERGY, INTERVAL, POWER)
_Kind = tuple[str, int]
_known: dict[tuple[Any, ...], _Kind] = {}
_MOST_KINDS = 4_096


def samples(meter_values: object, instant: Callable[[object], int | None], span: Span) -> Iterator[Sample]:
    """Give the samples of a `meterValue` list; `instant` reads a timestamp to microseconds, None where it says none.

    Values that are no numbers (signed data) are left out, and so are instants that nothing tells.
    """
    for one in meter_values if isinstance(meter_values, list) else (meter_values,):
        told = mapping(one)
        at = instant(told.get("timestamp"))
        values = values_of(told.get("sampledValue") or told.get("sampled_value"))
        if at is not None and values:
            yield Sample((at + SECOND // 2) // SECOND, values, span)


def values_of(sampled: object) -> dict[str, int]:
    """Give the values of a `sampledValue` list by series; what is no number is left out."""
    values: dict[str, int] = {}
    for one in sampled if isinstance(sampled, list) else (sampled,):
        if not isinstance(one, dict):
            continue
        series, places = _kind(one)
        if one.get("format") == "SignedData":
            continue
        value = scaled(one.get("value"), places)
        if value is None:
            continue
        values[series] = value
        bound = _AT_BOUND.get(one.get("context", "")) if series == ENERGY else None
        if bound:
            values[bound] = value
    _sum_of_phases(values)
    return values


def columns_of(sampled: list[dict[str, str]]) -> tuple[Column, ...] | None:
    """Give the columns of a `sampledValue` list whose values are the numbers of their places; None if it is odd."""
    found: dict[str, Column] = {}
    for one in sampled:
        series, places = _kind(one)
        if one.get("format") == "SignedData" or series in found:
            return None
        at = (int(one["value"]),)
        found[series] = Column(series, at, places)
        bound = _AT_BOUND.get(one.get("context", "")) if series == ENERGY else None
        if bound:
            found[bound] = Column(bound, at, places)
    for series in _SUMMED:
        phases = [_phase(found, f"{series}.{name}") for name in _PHASES]
        told = [one for phase in phases for one in phase]
        if told and series not in found:
            if len({one.places for one in told}) > 1 or any(len(phase) > 1 for phase in phases):
                return None
            found[series] = Column(series, tuple(at for one in told for at in one.at), told[0].places)
    return tuple(found.values()) or None


def _phase(found: dict[str, Column], name: str) -> list[Column]:
    return [found[one] for one in (name, f"{name}-N") if one in found]


def _kind(one: dict[str, Any]) -> _Kind:
    """Give the series of a sampled value, and the power of ten that makes it billionths."""
    unit = one.get("unitOfMeasure")
    told = mapping(unit)
    key = (
        one.get("measurand"),
        one.get("phase"),
        one.get("location"),
        told.get("unit") if unit else one.get("unit"),
        told.get("multiplier"),
    )
    try:
        found = _known.get(key)
    except TypeError:  # a list or an object where a word should be
        return _make_kind(*(text(part) for part in key))
    if found is None:
        found = _make_kind(*(text(part) for part in key))
        if len(_known) < _MOST_KINDS:
            _known[key] = found
    return found


def _make_kind(
    measurand: str | None, phase: str | None, location: str | None, unit: str | None, multiplier: str | None
) -> _Kind:
    name = measurand or _REGISTER
    series = _SERIES.get(name, name)
    places = 9
    if series in _THOUSANDTHS and unit not in _THOUSANDS:
        places = 6
    if location not in _OUTLET and series != "soc":
        series = f"{series}@{location}"
    power = multiplier and multiplier.removeprefix("-").isdecimal() and int(multiplier)
    return (f"{series}.{phase}" if phase else series), max(0, min(places + (power or 0), 18))


def _sum_of_phases(values: dict[str, int]) -> None:
    """Where only phases are told, the total is their sum; where a total is told, phases add nothing to it."""
    for series in _SUMMED:
        if series in values:
            continue
        phases = [
            value for name in _PHASES for value in (values.get(f"{series}.{name}", values.get(f"{series}.{name}-N")),)
        ]
        told = [value for value in phases if value is not None]
        if told:
            values[series] = sum(told)
