"""Exact sums of billionths: whole and part are summed apart, so that 64 bits hold those of any number of sessions."""

from typing import Any

from sqlalchemy import func

from zefdesk.domain.quantity import NANO


def parts(amount: Any) -> tuple[Any, Any]:  # noqa: ANN401 -- a column of whole numbers, or what is made of one
    """Give the sum of the wholes of an amount, and that of what is over."""
    whole = amount.op("/")(NANO)
    return func.sum(whole), func.sum(amount - whole * NANO)


def joined(whole: int | None, part: int | None) -> int:
    """Give the sum that the two are of."""
    total: int = int(whole or 0) * NANO + int(part or 0)
    return total
