"""The profile being designed: a draft as typed, with undo and redo, and what it says as a profile."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import QObject, Signal

from zefdesk.billing import draft as drafts
from zefdesk.billing.draft import Draft
from zefdesk.billing.reading import Fault
from zefdesk.domain.profile import BillingProfile

MOST_STEPS = 500
NOTHING: Mapping[str, Any] = MappingProxyType({})


class Design(QObject):
    """One draft; `edited` tells that values changed, `reshaped` that rows came, went or moved as well.

    `profile` is what the draft says; while it has `faults`, what it said before them (None: nothing yet). `guess` is
    what can be read of it all the same.
    """

    edited = Signal()
    reshaped = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.draft: Draft = {}
        self.profile: BillingProfile | None = None
        self.guess: BillingProfile | None = None
        self.faults: tuple[Fault, ...] = ()
        self._past: list[Draft] = []
        self._future: list[Draft] = []
        self._typing_at = ""
        self._stored: Draft | None = None

    @property
    def sound(self) -> bool:
        """Whether the draft can be read without fault."""
        return not self.faults

    @property
    def changed(self) -> bool:
        """Whether it differs from what is stored."""
        return self._stored is None or not drafts.same(self.draft, self._stored)

    @property
    def can_undo(self) -> bool:
        """Whether there is an edit to take back."""
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        """Whether there is an edit that was taken back."""
        return bool(self._future)

    def begin(self, draft: Draft, stored: Draft | None = None) -> None:
        """Take up another draft, with no past; `stored` is what of it is stored."""
        self._past, self._future, self._stored = [], [], stored
        self.profile = None
        self._jump(draft)

    def now_stored(self) -> None:
        """Say that what is there is stored; what was edited before is the past of a version, and not undone."""
        self._past, self._future, self._typing_at = [], [], ""
        self._stored = self.draft
        self.reshaped.emit()

    def value(self, path: str) -> Any:  # noqa: ANN401 -- any JSON
        """Give what stands at a path."""
        return drafts.value_at(self.draft, path)

    def of_cost(self, number: int) -> BillingProfile | None:
        """Give the profile by which a cost can be shown: what can be read, but what it was while it is mistyped."""
        head = f"costs[{number}]"
        mistyped = any(one.value and one.path.startswith(head) for one in self.faults)
        for one in (self.profile, self.guess) if mistyped else (self.guess, self.profile):
            if one is not None and number < len(one.costs):
                return one
        return None

    def fault_at(self, path: str) -> str:
        """Say what is wrong at a path; empty where nothing is."""
        wrong = next((fault for fault in self.faults if fault.path == path), None)
        return "" if wrong is None else f"{wrong.value} {wrong.message}".strip()

    def type_in(self, path: str, value: Any, *, also: Mapping[str, Any] = NOTHING) -> None:  # noqa: ANN401 -- any JSON
        """Set one value as typed, and what goes with it; what is typed at one path in a row is undone as one."""
        draft = drafts.put(self.draft, path, value)
        for other, follows in also.items():
            draft = drafts.put(draft, other, follows)
        if draft != self.draft:
            self._step(draft, path)
            self.edited.emit()

    def change(self, draft: Draft) -> None:
        """Take over an edit by which rows may come, go or move."""
        if draft != self.draft:
            self._step(draft, "")
            self.reshaped.emit()

    def undo(self) -> None:
        """Take the last edit back."""
        if self._past:
            self._future.append(self.draft)
            self._jump(self._past.pop())

    def redo(self) -> None:
        """Do again what was taken back."""
        if self._future:
            self._past.append(self.draft)
            self._jump(self._future.pop())

    def end_typing(self) -> None:
        """Let what is typed next be an edit of its own."""
        self._typing_at = ""

    def _jump(self, draft: Draft) -> None:
        self._typing_at = ""
        self._take(draft)
        self.reshaped.emit()

    def _step(self, draft: Draft, typing_at: str) -> None:
        if not typing_at or typing_at != self._typing_at:
            self._past = [*self._past[-MOST_STEPS:], self.draft]
        self._future = []
        self._typing_at = typing_at
        self._take(draft)

    def _take(self, draft: Draft) -> None:
        self.draft = draft
        read = drafts.read(draft)
        self.faults, self.guess = read.faults, read.guess
        self.profile = read.profile or self.profile
