"""Computed bills for tests, priced by the engine."""

from typing import Any

from tests.billing.profiles import energy, idle, profile
from tests.factories import MAY_2, a_session
from zefdesk.billing.row import Row, price_row
from zefdesk.domain.bill import Bill
from zefdesk.domain.profile import BillingProfile, Tax, Variation, When
from zefdesk.domain.quantity import NANO
from zefdesk.domain.session import Session
from zefdesk.services.bills import ComputedBill

HOUR = 3600
MADE = MAY_2 + 86_400
MORNING = Variation("Morning", When(from_=6 * HOUR, to=9 * HOUR), 450_000_000)
TAX = Tax("Sales tax", 8_250_000_000)


def workday(**changes: Any) -> BillingProfile:
    """Energy 0.45 in the morning and 0.25 otherwise, idle time 0.50 an hour, sales tax on both."""
    taxed = {"taxes": ("Sales tax",)}
    return profile(energy("0.25", MORNING, **taxed), idle("0.50", **taxed), taxes=(TAX,), **changes)


def bill_of(session: Session, of: BillingProfile) -> Bill:
    """Price a session as a row of a report."""
    row = Row(session.zone, session.start, session.plug_duration, session.charge_duration, session.energy)
    return price_row(row, of)


def by_profile(session: Session | None = None, of: BillingProfile | None = None, **changes: Any) -> ComputedBill:
    """A bill that a profile made."""
    bill = bill_of(session or a_session(), of or workday())
    made = ComputedBill(1, MADE, None, bill.currency, bill.total_incl, None, bill)
    return made._replace(**changes)


def by_rate(cost: int = 5_500_000_000, **changes: Any) -> ComputedBill:
    """A cost that a simple rate made."""
    return ComputedBill(2, MADE, None, "USD", cost, "0.35/kWh", None)._replace(**changes)


def cents(amount: int) -> int:
    """An amount in billionths."""
    return int(amount * NANO // 100)
