"""The curve: power (or current, voltage, state of charge) and energy over time, with a cursor that tells the values."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from zefdesk.desktop.theme import colour, font, theme
from zefdesk.desktop.timeline import words
from zefdesk.desktop.tokens import SMALL_PX
from zefdesk.domain import clock
from zefdesk.domain.notation import Notation
from zefdesk.services.timeline import Curve

_STEPS = (1, 5, 10, 30, 60, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400, 172800, 604800)
_PHASES = {"L1": "phase_1", "L2": "phase_2", "L3": "phase_3"}
_STYLES = {"L1": Qt.PenStyle.SolidLine, "L2": Qt.PenStyle.DashLine, "L3": Qt.PenStyle.DotLine}
_HEIGHT, _LOW = 190, 132
_MOST_POINTS = 6_000


class Pictured(NamedTuple):
    """What a chart shows: quantity, curves, energy, bounds of the session, zone, events, and if times need dates."""

    quantity: str
    curves: Sequence[Curve]
    energy: Curve | None
    start: int
    end: int
    zone: str
    marks: Sequence[int] = ()
    dated: bool = False


class TimeAxis(pg.AxisItem):
    """Times of day in the zone of the charger."""

    def __init__(self) -> None:
        super().__init__("bottom")
        self.zone, self.notation = "UTC", Notation()

    def tickValues(self, low: float, high: float, size: float) -> list[tuple[float, list[float]]]:
        span = max(high - low, 1.0)
        step = next((one for one in _STEPS if span / one <= max(size / 75, 2)), _STEPS[-1])
        offset = clock.wall_of(self.zone, int(low)) - int(low)
        first = -(-(int(low) + offset) // step) * step - offset
        return [(float(step), [float(at) for at in range(first, int(high) + 1, step)])]

    def tickStrings(self, values: Sequence[float], _scale: float, spacing: float) -> list[str]:
        day = spacing >= clock.DAY
        walls = [clock.wall_of(self.zone, int(value)) for value in values]
        return [self.notation.day(wall) if day or not wall % clock.DAY else self.notation.clock(wall) for wall in walls]


class Chart(pg.PlotWidget):
    """`pointed` tells the values at the cursor in words."""

    pointed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        self._times = TimeAxis()
        before = QApplication.topLevelWidgets()  # held: else the same window may come back as another object
        super().__init__(parent, axisItems={"bottom": self._times}, viewBox=pg.ViewBox(enableMenu=False))
        self._shown: Pictured | None = None
        self._notation = Notation()
        self._energy = pg.ViewBox(enableMenu=False)
        for menu in QApplication.topLevelWidgets():
            if menu not in before and menu is not self:
                menu.setParent(self)  # the library's menus belong to nobody, and would never go
                menu.hide()
        plot = self.getPlotItem()
        plot.showAxis("right")
        plot.scene().addItem(self._energy)
        plot.getAxis("right").linkToView(self._energy)
        self._energy.setXLink(plot)
        self._energy.setMouseEnabled(x=False, y=False)
        plot.getViewBox().sigResized.connect(self._follow)
        plot.setMouseEnabled(x=True, y=False)
        plot.setMenuEnabled(enableMenu=False)
        plot.hideButtons()
        self._cursor = pg.InfiniteLine(angle=90, movable=False)
        for name in ("left", "right", "bottom"):
            plot.getAxis(name).enableAutoSIPrefix(enable=False)
        self.setFixedHeight(_HEIGHT)
        self.setMinimumWidth(120)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Curve of the session; left and right move the cursor, Ctrl and the wheel zoom")
        self.scene().sigMouseMoved.connect(self._moved)
        theme().changed.connect(self._take_colours)
        self._take_colours()

    def show_picture(self, shown: Pictured, notation: Notation) -> None:
        """Show the curves of a session."""
        self._shown, self._notation = shown, notation
        self._times.zone, self._times.notation = shown.zone, notation
        self._draw()
        self.reset()

    def reset(self) -> None:
        """Show the whole session."""
        if self._shown:
            start, end = self._shown.start, max(self._shown.end, self._shown.start + 60)
            pad = (end - start) * 0.02
            self.setLimits(xMin=start - pad, xMax=end + pad)
            self.setXRange(start, end, padding=0.02)

    def be_low(self, *, low: bool) -> None:
        """Take less height, where the panel is low."""
        self.setFixedHeight(_LOW if low else _HEIGHT)

    def point_at(self, at: float) -> None:
        """Put the cursor at the sample that is nearest to an instant, and tell its time and values."""
        shown = self._shown
        if shown is None or not shown.curves:
            return
        at = _nearest(shown.curves[0].at, at)
        self._cursor.setPos(at)
        self._cursor.show()
        self.pointed.emit(self._words(shown, at))

    def _words(self, shown: Pictured, at: int) -> str:
        told = [words.moment(at, shown.zone, self._notation, dated=shown.dated)]
        unit = words.QUANTITIES[shown.quantity][1]
        for curve in shown.curves:
            value = _value_at(curve, at)
            phase = curve.series.partition(".")[2]
            if value is not None:
                told.append(f"{f'{phase} ' if phase else ''}{value:.2f} {unit}".replace(".", self._notation.decimal))
        energy = _value_at(shown.energy, at) if shown.energy else None
        if energy is not None and shown.quantity != "energy":
            told.append(f"{energy:.2f} kWh".replace(".", self._notation.decimal))
        return "   ".join(told)

    def _draw(self) -> None:
        shown = self._shown
        if shown is None:
            return
        plot = self.getPlotItem()
        plot.clear()
        self._energy.clear()
        title, unit = words.QUANTITIES[shown.quantity]
        plot.getAxis("left").setLabel(f"{title} ({unit})")
        plot.getAxis("right").setLabel("Energy (kWh)" if shown.energy else "")
        plot.getAxis("right").setVisible(shown.energy is not None and shown.quantity != "energy")
        self._times.setLabel(f"Time ({clock.short_name(shown.zone, shown.start)})")
        alone = len(shown.curves) == 1 or all("." not in curve.series for curve in shown.curves)
        for curve in shown.curves:
            phase = curve.series.partition(".")[2][:2]
            if phase or alone:
                plot.addItem(self._line(curve, phase, filled=alone))
        if shown.energy and shown.quantity != "energy":
            dashed = pg.mkPen(colour("info"), width=2, style=Qt.PenStyle.DashLine)
            self._energy.addItem(_item(shown.energy, dashed))
            self._energy.setYRange(0, max(*shown.energy.values, 0.001) * 1.25, padding=0)
        for at in shown.marks:
            plot.addItem(pg.InfiniteLine(at, angle=90, pen=pg.mkPen(colour("line"), width=1)))
        highest = max((max(curve.values) for curve in shown.curves if curve.values), default=1.0)
        lowest = 0.0 if shown.quantity != "voltage" else min(min(curve.values) for curve in shown.curves) * 0.97
        plot.setYRange(lowest, max(highest, 0.001) * 1.08, padding=0)
        plot.addItem(self._cursor, ignoreBounds=True)
        self._cursor.hide()
        self._follow()

    def _line(self, curve: Curve, phase: str, *, filled: bool) -> Any:  # noqa: ANN401 -- pyqtgraph is not typed
        if phase in _PHASES:
            return _item(curve, pg.mkPen(colour(_PHASES[phase]), width=2, style=_STYLES[phase]))
        made = _item(curve, pg.mkPen(colour("charge"), width=2))
        if filled:
            ground = colour("charge")
            ground.setAlpha(40)
            made.setFillLevel(0)
            made.setBrush(ground)
        return made

    def _follow(self) -> None:
        self._energy.setGeometry(self.getPlotItem().getViewBox().sceneBoundingRect())

    def _moved(self, place: Any) -> None:  # noqa: ANN401 -- likewise
        box = self.getPlotItem().getViewBox()
        if box.sceneBoundingRect().contains(place):
            self.point_at(box.mapSceneToView(place).x())

    def _take_colours(self) -> None:
        self.setBackground(colour("surface"))
        for name in ("left", "right", "bottom"):
            axis = self.getPlotItem().getAxis(name)
            axis.setPen(pg.mkPen(colour("line")))
            axis.setTextPen(pg.mkPen(colour("muted")))
            axis.setStyle(tickFont=font(SMALL_PX))
            axis.label.setFont(font(SMALL_PX))
        self._cursor.setPen(pg.mkPen(colour("text"), width=1))
        self._draw()

    # Qt

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
        else:
            event.ignore()  # the panel scrolls

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        shown = self._shown
        if shown is None or not shown.curves or event.key() not in steps:
            super().keyPressEvent(event)
            return
        at = shown.curves[0].at
        place = bisect_right(at, int(self._cursor.value())) - 1 if self._cursor.isVisible() else -1
        self.point_at(at[min(max(place + steps[Qt.Key(event.key())], 0), len(at) - 1)])


def _item(curve: Curve, pen: QPen) -> Any:  # noqa: ANN401 -- likewise
    at, values = np.asarray(curve.at, dtype=float), np.asarray(curve.values, dtype=float)
    return pg.PlotDataItem(*_thinned(at, values), pen=pen)


def _thinned(at: Any, values: Any) -> tuple[Any, Any]:  # noqa: ANN401 -- arrays
    """Give at most some thousand points: of each stretch its lowest and its highest, so that no peak is lost."""
    if len(at) <= _MOST_POINTS:
        return at, values
    size = -(-len(at) // (_MOST_POINTS // 2))
    whole = len(at) // size * size
    rows = values[:whole].reshape(-1, size)
    base = np.arange(0, whole, size)
    places = np.sort(np.concatenate([base + rows.argmin(axis=1), base + rows.argmax(axis=1), [len(at) - 1]]))
    return at[places], values[places]


def _nearest(instants: Sequence[int], at: float) -> int:
    place = bisect_left(instants, at)
    around = instants[max(place - 1, 0) : place + 1]
    return min(around, key=lambda one: abs(one - at))


def _value_at(curve: Curve, at: int) -> float | None:
    place = bisect_right(curve.at, at) - 1
    return curve.values[place] if place >= 0 else None
