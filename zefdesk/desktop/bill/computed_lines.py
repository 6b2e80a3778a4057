"""The lines of a computed bill in words: which cost, what was counted times what rate, why, and when."""

from dataclasses import replace
from typing import NamedTuple

from zefdesk.billing.document import rule_name
from zefdesk.billing.words import why
from zefdesk.desktop.bill.arithmetic import TIMES, Purse, energy_text
from zefdesk.domain import clock, quantity
from zefdesk.domain.bill import Bill, Line, LineKind
from zefdesk.domain.clock import DAY
from zefdesk.domain.notation import Notation, duration
from zefdesk.domain.profile import Dimension
from zefdesk.domain.rate import Per

MOST_INTERVALS = 24
DIMENSIONS = {
    Dimension.ENERGY: "Energy",
    Dimension.CHARGING_TIME: "Charging time",
    Dimension.IDLE_TIME: "Idle time",
    Dimension.PLUGGED_TIME: "Time plugged in",
    Dimension.SESSION: "Session",
    Dimension.RESERVATION_TIME: "Reservation time",
}
_PER = {Per.KWH: " / kWh", Per.HOUR: " / h", Per.MINUTE: " / min", Per.SESSION: ""}
_MOVED = {
    LineKind.CAP: "Cap",
    LineKind.FLOOR: "Floor",
    LineKind.MINIMUM: "Minimum",
    LineKind.MAXIMUM: "Maximum",
    LineKind.THRESHOLD: "Below the billable threshold",
    LineKind.ROUNDING: "Rounding",
}


class LineWords(NamedTuple):
    """A line: its name and amount; its arithmetic, its reason, and its intervals where there are several.

    A single interval stands in the reason already.
    """

    name: str
    amount: str
    counted: str
    why: str
    when: str


def line_words(line: Line, bill: Bill, purse: Purse) -> LineWords:
    """Write one line."""
    amount = money(line.amount, purse)
    times = when(line, bill, purse) if len(line.intervals) > 1 else ""
    return LineWords(name_of(line, bill), amount, counted(line, bill, purse), why(line, bill), times)


def money(nano: int, purse: Purse) -> str:
    """Write an amount of the bill's currency."""
    return purse.notation.money(nano, purse.currency, purse.home)


def name_of(line: Line, bill: Bill) -> str:
    """Name a line by its cost and the rule that held: `Energy, Peak`; `Energy, otherwise` for the base rate."""
    moved = _MOVED.get(line.kind, "")
    if line.cost is None:
        return moved or line.kind.value
    cost = bill.profile.costs[line.cost]
    if line.rule is None:
        return f"{cost.name}, {moved.lower() or line.kind.value}"
    if line.rule < 0:
        return f"{cost.name}, otherwise" if cost.variations or cost.exceptions else cost.name
    return f"{cost.name}, {rule_name(line, bill)}"


def counted(line: Line, bill: Bill, purse: Purse) -> str:
    """Write the arithmetic: `2:40:00, billed as 2:45:00 x $0.25 / h = $0.6875`; empty for a movement of the total."""
    if line.cost is None or line.rule is None or line.dimension is None:
        return ""
    cost = bill.profile.costs[line.cost]
    parts = [amount_of(line.dimension, line.measured, purse.notation)]
    if line.billed != line.measured:
        parts.append(f"billed as {amount_of(line.dimension, line.billed, purse.notation)}")
    exact = f" = {money(line.exact, purse)}" if line.exact != line.amount else ""
    taxes = f"; {' and '.join(line.taxes) or 'no tax'}" if _taxed_apart(bill) else ""
    return f"{', '.join(parts)} {TIMES} {money(line.rate, purse)}{_PER[cost.per]}{exact}{taxes}"


def _taxed_apart(bill: Bill) -> bool:
    return len({line.taxes for line in bill.lines if line.rule is not None}) > 1


def amount_of(dimension: Dimension, nano: int, notation: Notation) -> str:
    """Write a quantity with its unit: `12.78 kWh`, `2:45:00`, `1 session`."""
    if dimension is Dimension.ENERGY:
        return f"{energy_text(nano, notation)} kWh"
    if dimension is Dimension.SESSION:
        number = notation.number(nano, len(quantity.plain(nano).partition(".")[2]))
        return f"{number} session{'' if nano == quantity.NANO else 's'}"
    seconds, part = divmod(nano, quantity.NANO)
    fraction = quantity.plain(part).partition(".")[2]
    return f"{duration(seconds)}{notation.decimal + fraction if fraction else ''}"


def when(line: Line, bill: Bill, purse: Purse, *, most: int = MOST_INTERVALS) -> str:
    """Write the intervals by the charger's clock, with the day where the bill has several, with the zone where two."""
    shown = line.intervals[:most]
    if not shown:
        return ""
    ends = [end for each in bill.lines for interval in each.intervals for end in interval]
    hours = _Hours(bill.zone, purse.notation, ends)
    words = [hours.interval(*interval) for interval in shown]
    more = len(line.intervals) - len(shown)
    return ", ".join(words) + (f" and {purse.notation.count(more)} more: Copy bill has them all" if more else "")


class _Hours:
    """How the times of one bill are written."""

    def __init__(self, zone: str, notation: Notation, ends: list[int]) -> None:
        walls = [clock.wall_of(zone, end) for end in ends]
        self._zone = zone
        self._days = len({(wall - (wall == max(walls))) // DAY for wall in walls}) > 1
        self._zones = len({clock.short_name(zone, end) for end in ends}) > 1
        fine = any(wall % 60 for wall in walls)
        self._notation = replace(notation, time=notation.time.replace("mm", "mm:ss")) if fine else notation

    def interval(self, start: int, end: int) -> str:
        if start == end:
            return self._moment(start, day=self._days)
        same = clock.wall_of(self._zone, start) // DAY == clock.wall_of(self._zone, end) // DAY
        return f"{self._moment(start, day=self._days)} \u2013 {self._moment(end, day=self._days and not same)}"

    def _moment(self, at: int, *, day: bool) -> str:
        wall = clock.wall_of(self._zone, at)
        words = self._notation.moment(wall) if day else self._notation.clock(wall)
        return f"{words} {clock.short_name(self._zone, at)}" if self._zones else words
