"""A line of a bill that can be pressed: its name, and after it the arithmetic, cut where it does not fit."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from zefdesk.desktop.theme import colour, font
from zefdesk.desktop.tokens import SECONDARY_PX, TEXT_PX

_HEIGHT, _PAD, _GAP = 24, 4, 10


class LineButton(QPushButton):
    """Two texts on one line; underlined under the pointer, ringed where the keyboard is."""

    def __init__(self, name: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._words = name, words
        self.setProperty("kind", "link")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(120, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self.hasFocus():
                painter.setPen(QPen(colour("accent"), 2))
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
            box = QRectF(self.rect()).adjusted(_PAD, 0, -_PAD, 0)
            shown = font(TEXT_PX)
            shown.setUnderline(self.underMouse() and self.isEnabled())
            painter.setFont(shown)
            painter.setPen(colour("text"))
            name = painter.fontMetrics().elidedText(self._name, Qt.TextElideMode.ElideRight, int(box.width()))
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, name)
            box.setLeft(box.left() + painter.fontMetrics().horizontalAdvance(name) + _GAP)
            if box.width() > 0:
                painter.setFont(font(SECONDARY_PX))
                painter.setPen(colour("muted"))
                words = painter.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, int(box.width()))
                painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, words)
