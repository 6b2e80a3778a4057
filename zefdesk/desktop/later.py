"""What is loaded once the ledger is open, in the worker: Imports, Chargers & rates, Findings, and the sample."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from zefdesk.desktop.desk import Desk
from zefdesk.desktop.findings.page import FindingsPage
from zefdesk.desktop.imports.page import ImportsPage
from zefdesk.desktop.rates.commands import Rates
from zefdesk.desktop.rates.page import RatesPage
from zefdesk.services import demo, ledgers
from zefdesk.services.importing import ImportOutcome
from zefdesk.services.progress import Report
from zefdesk.store.ledger import Ledger


class Later:
    """The sample and the maker of the Imports screen."""

    def open_demo(self) -> Ledger:
        """Make a ledger that goes with the temporary files."""
        return ledgers.open_ledger(demo.throw_away_location())

    def fill_demo(self, ledger: Ledger, report: Report) -> ImportOutcome:
        """Import the sample files."""
        return demo.fill(ledger, report)

    def imports_page(self, desk: Desk) -> ImportsPage:
        """Make the Imports screen."""
        return ImportsPage(desk)

    def findings_page(self, desk: Desk) -> FindingsPage:
        """Make the Findings screen."""
        return FindingsPage(desk)

    def rates_page(self, desk: Desk) -> RatesPage:
        """Make the Chargers & rates screen."""
        return RatesPage(desk)

    def rates(self, desk: Desk, window: QWidget, ledger: Callable[[], Ledger | None], page: RatesPage) -> Rates:
        """Make the commands of the menu Rates, for which the screen has buttons too."""
        made = Rates(desk, window, ledger, page.history)
        page.wants_charger_file.connect(made.import_chargers)
        page.wants_charger_export.connect(made.export_chargers)
        return made


def load() -> Later:
    """Give what comes later; it is loaded by then."""
    return Later()
