"""Transactions of which a log does not tell the start: what it does tell of them, in words."""

from collections.abc import Iterator

from zefdesk.domain import quantity
from zefdesk.domain.clock import iso
from zefdesk.domain.logged import Fragment, Logged
from zefdesk.domain.samples import Samples
from zefdesk.ocpp.meter_values import ENERGY

_WATT_HOURS = 3
"""Places of kWh: what a register can tell."""


def fragment_of(made: Logged) -> Fragment:
    """Say what a log tells of a transaction without its start."""
    told = ", ".join(_told(made)) or "a message that names it"
    at = [at for block in Samples.of(made.samples).blocks for at in (min(block.at), max(block.at))]
    at += [made.began, *(event.at for event in made.events)]
    what = f"{told}; its start is not in this log"
    return Fragment(made.charger, made.connector, made.transaction, what, min(at), max(at), made.span)


def _told(made: Logged) -> Iterator[str]:
    count = len(made.samples)
    if count:
        yield f"{count:,} meter values" if count > 1 else "one meter value"
    registers = [value for _, value in Samples.of(made.samples).column(ENERGY)]
    if registers:
        first, last = map(_kwh, (registers[0], registers[-1]))
        yield f"{first} to {last} kWh" if first != last else f"{last} kWh"
    if made.ended is not None:
        at = f" at {_kwh(made.meter_stop)} kWh" if made.meter_stop is not None else ""
        yield f"its stop of {iso(made.ended, 'UTC')}{at}"


def _kwh(value: int) -> str:
    return quantity.plain(quantity.rounded(value, _WATT_HOURS), _WATT_HOURS)
