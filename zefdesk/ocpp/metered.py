"""MeterValues of OCPP 1.6 as most chargers send them, decoded to their types: nine tenths of a log.

What is not as the schema has it is refused here, and read by `meter_values`, which takes anything.
"""

from typing import NamedTuple

import msgspec
from msgspec.structs import astuple

from zefdesk.domain.samples import Column
from zefdesk.ocpp.meter_values import columns_of, values_of

_MOST = 4_096
Key = tuple[tuple[str | None, ...], ...]


class SampledValue(msgspec.Struct):
    """One value: the text that it is, and of what."""

    value: str
    measurand: str | None = None
    phase: str | None = None
    unit: str | None = None
    location: str | None = None
    context: str | None = None
    format: str | None = None


class MeterValue(msgspec.Struct):
    """The values of one instant."""

    timestamp: str
    sampledValue: list[SampledValue]  # noqa: N815 -- as OCPP writes it


class Metered(msgspec.Struct):
    """The payload of a MeterValues."""

    connectorId: int  # noqa: N815 -- likewise
    meterValue: list[MeterValue]  # noqa: N815 -- likewise
    transactionId: int | None = None  # noqa: N815 -- likewise


decode = msgspec.json.Decoder(tuple[int, str, str, Metered]).decode
"""Decodes a frame of meter values; raises msgspec.DecodeError for one that is not as the schema has it."""


class Row(NamedTuple):
    """The values of one instant: the columns that they are, their texts."""

    columns: tuple[Column, ...]
    texts: tuple[str, ...]


_known: dict[Key, tuple[tuple[Column, ...] | None, tuple[int, ...]]] = {}
"""By what values are of: their columns (None: odd), and the places of totals beside which phases are told."""


def row_of(one: MeterValue) -> Row:
    """Give the values of an instant as a row of texts with its columns, which most rows share."""
    if not one.sampledValue:
        return Row((), ())
    told = tuple(zip(*map(astuple, one.sampledValue), strict=True))
    key = told[1:]
    try:
        columns, totals = _known[key]
    except KeyError:
        if len(_known) >= _MOST:
            _known.clear()
        columns, totals = _known[key] = _columns(one.sampledValue)
    texts = told[0]
    if columns is None or any(not _is_number(texts[at]) for at in totals):
        return _odd(one)
    return Row(columns, texts)


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).removeprefix("-").isdecimal()


def _odd(one: MeterValue) -> Row:
    """Give values that are odd (a series told twice, signed data, phases of two kinds) as they are read slowly."""
    read = values_of([_fields(value) for value in one.sampledValue])
    columns = tuple(Column(name, (at,), 0) for at, name in enumerate(read))
    return Row(columns, tuple(map(str, read.values())))


def _fields(value: SampledValue) -> dict[str, str]:
    return {name: told for name, told in msgspec.structs.asdict(value).items() if told is not None}


def _columns(values: list[SampledValue]) -> tuple[tuple[Column, ...] | None, tuple[int, ...]]:
    columns = columns_of([_fields(one) | {"value": str(at)} for at, one in enumerate(values)])
    if columns is None:
        return None, ()
    names = {one.series for one in columns}
    beside = [one for one in columns if any(name.startswith(f"{one.series}.") for name in names)]
    return columns, tuple(one.at[0] for one in beside if len(one.at) == 1)
