"""Exact totals of any selection, from arrays that stand in memory: a million sessions in a few milliseconds."""

from array import array
from collections.abc import Collection, Iterable, Sequence
from itertools import repeat

from zefdesk.domain.stored import Totals

Amounts = Sequence[tuple[int, int, int, int, int | None, str | None]]
Billed = Iterable[tuple[int, int, str | None]]


class _Money:
    """An amount and its currency by number; -1 instead of a currency where there is no amount."""

    def __init__(self) -> None:
        self.amounts, self.currencies = array("q", [0]), array("h", [-1])
        self._codes: dict[str | None, int] = {}

    def code(self, amount: int | None, currency: str | None) -> int:
        """Give the number of the currency of an amount."""
        return -1 if amount is None else self._codes.setdefault(currency, len(self._codes))

    def sums(self, numbers: Sequence[int]) -> dict[str | None, int]:
        """Sum up these numbers by currency."""
        present = set(map(self.currencies.__getitem__, numbers))
        names = {at: name for name, at in self._codes.items()}
        if len(present - {-1}) <= 1:
            whole = sum(map(self.amounts.__getitem__, numbers))
            return {names[at]: whole for at in present if at >= 0}
        sums = dict.fromkeys((names[at] for at in sorted(present) if at >= 0), 0)
        for number in numbers:
            if (at := self.currencies[number]) >= 0:
                sums[names[at]] += self.amounts[number]
        return sums


class Summable:
    """The amounts of all sessions by their number; made once for a state of the ledger.

    Energy and money are billionths, so sums are Python integers and exact however many there are. The sessions
    `passed_over` are in no sum, since another telling stands for them; `billed` are number, total and currency of those
    that have a computed bill.
    """

    def __init__(self, chunks: Iterable[Amounts], passed_over: Collection[int] = (), billed: Billed = ()) -> None:
        self._passed_over = frozenset(passed_over)
        self._energy, self._plug, self._charge = (array("q", [0]) for _ in range(3))
        self._cost, self._computed = _Money(), _Money()
        for rows in filter(None, chunks):
            self._take(rows)
        self._bill(billed)

    def _take(self, rows: Amounts) -> None:
        numbers, energy, plug, charge, cost, currency = zip(*rows, strict=True)
        known = [self._cost.code(amount, code) for amount, code in zip(cost, currency, strict=True)]
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

    def _bill(self, billed: Billed) -> None:
        computed, length = self._computed, len(self._energy)
        computed.amounts.extend(repeat(0, length - 1))
        computed.currencies.extend(repeat(-1, length - 1))
        for number, amount, currency in billed:
            if number < length:  # else it came in after the sessions were read
                computed.amounts[number] = amount
                computed.currencies[number] = computed.code(amount, currency)

    def _columns(self) -> "tuple[array[int], ...]":
        return self._energy, self._plug, self._charge, self._cost.amounts, self._cost.currencies

    def _grow(self, length: int) -> None:
        missing = length - len(self._energy)
        for column in self._columns():
            column.extend(repeat(-1 if column is self._cost.currencies else 0, missing))

    def totals(self, numbers: Sequence[int]) -> Totals:
        """Sum up the sessions of these numbers."""
        counted = [number for number in numbers if number not in self._passed_over] if self._passed_over else numbers
        energy, plug, charge = (
            sum(map(column.__getitem__, counted)) for column in (self._energy, self._plug, self._charge)
        )
        cost, computed = self._cost.sums(counted), self._computed.sums(counted)
        return Totals(len(numbers), energy, plug, charge, cost, computed, passed_over=len(numbers) - len(counted))
