"""Small profiles and sessions for tests: dollars, kWh and hours written as a person writes them."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from zefdesk.billing.metered import Metered, Segment
from zefdesk.billing.row import Row
from zefdesk.domain.bill import Basis, Bill
from zefdesk.domain.profile import BillingProfile, Cost, Dimension, Variation, When
from zefdesk.domain.quantity import to_decimal, to_nano
from zefdesk.domain.rate import Per

CHICAGO = "America/Chicago"


def nano(text: str) -> int:
    return to_nano(Decimal(text))


def energy(rate: str | None, *variations: Variation, **more: Any) -> Cost:
    return Cost("Energy", Dimension.ENERGY, Per.KWH, rate and nano(rate), variations=variations, **more)  # type: ignore[arg-type]


def idle(rate: str | None, *variations: Variation, **more: Any) -> Cost:
    return Cost("Idle", Dimension.IDLE_TIME, Per.HOUR, rate and nano(rate), variations=variations, **more)  # type: ignore[arg-type]


def fee(rate: str, **more: Any) -> Cost:
    return Cost("Fee", Dimension.SESSION, Per.SESSION, nano(rate), **more)


def variation(rate: str, **when: Any) -> Variation:
    return Variation("Other", When(**when), nano(rate))


def profile(*costs: Cost, **more: Any) -> BillingProfile:
    return BillingProfile("Test", "USD", CHICAGO, date(2020, 1, 1), costs, **more)


def instant(text: str) -> int:
    """An instant of UTC."""
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


def row(start: str, hours: str, charging: str, kwh: str | None, **more: Any) -> Row:
    """A row that starts at an instant of UTC; hours plugged in, and charging."""
    plugged, charged = (int(Decimal(one) * 3600) for one in (hours, charging))
    return Row(CHICAGO, instant(start), plugged, charged, None if kwh is None else nano(kwh), **more)


def metered(*segments: Segment, **more: Any) -> Metered:
    return Metered(Basis.CHARGER_LOG, CHICAGO, segments[0].start, segments, **more)


def amounts(bill: Bill) -> list[str]:
    """The displayed amounts, in order."""
    return [f"{to_decimal(line.amount):.2f}" for line in bill.lines]


def counted(bill: Bill) -> list[str]:
    """What is billed, in order."""
    return [f"{to_decimal(line.billed).normalize():f}" for line in bill.lines]


def kinds(bill: Bill) -> list[str]:
    return [line.kind.value for line in bill.lines]


def dollars(*totals: int) -> Sequence[str]:
    return [f"{to_decimal(total):.2f}" for total in totals]
