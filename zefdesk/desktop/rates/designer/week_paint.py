"""How a week is painted: a colour, a pattern and a label for each rate; hours without a price are hatched and named."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPen

from zefdesk.desktop.rates.designer.week_shape import DAYS, HEAD, HOUR, Frame, Selection, Stretch, Tag
from zefdesk.desktop.theme import colour, font, tokens
from zefdesk.desktop.tokens import SECONDARY_PX, SMALL_PX
from zefdesk.domain import profile
from zefdesk.domain.profile import END_OF_DAY

NAMES = tuple(day[:3].capitalize() for day in profile.DAYS)
NO_PRICE = "no price"
_PATTERNS = (
    Qt.BrushStyle.NoBrush,
    Qt.BrushStyle.Dense7Pattern,
    Qt.BrushStyle.HorPattern,
    Qt.BrushStyle.BDiagPattern,
    Qt.BrushStyle.VerPattern,
    Qt.BrushStyle.FDiagPattern,
    Qt.BrushStyle.CrossPattern,
)
_INK_SHARE = 0.22
_HOURS_APART = 3
_NARROW, _PAD = 34, 6


def fill(painter: QPainter, box: QRectF, number: int | None) -> None:
    """Fill a box with the colour and pattern of a rate; None is no price."""
    if number is None:
        painter.fillRect(box, colour("surface"))
        painter.fillRect(box, QBrush(colour("faint"), Qt.BrushStyle.DiagCrossPattern))
        return
    rates = tokens().rates
    painter.fillRect(box, QColor(rates[number % len(rates)]))
    pattern = _PATTERNS[(number + number // len(rates)) % len(_PATTERNS)]
    if pattern is not Qt.BrushStyle.NoBrush:
        ink = colour("text")
        ink.setAlphaF(_INK_SHARE)
        painter.fillRect(box, QBrush(ink, pattern))


def paint_week(painter: QPainter, frame: Frame, week: Sequence[Sequence[Stretch]], tags: Sequence[Tag]) -> None:
    """Paint seven days of stretches with hours, names of the days, and labels."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint_names(painter, frame)
    for day, stretches in enumerate(week):
        for one in stretches:
            fill(painter, frame.box(day, one.start, one.end), None if one.rate is None else tags[one.rate].colour)
    _paint_hours(painter, frame)
    painter.setFont(font(SMALL_PX, weight=QFont.Weight.DemiBold))
    for day, stretches in enumerate(week):
        for one in stretches:
            if not (day and _same_band(one, week[day - 1])):
                _paint_label(painter, frame.box(day, one.start, one.end), one, tags)


def _same_band(one: Stretch, above: Sequence[Stretch]) -> bool:
    return any((other.start, other.end, other.rate) == (one.start, one.end, one.rate) for other in above)


def _paint_names(painter: QPainter, frame: Frame) -> None:
    painter.setFont(font(SMALL_PX, weight=QFont.Weight.Medium))
    painter.setPen(colour("muted"))
    for day in range(DAYS):
        box = QRectF(0, frame.box(day, 0, HOUR).top(), frame.x_of(0) - _PAD, frame.box(day, 0, HOUR).height())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, NAMES[day])
    for hour in range(0, 25, _HOURS_APART):
        middle = frame.x_of(hour * HOUR)
        left = min(max(middle - _NARROW / 2, frame.x_of(0)), frame.width - _NARROW)
        aligned = {0: Qt.AlignmentFlag.AlignLeft, 24: Qt.AlignmentFlag.AlignRight}
        align = aligned.get(hour, Qt.AlignmentFlag.AlignHCenter)
        painter.drawText(QRectF(left, 0, _NARROW, HEAD - 4), align | Qt.AlignmentFlag.AlignVCenter, f"{hour:02d}")


def _paint_hours(painter: QPainter, frame: Frame) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.setPen(QPen(colour("surface"), 1))
    bottom = frame.box(DAYS - 1, 0, HOUR).bottom()
    for second in range(HOUR, END_OF_DAY, HOUR):
        left = round(frame.x_of(second))
        painter.drawLine(QPointF(left, HEAD), QPointF(left, bottom))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def _paint_label(painter: QPainter, box: QRectF, one: Stretch, tags: Sequence[Tag]) -> None:
    """Write name and price where they fit, else the price, else nothing: the legend has them."""
    name, price = (
        (NO_PRICE, NO_PRICE) if one.rate is None else (f"{tags[one.rate].name} {tags[one.rate].price}".strip(), "")
    )
    for text in (name, price or (tags[one.rate].price if one.rate is not None else NO_PRICE)):
        wide = painter.fontMetrics().horizontalAdvance(text)
        if wide + 2 * _PAD <= box.width():
            plate = QRectF(0, 0, wide + _PAD, min(box.height() - 2, SECONDARY_PX + 4))
            plate.moveCenter(box.center())
            ground = (
                QColor(tokens().rates[tags[one.rate].colour % len(tokens().rates)]) if one.rate is not None else None
            )
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground or colour("surface"))
            painter.drawRoundedRect(plate, 3, 3)
            painter.setPen(colour("muted") if one.rate is None else colour("text"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
            return


def paint_selection(painter: QPainter, frame: Frame, chosen: Selection, *, focus: bool) -> None:
    """Paint the outline of a selection, thicker where the keyboard is."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour("accent"), 2.5 if focus else 1.5))
    painter.drawRoundedRect(frame.outline(chosen).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
