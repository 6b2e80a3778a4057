"""The computed bill beside the reported one: what stands for a session, what once stood, and why there may be none."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from zefdesk.billing.difference import difference, why_differs
from zefdesk.billing.packed import Kept, unpacked
from zefdesk.billing.profile_text import read_profile
from zefdesk.domain.bill import Bill
from zefdesk.domain.profile import BillingProfile
from zefdesk.domain.session import Session
from zefdesk.services.pricebook import PriceBook
from zefdesk.store import bills, profiles
from zefdesk.store.bills import StoredBill
from zefdesk.store.ledger import Ledger


class ComputedBill(NamedTuple):
    """A bill that was computed and kept: `bill` where a profile made it, `rate` where a simple rate did.

    `cost` is billionths of `currency`, tax included; `replaced_at` is None for the bill that stands.
    """

    number: int
    priced_at: int
    replaced_at: int | None
    currency: str | None
    cost: int
    rate: str | None
    bill: Bill | None

    def difference(self, session: Session) -> int | None:
        """Give computed less reported; None where the report gives no cost, or one in another currency."""
        return difference(session.cost, session.currency, self.cost, self.currency)

    def why_differs(self, session: Session) -> str:
        """Give the reason of the difference as a sentence; empty where there is none."""
        return why_differs(session.cost, session.currency, self.cost, self.currency, self.bill)


def bills_of(ledger: Ledger, numbers: Sequence[int]) -> dict[int, ComputedBill]:
    """Give the bills that stand for these sessions, by the numbers of the sessions."""
    return {number: _computed(stored) for number, stored in bills.bills_of(ledger, numbers).items()}


def bill_of(ledger: Ledger, number: int) -> ComputedBill | None:
    """Give the bill that stands for a session."""
    return bills_of(ledger, [number]).get(number)


def former_bills(ledger: Ledger, number: int) -> list[ComputedBill]:
    """Give the bills that once stood for a session, the newest first."""
    return [_computed(stored) for stored in bills.former_bills(ledger, number)]


def profiles_of(ledger: Ledger) -> dict[int, BillingProfile]:
    """Give every version of every profile, by its number in the ledger."""
    return {one.id: _profile(one.document, one.version) for one in profiles.versions(ledger)}


def what_applies(ledger: Ledger, number: int) -> str:
    """Say what would price a session now: a version of a profile, a simple rate, or why nothing does."""
    found = bills.to_price(ledger, [number])
    if not found:
        return ""
    price = PriceBook.of(ledger, found[0].charger).price(found[0])
    if price.version:
        profile = price.version.terms.profile
        return f"billing profile '{profile.name}', version {profile.version}"
    return f"simple rate {price.rate}" if price.rate else price.reason


def _computed(stored: StoredBill) -> ComputedBill:
    bill = None
    if stored.document is not None and stored.version is not None and stored.body is not None:
        totals = Kept(stored.total_excl, stored.total_incl, stored.low, stored.high)
        bill = unpacked(stored.body, totals, _profile(stored.document, stored.version))
    return ComputedBill(
        stored.number,
        stored.priced_at,
        stored.replaced_at,
        stored.currency,
        stored.total_incl,
        stored.rate,
        bill,
    )


@lru_cache(maxsize=64)
def _profile(document: str, version: int) -> BillingProfile:
    return replace(read_profile(document), version=version)
