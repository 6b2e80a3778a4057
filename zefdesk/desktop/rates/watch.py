"""Keeps in mind which chargers were changed, and counts in the worker which stored sessions that would price anew."""

import json
from array import array
from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from zefdesk.desktop.desk import Desk
from zefdesk.services import effects
from zefdesk.services.charger_changes import Change, State
from zefdesk.services.effects import Effects

if TYPE_CHECKING:
    from zefdesk.store.ledger import Ledger

CHANGED = "rates/changed"
AT_ONCE = 1_000
"""Sessions that are looked at before other work gets its turn."""
_LEDGERS = 8


class Watch(QObject):
    """`counted` tells the effects of all changes that are not priced yet, and how many chargers were changed.

    Until then `counting` tells how far that is.

    Which chargers these are is remembered for each ledger, so that a change is not forgotten when the window closes.
    """

    counting = Signal(int, int)
    counted = Signal(object, int)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._ledger: Ledger | None = None
        self._changed: list[str] = []
        self._first: dict[str, State] = {}

    def set_ledger(self, ledger: "Ledger | None") -> None:
        """Go on with what was changed in this ledger."""
        self._ledger = ledger
        self._changed = self._remembered().get(ledger.location, []) if ledger else []
        self._first = {}

    @property
    def changed(self) -> tuple[str, ...]:
        """The chargers whose changes are not priced yet."""
        return tuple(self._changed)

    def add(self, serials: Iterable[str]) -> None:
        """Take up chargers that were changed."""
        self._changed = list(dict.fromkeys([*self._changed, *serials]))
        self._remember()

    def add_change(self, change: Change) -> None:
        """Take up what a change has changed; a charger that is as it was at first is changed no longer."""
        for before, after in zip(change.before, change.after, strict=True):
            if self._first.setdefault(after.serial, before) == after:
                del self._first[after.serial]
        self.add(change.serials)

    def look(self) -> None:
        """Count anew."""
        if (ledger := self._ledger) is None:
            return
        if not self._changed:
            self.counted.emit(Effects(), 0)
            return
        self.counting.emit(0, 0)
        serials = tuple(self._changed)
        done = partial(self._begin, ledger)
        self._desk.jobs.run(lambda _report: effects.sessions_of(ledger, serials), done, channel="effects")

    def _begin(self, ledger: "Ledger", numbers: "array[int]") -> None:
        self._go_on(ledger, numbers, 0, Effects())

    def _go_on(self, ledger: "Ledger", numbers: "array[int]", start: int, found: Effects) -> None:
        if ledger is not self._ledger:
            return
        if start >= len(numbers):
            self._end(found)
            return
        self.counting.emit(start, len(numbers))
        part = numbers[start : start + AT_ONCE]
        done = partial(self._add, ledger, numbers, start + AT_ONCE, found)
        self._desk.jobs.run(lambda _report: effects.effects(ledger, part), done, channel="effects")

    def _add(self, ledger: "Ledger", numbers: "array[int]", start: int, found: Effects, more: Effects) -> None:
        found.add(more)
        self._go_on(ledger, numbers, start, found)

    def _end(self, found: Effects) -> None:
        self._changed = [serial for serial in self._changed if serial in found.chargers]
        self._remember()
        if not found.numbers:
            self._first = {}
        self.counted.emit(found, len(self._first.keys() | found.chargers.keys()))

    def _remembered(self) -> dict[str, list[str]]:
        try:
            kept = json.loads(self._desk.settings.text(CHANGED, "{}"))
        except ValueError:
            return {}
        return kept if isinstance(kept, dict) else {}

    def _remember(self) -> None:
        if self._ledger is not None:
            kept = {**self._remembered(), self._ledger.location: self._changed}
            latest = [(place, serials) for place, serials in kept.items() if serials][-_LEDGERS:]
            self._desk.settings.keep(CHANGED, json.dumps(dict(latest)))
