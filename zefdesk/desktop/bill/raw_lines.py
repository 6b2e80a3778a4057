"""Raw lines of a file with their numbers, in a monospaced face."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from zefdesk.desktop.bill.pane import Pane
from zefdesk.desktop.theme import colour, font

_LONGEST_LINE, _MOST_LINES = 4000, 40
_PAD = 8


class RawLines(Pane):
    """Raw lines with their numbers, in a monospaced face; the one that is meant is highlighted."""

    def __init__(self, rows: list[tuple[str, str, bool]], name: str) -> None:
        super().__init__(name, inset=True)
        inside = _Rows(rows)
        self.setWidgetResizable(False)
        self.setWidget(inside)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedHeight(inside.sizeHint().height() + 14)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)


class _Rows(QWidget):
    def __init__(self, rows: list[tuple[str, str, bool]]) -> None:
        super().__init__()
        self._rows: list[tuple[str, str, bool]] = []
        for number, raw, here in rows:
            self._add(number, raw, here=here)
        self.setFont(font(12, raw=True))
        metrics = QFontMetrics(self.font())
        self._height = metrics.height() + 5
        self._margin = max(metrics.horizontalAdvance(number) for number, _, _ in self._rows) + 2 * _PAD
        widest = max(metrics.horizontalAdvance(text) for _, text, _ in self._rows)
        self._width = self._margin + widest + 2 * _PAD
        self.resize(self.sizeHint())

    def _add(self, number: str, raw: str, *, here: bool = False) -> None:
        for at, line in enumerate((raw.splitlines() or [""])[:_MOST_LINES]):
            shown = line[:_LONGEST_LINE].replace("\t", "\u2192 ")
            self._rows.append((number if at == 0 else "", shown, here))

    def sizeHint(self) -> QSize:
        return QSize(self._width, self._height * len(self._rows) + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            for at, (number, text, here) in enumerate(self._rows):
                box = QRect(0, at * self._height + 2, self.width(), self._height)
                if not box.intersects(event.rect()):
                    continue
                if here:
                    painter.fillRect(box, colour("selection"))
                    painter.fillRect(0, box.top(), 3, box.height(), colour("accent"))
                painter.setPen(colour("muted"))
                middle = Qt.AlignmentFlag.AlignVCenter
                number_box = QRect(0, box.top(), self._margin - _PAD, self._height)
                painter.drawText(number_box, Qt.AlignmentFlag.AlignRight | middle, number)
                painter.setPen(colour("text" if here else "muted"))
                painter.drawText(box.adjusted(self._margin, 0, 0, 0), Qt.AlignmentFlag.AlignLeft | middle, text)
