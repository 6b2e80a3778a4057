"""Findings about a computed bill beside the reported cost."""

from typing import NamedTuple

from zefdesk.domain.finding import Found
from zefdesk.findings.thresholds import Thresholds
from zefdesk.findings.words import amount


class Billed(NamedTuple):
    """A session with a reported and a computed cost: billionths, `excl` before tax, the range of an estimated bill."""

    id: int
    key: int
    cost: int
    currency: str | None
    computed: int
    excl: int
    low: int | None
    high: int | None


def cost_differs(one: Billed, limits: Thresholds) -> Found | None:
    """Reported and computed cost differ, by any cent."""
    off = one.computed - one.cost
    if abs(off) <= limits.cost_differs:
        return None
    more = "less" if off > 0 else "more"
    text = (
        f"The report has {amount(one.cost, one.currency)}, the charger's rate gives "
        f"{amount(one.computed, one.currency)}: {amount(abs(off), one.currency)} {more} was reported.{_why(one)}"
    )
    return Found("cost-differs", text, f"{one.cost}/{one.computed}")


def _why(one: Billed) -> str:
    if one.low is not None and one.high is not None and one.low <= one.cost <= one.high:
        return f" The bill is an estimate between {amount(one.low, one.currency)} and {amount(one.high, one.currency)}."
    if one.excl != one.computed and one.cost == one.excl:
        return " The report has the total before tax."
    return ""
