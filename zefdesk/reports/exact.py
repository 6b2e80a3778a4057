"""Which decimals a spreadsheet can hold: its numbers have fifteen digits, and what has more stands as text."""

from decimal import Decimal

from zefdesk.domain.quantity import NANO

DIGITS = 15
_SURE = 10**DIGITS
_WIDEST = 100


def nano_number(nano: int) -> float | None:
    """Give billionths as a number that shows every digit of them; None if there is none."""
    size = abs(nano)
    return nano / NANO if size < _SURE or len(str(size).rstrip("0")) <= DIGITS else None


def decimal_number(value: Decimal) -> float | None:
    """Give a decimal as a number that shows every digit of it; None if there is none."""
    if not value.is_finite() or abs(value.adjusted()) > _WIDEST:
        return None
    digits = "".join(map(str, value.as_tuple().digits)).strip("0")
    return float(value) if len(digits) <= DIGITS else None
