"""The charts over the table: of what it shows, asked anew with it, and filtering it."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout

from zefdesk.desktop.charts.kinds import CHARGERS
from zefdesk.desktop.charts.panel import ChartsPanel
from zefdesk.desktop.desk import Desk
from zefdesk.domain.query import SessionQuery
from zefdesk.domain.stored import Stored

if TYPE_CHECKING:
    from zefdesk.store.ledger import Ledger

SHOWN = "sessions/charts"


class Charted(QObject):
    """Shows and hides the charts by their commands, and remembers that."""

    def __init__(
        self, place: QVBoxLayout, commands: Mapping[str, QAction], desk: Desk, of_what: Callable[[], str]
    ) -> None:
        """Make it; `of_what` says the filter in words, empty where there is none."""
        command = commands["charts"]
        super().__init__(command)
        self.panel = ChartsPanel(desk, of_what)
        self._command, self._settings = command, desk.settings
        self._anything = False
        place.addWidget(self.panel)
        command.setChecked(desk.settings.flag(SHOWN))
        self._show()
        command.toggled.connect(self._toggled)
        commands["sums"].triggered.connect(self.show_sums)
        self.panel.closed.connect(lambda: command.setChecked(False))

    def set_ledger(self, ledger: "Ledger | None") -> None:
        """Show charts of this ledger."""
        self.panel.set_ledger(ledger)

    def show_query(self, query: SessionQuery, currency: str | None, *, anything: bool) -> None:
        """Show what another query lets through; `anything` that the ledger has sessions."""
        self._anything = anything
        self._show()
        self.panel.show_query(query, currency)

    def mark(self, stored: Stored | None) -> None:
        """Show where the current session is."""
        self.panel.mark(stored)

    @property
    def at_rest(self) -> bool:
        """Whether everything asked for has come."""
        return self.panel.at_rest

    def show_sums(self) -> None:
        """Show what each charger sums up to, as numbers."""
        self.panel.show_numbers(CHARGERS)
        if self._command.isChecked():
            self.panel.focus_in()
        else:
            self._command.setChecked(True)

    def _toggled(self, shown: bool) -> None:  # noqa: FBT001 -- a signal's argument
        self._settings.keep(SHOWN, shown)
        self._show()
        if shown:
            self.panel.focus_in()

    def _show(self) -> None:
        self.panel.setVisible(self._command.isChecked() and self._anything)
