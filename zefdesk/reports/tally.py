"""Totals of sessions as they pass: of all, of each charger, of each month; exact, and no more than those in memory."""

from dataclasses import dataclass, field

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

    def add(self, energy: int | None, plug: int | None, charge: int | None) -> None:
        """Count one session."""
        self.sessions += 1
        self.energy += energy or 0
        self.plug += plug or 0
        self.charge += charge or 0

    def pay(self, cost: int, currency: str | None) -> None:
        """Add its cost."""
        self.cost[currency] = self.cost.get(currency, 0) + cost


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
        """The currencies that occur, the unknown one last."""
        return sorted({**self.all.cost, **self.passed_over.cost}, key=lambda code: (code is None, code or ""))

    def add(self, values: Row) -> None:
        """Add a row of `FIELDS`; a session for which another telling stands is in no other sum."""
        name, serial, start, zone, energy, plug, charge, cost, currency, counted = values
        if not counted:
            self._add_to((self.passed_over,), energy, plug, charge, (cost, currency))
            return
        charger = serial or name
        month = clock.wall_text(clock.wall_of(zone, start))[:7]
        sums = (
            self.all,
            self.chargers.setdefault(charger, Sum(name or "", serial or "")),
            self.months.setdefault(month, Sum(month)),
        )
        self._add_to(sums, energy, plug, charge, (cost, currency))

    def _add_to(
        self,
        sums: tuple[Sum, ...],
        energy: int | None,
        plug: int | None,
        charge: int | None,
        paid: tuple[int | None, str | None],
    ) -> None:
        cost, currency = paid
        for one in sums:
            one.add(energy, plug, charge)
            if cost is not None:
                one.pay(cost, currency)
