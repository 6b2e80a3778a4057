"""A small panel over the page, under the button that opened it; Escape and a click elsewhere close it."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from zefdesk.desktop.widgets import parts


class Popup(QFrame):
    """A card that goes away by itself; the focus returns to where it was."""

    closed = Signal()

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("card", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(title)
        self.body: QVBoxLayout = parts.column(self, spacing=10, margins=(14, 12, 14, 12))
        self.body.addWidget(parts.label(title, "section"))

    def open_under(self, anchor: QWidget) -> None:
        """Show it under a widget, inside the screen."""
        self.adjustSize()
        place = anchor.mapToGlobal(QPoint(0, anchor.height() + 4))
        screen = (anchor.screen() or QGuiApplication.primaryScreen()).availableGeometry()
        size = self.sizeHint()
        left = max(screen.left(), min(place.x(), screen.right() - size.width() - 4))
        top = max(screen.top(), min(place.y(), screen.bottom() - size.height() - 4))
        self.move(left, top)
        self.show()

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.closed.emit()
