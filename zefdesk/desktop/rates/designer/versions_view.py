"""The versions of a profile: since when each is in force, what it says, and what is other in the draft."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QWidget

from zefdesk.billing.changes import changes
from zefdesk.billing.profile_text import read_profile
from zefdesk.billing.sentences import profile_sentences
from zefdesk.desktop.widgets import parts
from zefdesk.domain import clock
from zefdesk.domain.notation import Notation
from zefdesk.domain.profile import BillingProfile
from zefdesk.store.profiles import StoredProfile

_DRAFT = "this draft"


class VersionsView(QFrame):
    """Opens in its place above the steps.

    `taken` tells a version to go on with as the draft, `withdraw_wanted` one that is to be taken out.
    """

    taken = Signal(object)
    withdraw_wanted = Signal(object)

    def __init__(self, notation: Notation, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notation = notation
        self._versions: tuple[StoredProfile, ...] = ()
        self._draft: BillingProfile | None = None
        self.setProperty("card", "inset")
        self._rows = parts.column(spacing=2)
        self.old, self.new = QComboBox(), QComboBox()
        for box, name in ((self.old, "Version to compare"), (self.new, "Version to compare it with")):
            box.setAccessibleName(name)
            box.activated.connect(self._compare)
        self._said = parts.column(spacing=2)
        close = parts.icon_button("x", "Close the versions", clicked=self.hide)
        layout = parts.column(self, spacing=8, margins=(12, 8, 8, 10))
        layout.addLayout(parts.row(parts.label("Versions", "strong"), None, close))
        layout.addLayout(self._rows)
        layout.addLayout(
            parts.row(parts.label("What is other from", "muted"), self.old, parts.label("to", "muted"), self.new, None)
        )
        layout.addLayout(self._said)
        self.hide()

    def show_versions(self, versions: Sequence[StoredProfile], draft: BillingProfile | None, *, changed: bool) -> None:
        """Show these versions; the draft is the newest where it is changed."""
        self._versions, self._draft = tuple(versions), draft if changed else None
        parts.empty(self._rows)
        for at, one in enumerate(self._versions):
            self._rows.addWidget(self._row(one, self._versions[at + 1] if at + 1 < len(self._versions) else None))
        if not self._versions:
            self._rows.addWidget(parts.label("Nothing is stored yet: this draft becomes version 1.", "secondary"))
        words = [f"version {one.version}" for one in self._versions]
        for box, shown in ((self.old, words), (self.new, [*words, _DRAFT] if self._draft else words)):
            box.clear()
            box.addItems(shown)
        self.new.setCurrentIndex(self.new.count() - 1)
        self.old.setCurrentIndex(max(self.new.count() - 2, 0))
        self._compare()

    def _row(self, one: StoredProfile, following: StoredProfile | None) -> QWidget:
        made = QWidget()
        first = self._day(one.effective_from)
        until = one.effective_until or (following.effective_from if following else None)
        span = f"from {first} until {self._day(until)}" if until else f"from {first} on"
        show = parts.button("Read", kind="link", clicked=partial(self._show, one))
        show.setAccessibleName(f"Read version {one.version}")
        take = parts.button("Go on with it", kind="link", clicked=partial(self.taken.emit, one))
        take.setAccessibleName(f"Make version {one.version} the draft")
        gone = parts.button("Withdraw", kind="link", clicked=partial(self.withdraw_wanted.emit, one))
        gone.setAccessibleName(f"Withdraw version {one.version}")
        gone.setToolTip("Take out a version that was never used; one that made a bill stays")
        words = (parts.label(f"Version {one.version}"), parts.label(span, "secondary"))
        made.setLayout(parts.row(*words, None, show, take, gone, spacing=8))
        return made

    def _show(self, one: StoredProfile) -> None:
        self._say([f"Version {one.version}:", *(said.text for said in profile_sentences(read_profile(one.document)))])

    def _compare(self) -> None:
        old, new = self._at(self.old.currentIndex()), self._at(self.new.currentIndex())
        if old is None or new is None:
            self._say([])
        else:
            self._say([one.text for one in changes(old, new)] or ["Nothing is other: both say the same."])

    def _at(self, number: int) -> BillingProfile | None:
        if 0 <= number < len(self._versions):
            return read_profile(self._versions[number].document)
        return self._draft if number == len(self._versions) else None

    def _say(self, sentences: list[str]) -> None:
        parts.empty(self._said)
        for each in sentences:
            self._said.addWidget(parts.label(each, "secondary", wrap=True, selectable=True))

    def _day(self, text: str) -> str:
        return self._notation.day(clock.wall_of_day(date.fromisoformat(text)))
