"""A message in its place: what happened, what was done instead, what can be done now."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QSizePolicy, QWidget

from zefdesk.desktop import icons
from zefdesk.desktop.widgets import parts

_ICONS = {"warn": "triangle-alert", "bad": "circle-alert", "info": "info", "accent": "check"}


class Callout(QFrame):
    """A tinted panel with a sign, a title, a sentence, and buttons; hidden while it has nothing to say.

    `said` tells the tone in which it has just said something; `buttons` are what it offers now.
    """

    said = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = QLabel()
        self._title = parts.label("", "strong", wrap=True)
        self._sentence = parts.label("", wrap=True, selectable=True)
        self.buttons: tuple[QPushButton, ...] = ()
        self._buttons = parts.row()
        words = parts.column(spacing=3)
        words.addWidget(self._title)
        words.addWidget(self._sentence)
        layout = parts.row(margins=(12, 9, 12, 9), spacing=10)
        layout.addWidget(self._picture, alignment=Qt.AlignmentFlag.AlignTop)
        layout.addLayout(words, 1)
        layout.addLayout(self._buttons)
        self.setLayout(layout)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.hide()

    def say(self, tone: str, title: str, sentence: str = "", *buttons: QPushButton) -> None:
        """Say something in a tone (`warn`, `bad`, `info`, `accent`), with what can be done now."""
        parts.restyle(self, "card", tone)
        parts.restyle(self._title, "role", tone)
        icons.put_picture(self._picture, _ICONS[tone], tone)
        self._title.setText(title)
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))
        while item := self._buttons.takeAt(0):
            if (earlier := item.widget()) is not None:
                earlier.hide()
                earlier.deleteLater()
        self.buttons = buttons
        for each in buttons:
            self._buttons.addWidget(each)
        self.setAccessibleName(f"{title}. {sentence}")
        self.show()
        self.said.emit(tone)
