"""Small signs that say a state without colour: drawn beside its word, in badges and in table cells alike."""

from enum import Enum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF


class Sign(Enum):
    """The forms there are."""

    NONE = "none"
    DOT = "filled dot"
    RING = "ring"
    DOTTED = "dotted ring"
    DIAMOND = "diamond"
    DASH = "dash"
    CROSS = "cross"
    TRIANGLE = "triangle"
    CHECK = "check"
    PLUS = "plus"
    WAVE = "tilde"
    UNEQUAL = "unequal"


def draw(painter: QPainter, box: QRectF, sign: Sign, colour: QColor) -> None:
    """Draw a sign in the middle of a box, about 8 pixels wide at 100 %."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    middle, reach = box.center(), 3.6
    if sign in {Sign.DOT, Sign.RING, Sign.DOTTED}:
        _circle(painter, middle, reach, sign, colour)
    elif sign in _LINES:
        for line in _LINES[sign]:
            painter.drawPolyline(QPolygonF([QPointF(middle.x() + x * reach, middle.y() + y * reach) for x, y in line]))
    painter.restore()


def _circle(painter: QPainter, middle: QPointF, reach: float, sign: Sign, colour: QColor) -> None:
    if sign is Sign.DOT:
        painter.setBrush(colour)
    if sign is Sign.DOTTED:
        painter.setPen(QPen(colour, 1.5, Qt.PenStyle.DotLine, Qt.PenCapStyle.RoundCap))
    painter.drawEllipse(middle, reach, reach)


_LINES: dict[Sign, tuple[tuple[tuple[float, float], ...], ...]] = {
    Sign.DIAMOND: (((0, -1.15), (1.15, 0), (0, 1.15), (-1.15, 0), (0, -1.15)),),
    Sign.DASH: (((-1, 0), (1, 0)),),
    Sign.CROSS: (((-0.85, -0.85), (0.85, 0.85)), ((-0.85, 0.85), (0.85, -0.85))),
    Sign.TRIANGLE: (((0, -1.1), (1.15, 0.9), (-1.15, 0.9), (0, -1.1)), ((0, -0.2), (0, 0.2))),
    Sign.CHECK: (((-1, 0.05), (-0.25, 0.8), (1, -0.75)),),
    Sign.PLUS: (((-1, 0), (1, 0)), ((0, -1), (0, 1))),
    Sign.UNEQUAL: (((-1, -0.4), (1, -0.4)), ((-1, 0.4), (1, 0.4)), ((0.55, -1.15), (-0.55, 1.15))),
    Sign.WAVE: (((-1.1, 0.3), (-0.6, -0.35), (0, 0), (0.6, 0.35), (1.1, -0.3)),),
}
