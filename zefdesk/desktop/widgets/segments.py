"""One of a few: buttons side by side, each with a word and a count, of which one is chosen."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from zefdesk.desktop.widgets import parts


class Segments(QWidget):
    """`chosen` tells the key of the button that was clicked."""

    chosen = Signal(str)

    def __init__(self, choices: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._words = dict(choices)
        self._buttons: dict[str, QPushButton] = {}
        layout = parts.row(spacing=2)
        for key, word in choices:
            made = parts.button(word, kind="ghost")
            made.setCheckable(True)
            self._group.addButton(made)
            self._buttons[key] = made
            layout.addWidget(made)
        self.setLayout(layout)
        self._buttons[choices[0][0]].setChecked(True)
        self._group.buttonClicked.connect(self._clicked)

    @property
    def current(self) -> str:
        """The key that is chosen."""
        return next(key for key, made in self._buttons.items() if made.isChecked())

    def choose(self, key: str) -> None:
        """Choose a button, as a click does."""
        self._buttons[key].setChecked(True)
        self.chosen.emit(key)

    def rename(self, key: str, word: str) -> None:
        """Give a button another word."""
        self._words[key] = word
        self._buttons[key].setText(word)
        self._buttons[key].setAccessibleName(word)

    def show_counts(self, counts: dict[str, str]) -> None:
        """Write counts behind the words."""
        for key, made in self._buttons.items():
            count = counts.get(key, "")
            made.setText(f"{self._words[key]}  {count}" if count else self._words[key])
            made.setAccessibleName(f"{self._words[key]} {count}".strip())

    def _clicked(self) -> None:
        self.chosen.emit(self.current)
