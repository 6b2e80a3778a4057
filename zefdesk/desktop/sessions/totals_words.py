"""The totals of the table in words: of what they are, how many, and exact sums."""

from typing import NamedTuple

from zefdesk.domain import quantity
from zefdesk.domain.notation import Notation, duration
from zefdesk.domain.stored import Totals


class Counted(NamedTuple):
    """How many sessions there are: selected, let through by the filter, in the ledger."""

    selected: int
    shown: int
    whole: int


def counts(counted: Counted, notation: Notation, *, filtered: bool) -> str:
    """Say how many are selected of how many shown of how many: `3 of 1,180 selected, 4,212 in all`."""
    count = notation.count
    if counted.selected > 1:
        chosen = "All" if counted.selected == counted.shown else f"{count(counted.selected)} of"
        more = f" \u00b7 {count(counted.whole)} in all" if filtered else ""
        return f"{chosen} {count(counted.shown)} selected{more}"
    if filtered:
        return f"{count(counted.shown)} of {count(counted.whole)} let through by the filter"
    return "1 session" if counted.shown == 1 else f"{count(counted.shown)} sessions"


def not_counted(totals: Totals | None, notation: Notation) -> str:
    """Say how many of the sessions are in no sum, since another telling stands; nothing where there are none."""
    return f" ({notation.count(totals.passed_over)} not counted)" if totals and totals.passed_over else ""


def of_what(counted: Counted, notation: Notation, *, filtered: bool) -> str:
    """Say of what the totals are."""
    if counted.selected > 1:
        return f"Totals of the {notation.count(counted.selected)} selected"
    if filtered:
        return f"Totals of the {notation.count(counted.shown)} filtered"
    return "Totals of all"


def energy(totals: Totals, notation: Notation, places: int) -> str:
    """Write the sum of energy exactly: more decimals than the column only where the sum has them."""
    return f"{notation.number(totals.energy, _needed(totals.energy, places))} kWh"


def _needed(nano: int, places: int) -> int:
    return max(places, len(quantity.plain(nano).partition(".")[2]))


def cost(totals: Totals, notation: Notation, home: str | None) -> str:
    """Write the sums of cost, one for each currency, that of home first; empty where no session has one."""
    return _sums(totals.cost, notation, home)


def computed(totals: Totals, notation: Notation, home: str | None) -> str:
    """Write the sums of computed cost; empty where nothing was computed."""
    return _sums(totals.computed, notation, home)


def adjusted(totals: Totals, notation: Notation, home: str | None) -> str:
    """Write the sums of adjustments, which are in no cost; empty where there are none."""
    return _sums(totals.adjusted, notation, home)


def _sums(sums: dict[str | None, int], notation: Notation, home: str | None) -> str:
    known = sorted(sums.items(), key=lambda each: (each[0] != home, each[0] or "~"))
    return " + ".join(
        f"{notation.money(nano, code, home)}{'' if code else ' (currency unknown)'}" for code, nano in known
    )


def plugged(totals: Totals, notation: Notation) -> str:
    """Write the time plugged in."""
    return _long(totals.plug_duration, notation)


def charging(totals: Totals, notation: Notation) -> str:
    """Write the time charging."""
    return _long(totals.charge_duration, notation)


def _long(seconds: int, notation: Notation) -> str:
    hours, colon, rest = duration(seconds).partition(":")
    return f"{notation.count(int(hours))}{colon}{rest}"
