"""What is summed up in charts of time: sessions, energy, cost; each with its value and its words."""

from collections.abc import Callable
from typing import NamedTuple

from zefdesk.domain.notation import Notation
from zefdesk.domain.quantity import NANO
from zefdesk.services.charting import Sums


class Scale(NamedTuple):
    """How values are written: the notation, and the currency that costs are in."""

    notation: Notation
    currency: str | None


class Measure(NamedTuple):
    """One measure: its title, its unit on an axis, its value, its words."""

    title: str
    axis: Callable[[Scale], str]
    value: Callable[[Sums], float]
    words: Callable[[Sums, Scale], str]


def energy(nano: int, scale: Scale) -> str:
    """Write an energy in kWh."""
    return f"{scale.notation.number(nano, 2)} kWh"


def cost(nano: int, scale: Scale) -> str:
    """Write a cost."""
    return scale.notation.money(nano, scale.currency, scale.currency)


def sessions(count: int, scale: Scale) -> str:
    """Write a count of sessions."""
    return f"{scale.notation.count(count)} session{'' if count == 1 else 's'}"


def money_title(scale: Scale) -> str:
    """Give the title of an axis of costs."""
    return f"Cost ({scale.currency})" if scale.currency else "Cost"


MEASURES = {
    "energy": Measure(
        "Energy", lambda _: "Energy (kWh)", lambda sums: sums.energy / NANO, lambda sums, s: energy(sums.energy, s)
    ),
    "cost": Measure("Cost", money_title, lambda sums: sums.cost / NANO, lambda sums, s: cost(sums.cost, s)),
    "sessions": Measure(
        "Sessions", lambda _: "Sessions", lambda sums: float(sums.sessions), lambda sums, s: sessions(sums.sessions, s)
    ),
}


def all_words(sums: Sums, scale: Scale) -> str:
    """Say everything that some sessions sum up to."""
    told = [sessions(sums.sessions, scale), energy(sums.energy, scale)]
    return " \u00b7 ".join([*told, cost(sums.cost, scale)] if sums.priced else told)
