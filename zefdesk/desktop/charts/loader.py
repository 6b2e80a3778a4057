"""Charts worked out off the UI thread, on a thread of their own; a new question drops the old one."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from zefdesk.desktop.asked_aside import AskedAside

if TYPE_CHECKING:
    from zefdesk.store.ledger import Ledger

ASK_AFTER_MS = 180
Work = Callable[["Ledger"], Any]


class ChartLoader(AskedAside):
    """One chart at a time."""

    def __init__(self, ledger: "Ledger", parent: QObject) -> None:
        super().__init__(ASK_AFTER_MS, parent)
        self._ledger = ledger
        self._work: Work | None = None

    def work_out(self, work: Work) -> None:
        """Ask for something of the ledger."""
        self._work = work
        self.ask_soon()

    def ask(self) -> None:
        """Ask now."""
        work, ledger = self._work, self._ledger
        if work is not None:
            self.jobs.run(lambda _report: work(ledger), self.came.emit, self.went_wrong, channel="chart")
