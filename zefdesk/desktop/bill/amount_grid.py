"""Words at the left, amounts at the right in one column: what every bill is written in."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from zefdesk.desktop.widgets import parts

_TOP_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop


class AmountGrid(QWidget):
    """Rows from top to bottom; the words wrap, the amounts never do, and both can be selected."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(0, 1)
        self._at = 0

    def add_amount(self, words: str, amount: str, role: str = "") -> None:
        """Add a row of words and an amount."""
        self._grid.addWidget(_words(words, role), self._at, 0)
        shown = parts.label(amount, role, selectable=True)
        shown.setAlignment(_TOP_RIGHT)
        shown.setAccessibleName(f"{words}: {amount}")
        self._grid.addWidget(shown, self._at, 1)
        self._at += 1

    def add_words(self, text: str, role: str = "secondary", *, whole: bool = True) -> None:
        """Add a row of words only; `whole` lets them run under the amounts."""
        if text:
            self._grid.addWidget(_words(text, role), self._at, 0, 1, 2 if whole else 1)
            self._at += 1

    def add_gap(self, height: int = 6) -> None:
        """Leave some room."""
        self._grid.setRowMinimumHeight(self._at, height)
        self._at += 1

    def add_rule(self) -> None:
        """Add a hairline."""
        self._grid.addWidget(parts.rule(), self._at, 0, 1, 2)
        self._grid.setRowMinimumHeight(self._at, 7)
        self._at += 1


def _words(text: str, role: str) -> QLabel:
    made = parts.label(text, role, wrap=True, selectable=True)
    made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    return made
