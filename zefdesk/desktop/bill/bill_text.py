"""A bill as plain text, to be pasted into a mail or a note."""

from zefdesk.billing.reported import ReportedBill
from zefdesk.desktop.bill import arithmetic
from zefdesk.desktop.bill.arithmetic import Purse
from zefdesk.domain import clock
from zefdesk.domain.notation import duration
from zefdesk.domain.stored import Stored


def bill_text(stored: Stored, bill: ReportedBill | None, purse: Purse) -> str:
    """Write head, lines, total and the comparison, one a line, amounts after a tab."""
    lines = [*_head(stored, purse), ""]
    if bill is None or not bill.lines:
        lines.append(bill.text if bill else "No Bill Details")
    else:
        lines += _body(bill, purse)
    cost = stored.session.cost
    reported = purse.notation.money(cost, purse.currency, purse.home) if cost is not None else "none"
    lines.append(f"Cost reported\t{reported}")
    if bill is not None and bill.lines:
        said = arithmetic.compare(bill, stored.session, purse)
        lines.append(f"{said.word}. {said.sentence}".strip())
    return "\n".join(lines)


def _head(stored: Stored, purse: Purse) -> list[str]:
    session, zone = stored.session, stored.display_zone
    start = purse.notation.moment(clock.wall_of(zone, session.start))
    facts = [f"{start} {clock.short_name(zone, session.start)}"]
    if session.plug_duration is not None:
        facts.append(f"plugged in {duration(session.plug_duration)}")
    if session.energy is not None:
        facts.append(f"{arithmetic.energy_text(session.energy, purse.notation)} kWh")
    who = " ".join(filter(None, (session.initiator, session.identity)))
    charger = " ".join(filter(None, (session.name, session.serial)))
    return [f"{charger}{f', {who}' if who else ''}", ", ".join(facts)]


def _body(bill: ReportedBill, purse: Purse) -> list[str]:
    lines = []
    for line in bill.lines:
        counted = arithmetic.of_line(line, purse)
        lines.append(f"{line.description or 'Line'}{f' ({counted})' if counted else ''}\t{purse.amount(line.amount)}")
    total = bill.total if bill.total is not None else bill.sum
    return [*lines, f"Total\t{purse.amount(total)}"]
