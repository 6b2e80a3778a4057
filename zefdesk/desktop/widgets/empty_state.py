"""What stands where there is nothing yet: a sentence, what to do next, what can be dropped here."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from zefdesk.desktop import icons
from zefdesk.desktop.widgets import parts

SENTENCE_PX = 440


class EmptyState(QWidget):
    """An icon, a title, a sentence and up to a few buttons in the middle of the place."""

    def __init__(
        self, icon: str, title: str, sentence: str = "", parent: QWidget | None = None, *, width: int = SENTENCE_PX
    ) -> None:
        super().__init__(parent)
        self._width = width
        self._picture = QLabel()
        self._title = parts.label(title, "object")
        self._sentence = parts.label(sentence, "muted", wrap=True)
        self._sentence.setFixedWidth(width)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        middle = Qt.AlignmentFlag.AlignHCenter
        for part in (self._title, self._sentence):
            part.setAlignment(middle)
        layout = parts.column(self, spacing=10, margins=(16, 16, 16, 16))
        layout.addStretch(2)
        layout.addWidget(self._picture, alignment=middle)
        layout.addWidget(self._title, alignment=middle)
        layout.addWidget(self._sentence, alignment=middle)
        layout.addSpacing(4)
        layout.addLayout(self._buttons)
        layout.addStretch(3)
        self._buttons.setAlignment(middle)
        self.say(icon, title, sentence)

    def say(self, icon: str, title: str, sentence: str = "", *, role: str = "faint") -> None:
        """Say something else."""
        icons.put_picture(self._picture, icon, role, 36)
        self._title.setText(title)
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))
        self._sentence.setFixedHeight(max(self._sentence.heightForWidth(self._width), 0))
        self.setAccessibleName(f"{title}. {sentence}")

    def set_buttons(self, *buttons: QPushButton) -> None:
        """Offer these next steps instead of the earlier ones."""
        while item := self._buttons.takeAt(0):
            if (earlier := item.widget()) is not None and earlier not in buttons:
                earlier.hide()
                earlier.deleteLater()
        for each in buttons:
            self._buttons.addWidget(each)
