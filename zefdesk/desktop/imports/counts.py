"""What came, or would come, of a file: numbers large, a word under each."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from zefdesk.desktop.widgets import parts
from zefdesk.domain.notation import Notation

_WORDS = {
    "new": ("new", "accent", "Sessions that were not in the ledger before"),
    "known": ("known already", "plain", "Rows that tell a session which was there already, with the same values"),
    "doubtful": ("of them doubtful", "warn", "Of the new ones: the same session is told elsewhere with other values"),
    "refused": ("refused", "bad", "Rows that cannot be read; they are kept with the reason"),
}


class Counts(QWidget):
    """Cards side by side; one that counts nothing is plain."""

    def __init__(self, notation: Notation, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notation = notation
        self._cards: dict[str, tuple[QFrame, QLabel, QLabel]] = {}
        layout = parts.row(spacing=10)
        for key, (word, _, tip) in _WORDS.items():
            card, number, under = parts.card("plain"), parts.label("0", "count"), parts.label(word, "secondary")
            inside = parts.column(card, spacing=0, margins=(16, 8, 20, 8))
            inside.addWidget(number)
            inside.addWidget(under)
            card.setToolTip(tip)
            card.setMinimumWidth(96)
            self._cards[key] = (card, number, under)
            layout.addWidget(card)
        layout.setAlignment(Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)
        self.setLayout(layout)

    def show_counts(self, new: int, known: int, doubtful: int, refused: int) -> None:
        """Show other numbers."""
        for (key, (word, tone, _)), number in zip(_WORDS.items(), (new, known, doubtful, refused), strict=True):
            card, shown, under = self._cards[key]
            parts.restyle(card, "card", tone if number else "plain")
            parts.restyle(shown, "tone", tone if number and tone != "plain" else "muted")
            parts.restyle(under, "tone", tone if number and tone != "plain" else "muted")
            shown.setText(self._notation.count(number))
            card.setAccessibleName(f"{self._notation.count(number)} {word}")
