"""Changes to chargers as they are made, undone and made again, each in the window's worker."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from zefdesk.desktop.desk import Desk
from zefdesk.desktop.rates import words
from zefdesk.desktop.rates.page_keys import COMMANDS
from zefdesk.desktop.widgets import parts
from zefdesk.domain.trouble import Cancelled
from zefdesk.services import charger_changes
from zefdesk.services.charger_changes import Change

if TYPE_CHECKING:
    from zefdesk.store.ledger import Ledger

_Done = tuple[str, Change]
_Failed = Callable[[str], None] | None
_Then = Callable[[Change], None] | None


class History(QObject):
    """What was done and what was undone; `changed` tells each change that was made, backwards ones too."""

    changed = Signal(object)

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self._desk = desk
        self._ledger: Ledger | None = None
        self._done: list[_Done] = []
        self._undone: list[_Done] = []
        self.stale = False
        """Whether other screens have not been told yet that chargers changed."""
        self.undo_action = parts.action(page, *COMMANDS["undo"], self.undo)
        self.redo_action = parts.action(page, *COMMANDS["redo"], self.redo)
        for action in (self.undo_action, self.redo_action):
            page.addAction(action)
        self._show()

    def set_ledger(self, ledger: "Ledger | None") -> None:
        """Begin anew with a ledger."""
        self._ledger = ledger
        self._done, self._undone = [], []
        self.stale = False
        self._show()

    def do(self, what: str, work: "Callable[[Ledger], Change]", failed: _Failed = None, then: _Then = None) -> None:
        """Change chargers; `what` says it in words: `Lobby East: capacity`.

        `then` is told the change once it is made, and has the last word; `failed` is told why it was refused.
        """
        if (ledger := self._ledger) is not None:
            self._run(what, lambda: work(ledger), partial(self._was_done, what, then), failed)

    def undo(self) -> None:
        """Take the last change back."""
        if self._done and (ledger := self._ledger) is not None:
            what, change = self._done.pop()
            self._again(ledger, (what, change), change.backwards(), self._undone, "Undone")

    def redo(self) -> None:
        """Make the change again that was taken back last."""
        if self._undone and (ledger := self._ledger) is not None:
            what, change = self._undone.pop()
            self._again(ledger, (what, change), change, self._done, "Done again")

    def _again(self, ledger: "Ledger", entry: _Done, change: Change, onto: list[_Done], word: str) -> None:
        self._show()
        done = partial(self._was_put, entry, onto, f"{word}: {entry[0]}")
        self._run(entry[0], partial(charger_changes.put, ledger, change), done, None)

    def _run(self, what: str, work: Callable[[], Change], done: Callable[[Change], None], failed: _Failed) -> None:
        self._desk.jobs.run(lambda _report: work(), done, partial(self._failed, failed), label=what)

    def _was_put(self, entry: _Done, onto: list[_Done], said: str, change: Change) -> None:
        onto.append(entry)
        self._tell(change, said, "", None)

    def _was_done(self, what: str, then: _Then, change: Change) -> None:
        if change.after:
            self._done.append((what, change))
            self._undone = []
            self._tell(change, what, "undo", self.undo)
        if then is not None:
            then(change)

    def _tell(self, change: Change, said: str, link: str, follow: Callable[[], None] | None) -> None:
        self.stale = True
        self._show()
        self.changed.emit(change)
        self._desk.said.emit(said, link, follow)

    def _failed(self, told: _Failed, error: Exception) -> None:
        self._show()
        if isinstance(error, Cancelled):
            return
        if told is not None:
            told(words.sentence(error))
        else:
            self._desk.trouble.emit(words.sentence(error))

    def _show(self) -> None:
        pairs = ((self.undo_action, self._done, "undo"), (self.redo_action, self._undone, "redo"))
        for action, entries, name in pairs:
            word = COMMANDS[name][0]
            action.setEnabled(bool(entries))
            action.setText(f"{word} {entries[-1][0]}" if entries else word)
