"""What the sample network charges, to the cent, and the shapes in which its portal writes a bill."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

CENT, GRAM, HOUR = Decimal("0.01"), Decimal("0.001"), 3600
PEAK, OFF_PEAK, IDLE = Decimal("0.45"), Decimal("0.25"), Decimal("0.25")
GRACE = 15 * 60
TAXES = {"workday": Decimal("8.875"), "fast": Decimal("8.875"), "ramp": Decimal("9.025"), "text": Decimal("9.025")}
SIMPLE_PER_KWH, SIMPLE_PER_HOUR = Decimal("0.35"), Decimal("1.20")


class Line(NamedTuple):
    """One line of a bill."""

    name: str
    quantity: Decimal
    unit: str
    rate: Decimal
    amount: Decimal


@dataclass(frozen=True)
class Bill:
    """A bill: its lines, the tax on their sum, and the total."""

    lines: tuple[Line, ...]
    tax_rate: Decimal
    exact: bool

    @property
    def subtotal(self) -> Decimal:
        """Give the sum of the lines."""
        return sum((line.amount for line in self.lines), Decimal())

    @property
    def tax(self) -> Decimal:
        """Give the tax on the subtotal, to the cent."""
        return cents(self.subtotal * self.tax_rate / 100)

    @property
    def total(self) -> Decimal:
        """Give what is to be paid."""
        return self.subtotal + self.tax


def cents(amount: Decimal) -> Decimal:
    """Round an amount half up to the cent."""
    return amount.quantize(CENT, ROUND_HALF_UP)


def peak_seconds(start: datetime, seconds: int) -> int:
    """Count the seconds from `start` that fall on Monday to Friday, 14:00 to 20:00."""
    total, day, end = 0, start.replace(hour=0, minute=0, second=0), start + timedelta(seconds=seconds)
    while day < end:
        if day.weekday() < 5:  # noqa: PLR2004 -- Monday to Friday
            overlap = min(end, day.replace(hour=20)) - max(start, day.replace(hour=14))
            total += max(0, int(overlap.total_seconds()))
        day += timedelta(days=1)
    return total


def bill(pricing: str, start: datetime, plug: int, charge: int, energy: Decimal) -> Bill:
    """Give the bill of a session under a billing profile; `exact` says that no rounding of a quantity shows."""
    measured: list[tuple[str, Decimal, str, Decimal]] = []
    if pricing == "workday":
        peak = energy * peak_seconds(start, charge) / charge
        idle = Decimal(max(0, plug - charge - GRACE)) / HOUR
        measured += [
            ("Energy, peak", peak, "kWh", PEAK),
            ("Energy, otherwise", energy - peak, "kWh", OFF_PEAK),
            ("Idle after 15 min", idle, "h", IDLE),
        ]
    elif pricing == "ramp":
        measured += [("Energy", energy, "kWh", Decimal("0.38"))]
    else:
        measured += [
            ("Energy", energy, "kWh", Decimal("0.45")),
            ("Session fee", Decimal(1), "session", Decimal("1.00")),
        ]
    lines = tuple(
        Line(name, shown, unit, rate, cents(shown * rate))
        for name, quantity, unit, rate in measured
        if (shown := quantity.quantize(GRAM, ROUND_HALF_UP)) > 0
    )
    exact = [cents(quantity * rate) for _, quantity, _, rate in measured if quantity.quantize(GRAM, ROUND_HALF_UP) > 0]
    return Bill(lines, TAXES[pricing], exact == [line.amount for line in lines])


def written(pricing: str, bill: Bill) -> str:
    """Write a bill in the shape that its profile has in the portal: two JSON objects, a JSON array, or text."""
    if pricing == "workday":
        return _json(_object_with_texts(bill))
    if pricing == "fast":
        return _json(_object_with_numbers(bill))
    if pricing == "ramp":
        return _json(_array(bill))
    parts = [f"{line.name} {_plain(line.quantity)} {line.unit} x ${line.rate} = ${line.amount}" for line in bill.lines]
    return "; ".join((*parts, f"tax {bill.tax_rate} % = ${bill.tax}; total ${bill.total}"))


def _plain(number: Decimal) -> str:
    return format(number.normalize(), "f")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _object_with_texts(bill: Bill) -> object:
    lines = [
        {
            "description": line.name,
            "quantity": _plain(line.quantity),
            "unit": line.unit,
            "rate": str(line.rate),
            "amount": str(line.amount),
        }
        for line in bill.lines
    ]
    tax = {"description": f"Sales tax {bill.tax_rate} %", "amount": str(bill.tax)}
    return {
        "profile": "Workday ToU",
        "version": 3,
        "lines": lines,
        "subtotal": str(bill.subtotal),
        "taxes": [tax],
        "total": str(bill.total),
    }


def _object_with_numbers(bill: Bill) -> object:
    items = [
        {
            "name": line.name,
            "units": float(line.quantity),
            "unitPrice": float(line.rate),
            "lineTotal": float(line.amount),
        }
        for line in bill.lines
    ]
    return {
        "billingProfile": "DC Fast 2026",
        "lineItems": items,
        "tax": float(bill.tax),
        "totalAmount": float(bill.total),
    }


def _array(bill: Bill) -> object:
    items: list[dict[str, object]] = [
        {"item": line.name, "qty": float(line.quantity), "rate": float(line.rate), "amount": float(line.amount)}
        for line in bill.lines
    ]
    return [*items, {"item": f"Sales tax {bill.tax_rate} %", "amount": float(bill.tax)}]
