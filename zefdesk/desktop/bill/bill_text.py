"""The bills of a session as plain text, to be pasted into a mail or a note."""

from typing import TYPE_CHECKING

from zefdesk.billing.reported import ReportedBill
from zefdesk.desktop.bill import arithmetic, computed_lines, computed_words
from zefdesk.desktop.bill.arithmetic import Purse
from zefdesk.desktop.bill.beside import beside
from zefdesk.desktop.locale import zone
from zefdesk.domain import clock
from zefdesk.domain.bill import Bill
from zefdesk.domain.notation import duration
from zefdesk.domain.session import Session
from zefdesk.domain.stored import Stored

if TYPE_CHECKING:
    from zefdesk.services.bills import ComputedBill


def bill_text(stored: Stored, bill: ReportedBill | None, purse: Purse, computed: "ComputedBill | None" = None) -> str:
    """Write head, lines, total and the comparison, one a line, amounts after a tab; then the computed bill."""
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
    if computed is not None:
        lines += _computed(computed, stored.session, purse._replace(currency=computed.currency))
    return "\n".join(lines)


def _head(stored: Stored, purse: Purse) -> list[str]:
    session, display = stored.session, stored.display_zone
    start = purse.notation.moment(clock.wall_of(display, session.start))
    facts = [f"{start} {clock.short_name(display, session.start)}"]
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


def _computed(computed: "ComputedBill", session: Session, purse: Purse) -> list[str]:
    notation = purse.notation
    head = ["", computed_words.made_by(computed, notation), computed_words.made_at(computed, zone(), notation)]
    if computed.bill is not None:
        body = _computed_body(computed.bill, purse)
    else:
        arithmetic_of_rate = computed_words.simple_arithmetic(computed, session, purse)
        body = [f"Simple rate ({arithmetic_of_rate})\t{computed_lines.money(computed.cost, purse)}"]
    said = beside(computed, session, purse)
    return [*head, *body, f"{said.word}. {said.sentence}".strip()]


def _computed_body(bill: Bill, purse: Purse) -> list[str]:
    lines = []
    for line in bill.lines:
        words = computed_lines.line_words(line, bill, purse)
        counted = f" ({words.counted})" if words.counted else ""
        lines.append(f"{words.name}{counted}\t{words.amount}")
        times = computed_lines.when(line, bill, purse, most=len(line.intervals)) if words.when else ""
        lines += [f"  {each}" for each in (words.why, times) if each]
    lines += [f"{row.words}\t{row.amount}" for row in computed_words.totals(bill, purse)]
    notation = purse.notation
    remarks = (
        computed_words.unpriced(bill, notation),
        computed_words.not_charged(bill, notation),
        computed_words.possible(bill, purse),
        *computed_words.assumptions(bill),
        *computed_words.notes(bill, notation),
        computed_words.rounding(bill),
    )
    return [*lines, *filter(None, remarks)]
