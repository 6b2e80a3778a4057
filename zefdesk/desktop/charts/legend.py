"""What the colours of a chart stand for: a swatch and a word each."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from zefdesk.desktop.charts.picture import Meaning
from zefdesk.desktop.theme import colour, font, theme
from zefdesk.desktop.tokens import SECONDARY_PX

_SWATCH, _GAP, _APART, HEIGHT = 10, 5, 14, 18


class Legend(QWidget):
    """Hidden where a chart has one colour only."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.meanings: Sequence[Meaning] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)
        self.hide()

    def show_meanings(self, meanings: Sequence[Meaning]) -> None:
        """Show what these colours stand for."""
        self.meanings = meanings
        self.setAccessibleName(", ".join(one.words for one in meanings))
        self.setVisible(bool(meanings))
        self.updateGeometry()
        self.update()

    # Qt

    def sizeHint(self) -> QSize:
        return QSize(int(width_of(self.meanings)), HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw(painter, 0, 0, self.meanings)
        painter.end()


def width_of(meanings: Sequence[Meaning]) -> float:
    """Give how wide a legend is."""
    metrics = QFontMetrics(font(SECONDARY_PX))
    return sum(_SWATCH + _GAP + metrics.horizontalAdvance(one.words) + _APART for one in meanings)


def draw(painter: QPainter, left: float, top: float, meanings: Sequence[Meaning]) -> None:
    """Draw a legend at a place."""
    painter.setFont(font(SECONDARY_PX))
    for one in meanings:
        painter.fillRect(QRectF(left, top + (HEIGHT - _SWATCH) / 2, _SWATCH, _SWATCH), colour(one.colour))
        painter.setPen(colour("muted"))
        wide = painter.fontMetrics().horizontalAdvance(one.words)
        box = QRectF(left + _SWATCH + _GAP, top, wide + 2, HEIGHT)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, one.words)
        left += _SWATCH + _GAP + wide + _APART
