"""Paints the cells of the table from ready strings: quickly, and in the tokens of the theme."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from zefdesk.desktop import icons
from zefdesk.desktop.bill.reasons import NOT_STARTED
from zefdesk.desktop.sessions.cells import KEYS, NUMBER, Row
from zefdesk.desktop.sessions.header import GUTTER, PAD
from zefdesk.desktop.sessions.table_model import SessionTableModel
from zefdesk.desktop.theme import colour, font, theme
from zefdesk.desktop.widgets import badge, signs
from zefdesk.desktop.widgets.badge import BILL_STATES, REQUEST_ONLY, Look
from zefdesk.desktop.widgets.signs import Sign
from zefdesk.domain import columns
from zefdesk.domain.columns import RIGHT_ALIGNED
from zefdesk.domain.finding import Severity

TONES = {Severity.INFO: "info", Severity.WARN: "warn", Severity.BAD: "bad"}
SIGNS = {Severity.INFO: "info", Severity.WARN: "flag", Severity.BAD: "circle-alert"}
_STATE, _COMPUTED, _DIFFERENCE = NUMBER["bill_state"], NUMBER["computed"], NUMBER["difference"]
_RIGHT = tuple(column.kind in RIGHT_ALIGNED for column in columns.COLUMNS.values())
_MUTED = tuple(
    key in {"sticker", "serial", "connector", "session_id", "source_file", "source_line", "id"} for key in KEYS
)
_AT_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_AT_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_ELIDED = Qt.TextElideMode.ElideRight
_REMEMBERED = 20_000
_ICON, _SMALL, _SIGN = 14, 9, 16
_Index = QModelIndex | QPersistentModelIndex


def look_of(row: Row) -> Look:
    """Give the badge of a row's bill state, the computed bill counted; a request that did not start has its own."""
    stored = row.stored
    requested = NOT_STARTED in stored.findings and stored.computed is None
    return REQUEST_ONLY if requested else BILL_STATES[stored.bill_state]


def _sign_of(row: Row) -> Sign | None:
    """Give the sign before a computed cost: that it differs from the reported one, else that it is an estimate."""
    if row.stored.difference:
        return Sign.UNEQUAL
    return Sign.WAVE if row.stored.computed is not None and row.stored.computed.estimated else None


class RowDelegate(QStyledItemDelegate):
    """Asks the model for rows, not for roles, and paints without the style."""

    def __init__(self, model: SessionTableModel, parent: QTableView) -> None:
        super().__init__(parent)
        self._model = model
        self.current_row = -1
        self.first_column = 0
        self._font = font()
        self._struck = font()
        self._struck.setStrikeOut(True)
        self._metrics = QFontMetrics(self._font)
        self._checked = QPixmap()
        self._fitting: dict[tuple[str, int], str] = {}
        self._ink: tuple[QColor, QColor] = (QColor(), QColor())
        self._differing = QColor()
        self._ground, self._accent = QColor(), QColor()
        self._flags: dict[Severity, QPixmap] = {}
        theme().changed.connect(self._take_colours)
        self._take_colours()

    def _take_colours(self) -> None:
        self._ink = (colour("text"), colour("muted"))
        self._differing = colour("warn")
        self._ground, self._accent = colour("selection"), colour("accent")
        self._checked = icons.pixmap("check", "accent", _ICON)
        self._flags = {each: icons.pixmap(SIGNS[each], TONES[each], _ICON) for each in Severity}

    def fits(self, text: str, column: int, width: int) -> bool:
        """Whether a text stands whole in a cell of this width."""
        left = GUTTER if column == self.first_column else PAD
        return self._metrics.horizontalAdvance(text) <= width - left - PAD

    # Qt

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        row = self._model.row(index.row())
        text = row.texts[index.column()] if row else ""
        left = GUTTER if index.column() == self.first_column else PAD
        sign = _SIGN if index.column() in {_STATE, _COMPUTED} else 0
        return QSize(self._metrics.horizontalAdvance(text) + left + PAD + sign + 4, self._metrics.height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        number, column = index.row(), index.column()
        box: QRect = option.rect
        state = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, self._ground)
        row = self._model.row(number)
        first = column == self.first_column
        if row is not None:
            self._paint_cell(painter, box, row, column, first=first)
        if number == self.current_row:
            self._paint_current(painter, box, first=first, focus=bool(state & QStyle.StateFlag.State_HasFocus))

    def _paint_cell(self, painter: QPainter, box: QRect, row: Row, column: int, *, first: bool) -> None:
        left = PAD
        if first:
            left = GUTTER
            self._paint_mark(painter, box, row)
        inside = box.adjusted(left, 0, -PAD, 0)
        if column == _STATE:
            badge.paint(painter, QRectF(inside), look_of(row), pill=False)
            return
        text = row.texts[column]
        if text:
            painter.setFont(self._font if row.stored.counted else self._struck)
            ink = self._ink_of(row, column)
            if column == _COMPUTED and (sign := _sign_of(row)):
                inside = self._paint_sign(painter, inside, text, sign, ink)
            painter.setPen(ink)
            painter.drawText(inside, _AT_RIGHT if _RIGHT[column] else _AT_LEFT, self._fit(text, inside.width()))

    def _paint_mark(self, painter: QPainter, box: QRect, row: Row) -> None:
        """Paint the worst finding and that it is reviewed, side by side where it is both."""
        flag = self._flags[row.severity] if row.severity is not None else None
        checked = row.stored.reviewed is not None
        top = box.top() + (box.height() - _ICON) // 2
        if flag is not None:
            painter.drawPixmap(box.left() + (4 if checked else 7), top, flag)
            if checked:
                signs.draw(painter, QRectF(box.left() + 19, top, _SMALL, _ICON), Sign.CHECK, self._accent)
        elif checked:
            painter.drawPixmap(box.left() + 7, top, self._checked)

    def _ink_of(self, row: Row, column: int) -> QColor:
        if column in {_COMPUTED, _DIFFERENCE}:
            return self._differing if row.stored.difference else self._ink[column == _DIFFERENCE]
        return self._ink[_MUTED[column]]

    def _paint_sign(self, painter: QPainter, box: QRect, text: str, sign: Sign, ink: QColor) -> QRect:
        """Paint a sign before an amount; give the room that is left."""
        left = max(box.left(), box.right() - self._metrics.horizontalAdvance(text) - _SIGN)
        signs.draw(painter, QRectF(left, box.top(), _SIGN - 4, box.height()), sign, ink)
        return box.adjusted(left + _SIGN - box.left() - 2, 0, 0, 0)

    def _fit(self, text: str, width: int) -> str:
        key = (text, width)
        fitting = self._fitting.get(key)
        if fitting is None:
            if len(self._fitting) > _REMEMBERED:
                self._fitting.clear()
            fitting = self._fitting[key] = self._metrics.elidedText(text, _ELIDED, width)
        return fitting

    def _paint_current(self, painter: QPainter, box: QRect, *, first: bool, focus: bool) -> None:
        """Mark the current row at its left, and the current cell by a ring while the table has the focus."""
        if first:
            painter.fillRect(box.left(), box.top(), 3, box.height(), self._accent)
        if focus:
            painter.setPen(QPen(self._accent, 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box.adjusted(3 if first else 0, 0, -1, -1))
