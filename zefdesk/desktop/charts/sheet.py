"""A chart as a picture to be handed on: what it is, of what, what its colours stand for."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPixmap

from zefdesk.desktop.charts import legend
from zefdesk.desktop.charts.picture import Drawing
from zefdesk.desktop.theme import colour, font
from zefdesk.desktop.tokens import SECONDARY_PX, SECTION_PX

_MARGIN, _TITLE, _LINE = 12, 24, 18


def sheet(chart: QPixmap, title: str, of_what: str, drawing: Drawing) -> QPixmap:
    """Put a title, the filter in words, the legend and the note around the picture of a chart."""
    ratio = chart.devicePixelRatio()
    wide, high = chart.width() / ratio, chart.height() / ratio
    foot = (legend.HEIGHT if drawing.legend else 0) + (_LINE if drawing.note else 0)
    whole = wide + 2 * _MARGIN, high + 2 * _MARGIN + _TITLE + _LINE + foot
    made = QPixmap(int(whole[0] * ratio), int(whole[1] * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(colour("surface"))
    painter = QPainter(made)
    _write(painter, QRectF(_MARGIN, _MARGIN, wide, _TITLE), title, font(SECTION_PX, weight=QFont.Weight.DemiBold))
    muted = font(SECONDARY_PX)
    _write(painter, QRectF(_MARGIN, _MARGIN + _TITLE, wide, _LINE), of_what, muted)
    top = _MARGIN + _TITLE + _LINE
    painter.drawPixmap(_MARGIN, top, chart)
    top += int(high)
    if drawing.legend:
        legend.draw(painter, _MARGIN, top, drawing.legend)
        top += legend.HEIGHT
    _write(painter, QRectF(_MARGIN, top, wide, _LINE), drawing.note, muted)
    painter.end()
    return made


def _write(painter: QPainter, box: QRectF, text: str, face: QFont) -> None:
    painter.setFont(face)
    painter.setPen(colour("text" if face.weight() > QFont.Weight.Normal else "muted"))
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()))
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, shown)
