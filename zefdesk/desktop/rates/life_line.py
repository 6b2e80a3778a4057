"""The life of a charger as a line: which profile was on it when; read by the arrow keys as well as by eye."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from zefdesk.desktop.rates.price_words import Stretch
from zefdesk.desktop.theme import colour, font
from zefdesk.desktop.tokens import SMALL_PX
from zefdesk.desktop.widgets import parts

_BAR, _TOP, _GAP, _LEAST = 18, 4, 2, 14
_DAY = 86_400


class LifeLine(QWidget):
    """Stretches side by side, the current one named in words beneath; Left and Right go from one to the next."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bar = _Bar()
        self._words = parts.label("", "secondary", wrap=True)
        layout = parts.column(self, spacing=2)
        layout.addWidget(parts.label("Its profiles in time", "secondary"))
        layout.addWidget(self._bar)
        layout.addWidget(self._words)
        self._bar.moved.connect(self._words.setText)
        self.setFocusProxy(self._bar)

    def show_stretches(self, stretches: Sequence[Stretch], now: int) -> None:
        """Show a life, at present at its stretch that holds now."""
        self.setVisible(bool(stretches))
        self._bar.show_stretches(tuple(stretches), now)

    @property
    def words(self) -> str:
        """What is said of the current stretch."""
        return self._words.text()


class _Bar(QWidget):
    moved = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._stretches: tuple[Stretch, ...] = ()
        self._now = self._at = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_stretches(self, stretches: tuple[Stretch, ...], now: int) -> None:
        self._stretches, self._now = stretches, now
        holding = [at for at, one in enumerate(stretches) if one.start is None or one.start <= now]
        self._go(holding[-1] if holding else 0)

    def sizeHint(self) -> QSize:
        return QSize(200, _BAR + 2 * _TOP)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Home: -len(self._stretches)}
        step = steps.get(Qt.Key(event.key()), len(self._stretches) if event.key() == Qt.Key.Key_End else 0)
        if step:
            self._go(max(0, min(self._at + step, len(self._stretches) - 1)))
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for at, box in enumerate(self._boxes()):
            if box.contains(event.position()):
                self._go(at)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(font(SMALL_PX))
            for at, (one, box) in enumerate(zip(self._stretches, self._boxes(), strict=True)):
                self._paint(painter, box, one, current=at == self._at)
            self._paint_now(painter)

    def _go(self, at: int) -> None:
        self._at = at
        words = self._stretches[at].words if self._stretches else ""
        self.moved.emit(words)
        place = f"{at + 1} of {len(self._stretches)}"
        self.setAccessibleName(f"Profiles in time, {place}: {words}")
        self.setToolTip("\n".join(one.words for one in self._stretches))
        self.update()

    def _paint(self, painter: QPainter, box: QRectF, one: Stretch, *, current: bool) -> None:
        painter.setBrush(colour("accent_bg" if one.profile else "surface"))
        edge = "accent" if current and self.hasFocus() else "text" if current else "accent" if one.profile else "muted"
        painter.setPen(
            QPen(colour(edge), 2 if current else 1, Qt.PenStyle.SolidLine if one.profile else Qt.PenStyle.DashLine)
        )
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 3, 3)
        painter.setPen(colour("accent" if one.profile else "muted"))
        name = one.profile or "no profile"
        text = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, int(box.width()) - 8)
        if len(text) > 2:  # noqa: PLR2004 -- a letter and an ellipsis say nothing
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_now(self, painter: QPainter) -> None:
        """Mark the present, inside the stretch that holds now."""
        for one, box in zip(self._stretches, self._boxes(), strict=True):
            begun, left = one.start is None or one.start <= self._now, one.end is None or self._now < one.end
            if begun and left:
                share = 0.5
                if one.start is not None and one.end is not None:
                    share = (self._now - one.start) / (one.end - one.start)
                x = box.left() + box.width() * share
                painter.setPen(QPen(colour("text"), 1.5))
                painter.drawLine(QPointF(x, 0), QPointF(x, _TOP))
                painter.drawLine(QPointF(x, self.height() - _TOP), QPointF(x, self.height()))

    def _boxes(self) -> list[QRectF]:
        """Lay the stretches out: by their days, but none so narrow that it cannot be hit; open ones as the widest."""
        days = [None if one.start is None or one.end is None else one.end - one.start for one in self._stretches]
        most = max((each for each in days if each), default=_DAY)
        shares = [most if each is None else max(each, most / 8) for each in days]
        room = self.width() - _GAP * max(len(shares) - 1, 0) - _LEAST * len(shares)
        boxes, left = [], 0.0
        for share in shares:
            width = _LEAST + max(room, 0) * share / sum(shares)
            boxes.append(QRectF(left, _TOP, width, _BAR))
            left += width + _GAP
        return boxes
