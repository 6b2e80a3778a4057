"""A computed bill: lines that sum to its total, taxes, what had no price, and what had to be assumed.

Quantities are billionths of a kWh, of a second or of one; money billionths of the bill's currency; both half-up
at the ninth place where the exact value has more. Instants are seconds of UTC.
"""

from enum import Enum
from typing import NamedTuple

from zefdesk.domain.profile import BillingProfile, Dimension


class Basis(Enum):
    """What the session was known from."""

    PORTAL_ROW = "portal-row"
    CHARGER_LOG = "charger-log"
    CDR = "cdr"


class LineKind(Enum):
    """What a line is: a measured charge, a fee of the session, or a movement of the total."""

    CHARGE = "charge"
    FEE = "fee"
    CAP = "cap"
    FLOOR = "floor"
    MINIMUM = "minimum"
    MAXIMUM = "maximum"
    THRESHOLD = "threshold"
    ROUNDING = "rounding"


BASE = -1
"""The rule of a line that the base rate of its cost made."""


class Line(NamedTuple):
    """One line.

    `cost` is the number of the cost in the profile (None: the whole bill); `rule` the number of the rule within
    the cost, exceptions first and then variations, or BASE, or None for a movement. `measured` is what was counted,
    `billed` what steps made of it, `rate` the price (per what `Cost.per` says), `exact` the amount before rounding,
    `amount` the displayed one, `taxes` the names of the taxes on it. `intervals` are half-open.
    """

    kind: LineKind
    dimension: Dimension | None
    cost: int | None
    rule: int | None
    intervals: tuple[tuple[int, int], ...]
    measured: int
    billed: int
    rate: int
    exact: int
    amount: int
    taxes: tuple[str, ...]


def movement(
    kind: LineKind,
    amount: int,
    dimension: Dimension | None = None,
    cost: int | None = None,
    taxes: tuple[str, ...] = (),
) -> Line:
    """Give the line of a movement: nothing is counted, the amount is what it moves by."""
    return Line(kind, dimension, cost, None, (), 0, 0, 0, amount, amount, taxes)


class TaxLine(NamedTuple):
    """One tax: its percentage (billionths of a percent), the amount it is taken on, and what it comes to."""

    name: str
    percent: int
    taxable: int
    amount: int


class Note(NamedTuple):
    """Something to know about a bill: a stable code, a sentence, and the instant it concerns."""

    code: str
    text: str
    at: int | None = None


class Range(NamedTuple):
    """The least and the greatest total that agree with what the source says."""

    low: int
    high: int


class Bill(NamedTuple):
    """A computed bill of one session under one version of one profile.

    The amounts of the lines sum to `total_incl` where the profile's prices include tax, else to `total_excl`.
    `unpriced` are the quantities that no cost had a price for. `range` is there where the total depends on
    what the source does not say: such a bill is an estimate.
    """

    profile: BillingProfile
    basis: Basis
    currency: str
    zone: str
    lines: tuple[Line, ...]
    taxes: tuple[TaxLine, ...]
    total_excl: int
    total_incl: int
    unpriced: tuple[tuple[Dimension, int], ...]
    notes: tuple[Note, ...]
    assumptions: tuple[str, ...]
    range: Range | None


CHARGE_FIRST = "CHARGE_FIRST"
"""The assumption that energy flowed before the idle time, at constant power."""

ESTIMATED = "Estimated: the report does not say when the energy flowed"
"""What the badge of a bill with a range says."""
