"""The power of two sessions over one another, each from its own start."""

from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from zefdesk.desktop.theme import colour, font, theme
from zefdesk.desktop.tokens import SMALL_PX
from zefdesk.services.timeline import Curve

_HEIGHT = 210
_STEPS = (60, 300, 600, 900, 1800, 3600, 7200, 14400, 21600, 43200, 86400)
_LOOKS = (("charge", Qt.PenStyle.SolidLine, "solid"), ("info", Qt.PenStyle.DashLine, "dashed"))


class SinceAxis(pg.AxisItem):
    """Hours and minutes since the start."""

    def __init__(self) -> None:
        super().__init__("bottom")

    def tickValues(self, low: float, high: float, size: float) -> list[tuple[float, list[float]]]:
        span = max(high - low, 1.0)
        step = next((one for one in _STEPS if span / one <= max(size / 75, 2)), _STEPS[-1])
        first = -(-int(low) // step) * step
        return [(float(step), [float(at) for at in range(first, int(high) + 1, step)])]

    def tickStrings(self, values: Sequence[float], _scale: float, _spacing: float) -> list[str]:
        return [f"{int(value) // 3600}:{int(value) % 3600 // 60:02d}" for value in values]


class Overlay(pg.PlotWidget):
    """Shows two curves whose instants are seconds since their starts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        before = QApplication.topLevelWidgets()  # held: else the same window may come back as another object
        super().__init__(parent, axisItems={"bottom": SinceAxis()}, viewBox=pg.ViewBox(enableMenu=False))
        for menu in QApplication.topLevelWidgets():
            if menu not in before and menu is not self:
                menu.setParent(self)  # the library's menus belong to nobody, and would never go
                menu.hide()
        plot = self.getPlotItem()
        plot.setMouseEnabled(x=True, y=False)
        plot.setMenuEnabled(enableMenu=False)
        plot.hideButtons()
        plot.getAxis("left").enableAutoSIPrefix(enable=False)
        plot.getAxis("left").setLabel("Power (kW)")
        plot.getAxis("bottom").setLabel("Since the start (h:mm)")
        self.setFixedHeight(_HEIGHT)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._curves: Sequence[Curve] = ()
        theme().changed.connect(self._draw)
        self._draw()

    def show_curves(self, curves: Sequence[Curve]) -> None:
        """Show two curves over one another."""
        self._curves = curves
        self._draw()

    def _draw(self) -> None:
        plot = self.getPlotItem()
        plot.clear()
        self.setBackground(colour("bg"))
        for name in ("left", "bottom"):
            axis = plot.getAxis(name)
            axis.setPen(pg.mkPen(colour("line")))
            axis.setTextPen(pg.mkPen(colour("muted")))
            axis.setStyle(tickFont=font(SMALL_PX))
            axis.label.setFont(font(SMALL_PX))
        for curve, (token, style, _) in zip(self._curves, _LOOKS, strict=False):
            at, values = np.asarray(curve.at, dtype=float), np.asarray(curve.values, dtype=float)
            plot.addItem(pg.PlotDataItem(at, values, pen=pg.mkPen(colour(token), width=2, style=style)))
        highest = max((max(curve.values) for curve in self._curves if curve.values), default=1.0)
        plot.setYRange(0, max(highest, 0.001) * 1.12, padding=0)


def legend(names: Sequence[str]) -> str:
    """Say which line is which, without colours."""
    return ", ".join(f"{name}: the {look[2]} line" for name, look in zip(names, _LOOKS, strict=False))
