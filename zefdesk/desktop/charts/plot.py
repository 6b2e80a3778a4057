"""A chart on the screen: what a picture draws, a cursor for mouse and keys, and a rectangle that brushes."""

from collections.abc import Sequence
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPen, QPixmap
from PySide6.QtWidgets import QApplication, QFrame, QGraphicsRectItem, QWidget

from zefdesk.desktop.charts.picture import Axis, Box, Drawing, Element, Picture
from zefdesk.desktop.theme import colour, font, theme
from zefdesk.desktop.tokens import SMALL_PX
from zefdesk.domain.stored import Stored

_DOT, _LARGE_DOT = 6, 9
_SHADES = 32
"""Strengths of a colour that are told apart."""
_ASIDE = 3.0
"""How much farther something counts that is beside the way in which the cursor goes."""
_WAYS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}


class _Brush(pg.ViewBox):
    """Room for a plot in which dragging draws a rectangle instead of moving what is shown."""

    brushed = Signal(object, bool)

    def mouseDragEvent(self, event: Any, axis: int | None = None) -> None:  # noqa: ANN401, ARG002 -- pyqtgraph's own
        event.accept()
        if event.button() == Qt.MouseButton.LeftButton:
            start, end = (self.mapToView(place) for place in (event.buttonDownPos(), event.pos()))
            self.brushed.emit(QRectF(start, end).normalized(), event.isFinish())


