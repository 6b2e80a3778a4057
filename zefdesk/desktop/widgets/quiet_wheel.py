"""The wheel scrolls a form, and never changes a value that lies under it by chance."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QAbstractSlider, QAbstractSpinBox, QComboBox, QScrollBar, QTabBar, QWidget

_KINDS = (QComboBox, QAbstractSpinBox, QAbstractSlider, QTabBar)


class QuietWheel(QObject):
    """Passes the wheel on to what is around a widget."""

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.Wheel:
            return False
        event.ignore()
        return True


def quieten(form: QWidget) -> None:
    """Let the wheel scroll over all that is in a form now; what comes later sees to itself."""
    quiet = QuietWheel(form)
    for each in form.findChildren(QWidget):
        if isinstance(each, _KINDS) and not isinstance(each, QScrollBar):
            each.installEventFilter(quiet)
