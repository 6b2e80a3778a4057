"""The ledger's door: one is open at a time; opening, copying and closing happen in the worker."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from zefdesk.desktop.desk import Desk
from zefdesk.domain.trouble import Cancelled

if TYPE_CHECKING:
    from zefdesk.desktop.behind import Behind
    from zefdesk.desktop.later import Later
    from zefdesk.services.ledgers import LedgerFacts
    from zefdesk.services.looking import Looked
    from zefdesk.store.ledger import Ledger


def behind() -> "Behind":
    """Load services and Sessions; the first time this takes longer than showing the window: call it in the worker."""
    from zefdesk.desktop.behind import load  # noqa: PLC0415 -- see above

    return load()


def later() -> "Later":
    """Load the rest; call it in the worker too."""
    from zefdesk.desktop.later import load  # noqa: PLC0415 -- see above

    return load()


class Door(QObject):
    """`opened` hands on the ledger, `failed` the place and the sentence; the ledger before it stays open then."""

    opened = Signal(object)
    failed = Signal(str, str)
    described = Signal(object)
    copied = Signal(object)
    looked = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._wanted = ""
        self.ledger: Ledger | None = None
        self.is_demo = False

    def open(self, location: str | None, *, create: bool = True) -> None:
        """Open a ledger: a path, a URL, or None for the usual one."""
        self._wanted = location or ""
        self._desk.jobs.run(
            lambda _report: behind().open_ledger(location, create=create),
            self._took,
            self._failed,
            label="Opening the ledger",
            channel="open",
        )

    def begin(self, target: Path) -> None:
        """Begin a ledger in a new file; one that exists is left alone."""
        self._wanted = str(target)
        self._desk.jobs.run(
            lambda _report: behind().begin_ledger(target), self._took, self._failed, label="New ledger", channel="open"
        )

    def open_demo(self) -> None:
        """Open a throw-away ledger and fill it with the sample."""
        self._desk.jobs.run(lambda _report: later().open_demo(), self._took_demo, self._failed, channel="open")

    def describe(self) -> None:
        """Ask for the figures of the open ledger; `described` tells them."""
        if (ledger := self.ledger) is not None:
            self._desk.jobs.run(
                lambda _report: behind().describe(ledger), self._described, self._no_figures, channel="describe"
            )

    def look(self) -> None:
        """Look for findings where anything has changed; `looked` tells that some are new or gone."""
        if (ledger := self.ledger) is not None:
            self._desk.jobs.run(
                lambda report: behind().look(ledger, report),
                self._looked,
                self._not_looked,
                label="Looking for what does not add up",
                channel="look",
            )

    def save_copy(self, target: Path) -> None:
        """Write a copy of the open ledger; `copied` tells where it is."""
        if (ledger := self.ledger) is not None:
            self._desk.jobs.run(
                lambda _report: behind().save_copy(ledger, target), self._copied, label="Saving a copy of the ledger"
            )

    def close(self) -> None:
        """Close the ledger; one of the demo is removed."""
        if self.ledger is not None:
            self._leave(self.ledger, throw_away=self.is_demo)
            self.ledger = None

    def _took(self, ledger: "Ledger") -> None:
        self._take(ledger, demo=False)

    def _took_demo(self, ledger: "Ledger") -> None:
        self._take(ledger, demo=True)
        self._desk.jobs.run(lambda report: later().fill_demo(ledger, report), self._filled, label="Sample data")

    def _take(self, ledger: "Ledger", *, demo: bool) -> None:
        earlier, was_demo = self.ledger, self.is_demo
        self.ledger, self.is_demo = ledger, demo
        self._desk.jobs.interrupt = ledger.interrupt
        self.opened.emit(ledger)
        if earlier is not None:
            self._desk.jobs.run(lambda _report: self._leave(earlier, throw_away=was_demo), self._left)

    def _leave(self, ledger: "Ledger", *, throw_away: bool) -> None:
        if throw_away:
            behind().throw_away(ledger)
        else:
            ledger.close()

    def _left(self, _nothing: None) -> None:
        """The earlier ledger is closed; nothing is to be shown."""

    def _filled(self, _outcome: Any) -> None:  # noqa: ANN401 -- an ImportOutcome, told by the Imports screen
        self._desk.stored.emit()

    def _described(self, facts: "LedgerFacts") -> None:
        self.described.emit(facts)

    def _looked(self, looked: "Looked") -> None:
        if looked.new or looked.gone:
            self.looked.emit()

    def _not_looked(self, error: Exception) -> None:
        """What could not be looked at now is looked at after the next change, or when the ledger is opened again."""
        if not isinstance(error, Cancelled):
            self._desk.trouble.emit(f"Findings are those of an earlier look: {error}")

    def _no_figures(self, _error: Exception) -> None:
        """A ledger that cannot be counted now is said where it is read, not at the side bar's foot."""

    def _copied(self, target: Path) -> None:
        self.copied.emit(target)

    def _failed(self, error: Exception) -> None:
        self.failed.emit(self._wanted, str(error) or "Opening was cancelled")
