"""What every screen is given, and what the window expects of a screen."""

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction

from zefdesk.desktop.jobs import Jobs
from zefdesk.desktop.locale import notation
from zefdesk.desktop.settings import Settings

if TYPE_CHECKING:  # importing the store takes longer than showing the window
    from zefdesk.store.ledger import Ledger


class Desk(QObject):
    """The jobs, the settings and the notation of the window, and the wishes that a screen may have of it."""

    wants_import = Signal()
    """A screen's Import button: choose files."""
    wants_sessions_of = Signal(int, str)
    """Show the sessions of the import with this number and path."""
    wants_import_shown = Signal(int)
    """Show the import with this number."""
    wants_query = Signal(object)
    """Show the sessions that this `SessionQuery` lets through."""
    wants_pricing_of = Signal(object)
    """Price the sessions of these numbers by what applies now."""
    wants_pricing = Signal()
    """Price all sessions of the ledger by what applies now."""
    stored = Signal()
    """The ledger's content has changed: every page reads again."""
    said = Signal(str, str, object)
    """A result to be read at the window's foot: the sentence, the words of a link or empty, what the link calls."""

    refused = Signal(str, str, object)
    """What was asked for was not done: the sentence, the words of a link that does it all the same or empty, what the
    link calls."""

    trouble = Signal(str)
    """What went wrong, where no page has a place to say it."""

    def __init__(self, jobs: Jobs, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.jobs = jobs
        self.settings = settings
        self.notation = notation()
        self.shown_session: int | None = None
        """The number of the session that is current in Sessions, where another screen takes it up."""


class Page(Protocol):
    """A screen, as the window knows it; it is a QWidget too."""

    def set_ledger(self, ledger: "Ledger | None") -> None:
        """Show this ledger, or nothing."""

    def refresh(self) -> None:
        """Read again what is shown."""

    def actions_by_name(self) -> dict[str, QAction]:
        """Give the commands of this page that belong into the menus."""
