"""What shows, while files are dragged over the window, that they can be dropped."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from zefdesk.desktop.theme import colour, font
from zefdesk.desktop.tokens import OBJECT_PX

WORDS = "Drop reports, folders or archives to preview their import"


class DropShade(QWidget):
    """Lies over the window while a drag is over it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def cover(self) -> None:
        """Cover the parent."""
        if (parent := self.parentWidget()) is not None:
            self.setGeometry(parent.rect())
        self.raise_()
        self.show()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            ground = colour("bg")
            ground.setAlpha(225)
            painter.fillRect(self.rect(), ground)
            painter.setPen(QPen(colour("accent"), 2, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(16, 16, -16, -16), 10, 10)
            self._paint_words(painter)

    def _paint_words(self, painter: QPainter) -> None:
        painter.setFont(font(OBJECT_PX, weight=QFont.Weight.DemiBold))
        box = QRectF(painter.fontMetrics().boundingRect(WORDS)).adjusted(-24, -14, 24, 14)
        box.moveCenter(QRectF(self.rect()).center())
        painter.setPen(colour("line"))
        painter.setBrush(colour("surface"))
        painter.drawRoundedRect(box, 8, 8)
        painter.setPen(colour("accent"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, WORDS)


def files_of(data: QMimeData) -> list[Path]:
    """Give the local files and folders of a drag."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
