"""The bar of a session: how long it charged, how long it stood idle, with words under it and on hover."""

from typing import NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from zefdesk.desktop.theme import colour, font
from zefdesk.desktop.tokens import SMALL_PX

PLUG, CHARGE, IDLE = "plug", "charge", "idle"
BAR, _GAP, _LINE, _KEY = 18, 2, 18, 9


class Activity(NamedTuple):
    """A stretch of a session: `plug`, `charge` or `idle`, its seconds, its words (`Charging 2:30:00`)."""

    kind: str
    seconds: int
    words: str


class ActivityBar(QWidget):
    """Stretches side by side in proportion, moments under their borders, and a legend that needs no colour."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._activities: tuple[Activity, ...] = ()
        self._moments: tuple[str, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFont(font(SMALL_PX))

    def show_activities(self, activities: tuple[Activity, ...], moments: tuple[str, ...] = ()) -> None:
        """Show stretches; `moments` are the times at their borders, one more than there are stretches."""
        self._activities = tuple(one for one in activities if one.seconds > 0)
        self._moments = moments if len(moments) == len(self._activities) + 1 else ()
        self.setAccessibleName("; ".join(one.words for one in self._activities))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, BAR + _LINE * (1 + bool(self._moments)) + 4)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            boxes = self._boxes()
            whole = QPainterPath()
            whole.addRoundedRect(QRectF(0, 0, self.width(), BAR), 3, 3)
            painter.setClipPath(whole)
            for one, box in zip(self._activities, boxes, strict=True):
                painter.fillRect(box, colour(one.kind))
            painter.setClipping(False)
            self._paint_moments(painter, boxes)
            self._paint_legend(painter)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            pairs = zip(self._activities, self._boxes(), strict=True)
            words = next((one.words for one, box in pairs if box.contains(QPointF(event.pos()))), "")
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def _boxes(self) -> list[QRectF]:
        total = sum(one.seconds for one in self._activities) or 1
        room = self.width() - _GAP * max(len(self._activities) - 1, 0)
        boxes, left = [], 0.0
        for one in self._activities:
            width = max(room * one.seconds / total, 2.0)
            boxes.append(QRectF(left, 0, width, BAR))
            left += width + _GAP
        return boxes

    def _paint_moments(self, painter: QPainter, boxes: list[QRectF]) -> None:
        """Write the moments under their borders; one that would run into another is left out."""
        if not self._moments:
            return
        painter.setPen(colour("muted"))
        measure = painter.fontMetrics()
        last = len(self._moments) - 1
        widths = [measure.horizontalAdvance(moment) for moment in self._moments]
        free_from, free_to = widths[0] + 8.0, self.width() - widths[-1] - 8
        for at, moment in enumerate(self._moments):
            left = 0.0 if at == 0 else self.width() - widths[at] if at == last else boxes[at].left() - widths[at] / 2
            if at in {0, last} or free_from <= left <= free_to - widths[at]:
                painter.drawText(QPointF(left, BAR + measure.ascent() + 3), moment)
                free_from = left + widths[at] + 8 if at != last else free_from

    def _paint_legend(self, painter: QPainter) -> None:
        measure = painter.fontMetrics()
        top = BAR + 4 + (_LINE if self._moments else 0)
        left = 0.0
        for one in self._activities:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(one.kind))
            painter.drawRoundedRect(QRectF(left, top + 3, _KEY, _KEY), 2, 2)
            painter.setPen(colour("muted"))
            painter.drawText(QPointF(left + _KEY + 5, top + measure.ascent() + 1), one.words)
            left += _KEY + 5 + measure.horizontalAdvance(one.words) + 18
