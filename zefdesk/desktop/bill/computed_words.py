"""A computed bill around its lines, in words: what made it and when, totals and taxes, what is not certain of it."""

from typing import TYPE_CHECKING, NamedTuple

from zefdesk.desktop.bill.arithmetic import TIMES, Purse, energy_text
from zefdesk.desktop.bill.computed_lines import DIMENSIONS, amount_of, money
from zefdesk.desktop.bill.computing import says_a_price
from zefdesk.domain import clock
from zefdesk.domain import money as currencies
from zefdesk.domain.bill import CHARGE_FIRST, ESTIMATED, Bill
from zefdesk.domain.notation import Notation, duration
from zefdesk.domain.policy import Lines, Rounding
from zefdesk.domain.rate import Basis, SimpleRate, parse_rate
from zefdesk.domain.session import Session

if TYPE_CHECKING:
    from zefdesk.services.bills import ComputedBill

_BASES = {Basis.ENERGY: "kWh", Basis.PLUGGED_HOUR: "h plugged in", Basis.CHARGING_HOUR: "h charging"}
_ASSUMED = {CHARGE_FIRST: "Assumed: energy flowed first, at constant power, and the idle time came after it."}
_NOTHING = {
    "free vend": "A blank initiator is free vend on this charger: there is nothing to pay.",
    "member": "This identity is a member of the charger, who charges free.",
    "no rate": "Its charger has neither a billing profile nor a simple rate: the menu Rates brings them in.",
}


class Amount(NamedTuple):
    """A row under the lines: words, amount, and the role it is shown in."""

    words: str
    amount: str
    role: str = "muted"


def made_by(computed: "ComputedBill", notation: Notation) -> str:
    """Say what made a bill: which version of which profile, or which simple rate."""
    if computed.bill is not None:
        profile = computed.bill.profile
        return f"Billing profile '{profile.name}', version {profile.version}"
    return f"Simple rate {rate_words(computed, notation)}: a cost, and never lines"


def rate_words(computed: "ComputedBill", notation: Notation) -> str:
    """Write the simple rate of a bill: `$0.35 / kWh`."""
    rate = parse_rate(computed.rate or "0/kWh")
    return f"{notation.money(rate.price, computed.currency)} / {_BASES[rate.basis]}"


def made_at(computed: "ComputedBill", zone: str, notation: Notation) -> str:
    """Say when a bill was computed, by the clock of this computer, and until when it stood."""
    made = notation.moment(clock.wall_of(zone, computed.priced_at))
    if computed.replaced_at is None:
        return f"Computed {made}"
    return f"Computed {made}, replaced {notation.moment(clock.wall_of(zone, computed.replaced_at))}"


def choice(computed: "ComputedBill", zone: str, notation: Notation) -> str:
    """Name a bill among those of a session."""
    made = f"Bill of {notation.moment(clock.wall_of(zone, computed.priced_at))}"
    if computed.replaced_at is None:
        return f"{made}, the one that stands"
    return f"{made}, replaced {notation.moment(clock.wall_of(zone, computed.replaced_at))}"


def simple_arithmetic(computed: "ComputedBill", session: Session, purse: Purse) -> str:
    """Write what a simple rate counted times its price; empty where the session does not tell it."""
    rate = parse_rate(computed.rate or "0/kWh")
    counts = rate.counted(session.energy, session.plug_duration, session.charge_duration)
    if counts is None:
        return ""
    return f"{_counted(rate, counts, purse.notation)} {TIMES} {rate_words(computed, purse.notation)}"


def _counted(rate: SimpleRate, counts: int, notation: Notation) -> str:
    return f"{energy_text(counts, notation)} kWh" if rate.basis is Basis.ENERGY else duration(counts)


