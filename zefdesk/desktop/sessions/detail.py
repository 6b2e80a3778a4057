"""One session with all that the drill-down shows of it, read in one go."""

from typing import TYPE_CHECKING, NamedTuple

from zefdesk.billing.reported import ReportedBill, read_bill
from zefdesk.desktop.bill.computing import Computing
from zefdesk.domain.stored import Stored
from zefdesk.domain.trouble import NotFound
from zefdesk.services import bills, reviewing

if TYPE_CHECKING:
    from zefdesk.store.findings import StoredFinding
    from zefdesk.store.ledger import Ledger
    from zefdesk.store.sources import SourceView


class Detail(NamedTuple):
    """The session, its bill as far as it can be read, every place that tells it, what was found, what was computed."""

    stored: Stored
    bill: ReportedBill | None
    sources: "list[SourceView]"
    findings: "list[StoredFinding]"
    computing: Computing


def detail(ledger: "Ledger", number: int) -> Detail | None:
    """Read a session; None where it is gone."""
    try:
        stored = reviewing.session(ledger, number)
    except NotFound:
        return None
    bill = read_bill(stored.session.bill_details)
    sources, findings = reviewing.source(ledger, number), reviewing.findings_of(ledger, number)
    return Detail(stored, bill, sources, findings, computing(ledger, number))


def computing(ledger: "Ledger", number: int) -> Computing:
    """Read what was computed for a session, and what would price it now."""
    former = tuple(bills.former_bills(ledger, number))
    return Computing(bills.bill_of(ledger, number), former, bills.what_applies(ledger, number))
