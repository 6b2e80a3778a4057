"""A ledger opened with its findings up to date: what has changed since the last look is looked at first."""

from zefdesk.cli.progress import reporting
from zefdesk.cli.streams import tell
from zefdesk.services.ledgers import open_ledger
from zefdesk.services.looking import look
from zefdesk.store.errors import LedgerError
from zefdesk.store.ledger import Ledger


def open_looked(database: str | None) -> Ledger:
    """Open a ledger and look at what has changed; one that cannot be written is shown as it was looked at last."""
    ledger = open_ledger(database)
    try:
        with reporting() as report:
            look(ledger, report)
    except LedgerError as error:
        tell(f"findings are those of an earlier look: {error}")
    except BaseException:
        ledger.close()
        raise
    return ledger
