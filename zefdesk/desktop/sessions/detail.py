"""One session with all that the drill-down shows of it, read in one go."""

from typing import TYPE_CHECKING, NamedTuple

from zefdesk.billing.reported import ReportedBill, read_bill
from zefdesk.desktop.bill.computing import Computing
from zefdesk.domain.stored import Stored
from zefdesk.domain.trouble import NotFound
from zefdesk.services import bills, charger_logs, closing, configuring, remarking, reviewing
from zefdesk.services.charger_logs import Trace

if TYPE_CHECKING:
    from zefdesk.services.log_text import Lines
    from zefdesk.store.findings import StoredFinding
    from zefdesk.store.ledger import Ledger
    from zefdesk.store.sources import SourceView


class Detail(NamedTuple):
    """The session, its bill as far as it can be read, every place that tells it, what was found, what was computed.

    `group` are the tellings of it with other values, itself the first; `closed` is its month where that is closed.
    `trace` is what logs tell of it, `lines` those around its start in the log as it lies on disk. `zone_set` is whether
    its charger has a time zone.
    """

    stored: Stored
    bill: ReportedBill | None
    sources: "list[SourceView]"
    findings: "list[StoredFinding]"
    computing: Computing
    group: list[Stored]
    closed: str = ""
    trace: Trace | None = None
    lines: "Lines | None" = None
    zone_set: bool = True


def detail(ledger: "Ledger", number: int) -> Detail | None:
    """Read a session; None where it is gone."""
    try:
        stored = reviewing.session(ledger, number)
    except NotFound:
        return None
    bill = read_bill(stored.session.bill_details)
    sources, findings = reviewing.source(ledger, number), reviewing.findings_of(ledger, number)
    trace = charger_logs.trace(ledger, number)
    lines = charger_logs.lines_of(trace, trace.logged.span) if trace else None
    group = remarking.conflicting(ledger, number)
    month = closing.closed_month_of(ledger, number)
    zoned = configuring.has_zone(ledger, stored.session.serial or stored.session.name or "")
    return Detail(stored, bill, sources, findings, computing(ledger, number), group, month, trace, lines, zoned)


def computing(ledger: "Ledger", number: int) -> Computing:
    """Read what was computed for a session, and what would price it now."""
    former = tuple(bills.former_bills(ledger, number))
    return Computing(bills.bill_of(ledger, number), former, bills.what_applies(ledger, number))
