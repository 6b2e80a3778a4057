"""The month of which findings are shown, or all."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from zefdesk.desktop import closed_words
from zefdesk.domain.notation import Notation

_ALL = "All months"
_TIP = "Findings of one month's sessions; what was found of chargers and files is in no month"
_WIDTH_PX = 130


class MonthBox(QComboBox):
    """`chosen` tells the month (`2026-05`), empty for all of them."""

    chosen = Signal(str)

    def __init__(self, notation: Notation, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notation = notation
        self.setAccessibleName("Month")
        self.setToolTip(_TIP)
        self.setMinimumWidth(_WIDTH_PX)
        self.addItem(_ALL, "")
        self.activated.connect(lambda _at: self.chosen.emit(self.month))

    @property
    def month(self) -> str:
        """The month that is chosen, empty for all."""
        return str(self.currentData() or "")

    def show_months(self, names: Sequence[str]) -> None:
        """Offer these months; the one that is chosen stays, also where it has no session any more."""
        chosen = self.month
        offered = names if not chosen or chosen in names else sorted({*names, chosen}, reverse=True)
        if [self.itemData(at) for at in range(1, self.count())] == list(offered):
            return
        self.clear()
        self.addItem(_ALL, "")
        for name in offered:
            self.addItem(closed_words.month(name, self._notation), name)
        self.setCurrentIndex(max(self.findData(chosen), 0))
