"""What is loaded behind the first paint, in the worker: the ledger and the Sessions screen, which import slowly."""

from pathlib import Path
from shutil import rmtree

from zefdesk.desktop.desk import Desk
from zefdesk.desktop.sessions.page import SessionsPage
from zefdesk.domain.trouble import Trouble
from zefdesk.services import ledgers, looking
from zefdesk.services.ledgers import LedgerFacts
from zefdesk.services.looking import Looked
from zefdesk.services.progress import Report
from zefdesk.store.ledger import Ledger


class Behind:
    """The verbs of ledgers and the maker of the first page, for a window that does not wait for them."""

    def open_ledger(self, location: str | None, *, create: bool) -> Ledger:
        """Open a ledger; raises Trouble."""
        return ledgers.open_ledger(location, create=create)

    def begin_ledger(self, target: Path) -> Ledger:
        """Begin a ledger in a file that is not there yet; raises Trouble for one that is."""
        if target.exists():
            raise Trouble(f"{target} exists already: choose another name, or open it")
        return ledgers.open_ledger(target)

    def throw_away(self, ledger: Ledger) -> None:
        """Close a ledger and remove the folder that was made for it."""
        ledger.close()
        if ledger.path is not None:
            rmtree(ledger.path.parent, ignore_errors=True)

    def describe(self, ledger: Ledger) -> LedgerFacts:
        """Give the figures of a ledger."""
        return ledgers.describe(ledger)

    def look(self, ledger: Ledger, report: Report) -> Looked:
        """Look for findings where anything has changed since the last look."""
        return looking.look(ledger, report)

    def save_copy(self, ledger: Ledger, target: Path) -> Path:
        """Write a consistent copy; the file dialog has asked whether an existing file may be replaced."""
        ledgers.save_copy(ledger, target, overwrite=True)
        return target

    def sessions_page(self, desk: Desk) -> SessionsPage:
        """Make the Sessions screen."""
        page = SessionsPage(desk)
        page.setFocusProxy(page.table)
        return page


def load() -> Behind:
    """Give what is behind; it is loaded by then."""
    return Behind()
