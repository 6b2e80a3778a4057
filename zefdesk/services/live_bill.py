"""The bill of one session under a draft, as it is typed: a sample, or a stored session; what is wrong is a value."""

from dataclasses import dataclass
from typing import NamedTuple

from zefdesk.billing.compiled import Compiled
from zefdesk.billing.document import rule_name
from zefdesk.billing.draft import Draft, read
from zefdesk.billing.reading import Fault
from zefdesk.billing.refused import Unpriceable
from zefdesk.billing.row import Row, price_row_ready
from zefdesk.billing.rule_paths import rule_path, tax_path
from zefdesk.billing.words import amount_words, money_words, rate_words, times_words, why
from zefdesk.domain import clock, quantity
from zefdesk.domain.bill import Bill, Line
from zefdesk.domain.profile import BillingProfile
from zefdesk.services.pricebook import PriceBook
from zefdesk.services.priced import bill_under
from zefdesk.store import bills
from zefdesk.store.bills import ToPrice
from zefdesk.store.ledger import Ledger

_NO_MATTER = ("name", "effective_from", "effective_until", "notes", "version")
"""What a price does not depend on: a bill is shown though it is wrong or missing."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A session made up: its start by the profile's clock as ISO text, seconds, billionths of a kWh (and of a kW)."""

    start: str
    plugged: int
    charging: int
    energy: int
    initiator: str | None = None
    identity: str | None = None
    capacity: int | None = None


@dataclass(frozen=True, slots=True)
class StoredSession:
    """A session of the ledger, read once: what pricing asks of it, and the capacity of its charger."""

    session: ToPrice
    capacity: int | None

    @property
    def words(self) -> str:
        """Say which session it is: `2026-05-29 18:12, HC1C190912849, 16 kWh, by its log`."""
        one = self.session
        energy = "" if one.energy is None else f"{quantity.plain(one.energy)} kWh"
        source = "by its log" if one.log is not None else "by its report"
        return ", ".join(
            part for part in (clock.wall_text(one.start_wall, " ")[:-3], one.charger, energy, source) if part
        )


class LiveLine(NamedTuple):
    """A line in words, with the path of the rule that made it; `line` is None for a tax.

    `times` are those in which it was counted, by the clock of the bill: `14:00-16:00`.
    """

    path: str
    what: str
    quantity: str
    rate: str
    amount: str
    why: str
    line: Line | None
    times: str = ""


class LiveBill(NamedTuple):
    """A bill, its lines and taxes in words, and its total; or the `problem` why there is none, and what is wrong."""

    bill: Bill | None
    lines: tuple[LiveLine, ...] = ()
    total: str = ""
    range: str = ""
    problem: str = ""
    faults: tuple[Fault, ...] = ()


def stored_session(ledger: Ledger, number: int) -> StoredSession | None:
    """Give a stored session to be priced any number of times; None where there is none of this number."""
    found = bills.to_price(ledger, [number])
    if not found:
        return None
    return StoredSession(found[0], PriceBook.of(ledger, found[0].charger).capacity(found[0]))


def live_bill(profile: Draft | BillingProfile, session: Sample | StoredSession) -> LiveBill:
    """Price a session under a draft, or a profile; never raises for what is typed wrong."""
    faults: tuple[Fault, ...] = ()
    if not isinstance(profile, BillingProfile):
        found = read(profile)
        faults = found.faults
        matters = [one for one in faults if one.path.rpartition(".")[2] not in _NO_MATTER]
        if matters or not found.guess.costs:
            first = str(matters[0]) if matters else "there is no cost yet"
            return LiveBill(None, problem=first, faults=faults)
        profile = found.guess
    try:
        bill = _bill(Compiled(profile), session)
    except Unpriceable as error:
        return LiveBill(None, problem=str(error), faults=faults)
    except ValueError:
        return LiveBill(None, problem="the start of the session is no date and time", faults=faults)
    low_high = "" if bill.range is None else " to ".join(money_words(one, bill.currency) for one in bill.range)
    return LiveBill(bill, _lines(bill), money_words(bill.total_incl, bill.currency), low_high, "", faults)


def _bill(terms: Compiled, one: Sample | StoredSession) -> Bill:
    if isinstance(one, Sample):
        zone = terms.profile.time_zone
        start = clock.read_instant(one.start, zone)
        row = Row(zone, start, one.plugged, one.charging, one.energy, one.initiator, one.identity, one.capacity)
        return price_row_ready(row, terms)
    return bill_under(one.session, terms, one.capacity)


def _lines(bill: Bill) -> tuple[LiveLine, ...]:
    lines = [_line(one, bill) for one in bill.lines]
    for tax in bill.taxes:
        what = f"{tax.name} {quantity.plain(tax.percent)} %"
        taxed = f"Taken on {money_words(tax.taxable, bill.currency)}."
        amount = money_words(tax.amount, bill.currency)
        lines.append(LiveLine(tax_path(tax, bill), what, "", "", amount, taxed, None))
    return tuple(lines)


def _line(line: Line, bill: Bill) -> LiveLine:
    amount = money_words(line.amount, bill.currency)
    path, because = rule_path(line, bill), why(line, bill)
    cost = None if line.cost is None else bill.profile.costs[line.cost]
    if cost is None or line.rule is None:
        kind = line.kind.value
        return LiveLine(path, f"{cost.name}: {kind}" if cost else kind.capitalize(), "", "", amount, because, line)
    name = rule_name(line, bill)
    what = cost.name if name == "base" else f"{cost.name}: {name}"
    rate = rate_words(line.rate, cost.per, bill.currency)
    return LiveLine(path, what, amount_words(line.billed, cost), rate, amount, because, line, times_words(line, bill))
