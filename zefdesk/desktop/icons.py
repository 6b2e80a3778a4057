"""Icons in the colours of the theme: drawn once per colour, sharp on every screen, and drawn again when it changes."""

from functools import cache

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton

from zefdesk.desktop import pictures
from zefdesk.desktop.theme import theme, tokens

SIZES = (16, 20)
GAP = 4


def icon(name: str, role: str = "muted", gap: int = 0) -> QIcon:
    """Give a shipped icon in the colour of a token, faint where disabled; `gap` is room at its right for a word."""
    return _icon(name, getattr(tokens(), role), tokens().faint, gap)


def pixmap(name: str, role: str = "muted", size: int = 16) -> QPixmap:
    """Give a shipped icon as a picture of `size` pixels at 100 %."""
    return _drawn(name, getattr(tokens(), role), size)


def put(target: QAbstractButton | QAction, name: str, role: str = "muted") -> None:
    """Show an icon on a button or an action, in the theme's colour also after it changes."""
    for earlier in target.findChildren(_Kept, options=Qt.FindChildOption.FindDirectChildrenOnly):
        earlier.name, earlier.role = name, role
        earlier.show_again()
        return
    _Kept(target, name, role)


def put_picture(target: QLabel, name: str, role: str = "muted", size: int = 16) -> None:
    """Show an icon as the picture of a label, in the theme's colour also after it changes."""
    target.setFixedSize(QSize(size, size))
    for earlier in target.findChildren(_Kept, options=Qt.FindChildOption.FindDirectChildrenOnly):
        earlier.name, earlier.role, earlier.size = name, role, size
        earlier.show_again()
        return
    _Kept(target, name, role, size)


class _Kept(QObject):
    """An icon and the widget that shows it; goes with the widget."""

    def __init__(self, target: QAbstractButton | QAction | QLabel, name: str, role: str, size: int = 16) -> None:
        super().__init__(target)
        self._target = target
        self.name, self.role, self.size = name, role, size
        theme().changed.connect(self.show_again)
        self.show_again()

    def show_again(self) -> None:
        if isinstance(self._target, QLabel):
            self._target.setPixmap(pixmap(self.name, self.role, self.size))
        else:
            worded = isinstance(self._target, QPushButton) and bool(self._target.text())
            gap = GAP if worded else 0
            if isinstance(self._target, QPushButton):
                self._target.setIconSize(QSize(SIZES[0] + gap, SIZES[0]))
            self._target.setIcon(icon(self.name, self.role, gap))


@cache
def _icon(name: str, colour: str, disabled: str, gap: int) -> QIcon:
    made = QIcon()
    for size in SIZES:
        made.addPixmap(_drawn(name, colour, size, gap))
        made.addPixmap(_drawn(name, disabled, size, gap), QIcon.Mode.Disabled)
    return made


@cache
def _drawn(name: str, colour: str, size: int, gap: int = 0) -> QPixmap:
    ratio = max((screen.devicePixelRatio() for screen in QGuiApplication.screens()), default=1.0)
    picture = QPixmap(QSize(round((size + gap) * ratio), round(size * ratio)))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(pictures.svg(name, colour))).render(painter, QRectF(0, 0, size * ratio, size * ratio))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture
