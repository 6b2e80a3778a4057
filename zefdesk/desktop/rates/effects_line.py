"""The line in the page's head: how many stored sessions the changes would price differently, and what can be done."""

from array import array

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from zefdesk.desktop.rates import effect_words
from zefdesk.desktop.widgets import parts
from zefdesk.desktop.widgets.elided import ElidedLabel
from zefdesk.domain.notation import Notation
from zefdesk.services.effects import Effects


class EffectsLine(QWidget):
    """`price_wanted` and `show_wanted` tell the numbers of the sessions; empty where nothing would change."""

    price_wanted = Signal(object)
    show_wanted = Signal(object)

    def __init__(self, notation: Notation, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notation = notation
        self._numbers: array[int] = array("q")
        self._said = ElidedLabel(role="secondary")
        self._said.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.show_them = parts.button("Show them", clicked=lambda: self.show_wanted.emit(self._numbers))
        self.price_them = parts.button("Price them", clicked=lambda: self.price_wanted.emit(self._numbers))
        layout = parts.row(spacing=10)
        layout.addWidget(self._said, 1)
        layout.addWidget(self.show_them)
        layout.addWidget(self.price_them)
        self.setLayout(layout)
        self.show_effects(Effects())

    @property
    def said(self) -> str:
        """What is said now; empty where there is nothing to say."""
        return self._said.text()

    def say_counting(self, done: int, whole: int) -> None:
        """Say how far counting is; what was counted before no longer holds."""
        far = f" {self._notation.count(done)} of {self._notation.count(whole)}" if done else ""
        self._say(f"Counting the sessions that this would price differently\u2026{far}", "")
        for button in (self.show_them, self.price_them):
            button.setEnabled(False)

    def show_effects(self, found: Effects, changed: int = 0) -> None:
        """Show what was counted, of so many chargers that were changed."""
        self._numbers = found.numbers
        some = bool(found.numbers)
        said = effect_words.sentence(found, self._notation, changed) if some else ""
        self._say(said, effect_words.details(found, self._notation) if some else "")
        for button in (self.show_them, self.price_them):
            button.setVisible(some)
            button.setEnabled(some)
            button.setAccessibleDescription(said)

    def _say(self, sentence: str, tip: str) -> None:
        self._said.setText(sentence)
        self._said.set_tip(f"{sentence}\n{tip}" if tip else "")
        self._said.setAccessibleName(f"{sentence}\n{tip}".strip())
