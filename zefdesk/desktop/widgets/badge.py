"""A badge: a sign and a word on a tinted pill; and which sign and tone each state of a bill or of a row has."""

from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from zefdesk.desktop.theme import colour, font, tokens
from zefdesk.desktop.tokens import SECONDARY_PX
from zefdesk.desktop.widgets import signs
from zefdesk.desktop.widgets.signs import Sign
from zefdesk.domain import bill_state

HEIGHT, _PAD, _SIGN, _GAP = 20, 9, 10, 5
_WEIGHT = QFont.Weight.DemiBold


class Look(NamedTuple):
    """Word, sign and tone (`accent`, `plain`, `warn`, `bad`, `info`) of a state."""

    word: str
    sign: Sign = Sign.NONE
    tone: str = "plain"


_LABELS = bill_state.LABELS
BILL_STATES = {
    bill_state.ITEMISED: Look(_LABELS[bill_state.ITEMISED], Sign.DOT, "accent"),
    bill_state.NOT_ITEMISED: Look(_LABELS[bill_state.NOT_ITEMISED], Sign.RING),
    bill_state.FREE_VEND: Look(_LABELS[bill_state.FREE_VEND], Sign.DIAMOND),
    bill_state.UNPRICED: Look(_LABELS[bill_state.UNPRICED], Sign.DASH),
    bill_state.UNREADABLE: Look(_LABELS[bill_state.UNREADABLE], Sign.TRIANGLE, "bad"),
}
REQUEST_ONLY = Look("Request only", Sign.DOTTED)

ROW_STATES = {
    "new": Look("new", Sign.PLUS, "accent"),
    "known": Look("known", Sign.CHECK),
    "doubtful": Look("doubtful", Sign.TRIANGLE, "warn"),
    "refused": Look("refused", Sign.CROSS, "bad"),
}


class Badge(QWidget):
    """A badge as a widget of its own."""

    def __init__(self, look: Look | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = Look("")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_look(look or Look(""))

    def show_look(self, look: Look) -> None:
        """Show another state."""
        self._look = look
        self.setAccessibleName(look.word)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(width_of(self._look), HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            paint(painter, QRectF(self.rect()), self._look)


def width_of(look: Look) -> int:
    """Give the width in pixels that a badge needs."""
    sign = _SIGN + _GAP if look.sign is not Sign.NONE else 0
    return QFontMetrics(font(SECONDARY_PX, weight=_WEIGHT)).horizontalAdvance(look.word) + sign + 2 * _PAD


def paint(painter: QPainter, box: QRectF, look: Look, *, pill: bool = True) -> None:
    """Paint a badge at the left of a box, elided where it does not fit; without its pill inside a table's cell."""
    ink, ground = (QColor(name) for name in tokens().tone(look.tone))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    width = min(float(width_of(look)), box.width())
    shape = QRectF(box.left(), box.center().y() - HEIGHT / 2, width, HEIGHT)
    if pill:
        painter.setPen(Qt.PenStyle.NoPen if look.tone != "plain" else colour("line"))
        painter.setBrush(ground)
        painter.drawRoundedRect(shape.adjusted(0.5, 0.5, -0.5, -0.5), HEIGHT / 2, HEIGHT / 2)
    _paint_word(painter, shape.adjusted(_PAD, 0, -_PAD, 0) if pill else box, look, ink)
    painter.restore()


def _paint_word(painter: QPainter, box: QRectF, look: Look, ink: QColor) -> None:
    if look.sign is not Sign.NONE:
        signs.draw(painter, QRectF(box.left(), box.top(), _SIGN, box.height()), look.sign, ink)
        box = box.adjusted(_SIGN + _GAP, 0, 0, 0)
    painter.setFont(font(SECONDARY_PX, weight=_WEIGHT))
    painter.setPen(ink)
    word = painter.fontMetrics().elidedText(look.word, Qt.TextElideMode.ElideRight, int(box.width()) + 1)
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, word)
