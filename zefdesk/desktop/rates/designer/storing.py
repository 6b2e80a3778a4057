"""What the designer reads from the ledger and keeps there: the catalogue, the draft as it is typed, versions."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from zefdesk.billing.draft import Draft
from zefdesk.desktop.desk import Desk
from zefdesk.desktop.rates.designer import catalogue
from zefdesk.desktop.rates.designer.catalogue import Catalogue
from zefdesk.desktop.rates.designer.design import Design
from zefdesk.domain.trouble import Cancelled, Trouble
from zefdesk.services import drafting
from zefdesk.services.drafting import Published
from zefdesk.store.profiles import StoredProfile

if TYPE_CHECKING:
    from zefdesk.store.ledger import Ledger

SOON_MS = 250


class Storing(QObject):
    """`read` tells a catalogue, `published` what came of a draft, `refused` why something could not be stored.

    `kept` tells the number of a draft that was kept, `withdrawn` the version that is gone.
    """

    read = Signal(object)
    kept = Signal(int)
    withdrawn = Signal(object)
    published = Signal(object)
    refused = Signal(str)

    def __init__(self, desk: Desk, design: Design, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._design = desk, design
        self.ledger: Ledger | None = None
        self.draft_id: int | None = None
        self._taken = 0
        self._keeping = self._once_more = False
        self._soon = QTimer(self, singleShot=True, interval=SOON_MS)
        self._soon.timeout.connect(self.keep)
        design.edited.connect(self._soon.start)
        design.reshaped.connect(self._soon.start)

    def set_ledger(self, ledger: "Ledger | None") -> None:
        """Work on another ledger; what was typed last is kept in the one before."""
        if (self._soon.isActive() or self._keeping) and self.ledger is not None:
            self._keep_at_once(self.ledger)
        self._soon.stop()
        self.ledger = ledger
        self.take_up(None)

    def read_catalogue(self) -> None:
        """Read what there is."""
        if (ledger := self.ledger) is not None:
            notation = self._desk.notation
            work = partial(catalogue.catalogue, ledger, notation)
            self._desk.jobs.run(lambda _report: work(), self._was_read, self._failed, channel="designer")

    def take_up(self, draft_id: int | None) -> None:
        """Keep what is typed from now on under another number; None is a new one."""
        self._soon.stop()
        self._taken += 1
        self._keeping = self._once_more = False
        self.draft_id = draft_id

    def keep(self) -> None:
        """Keep the draft as it is typed, or let it go where nothing of it is new."""
        self._soon.stop()
        if (ledger := self.ledger) is None:
            return
        if self._keeping:
            self._once_more = True
            return
        draft, number = self._design.draft, self.draft_id
        if self._design.changed and draft:
            self._keeping = True
            self._desk.jobs.run(
                lambda _report: drafting.keep_draft(ledger, draft, number),
                partial(self._was_kept, self._taken),
                self._failed,
            )
        elif number is not None:
            self.draft_id = None
            self._desk.jobs.run(lambda _report: drafting.discard_draft(ledger, number), _nothing, self._failed)

    def publish(self, replacing: StoredProfile | None = None) -> None:
        """Store the draft as a version, in place of one that nobody has used yet where that is given."""
        self._soon.stop()
        if (ledger := self.ledger) is not None:
            work = partial(_publish, ledger, self._design.draft, self.draft_id, replacing)
            self._desk.jobs.run(lambda _report: work(), self._was_published, self._failed)

    def withdraw(self, version: StoredProfile) -> None:
        """Take out a version that nobody used; why it cannot be is told as refused."""
        if (ledger := self.ledger) is not None:
            self._desk.jobs.run(
                lambda _report: drafting.withdraw(ledger, version.name, version.version),
                partial(self._was_withdrawn, version),
                self._failed,
            )

    def _was_withdrawn(self, version: StoredProfile, _result: object) -> None:
        self.withdrawn.emit(version)

    def _keep_at_once(self, ledger: "Ledger") -> None:
        """Keep what was typed last: the worker takes nothing more while the window closes."""
        if self._design.changed and self._design.draft:
            try:
                drafting.keep_draft(ledger, self._design.draft, self.draft_id)
            except Trouble as error:
                self._desk.trouble.emit(str(error))

    def _was_read(self, found: Catalogue) -> None:
        self.read.emit(found)

    def _was_kept(self, taken: int, number: int) -> None:
        """Go on under the number that a draft has got, unless another one was taken up meanwhile."""
        if taken != self._taken:
            return
        again, self._keeping, self._once_more = self._once_more, False, False
        self.draft_id = number
        self.kept.emit(number)
        if again:
            self.keep()

    def _was_published(self, published: Published) -> None:
        if published.stored is not None:
            self.draft_id = None
        self.published.emit(published)

    def _failed(self, error: Exception) -> None:
        self._keeping = False
        if not isinstance(error, Cancelled):
            self.refused.emit(str(error))


def _publish(ledger: "Ledger", draft: Draft, number: int | None, replacing: StoredProfile | None) -> Published:
    """Make a draft a version; one that it replaces is withdrawn first, which is refused where it was used."""
    if replacing is not None:
        drafting.withdraw(ledger, replacing.name, replacing.version)
    return drafting.publish(ledger, draft, number)


def _nothing(_result: object) -> None:
    """Need no answer."""
