"""What shows, while files are dragged over the window, that they can be dropped."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from zefdesk.desktop.theme import colour, font
from zefdesk.desktop.tokens import OBJECT_PX


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
            painter.setFont(font(OBJECT_PX, weight=painter.font().weight()))
            words = "Drop reports, folders or archives to preview their import"
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, words)


def files_of(data: QMimeData) -> list[Path]:
    """Give the local files and folders of a drag."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
