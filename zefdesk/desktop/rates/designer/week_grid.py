"""The week: seven days of 24 hours, painted by the mouse or by arrows, Shift and Enter; it shows what really wins."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from zefdesk.billing.profile_text import clock_text
from zefdesk.desktop.rates.designer import week_paint
from zefdesk.desktop.rates.designer.week_shape import DAYS, HEAD, STEPS, Cursor, Frame, Selection, Stretch, Tag
from zefdesk.desktop.theme import theme
from zefdesk.domain import profile
from zefdesk.domain.profile import END_OF_DAY

ROW, LEAST_ROW, LEAST_WIDTH = 26, 20, 420
_ARROWS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Home: (0, -END_OF_DAY),
    Qt.Key.Key_End: (0, END_OF_DAY),
}
_HELP = (
    "Arrow keys move, with Shift they select, Enter paints the chosen rate, Delete takes it away, digits begin a new "
    "rate, Alt and a digit choose one there is, plus and minus change how fine the week is, Ctrl+C copies a day and "
    "Ctrl+V puts it on the selected days."
)


class WeekGrid(QWidget):
    """What wins in a week.

    `painted` asks for the chosen rate on a selection, `cleared` for none; `copied` for the stretches of one day on
    others; `pointed` tells the day and second that the pointer or the cursor is at; `rate_wanted` the number of a rate,
    `typed` the first digit of a new one.
    """

    painted = Signal(object)
    cleared = Signal(object)
    copied = Signal(int, object)
    pointed = Signal(int, int)
    rate_wanted = Signal(int)
    typed = Signal(str)
    step_changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._week: tuple[tuple[Stretch, ...], ...] = tuple((Stretch(0, END_OF_DAY, None),) for _ in range(DAYS))
        self._tags: tuple[Tag, ...] = ()
        self._cursor = Cursor(0, 0, 0, 0)
        self._dragging = False
        self._copied: int | None = None
        self.step = STEPS[0]
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Week grid")
        theme().changed.connect(self.update)
        self._describe()

    def show_week(self, week: Sequence[Sequence[Stretch]], tags: Sequence[Tag]) -> None:
        """Show what wins on each day, and what the numbers of its rates mean."""
        self._week = tuple(tuple(day) for day in week)
        self._tags = tuple(tags)
        self._describe()
        self.update()

    @property
    def selection(self) -> Selection:
        """What is selected; the cursor's own cell where nothing else is."""
        return self._cursor.selection(self.step)

    @property
    def place(self) -> tuple[int, int]:
        """The day and second at which the cursor is."""
        return self._cursor.day, self._cursor.second

    def select(self, day: int, second: int, *, extend: bool = False) -> None:
        """Put the cursor somewhere, or stretch the selection there."""
        self._move(self._cursor.at(day, second, extend=extend))

    def choose_step(self, seconds: int) -> None:
        """Make a selection finer or coarser."""
        self.step = seconds
        self._move(self._cursor)
        self.step_changed.emit(seconds)

    def at(self, day: int, second: int) -> Stretch:
        """Give what wins at a second of a day."""
        return next(one for one in self._week[day] if one.start <= second < one.end)

    def words(self, day: int, second: int) -> str:
        """Say what wins at a second of a day, and why."""
        one = self.at(day, second)
        named = profile.DAYS[day].capitalize()
        return f"{named} {clock_text(one.start)}-{clock_text(one.end)}: {one.why or week_paint.NO_PRICE}"

    def sizeHint(self) -> QSize:
        return QSize(LEAST_WIDTH, HEAD + DAYS * ROW)

    def minimumSizeHint(self) -> QSize:
        return QSize(LEAST_WIDTH, HEAD + DAYS * LEAST_ROW)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            week_paint.paint_week(painter, self._frame(), self._week, self._tags)
            week_paint.paint_selection(painter, self._frame(), self.selection, focus=self.hasFocus())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self._frame().place(event.position())
        if event.button() == Qt.MouseButton.LeftButton and place is not None:
            self._dragging = True
            extend = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._move(self._cursor.at(*place, extend=extend))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragging:
            self._move(self._cursor.at(*self._frame().nearest(event.position()), extend=True))
        elif (place := self._frame().place(event.position())) is not None:
            self.pointed.emit(*place)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._dragging and event.button() == Qt.MouseButton.LeftButton:
            self._dragging = False
            self.painted.emit(self.selection)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.pointed.emit(self._cursor.day, self._cursor.second)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not (self._moved(event) or self._applied(event) or self._zoomed(event)):
            super().keyPressEvent(event)

    def _moved(self, event: QKeyEvent) -> bool:
        arrow = _ARROWS.get(Qt.Key(event.key()))
        if arrow is None:
            return False
        extend = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self._move(self._cursor.moved(*arrow, self.step, extend=extend))
        return True

    def _applied(self, event: QKeyEvent) -> bool:
        key, control = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.painted.emit(self.selection)
        elif key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.cleared.emit(self.selection)
        elif control and key == Qt.Key.Key_A:
            self._move(Cursor(DAYS - 1, END_OF_DAY - 1, 0, 0))
        elif control and key == Qt.Key.Key_C:
            self._copied = self._cursor.day
        elif control and key == Qt.Key.Key_V and self._copied is not None:
            self.copied.emit(self._copied, self.selection.days)
        else:
            return False
        return True

    def _zoomed(self, event: QKeyEvent) -> bool:
        by = {"+": 1, "-": -1}.get(event.text(), 0)
        if by:
            self.choose_step(STEPS[min(max(STEPS.index(self.step) + by, 0), len(STEPS) - 1)])
        elif event.modifiers() & Qt.KeyboardModifier.AltModifier and Qt.Key.Key_1 <= event.key() <= Qt.Key.Key_9:
            self.rate_wanted.emit(event.key() - Qt.Key.Key_1)
        elif event.text().isdigit() or event.text() in {".", ","}:
            self.typed.emit(event.text())
        else:
            return False
        return True

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = self._frame().place(event.pos().toPointF())
            QToolTip.showText(event.globalPos(), "" if place is None else self.words(*place), self)
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._describe()
        self.pointed.emit(self._cursor.day, self._cursor.second)

    def _move(self, cursor: Cursor) -> None:
        self._cursor = cursor
        self._describe()
        self.update()
        self.pointed.emit(cursor.day, cursor.second)

    def _describe(self) -> None:
        """Tell those who do not see the grid where the cursor is, what is selected and what wins there."""
        chosen = self.selection
        days = profile.DAYS[chosen.first].capitalize()
        if chosen.last != chosen.first:
            days += f" to {profile.DAYS[chosen.last].capitalize()}"
        selected = f"Selected: {days} {clock_text(chosen.start)}-{clock_text(chosen.end)}."
        self.setAccessibleDescription(f"{selected} {self.words(self._cursor.day, self._cursor.second)}. {_HELP}")
        if self.hasFocus():
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))

    def _frame(self) -> Frame:
        return Frame(self.width(), self.height())
