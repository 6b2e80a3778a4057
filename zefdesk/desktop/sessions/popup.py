"""A small panel over the page, under the button that opened it; Escape and a click elsewhere close it."""

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent
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
        self._anchor: QWidget | None = None
        self.body: QVBoxLayout = parts.column(self, spacing=10, margins=(14, 12, 14, 12))
        self.body.addWidget(parts.label(title, "section"))

    def open_under(self, anchor: QWidget) -> None:
        """Show it under a widget, inside the window as far as that is large enough; its first field takes the keys."""
        self._anchor = anchor
        self.show()
        self._stay_inside()
        if (first := self.focusProxy()) is not None:
            first.setFocus(Qt.FocusReason.PopupFocusReason)

    def _stay_inside(self) -> None:
        if (anchor := self._anchor) is None:
            return
        place = anchor.mapToGlobal(QPoint(0, anchor.height() + 4))
        window = anchor.window()
        room = QRect(window.mapToGlobal(QPoint(0, 0)), window.size()).adjusted(8, 8, -8, -8)
        left = max(room.left(), min(place.x(), room.right() - self.width()))
        top = max(room.top(), min(place.y(), room.bottom() - self.height()))
        self.move(left, top)

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._stay_inside()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.closed.emit()