class Plot(pg.PlotWidget):
    """`pointed` tells what is at the cursor, `wanted` the conditions of what was chosen or brushed."""

    pointed = Signal(str)
    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        before = QApplication.topLevelWidgets()  # held: else the same window may come back as another object
        self._brush = _Brush(enableMenu=False)
        super().__init__(parent, viewBox=self._brush)
        for menu in QApplication.topLevelWidgets():
            if menu not in before and menu is not self:
                menu.setParent(self)  # the library's menus belong to nobody, and would never go
                menu.hide()
        self._picture: Picture | None = None
        self._drawing = Drawing(Axis("", 0, 1), Axis("", 0, 1))
        self._stored: Stored | None = None
        self._at: int | None = None
        self._anchor: int | None = None
        self._cursor, self._place, self._rect = (QGraphicsRectItem() for _ in range(3))
        plot = self.getPlotItem()
        plot.setMenuEnabled(enableMenu=False)
        plot.hideButtons()
        for name in ("left", "bottom"):
            plot.getAxis(name).enableAutoSIPrefix(enable=False)
        self.setMinimumSize(160, 120)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._brush.brushed.connect(self._brushing)
        self.scene().sigMouseMoved.connect(self._moved)
        self.scene().sigMouseClicked.connect(self._clicked)
        theme().changed.connect(self._draw)

    def show_picture(self, picture: Picture, drawing: Drawing, name: str, stored: Stored | None) -> None:
        """Show a chart, of which `name` says what it is; `stored` is marked in it."""
        self._picture, self._drawing, self._stored = picture, drawing, stored
        self._at = self._anchor = None
        self.setAccessibleName(f"{name}. Arrow keys move the cursor, with Shift they brush, Enter filters.")
        self._draw()

    def bare(self) -> QPixmap:
        """Give what is drawn without what shows where one is."""
        outlines = (self._cursor, self._place, self._rect)
        shown = [item.isVisible() for item in outlines]
        for item in outlines:
            item.setVisible(False)
        picture: QPixmap = self.grab()
        for item, visible in zip(outlines, shown, strict=True):
            item.setVisible(visible)
        return picture

    def mark(self, stored: Stored | None) -> None:
        """Show where a session is in the chart."""
        self._stored = stored
        self._outline(self._place, self._picture.place_of(stored) if self._picture and stored else None)

    def reset(self) -> None:
        """Show the whole chart, without a cursor."""
        self._at = self._anchor = None
        self._outline(self._cursor, None)
        self._outline(self._rect, None)
        self._whole()

    def _whole(self) -> None:
        x, y = self._drawing.x, self._drawing.y
        self._brush.setRange(xRange=(x.low, x.high), yRange=(y.low, y.high), padding=0, disableAutoRange=True)
        self._brush.setLimits(xMin=x.low, xMax=x.high, yMin=y.low, yMax=y.high)

    def _draw(self) -> None:
        plot, drawing = self.getPlotItem(), self._drawing
        plot.clear()
        self.setBackground(colour("surface"))
        self._brush.setLimits(xMin=None, xMax=None, yMin=None, yMax=None)
        self._brush.invertY(b=drawing.downwards)
        self._dress("bottom", drawing.x)
        self._dress("left", drawing.y)
        plot.showGrid(y=not drawing.downwards, alpha=0.15)
        self._draw_shapes()
        self._draw_dots()
        for item, token, style in (
            (self._rect, "accent", Qt.PenStyle.SolidLine),
            (self._cursor, "text", Qt.PenStyle.SolidLine),
            (self._place, "info", Qt.PenStyle.DashLine),
        ):
            item.setPen(pg.mkPen(colour(token), width=2, style=style))
            item.setZValue(10)
            plot.addItem(item, ignoreBounds=True)
        ground = colour("accent")
        ground.setAlpha(50)
        self._rect.setBrush(pg.mkBrush(ground))
        self._whole()
        self._outline(self._rect, None)
        self._outline(self._cursor, None if self._at is None else self._drawing.elements[self._at].box)
        self.mark(self._stored)

    def _draw_shapes(self) -> None:
        shapes = self._drawing.shapes
        if not shapes:
            return
        boxes = [one.box for one in shapes]
        looks = [(one.colour, round(one.strength * _SHADES)) for one in shapes]
        brushes = {look: pg.mkBrush(_faded(look[0], look[1] / _SHADES)) for look in set(looks)}
        self.getPlotItem().addItem(
            pg.BarGraphItem(
                x0=[one.left for one in boxes],
                x1=[one.right for one in boxes],
                y0=[one.low for one in boxes],
                y1=[one.high for one in boxes],
                brushes=[brushes[look] for look in looks],
                pen=QPen(Qt.PenStyle.NoPen),
            )
        )

    def _draw_dots(self) -> None:
        dots = self._drawing.dots
        if not dots:
            return
        looks = {(one.colour, one.large) for one in dots}
        brushes = {look: pg.mkBrush(_faded(look[0], 1.0 if look[1] else 0.5)) for look in looks}
        self.getPlotItem().addItem(
            pg.ScatterPlotItem(
                x=[one.x for one in dots],
                y=[one.y for one in dots],
                size=[_LARGE_DOT if one.large else _DOT for one in dots],
                symbol=["t" if one.large else "o" for one in dots],
                brush=[brushes[one.colour, one.large] for one in dots],
                pen=None,
            )
        )

    def _dress(self, name: str, axis: Axis) -> None:
        shown = self.getPlotItem().getAxis(name)
        shown.setPen(pg.mkPen(colour("line")))
        shown.setTextPen(pg.mkPen(colour("muted")))
        shown.setStyle(tickFont=font(SMALL_PX), hideOverlappingLabels=True, tickLength=0)
        shown.label.setFont(font(SMALL_PX))
        shown.setLabel(axis.title)
        shown.setTicks(None if axis.marks is None else [list(axis.marks)])

    def _outline(self, item: QGraphicsRectItem, box: Box | None) -> None:
        item.setVisible(box is not None)
        if box is not None:
            item.setRect(QRectF(QPointF(box.left, box.low), QPointF(box.right, box.high)))

    # the mouse

    def _brushing(self, rect: QRectF, finished: bool) -> None:  # noqa: FBT001 -- a signal's argument
        box = Box(rect.left(), rect.right(), rect.top(), rect.bottom())
        self._outline(self._rect, box)
        inside = self._picture.brushed(box) if self._picture else ()
        self.pointed.emit("" if inside or not finished else "Nothing is there.")
        if finished and inside:
            self.wanted.emit(inside)

    def _moved(self, place: QPointF) -> None:
        if self._brush.sceneBoundingRect().contains(place):
            found = self._under(place)
            if found is not None and found != self._at:
                self._go_to(found)

    def _clicked(self, event: Any) -> None:  # noqa: ANN401 -- pyqtgraph's own
        found = self._under(event.scenePos()) if self._brush.sceneBoundingRect().contains(event.scenePos()) else None
        if found is not None and event.button() == Qt.MouseButton.LeftButton:
            self.wanted.emit(self._drawing.elements[found].conditions)

    def _under(self, place: QPointF) -> int | None:
        at = self._brush.mapSceneToView(place)
        elements = self._drawing.elements
        inside = [number for number, one in enumerate(elements) if _holds(one.box, at.x(), at.y())]
        return inside[-1] if inside else None

    # the keyboard

    def _go_to(self, number: int) -> None:
        self._at = number
        element = self._drawing.elements[number]
        self._outline(self._cursor, element.box)
        self.pointed.emit(element.words)
        self.setAccessibleDescription(element.words)

    def _step(self, way: tuple[int, int], *, brush: bool) -> None:
        elements = self._drawing.elements
        if not elements:
            return
        before = self._at
        if before is None:
            self._go_to(0)
        else:
            self._anchor = (before if self._anchor is None else self._anchor) if brush else None
            sideways = (way[0], -way[1] if self._drawing.downwards else way[1])
            size = (self._drawing.x.high - self._drawing.x.low, self._drawing.y.high - self._drawing.y.low)
            self._go_to(_next(elements, before, sideways, size))
        self._outline(self._rect, self._span() if self._anchor is not None else None)

    def _span(self) -> Box:
        """Give the rectangle from where brushing began to the cursor."""
        ends = [self._drawing.elements[one].box for one in (self._anchor, self._at) if one is not None]
        return Box(
            min(one.left for one in ends),
            max(one.right for one in ends),
            min(one.low for one in ends),
            max(one.high for one in ends),
        )

    def _choose(self) -> None:
        if self._picture and self._anchor is not None:
            self.wanted.emit(self._picture.brushed(self._span()))
        elif self._at is not None:
            self.wanted.emit(self._drawing.elements[self._at].conditions)

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _WAYS:
            self._step(_WAYS[key], brush=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._choose()
        elif key == Qt.Key.Key_Escape and self._at is not None:
            self.reset()
        else:
            super().keyPressEvent(event)
            event.ignore()


def _faded(token: str, strength: float) -> QColor:
    made = colour(token)
    made.setAlphaF(strength)
    return made


def _holds(box: Box, x: float, y: float) -> bool:
    return box.left <= x < box.right and box.low <= y < box.high


def _middle(box: Box) -> tuple[float, float]:
    return (box.left + box.right) / 2, (box.low + box.high) / 2


def _next(elements: Sequence[Element], at: int, way: tuple[int, int], size: tuple[float, float]) -> int:
    """Give the nearest element in a direction, those beside the way counting as farther; else the same."""
    x, y = _middle(elements[at].box)
    along, aside = (0, 1) if way[0] else (1, 0)
    best, least = at, float("inf")
    for number, one in enumerate(elements):
        middle = _middle(one.box)
        moved = ((middle[0] - x) / size[0], (middle[1] - y) / size[1])
        ahead = moved[along] * (way[along])
        far = ahead + _ASIDE * abs(moved[aside])
        if ahead > 0 and far < least:
            best, least = number, far
    return best
