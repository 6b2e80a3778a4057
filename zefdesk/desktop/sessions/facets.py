"""The facets of the screen: shown or hidden by a command, counted for what is asked while they are in sight."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction

from zefdesk.desktop.sessions.facet_loader import FacetLoader
from zefdesk.desktop.sessions.facet_panel import FacetPanel
from zefdesk.desktop.settings import Settings
from zefdesk.domain.query import SessionQuery

if TYPE_CHECKING:
    from zefdesk.store.ledger import Ledger

SHOWN = "facets/shown"


class Facets(QObject):
    """Brings panel, loader and command together; `failed` says why nothing could be counted."""

    failed = Signal(str)

    def __init__(self, panel: FacetPanel, command: QAction, settings: Settings) -> None:
        super().__init__(panel)
        self.panel, self._settings = panel, settings
        self._loader: FacetLoader | None = None
        self._query = SessionQuery()
        command.setChecked(settings.flag(SHOWN))
        panel.setVisible(command.isChecked())
        command.toggled.connect(self._show)
        panel.opened.connect(self._count)

    def set_ledger(self, ledger: "Ledger | None") -> None:
        """Count the facets of this ledger from now on."""
        if self._loader is not None:
            self._loader.stop()
        self._loader = None if ledger is None else FacetLoader(ledger, self)
        if self._loader is not None:
            self._loader.came.connect(self.panel.show_facet)
            self._loader.failed.connect(self.failed)

    def show_query(self, query: SessionQuery, files: dict[int, str]) -> None:
        """Show what is asked for now, and count for it."""
        self._query = query
        self.panel.show_query(query, files)
        self.count_again()

    def count_again(self) -> None:
        """Count for what is asked, since the ledger has changed or the panel is in sight now."""
        if self._loader is not None and not self.panel.isHidden():
            self._loader.count(self._query, self.panel.open_columns)

    @property
    def at_rest(self) -> bool:
        """Whether everything asked for has come."""
        return self._loader is None or self._loader.at_rest

    def _show(self, shown: bool) -> None:  # noqa: FBT001 -- a signal's argument
        self._settings.keep(SHOWN, shown)
        self.panel.setVisible(shown)
        if shown:
            self.count_again()
            self.panel.setFocus()

    def _count(self, _column: str) -> None:
        self.count_again()
