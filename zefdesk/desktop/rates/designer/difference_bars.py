"""How many sessions become dearer or cheaper, and by how much, as bars about a middle line; with words for each."""

from typing import NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from zefdesk.desktop.theme import colour, font, theme
from zefdesk.desktop.tokens import SMALL_PX
from zefdesk.domain import money, quantity
from zefdesk.domain.notation import Notation
from zefdesk.services.comparing import Bucket, Comparison

_ROW, _BAR, _PAD = 20, 12, 8
_MOST = 12


class Bar(NamedTuple):
    """One bar: its words, how many sessions, and whether they are dearer (1) or cheaper (-1)."""

    words: str
    sessions: int
    side: int


class DifferenceBars(QWidget):
    """Bars from top to bottom, dearest first; dearer ones are filled, cheaper ones hatched."""

    def __init__(self, notation: Notation, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notation = notation
        self.bars: tuple[Bar, ...] = ()
        self.setFont(font(SMALL_PX))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)

    def show_buckets(self, found: Comparison) -> None:
        """Show what a comparison counted."""
        codes = sorted(found.differences, key=lambda code: code or "")
        self.bars = tuple(
            Bar(self._words(one, code), one.sessions, 1 if one.low >= 0 else -1)
            for code in codes
            for one in reversed(found.buckets(code, _MOST))
            if one.sessions
        )
        self.setAccessibleName(
            "; ".join(f"{bar.words}: {self._notation.count(bar.sessions)} sessions" for bar in self.bars)
        )
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(300, _ROW * max(len(self.bars), 1))

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            measure = painter.fontMetrics()
            left = max((measure.horizontalAdvance(bar.words) for bar in self.bars), default=0) + _PAD
            most = max((bar.sessions for bar in self.bars), default=0) or 1
            room = self.width() - left - measure.horizontalAdvance(self._notation.count(most)) - _PAD
            for row, bar in enumerate(self.bars):
                top = row * _ROW
                painter.setPen(colour("muted"))
                baseline = top + (_ROW + measure.ascent() - measure.descent()) / 2
                painter.drawText(QPointF(0, baseline), bar.words)
                box = QRectF(left, top + (_ROW - _BAR) / 2, max(room * bar.sessions / most, 1.0), _BAR)
                _fill(painter, box, bar.side)
                painter.setPen(colour("text"))
                painter.drawText(QPointF(box.right() + 5, baseline), self._notation.count(bar.sessions))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            row = event.pos().y() // _ROW
            bar = self.bars[row] if 0 <= row < len(self.bars) else None
            QToolTip.showText(event.globalPos(), f"{bar.sessions} sessions {bar.words}" if bar else "", self)
            return True
        return super().event(event)

    def _words(self, one: Bucket, code: str | None) -> str:
        places = money.decimals(code)
        least, most = (quantity.rounded(end, places) for end in sorted((abs(one.low), abs(one.high))))
        span = " to ".join(dict.fromkeys(self._notation.money(end, code) for end in (least, most)))
        return f"{'dearer' if one.low >= 0 else 'cheaper'} by {span}"


def _fill(painter: QPainter, box: QRectF, side: int) -> None:
    painter.fillRect(box, colour("phase_2" if side > 0 else "phase_1"))
    if side < 0:
        painter.fillRect(box, QBrush(colour("surface"), Qt.BrushStyle.BDiagPattern))
