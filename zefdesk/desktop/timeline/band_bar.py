"""What the car did when: stretches of a session side by side, told apart by colour, pattern and words."""

from collections import Counter
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QHelpEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from zefdesk.desktop.theme import colour, font, theme
from zefdesk.desktop.timeline.words import BANDS
from zefdesk.desktop.tokens import SMALL_PX
from zefdesk.domain.notation import duration

_BAR, _LINE, _KEY, _GAP = 20, 18, 10, 18
_COLOURS = {"charging": "charge", "idle": "idle", "withheld": "idle", "waiting": "plug", "assumed-charging": "charge"}
_PATTERNS = {"withheld": Qt.BrushStyle.BDiagPattern, "assumed-charging": Qt.BrushStyle.Dense3Pattern}


class Stretch(NamedTuple):
    """A stretch: its kind (a key of BANDS), its seconds, and its words for who points at it."""

    kind: str
    seconds: int
    words: str


class BandBar(QWidget):
    """Stretches in proportion, the moments of their ends below, and a legend with durations."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stretches: tuple[Stretch, ...] = ()
        self._edges = ("", "")
        self._legend: list[tuple[str, str]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFont(font(SMALL_PX))
        theme().changed.connect(self.update)

    def show_stretches(self, stretches: tuple[Stretch, ...], edges: tuple[str, str]) -> None:
        """Show stretches between two moments."""
        self._stretches = tuple(one for one in stretches if one.seconds > 0)
        self._edges = edges
        sums: Counter[str] = Counter()
        for one in self._stretches:
            sums[one.kind] += one.seconds
        self._legend = [(kind, f"{BANDS[kind]} {duration(sums[kind])}") for kind in BANDS if sums[kind]]
        self.setAccessibleName("; ".join(one.words for one in self._stretches))
        self.updateGeometry()
        self.update()

    def heightForWidth(self, width: int) -> int:
        return _BAR + _LINE + _LINE * self._rows(width) + 6

    def hasHeightForWidth(self) -> bool:
        return True

    def sizeHint(self) -> QSize:
        return QSize(240, self.heightForWidth(max(self.width(), 240)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            whole = QPainterPath()
            whole.addRoundedRect(QRectF(0, 0, self.width(), _BAR), 3, 3)
            painter.setClipPath(whole)
            for one, box in zip(self._stretches, self._boxes(), strict=True):
                _fill(painter, box, one.kind)
            painter.setClipping(False)
            measure = painter.fontMetrics()
            painter.setPen(colour("muted"))
            first, last = self._edges
            painter.drawText(QPointF(0, _BAR + measure.ascent() + 3), first)
            painter.drawText(QPointF(self.width() - measure.horizontalAdvance(last), _BAR + measure.ascent() + 3), last)
            self._paint_legend(painter)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            pairs = zip(self._stretches, self._boxes(), strict=True)
            words = next((one.words for one, box in pairs if box.contains(QPointF(event.pos()))), "")
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def _boxes(self) -> list[QRectF]:
        total = sum(one.seconds for one in self._stretches) or 1
        boxes, left = [], 0.0
        for one in self._stretches:
            width = max(self.width() * one.seconds / total, 1.5)
            boxes.append(QRectF(left, 0, width, _BAR))
            left += width
        return boxes

    def _places(self, width: int) -> list[tuple[float, int]]:
        """Give the left edge and the row of each entry of the legend."""
        measure = self.fontMetrics()
        places, left, row = [], 0.0, 0
        for _, words in self._legend:
            needs = _KEY + 5 + measure.horizontalAdvance(words)
            if left and left + needs > width:
                left, row = 0.0, row + 1
            places.append((left, row))
            left += needs + _GAP
        return places

    def _rows(self, width: int) -> int:
        return max((row for _, row in self._places(width)), default=0) + 1

    def _paint_legend(self, painter: QPainter) -> None:
        measure = painter.fontMetrics()
        for (kind, words), (left, row) in zip(self._legend, self._places(self.width()), strict=True):
            top = _BAR + _LINE + 4 + row * _LINE
            _fill(painter, QRectF(left, top + 3, _KEY, _KEY), kind)
            painter.setPen(colour("muted"))
            painter.drawText(QPointF(left + _KEY + 5, top + measure.ascent() + 1), words)


def _fill(painter: QPainter, box: QRectF, kind: str) -> None:
    """Fill a box: what the charger holds back is hatched, what is assumed is dotted."""
    painter.fillRect(box, colour("plug" if kind in _PATTERNS else _COLOURS[kind]))
    if kind in _PATTERNS:
        painter.fillRect(box, QBrush(colour(_COLOURS[kind]), _PATTERNS[kind]))
