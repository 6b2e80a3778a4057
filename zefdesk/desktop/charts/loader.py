"""Charts worked out off the UI thread, on a thread of their own; a new question drops the old one."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from zefdesk.desktop.jobs import Jobs
from zefdesk.domain.trouble import Cancelled, Trouble

if TYPE_CHECKING:
    from zefdesk.store.ledger import Ledger

ASK_AFTER_MS = 180
"""So that the rows in sight come first, and quick changes are worked out once."""
Work = Callable[["Ledger"], Any]


class ChartLoader(QObject):
    """`came` hands on what was worked out, `failed` why it was not; `stop` lets it go."""

    came = Signal(object)
    failed = Signal(str)

    def __init__(self, ledger: "Ledger", parent: QObject) -> None:
        super().__init__(parent)
        self._ledger = ledger
        self._jobs = Jobs(self)
        self._work: Work | None = None
        self._ask_soon = QTimer(self, singleShot=True, interval=ASK_AFTER_MS)
        self._ask_soon.timeout.connect(self._ask)

    def ask(self, work: Work) -> None:
        """Ask for something of the ledger."""
        self._work = work
        self._ask_soon.start()

    @property
    def at_rest(self) -> bool:
        """Whether nothing runs or waits."""
        return not (self._ask_soon.isActive() or self._jobs.busy)

    def stop(self) -> None:
        """Answer nothing more, and go once nothing runs."""
        self._ask_soon.stop()
        self.blockSignals(True)
        self._jobs.idle.connect(self._leave)
        self._jobs.cancel_all()
        self._jobs.close()

    def _leave(self) -> None:
        if not self._jobs.busy:
            self.deleteLater()

    def _ask(self) -> None:
        work, ledger = self._work, self._ledger
        if work is not None:
            self._jobs.run(lambda _report: work(ledger), self.came.emit, self._went_wrong, channel="chart")

    def _went_wrong(self, error: Exception) -> None:
        if isinstance(error, Trouble):
            self.failed.emit(str(error))
        elif not isinstance(error, Cancelled):
            raise error
