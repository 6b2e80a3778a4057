"""Sessions as a person reads them on a terminal."""

from decimal import Decimal

from zefdesk.billing.reported import ReportedBill, read_bill
from zefdesk.domain import clock, money, quantity
from zefdesk.domain.bill_state import LABELS, MEANINGS
from zefdesk.domain.notation import duration
from zefdesk.domain.stored import Stored, Totals

TITLES = (
    *("No.", "Start", "Name", "Initiator", "Identity", "Plug", "Charge", "kWh", "Cost", "Computed", "Bill", "Findings"),
)
RIGHT = (0, 5, 6, 7, 8, 9)


def session_row(stored: Stored) -> tuple[str, ...]:
    """Give the cells of a session's row."""
    session = stored.session
    return (
        str(stored.id),
        moment(session.start, stored.display_zone),
        session.name or session.serial or "",
        "(free vend)" if session.initiator == "" else session.initiator or "",
        session.identity or "",
        _elapsed(session.plug_duration),
        _elapsed(session.charge_duration),
        "" if session.energy is None else quantity.plain(session.energy),
        amount(session.cost, session.currency),
        "" if stored.computed is None else amount(stored.computed.cost, stored.computed.currency),
        LABELS.get(stored.bill_state, stored.bill_state),
        ", ".join(stored.findings),
    )


def totals_lines(totals: Totals, shown: int) -> list[str]:
    """Give count and sums."""
    count = f"{totals.count:,} session{'' if totals.count == 1 else 's'}"
    some = f", {shown:,} of them shown" if shown < totals.count else ""
    if not totals.count:
        return [count]
    costs = [amount(nano, code) + ("" if code else " (currency unknown)") for code, nano in totals.cost.items()]
    costs += [f"computed {amount(nano, code)}" for code, nano in totals.computed.items()]
    costs += [f"adjusted by {amount(nano, code)}" for code, nano in totals.adjusted.items()]
    if totals.passed_over:
        costs.append(f"{totals.passed_over:,} not counted")
    sums = (f"{quantity.plain(totals.energy)} kWh", *costs)
    times = f"plugged in {duration(totals.plug_duration)}, charging {duration(totals.charge_duration)}"
    return [f"{count}{some}: {', '.join(sums)}; {times}"]


def moment(instant: int, zone: str) -> str:
    """Write an instant by the clock of its zone, with its offset."""
    text = clock.iso(instant, zone)
    return f"{text[:10]} {text[11:19]} {text[19:]}"


def amount(nano: int | None, currency: str | None) -> str:
    """Write an amount with its currency."""
    return "" if nano is None else f"{money.plain(nano, currency)} {currency or ''}".rstrip()


def _elapsed(seconds: int | None) -> str:
    return "" if seconds is None else duration(seconds)


def field_rows(stored: Stored) -> list[tuple[str, str]]:
    """Give what is known of a session, name and text."""
    session, zone = stored.session, stored.display_zone
    rows = [
        ("Name", session.name),
        ("Sticker", session.sticker),
        ("Serial", session.serial),
        ("Connector", session.connector),
        ("Site", session.site),
        ("Initiator", "(blank: free vend)" if session.initiator == "" else session.initiator),
        ("Identity", session.identity),
        ("Start", f"{moment(session.start, zone)} ({zone})"),
        ("End", None if session.end is None else moment(session.end, zone)),
        ("Plug Duration", _elapsed(session.plug_duration)),
        ("Charge Duration", _elapsed(session.charge_duration)),
        ("Energy", None if session.energy is None else f"{quantity.plain(session.energy)} kWh"),
        ("Cost", amount(session.cost, session.currency)),
        ("Bill", f"{LABELS.get(stored.bill_state, '')}: {MEANINGS.get(stored.bill_state, '')}"),
        ("Stop Reason", session.stop_reason),
        ("Session ID", session.session_id),
    ]
    return [(name, text) for name, text in rows if text]


def bill_rows(text: str | None) -> list[tuple[str, ...]]:
    """Give the lines of a bill, and its sum."""
    bill = read_bill(text)
    if bill is None or not bill.lines:
        return []
    rows = [
        (line.description, _number(line.quantity), line.unit, _number(line.rate), _number(line.amount))
        for line in bill.lines
    ]
    return [*rows, ("Sum", "", "", "", _number(bill.sum))]


def bill_sentence(stored: Stored) -> str:
    """Say whether the lines sum to the cost, or give the text of a bill that has none."""
    bill = read_bill(stored.session.bill_details)
    if bill is None:
        return ""
    if not bill.lines:
        return f"Bill Details: {bill.text}" + (f" (unreadable: {bill.unreadable})" if bill.unreadable else "")
    return _sums(bill, stored.session.cost)


def _sums(bill: ReportedBill, cost: int | None) -> str:
    answer = None if cost is None else bill.sums_to(quantity.to_decimal(cost))
    if answer is None:
        return ""
    return "The lines sum to the cost." if answer else "The lines do NOT sum to the cost."


def _number(number: Decimal | None) -> str:
    return "" if number is None else str(number)