def totals(bill: Bill, purse: Purse) -> list[Amount]:
    """Give total before tax, each tax, and total with tax; the taxes after it where the prices include them."""
    whole = money(bill.total_incl, purse)
    if not bill.taxes:
        return [Amount("Total computed, without any tax", whole, "section")]
    before = Amount("Total before tax", money(bill.total_excl, purse))
    if bill.profile.prices_include_tax:
        inside = [Amount(f"of it {words}", amount) for words, amount in _taxes(bill, purse)]
        return [Amount("Total with tax", whole, "section"), *inside, before]
    added = [Amount(words, amount) for words, amount in _taxes(bill, purse)]
    return [before, *added, Amount("Total with tax", whole, "section")]


def _taxes(bill: Bill, purse: Purse) -> list[tuple[str, str]]:
    notation = purse.notation
    return [
        (f"{tax.name}  {percent(tax.percent, notation)} of {money(tax.taxable, purse)}", money(tax.amount, purse))
        for tax in bill.taxes
    ]


def percent(nano: int, notation: Notation) -> str:
    """Write billionths of a percent: `8.25 %`."""
    return f"{energy_text(nano, notation, 0)} %"


def unpriced(bill: Bill, notation: Notation) -> str:
    """Say for which quantities no price held, though the profile charges for their kind; empty where there are none."""
    return _quantities("Without a price", bill, notation, charged=True)


def not_charged(bill: Bill, notation: Notation) -> str:
    """Say which quantities the profile does not charge for at all; empty where there are none."""
    return _quantities("Not charged for by this profile", bill, notation, charged=False)


def _quantities(words: str, bill: Bill, notation: Notation, *, charged: bool) -> str:
    known = {cost.dimension for cost in bill.profile.costs}
    found = [(of, amount) for of, amount in bill.unpriced if amount and (of in known) is charged]
    parts = [f"{DIMENSIONS[of].lower()} {amount_of(of, amount, notation)}" for of, amount in found]
    return f"{words}: {', '.join(parts)}" if parts else ""


def possible(bill: Bill, purse: Purse) -> str:
    """Say between which totals the true one lies; empty where the bill is no estimate."""
    if bill.range is None:
        return ""
    low, high = money(bill.range.low, purse), money(bill.range.high, purse)
    return f"{ESTIMATED}. From {low} to {high} is possible."


def assumptions(bill: Bill) -> list[str]:
    """Give what had to be assumed, as sentences."""
    return [_ASSUMED.get(code, f"Assumed: {code}") for code in bill.assumptions]


def notes(bill: Bill, notation: Notation) -> list[str]:
    """Give the notes, with their times by the charger's clock."""
    return [
        note.text if note.at is None else f"{notation.moment(clock.wall_of(bill.zone, note.at))}: {note.text}"
        for note in bill.notes
    ]


def rounding(bill: Bill) -> str:
    """Say by which rule the amounts are rounded."""
    policy = bill.profile.policy
    places = currencies.decimals(bill.currency) if policy.decimals is None else policy.decimals
    how = "half-up" if policy.rounding is Rounding.HALF_UP else "down"
    if policy.lines is Lines.PER_LINE:
        return f"Each line is rounded {how} to {places} decimals; the lines sum to the total."
    fine = policy.component_decimals
    before = f"lines {how} to {fine} decimals before it" if fine is not None else "lines not before it"
    return f"The total is rounded once, {how} to {places} decimals; {before}."


def without_bill(applies: str) -> str:
    """Say what would price a session that has no computed bill, or why nothing would."""
    if says_a_price(applies):
        return f"Not priced yet. What applies now: {applies}."
    return _NOTHING.get(applies, f"Nothing prices it: {applies}." if applies else "")


def applies_now(computed: "ComputedBill", applies: str) -> str:
    """Say that another price applies now than the one that made the bill; empty where it is the same."""
    if computed.bill is not None:
        profile = computed.bill.profile
        made = f"billing profile '{profile.name}', version {profile.version}"
    else:
        made = f"simple rate {computed.rate}"
    if not applies or made == applies:
        return ""
    if says_a_price(applies):
        return f"Now the {applies} applies; price it again to use it."
    return f"Now nothing would price it. {_NOTHING.get(applies, applies)}"
