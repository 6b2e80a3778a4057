"""How a bill is rounded and cut: the rules in which engines differ, as a value, with presets by name."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType

from zefdesk.domain.trouble import UnknownName


class Step(Enum):
    """To what a step size applies: the whole of a dimension as OCPI has it, each line by itself, or nothing."""

    OCPI = "ocpi"
    PER_PRICE = "per_price"
    NONE = "none"


class Direction(Enum):
    """Whether a started step counts whole, not at all, or as the nearer of the two."""

    UP = "up"
    DOWN = "down"
    NEAREST = "nearest"


class Scope(Enum):
    """Whether each dimension finds its own price, or the first matching element of a tariff takes them all."""

    PER_DIMENSION = "per_dimension"
    FIRST_ELEMENT = "first_element"


class Lines(Enum):
    """Whether each line is rounded and the total is their sum, or the total is rounded once."""

    PER_LINE = "per_line"
    TOTAL_ONCE = "total_once"


class Rounding(Enum):
    """Half-up, or truncation."""

    HALF_UP = "half_up"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class Policy:
    """The rules of one bill.

    `cut` cuts segments wherever a price can change; without it each charging period of a charge detail record
    is judged at its start. `decimals` is that of the totals (None: the currency's), `component_decimals` that to which
    a line is rounded before a total that is rounded once (None: not at all).
    """

    name: str = "zefdesk"
    cut: bool = True
    step: Step = Step.OCPI
    direction: Direction = Direction.UP
    scope: Scope = Scope.PER_DIMENSION
    lines: Lines = Lines.PER_LINE
    rounding: Rounding = Rounding.HALF_UP
    decimals: int | None = None
    component_decimals: int | None = None


PRESETS: Mapping[str, Policy] = MappingProxyType(
    {
        policy.name: policy
        for policy in (
            Policy(),
            Policy("ocpi", lines=Lines.TOTAL_ONCE, decimals=4),
            Policy("ocpi-kit", cut=False, lines=Lines.TOTAL_ONCE, component_decimals=4),
            Policy(
                "sap",
                step=Step.PER_PRICE,
                direction=Direction.DOWN,
                scope=Scope.FIRST_ELEMENT,
                rounding=Rounding.DOWN,
            ),
            Policy("citrineos", step=Step.NONE, rounding=Rounding.DOWN),
        )
    }
)
"""The rules of ZefDesk and of other engines, so that their numbers come out with the rules that they use."""


def preset(name: str) -> Policy:
    """Give the policy of a name; raises UnknownName, with the names there are."""
    try:
        return PRESETS[name]
    except KeyError:
        raise UnknownName(f"unknown policy '{name}': one of {', '.join(PRESETS)}") from None
