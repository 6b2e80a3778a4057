"""Findings about prices per kWh: a session whose rate is far from those of its charger and month."""

from collections.abc import Iterator, Sequence

from zefdesk.domain import money, quantity
from zefdesk.domain.finding import Found
from zefdesk.domain.quantity import NANO
from zefdesk.findings.seen import Seen
from zefdesk.findings.thresholds import Thresholds
from zefdesk.findings.words import amount

_RESOLUTIONS = (100_000_000, 10_000_000, 1_000_000)
_SHOWN_PLACES = 4


class Rates:
    """`rate-outlier`: further than 5 median absolute deviations from the median of charger and month.

    Needs 20 sessions with cost and energy. What rounding the cost to a cent and the energy to the source's decimals
    can explain is no deviation, or short sessions would all stand out. Currencies are kept apart.
    """

    def __init__(self, limits: Thresholds) -> None:
        self._limits = limits
        self._of: dict[tuple[str, str | None], list[tuple[int, Seen]]] = {}

    def take(self, one: Seen) -> None:
        """Take a session of the month."""
        cost, energy = one.cost, one.energy
        if cost and energy and cost > 0 and energy > 0:
            group = self._of.get((one.charger, one.currency))
            if group is None:
                group = self._of[one.charger, one.currency] = []
            group.append((cost * NANO // energy, one))

    def found(self) -> Iterator[tuple[Seen, Found]]:
        """Give each session whose rate is an outlier."""
        for sessions in self._of.values():
            if len(sessions) >= self._limits.rate_outlier_sessions:
                yield from self._of_group(sessions)

    def _of_group(self, sessions: Sequence[tuple[int, Seen]]) -> Iterator[tuple[Seen, Found]]:
        middle = median([rate for rate, _ in sessions])
        usual = median([abs(rate - middle) for rate, _ in sessions])
        bound = usual * self._limits.rate_outlier // NANO
        for rate, one in sessions:
            if abs(rate - middle) > bound and _beyond_rounding(abs(rate - middle) - bound, middle, one):
                yield (
                    one,
                    Found("rate-outlier", _sentence(rate, middle, len(sessions), one), f"{one.cost}/{one.energy}"),
                )


def _beyond_rounding(off: int, middle: int, one: Seen) -> bool:
    """Whether a deviation is more than a cent and half of the energy's last decimal make of it."""
    energy = one.energy or 1
    last = next((size for size in _RESOLUTIONS if energy % size == 0), 1)
    cent = quantity.unit_of(money.decimals(one.currency))
    explained: int = cent * NANO + middle * last // 2
    return off * energy > explained


def _sentence(rate: int, middle: int, count: int, one: Seen) -> str:
    mine, theirs = (_per_kwh(value, one.currency) for value in (rate, middle))
    return f"It cost {mine} per kWh; the median of the charger's {count} sessions of that month is {theirs}."


def _per_kwh(rate: int, currency: str | None) -> str:
    return amount(quantity.rounded(rate, _SHOWN_PLACES), currency)


def median(values: list[int]) -> int:
    """Give the median of some whole numbers, rounded down where it lies between two."""
    ordered = sorted(values)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) // 2
