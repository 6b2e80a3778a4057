"""Exact totals of any selection, from arrays that stand in memory: a million sessions in a few milliseconds."""

from array import array
from collections.abc import Collection, Iterable, Sequence
from itertools import repeat

from zefdesk.domain.stored import Totals

Amounts = Sequence[tuple[int, int, int, int, int | None, str | None]]


class Summable:
    """The amounts of all sessions by their number; made once for a state of the ledger.

    Energy and cost are billionths, so sums are Python integers and exact however many there are. The sessions
    `passed_over` are in no sum, since another telling stands for them.
    """

    def __init__(self, chunks: Iterable[Amounts], passed_over: Collection[int] = ()) -> None:
        self._passed_over = frozenset(passed_over)
        self._energy, self._plug, self._charge, self._cost = (array("q", [0]) for _ in range(4))
        self._currency = array("h", [-1])
        self._currencies: dict[str | None, int] = {}
        for rows in filter(None, chunks):
            self._take(rows)

    def _take(self, rows: Amounts) -> None:
        numbers, energy, plug, charge, cost, currency = zip(*rows, strict=True)
        known = [
            -1 if amount is None else self._currencies.setdefault(code, len(self._currencies))
            for amount, code in zip(cost, currency, strict=True)
        ]
        costs = [amount or 0 for amount in cost]
        self._grow(numbers[0])
        if numbers[-1] - numbers[0] + 1 == len(numbers):
            for column, values in zip(self._columns(), (energy, plug, charge, costs, known), strict=True):
                column.extend(values)
            return
        self._grow(numbers[-1] + 1)
        for column, values in zip(self._columns(), (energy, plug, charge, costs, known), strict=True):
            for number, value in zip(numbers, values, strict=True):
                column[number] = value

    def _columns(self) -> "tuple[array[int], ...]":
        return self._energy, self._plug, self._charge, self._cost, self._currency

    def _grow(self, length: int) -> None:
        missing = length - len(self._energy)
        for column in self._columns():
            column.extend(repeat(-1 if column is self._currency else 0, missing))

    def totals(self, numbers: Sequence[int]) -> Totals:
        """Sum up the sessions of these numbers."""
        counted = [number for number in numbers if number not in self._passed_over] if self._passed_over else numbers
        energy, plug, charge = (
            sum(map(column.__getitem__, counted)) for column in (self._energy, self._plug, self._charge)
        )
        passed_over = len(numbers) - len(counted)
        return Totals(len(numbers), energy, plug, charge, self._costs(counted), passed_over=passed_over)

    def _costs(self, numbers: Sequence[int]) -> dict[str | None, int]:
        present = set(map(self._currency.__getitem__, numbers))
        names = {at: name for name, at in self._currencies.items()}
        if len(present - {-1}) <= 1:
            whole = sum(map(self._cost.__getitem__, numbers))
            return {names[at]: whole for at in present if at >= 0}
        costs = dict.fromkeys((names[at] for at in sorted(present) if at >= 0), 0)
        for number in numbers:
            if (at := self._currency[number]) >= 0:
                costs[names[at]] += self._cost[number]
        return costs
