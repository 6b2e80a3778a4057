"""Questions that are answered on a thread of their own, beside what the window's worker and the tables do."""

from PySide6.QtCore import QObject, QTimer, Signal

from zefdesk.desktop.jobs import Jobs
from zefdesk.domain.trouble import Cancelled, Trouble


class AskedAside(QObject):
    """Waits a little before it asks, so that rows in sight come first and quick changes are asked once.

    `ask` is called when it is time; it runs `jobs`, with `went_wrong`. `came` hands on what was found, `failed` says
    why nothing was. `stop` lets it go once nothing runs.
    """

    came = Signal(object)
    failed = Signal(str)

    def __init__(self, after_ms: int, parent: QObject) -> None:
        super().__init__(parent)
        self.jobs = Jobs(self)
        self._soon = QTimer(self, singleShot=True, interval=after_ms)
        self._soon.timeout.connect(self.ask)

    def ask(self) -> None:
        """Ask now."""
        raise NotImplementedError

    def ask_soon(self) -> None:
        """Ask in a moment; a moment that was begun before begins anew."""
        self._soon.start()

    def went_wrong(self, error: Exception) -> None:
        """Say what went wrong, where somebody can do something about it."""
        if isinstance(error, Trouble):
            self.failed.emit(str(error))
        elif not isinstance(error, Cancelled):
            raise error

    @property
    def at_rest(self) -> bool:
        """Whether nothing runs or waits."""
        return not (self._soon.isActive() or self.jobs.busy)

    def stop(self) -> None:
        """Answer nothing more, and go once nothing runs."""
        self._soon.stop()
        self.blockSignals(True)
        self.jobs.idle.connect(self._leave)
        self.jobs.cancel_all()
        self.jobs.close()

    def _leave(self) -> None:
        if not self.jobs.busy:
            self.deleteLater()
