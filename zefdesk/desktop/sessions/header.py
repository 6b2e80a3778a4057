"""The table's header: titles over their units, and which columns sort in which order."""

from PySide6.QtCore import QEvent, QItemSelectionModel, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QGuiApplication, QMouseEvent, QPainter, QPolygonF
from PySide6.QtWidgets import QHeaderView, QWidget

from zefdesk.desktop.sessions.cells import KEYS
from zefdesk.desktop.theme import colour, font
from zefdesk.desktop.tokens import SECONDARY_PX, SMALL_PX
from zefdesk.domain import columns
from zefdesk.domain.columns import Column
from zefdesk.domain.query import Sort

HEIGHT, PAD, GUTTER = 42, 10, 30
MARK, _GAP = 9, 5
_DEMI = QFont.Weight.DemiBold


class Header(QHeaderView):
    """Paints its sections itself; `sort_wanted` tells the column, and whether it is to be added to the order."""

    sort_wanted = Signal(str, bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.order: tuple[Sort, ...] = ()
        self._hovered = -1
        self.setSectionsMovable(True)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(48)
        self.setFixedHeight(HEIGHT)
        self.setMouseTracking(True)
        self.setAccessibleName("Columns")
        self.sectionClicked.connect(self._clicked)

    def keep_apart(self) -> None:
        """Take an empty selection of its own: asked of the table's, a select-all costs half a minute."""
        self.setSelectionModel(QItemSelectionModel(self.model(), self))

    def show_order(self, order: tuple[Sort, ...]) -> None:
        """Mark the sorted columns."""
        self.order = order
        self.viewport().update()

    def first_shown(self) -> int:
        """Give the number of the column that stands at the left; -1 where none is shown."""
        numbers = (self.logicalIndex(at) for at in range(self.count()))
        return next((number for number in numbers if not self.isSectionHidden(number)), -1)

    def _clicked(self, number: int) -> None:
        column = columns.COLUMNS[KEYS[number]]
        if column.sortable:
            more = bool(QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.sort_wanted.emit(column.key, more)

    # Qt

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), HEIGHT)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        hovered = self.logicalIndexAt(event.position().toPoint())
        if hovered != self._hovered:
            self._hovered = hovered
            self.viewport().update()

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803 -- Qt's name
        column = columns.COLUMNS[KEYS[logicalIndex]]
        at = next((at for at, sort in enumerate(self.order) if sort.column == column.key), None)
        painter.save()
        painter.fillRect(rect, colour("surface"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, colour("line"))
        left = PAD + (GUTTER - PAD if logicalIndex == self.first_shown() else 0)
        inside = rect.adjusted(left, 7, -PAD, -7)
        strong = at is not None or (logicalIndex == self._hovered and self.underMouse())
        self._paint_words(painter, inside, column, colour("text" if strong else "muted"))
        if at is not None:
            self._paint_mark(painter, inside, column, at)
        painter.restore()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hovered = -1
        self.viewport().update()

    def _paint_words(self, painter: QPainter, box: QRect, column: Column, ink: QColor) -> None:
        side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
        painter.setPen(ink)
        painter.setFont(font(SECONDARY_PX, weight=_DEMI))
        words = painter.fontMetrics().elidedText(_title(column), Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, int(side | Qt.AlignmentFlag.AlignTop), words)
        if column.unit:
            painter.setPen(colour("muted"))
            painter.setFont(font(SMALL_PX))
            painter.drawText(box, int(side | Qt.AlignmentFlag.AlignBottom), column.unit)

    def _paint_mark(self, painter: QPainter, box: QRect, column: Column, at: int) -> None:
        """Paint an arrow beside the title, and which of several keys it is."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        title = QFontMetrics(font(SECONDARY_PX, weight=_DEMI)).horizontalAdvance(_title(column))
        number = str(at + 1) if len(self.order) > 1 else ""
        small = font(SMALL_PX, weight=_DEMI)
        width = MARK + (2 + QFontMetrics(small).horizontalAdvance(number) if number else 0)
        left = box.right() - title - width - _GAP if column.right else box.left() + title + _GAP
        left = max(box.left() - PAD // 2, min(left, box.right() - width)) if column.right else left
        middle = box.top() + 8.0
        _arrow(painter, QPointF(left + MARK / 2, middle), down=self.order[at].descending)
        if number:
            painter.setFont(small)
            painter.setPen(colour("accent"))
            place = QRectF(left + MARK + 2, box.top(), width, 16)
            painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, number)


def _title(column: Column) -> str:
    return column.short or column.title


def _arrow(painter: QPainter, middle: QPointF, *, down: bool) -> None:
    reach = 3.6 if down else -3.6
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("accent"))
    tips = [QPointF(-4, -reach / 2), QPointF(4, -reach / 2), QPointF(0, reach * 0.8)]
    painter.drawPolygon(QPolygonF([middle + tip for tip in tips]))


def needed_width(column: Column) -> int:
    """Give the width in which a title stands whole, with its mark."""
    title = QFontMetrics(font(SECONDARY_PX, weight=_DEMI)).horizontalAdvance(_title(column))
    unit = QFontMetrics(font(SMALL_PX)).horizontalAdvance(column.unit)
    return max(title + MARK + _GAP + 8, unit) + 2 * PAD
