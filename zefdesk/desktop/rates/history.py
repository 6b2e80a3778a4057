"""Changes to chargers as they are made, undone and made again, each in the window's worker."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from zefdesk.desktop.desk import Desk
from zefdesk.desktop.rates import words
from zefdesk.desktop.rates.page_keys import COMMANDS
from zefdesk.desktop.widgets import parts
from zefdesk.domain.trouble import Cancelled, Trouble
from zefdesk.services import charger_changes
from zefdesk.services.charger_changes import Change, ChangedMeanwhile

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
        self._in_haste = False
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
        if (ledger := self._ledger) is None:
            return
        if self._in_haste:
            self._do_now(what, work, ledger)
        else:
            done, refused = partial(self._was_done, what, then), partial(self._failed, failed)
            self._desk.jobs.run(lambda _report: work(ledger), done, refused, label=what)

    @contextmanager
    def in_haste(self) -> Iterator[None]:
        """Make changes at once meanwhile, as the ledger is about to close and waits for no worker."""
        self._in_haste = True
        try:
            yield
        finally:
            self._in_haste = False

    def _do_now(self, what: str, work: "Callable[[Ledger], Change]", ledger: "Ledger") -> None:
        try:
            change = work(ledger)
        except Trouble as error:
            self._failed(None, error)
        else:
            self._was_done(what, None, change)

    def undo(self) -> None:
        """Take the last change back."""
        self._move(self._done, self._undone, "Undone", backwards=True)

    def redo(self) -> None:
        """Make the change again that was taken back last."""
        self._move(self._undone, self._done, "Done again", backwards=False)

    def _move(self, source: list[_Done], target: list[_Done], word: str, *, backwards: bool) -> None:
        if not source or (ledger := self._ledger) is None:
            return
        what, change = entry = source.pop()
        self._show()
        work = partial(charger_changes.put, ledger, change.backwards() if backwards else change)
        done = partial(self._was_put, entry, target, f"{word}: {what}")
        self._desk.jobs.run(lambda _report: work(), done, partial(self._was_not_put, entry, source), label=what)

    def _was_put(self, entry: _Done, target: list[_Done], said: str, change: Change) -> None:
        target.append(entry)
        self._tell(change, said, "", None)

    def _was_not_put(self, entry: _Done, source: list[_Done], error: Exception) -> None:
        """Keep what may go another time; what something else has changed meanwhile never will."""
        if not isinstance(error, ChangedMeanwhile):
            source.append(entry)
        self._failed(None, error)

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
