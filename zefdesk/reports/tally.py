"""Totals of sessions as they pass: of all, of each charger, of each month; exact, and no more than those in memory."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeAlias

from zefdesk.domain import clock
from zefdesk.reports.rows import Row


@dataclass(slots=True)
class Sum:
    """How many sessions, and their sums: kWh billionths, seconds, and billionths of each currency (None: unknown)."""

    name: str
    serial: str = ""
    sessions: int = 0
    energy: int = 0
    plug: int = 0
    charge: int = 0
    cost: dict[str | None, int] = field(default_factory=dict)
    computed: dict[str | None, int] = field(default_factory=dict)
    adjusted: dict[str | None, int] = field(default_factory=dict)

    def add(self, energy: int | None, plug: int | None, charge: int | None) -> None:
        """Count one session."""
        self.sessions += 1
        self.energy += energy or 0
        self.plug += plug or 0
        self.charge += charge or 0

    def pay(self, paid: "Paid") -> None:
        """Add its amounts of money."""
        for sums, (amount, currency) in zip((self.cost, self.computed, self.adjusted), paid, strict=True):
            if amount is not None:
                sums[currency] = sums.get(currency, 0) + amount


Paid: TypeAlias = tuple[tuple[int | None, str | None], ...]
"""Reported cost, computed cost and adjustment of a session, each with its currency; None where there is none."""

FIELDS = (
    "name",
    "serial",
    "start",
    "display_zone",
    "energy",
    "plug_duration",
    "charge_duration",
    "cost",
    "currency",
    "computed",
    "computed_currency",
    "adjustment",
    "adjustment_currency",
    "counted",
)
"""The fields of a row that is added."""


class Tally:
    """Sums of the rows that were added."""

    def __init__(self) -> None:
        self.all = Sum("All sessions")
        self.passed_over = Sum("Another telling stands")
        self.chargers: dict[str, Sum] = {}
        self.months: dict[str, Sum] = {}

    @property
    def currencies(self) -> list[str | None]:
        """The currencies of costs, the unknown one last."""
        return _in_order((*self.all.cost, *self.passed_over.cost))

    @property
    def computed(self) -> list[str | None]:
        """Those of computed costs."""
        return _in_order((*self.all.computed, *self.passed_over.computed))

    @property
    def adjusted(self) -> list[str | None]:
        """Those of adjustments."""
        return _in_order((*self.all.adjusted, *self.passed_over.adjusted))

    def add(self, values: Row) -> None:
        """Add a row of `FIELDS`; a session for which another telling stands is in no other sum."""
        name, serial, start, zone, energy, plug, charge, *amounts, counted = values
        paid = tuple(zip(amounts[::2], amounts[1::2], strict=True))
        if not counted:
            self._add_to((self.passed_over,), energy, plug, charge, paid)
            return
        charger = serial or name
        month = clock.wall_text(clock.wall_of(zone, start))[:7]
        sums = (
            self.all,
            self.chargers.setdefault(charger, Sum(name or "", serial or "")),
            self.months.setdefault(month, Sum(month)),
        )
        self._add_to(sums, energy, plug, charge, paid)

    def _add_to(
        self, sums: tuple[Sum, ...], energy: int | None, plug: int | None, charge: int | None, paid: Paid
    ) -> None:
        for one in sums:
            one.add(energy, plug, charge)
            one.pay(paid)


def _in_order(codes: Iterable[str | None]) -> list[str | None]:
    return sorted(set(codes), key=lambda code: (code is None, code or ""))
