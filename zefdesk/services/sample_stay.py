"""What a usual stay would cost by a simple rate: priced as any session is, nothing stored."""

from typing import NamedTuple

from zefdesk.domain.quantity import NANO
from zefdesk.domain.rate import HOUR, SimpleRate
from zefdesk.services.pricebook import Price
from zefdesk.services.priced import price_one
from zefdesk.store.bills import ToPrice


class Stay(NamedTuple):
    """A stay: hours plugged in, of which so many charging, and kWh drawn."""

    plugged: int = 6
    charging: int = 3
    energy: int = 20


USUAL = Stay()


def cost_of(rate: SimpleRate, currency: str | None, stay: Stay = USUAL) -> int:
    """Give what a stay costs, in billionths of the currency."""
    session = ToPrice(
        id=0,
        charger="",
        start=0,
        start_wall=0,
        zone="UTC",
        plugged=stay.plugged * HOUR,
        charging=stay.charging * HOUR,
        energy=stay.energy * NANO,
        cost=None,
        currency=currency,
        initiator=None,
        identity=None,
        value_hash=0,
        terms=None,
        billed=None,
        billed_currency=None,
    )
    return price_one(session, Price(rate=rate, currency=currency)).cost or 0
