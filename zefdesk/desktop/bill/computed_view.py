"""The computed side of the bill panel: the bill that stands or a former one, or what would price the session now."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from zefdesk.desktop.bill import beside, computed_words
from zefdesk.desktop.bill.arithmetic import Purse
from zefdesk.desktop.bill.computed_grid import ComputedGrid
from zefdesk.desktop.bill.computing import Computing, says_a_price
from zefdesk.desktop.locale import zone
from zefdesk.desktop.widgets import parts
from zefdesk.desktop.widgets.badge import Badge, Look
from zefdesk.desktop.widgets.signs import Sign
from zefdesk.domain.bill import ESTIMATED
from zefdesk.domain.notation import Notation
from zefdesk.domain.session import Session

if TYPE_CHECKING:
    from zefdesk.services.bills import ComputedBill

_ESTIMATED = Look("Estimated", Sign.WAVE, "info")


class ComputedView(QWidget):
    """`chosen` tells the bill that is shown now; `price_wanted` asks to price the session."""

    chosen = Signal(object)
    price_wanted = Signal()

    def __init__(self, notation: Notation, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notation = notation
        self._home: str | None = None
        self._computing = Computing()
        self._session: Session | None = None
        self._estimated = Badge(_ESTIMATED)
        self._estimated.setToolTip(ESTIMATED)
        self._estimated.setAccessibleName(ESTIMATED)
        self._made_by = parts.label("", wrap=True, selectable=True)
        self._made_at = parts.label("", "secondary", wrap=True, selectable=True)
        self._chooser = QComboBox()
        self._chooser.setAccessibleName("Bills of this session")
        self._chooser.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._chooser.activated.connect(self._show_chosen)
        self._changes = parts.column(spacing=2)
        self._body = parts.column(spacing=0)
        self._applies = parts.label("", "secondary", wrap=True, selectable=True)
        self.price = parts.button("", "refresh-cw", clicked=self.price_wanted)
        layout = parts.column(self, spacing=8)
        layout.addLayout(parts.row(parts.label("Computed bill", "section"), self._estimated, None))
        head = parts.column(spacing=1)
        head.addWidget(self._made_by)
        head.addWidget(self._made_at)
        layout.addLayout(head)
        layout.addWidget(self._chooser)
        layout.addLayout(self._changes)
        layout.addLayout(self._body)
        layout.addWidget(self._applies)
        layout.addLayout(parts.row(self.price, None))

    def show_computing(self, computing: Computing, session: Session, home: str | None) -> None:
        """Show what was computed for a session, the bill that stands first."""
        self._computing, self._session, self._home = computing, session, home
        self._chooser.clear()
        for computed in computing.bills:
            self._chooser.addItem(computed_words.choice(computed, zone(), self._notation))
        if computing.standing is None:
            self._chooser.insertItem(0, "No bill stands now")
        self._chooser.setCurrentIndex(0)
        self._chooser.setVisible(bool(computing.former))
        self.price.setText("Price again" if computing.standing else "Price this session")
        self.price.setAccessibleName(self.price.text())
        self.price.setEnabled(computing.standing is not None or says_a_price(computing.applies))
        self._show(computing.standing)

    @property
    def shown(self) -> "ComputedBill | None":
        """The bill that is shown now."""
        standing = self._computing.standing
        at = self._chooser.currentIndex()
        bills = self._computing.bills if standing else (None, *self._computing.former)
        return bills[at] if 0 <= at < len(bills) else standing

    def choose(self, at: int) -> None:
        """Show another bill of the session, as the chooser does; 0 is the one that stands."""
        self._chooser.setCurrentIndex(at)
        self._show_chosen()

    def _show_chosen(self) -> None:
        self._show(self.shown)
        self.chosen.emit(self.shown)

    def _show(self, computed: "ComputedBill | None") -> None:
        parts.empty(self._body)
        parts.empty(self._changes)
        stands = computed is self._computing.standing
        self._estimated.setVisible(
            computed is not None and computed.bill is not None and computed.bill.range is not None
        )
        for label in (self._made_by, self._made_at):
            label.setVisible(computed is not None)
        if computed is None:
            self._say_applies(computed_words.without_bill(self._computing.applies))
            return
        self._made_by.setText(computed_words.made_by(computed, self._notation))
        self._made_at.setText(computed_words.made_at(computed, zone(), self._notation))
        self._show_bill(computed)
        self._say_applies(computed_words.applies_now(computed, self._computing.applies) if stands else "")

    def _show_bill(self, computed: "ComputedBill") -> None:
        purse = Purse(self._notation, computed.currency, self._home)
        standing = self._computing.standing
        if standing is not None and standing is not computed:
            for sentence in beside.changes(computed, standing, purse):
                self._changes.addWidget(parts.label(sentence, "secondary", wrap=True, selectable=True))
        if self._session is not None:
            self._body.addWidget(ComputedGrid(computed, self._session, purse))

    def _say_applies(self, sentence: str) -> None:
        self._applies.setText(sentence)
        self._applies.setVisible(bool(sentence))
