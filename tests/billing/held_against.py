"""A bill of the engine in the words of the oracle, so that the two can be compared."""

from fractions import Fraction

from tests.oracle.pricing import OracleBill, OracleLine
from tests.oracle.rounding import rounded
from zefdesk.domain.bill import Bill, LineKind

NANO = 10**9


def exact(nano: int) -> Fraction:
    return Fraction(nano, NANO)


def as_oracle(bill: Bill) -> OracleBill:
    """The engine's bill: what is zero and needs no line is left out."""
    lines: dict[tuple[int, int], OracleLine] = {}
    movements: dict[tuple[str, int | None], Fraction] = {}
    for line in bill.lines:
        if line.kind in {LineKind.CHARGE, LineKind.FEE}:
            assert line.cost is not None
            assert line.rule is not None
            assert (line.cost, line.rule) not in lines
            lines[line.cost, line.rule] = OracleLine(exact(line.measured), exact(line.billed), exact(line.amount))
        elif line.amount:
            key = line.kind.value, line.cost
            movements[key] = movements.get(key, Fraction(0)) + exact(line.amount)
    taxes = {tax.name: exact(tax.amount) for tax in bill.taxes if tax.amount}
    unpriced = {dimension: exact(quantity) for dimension, quantity in bill.unpriced if quantity}
    total = exact(bill.total_incl)
    low, high = (exact(bill.range.low), exact(bill.range.high)) if bill.range else (total, total)
    return OracleBill(exact(bill.total_excl), total, lines, movements, taxes, unpriced, low, high)


def to_billionths(bill: OracleBill) -> OracleBill:
    """The oracle's bill as the engine's values can say it: the rounding also takes what is less than a billionth."""
    lines = {key: OracleLine(*(rounded(value, 9) for value in line)) for key, line in bill.lines.items()}
    movements = {key: rounded(value, 9) for key, value in bill.movements.items()}
    lost = sum((line.amount for line in bill.lines.values()), Fraction(0)) + sum(bill.movements.values())
    lost -= sum((line.amount for line in lines.values()), Fraction(0)) + sum(movements.values())
    movements["rounding", None] = movements.get(("rounding", None), Fraction(0)) + lost
    return bill._replace(
        lines=lines,
        movements={key: value for key, value in movements.items() if value},
        unpriced={key: found for key, value in bill.unpriced.items() if (found := rounded(value, 9))},
    )


def agree(bill: Bill, oracle: OracleBill) -> None:
    """Compare a bill of the engine with the oracle's: everything that both know."""
    ours, theirs = as_oracle(bill), to_billionths(oracle)
    for name in OracleBill._fields:
        assert getattr(ours, name) == getattr(theirs, name), name
