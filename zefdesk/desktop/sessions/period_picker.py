"""Which period the filter lets through: a month by one click, or from a day to a day."""

from datetime import UTC, datetime

from PySide6.QtCore import QDate, QLocale, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDateEdit, QGridLayout, QWidget

from zefdesk.desktop.sessions import filter_words
from zefdesk.desktop.sessions.popup import Popup
from zefdesk.desktop.widgets import parts
from zefdesk.domain.clock import DAY, wall_from
from zefdesk.domain.notation import Notation

_MONTHS, _ACROSS = 9, 3


class PeriodPicker(Popup):
    """`chosen` tells begin and end as wall clocks, half-open; two None take the filter away."""

    chosen = Signal(object, object)

    def __init__(self, bounds: tuple[int | None, int | None], notation: Notation, parent: QWidget) -> None:
        super().__init__("Start, by the charger's clock", parent)
        self._notation = notation
        today = datetime.now().astimezone().date()
        now = wall_from(today.year, today.month, today.day)
        this = filter_words.month_of(now)
        self._grid = QGridLayout()
        self._grid.setSpacing(6)
        self.body.addLayout(self._grid)
        begin, end = bounds
        self._open = begin is None and end is None
        self._from = _date_edit("From", begin if begin is not None else this[0])
        self._to = _date_edit("To, this day included", (end - DAY) if end is not None else now)
        self._add_month("This month", this, 0)
        self._add_month("Last month", filter_words.month_of(this[0] - 1), 1)
        dates = parts.row(parts.label("From"), self._from, parts.label("to"), self._to, spacing=6)
        self.body.addLayout(dates)
        none = parts.button("Any time", kind="ghost", tip="Take this filter away", clicked=self._take_none)
        apply = parts.button("Apply", kind="primary", tip="Enter", clicked=self._take)
        self.body.addLayout(parts.row(none, None, apply))
        self.setFocusProxy(self._from)

    def show_months(self, span: tuple[int, int] | None) -> None:
        """Offer the months in which there are sessions, the latest first; None where there are none."""
        if span is None:
            return
        for at, bounds in enumerate(filter_words.months_back(span[1], span[0], _MONTHS)):
            self._add_month(filter_words.month_words(bounds[0], self._notation), bounds, at + _ACROSS)
        self._show_dates(filter_words.month_of(span[1]))
        self.adjustSize()

    def _show_dates(self, month: tuple[int, int]) -> None:
        if self._open:
            self._from.setDate(_date(month[0]))
            self._to.setDate(_date(month[1] - DAY))

    def _add_month(self, words: str, bounds: tuple[int, int], at: int) -> None:
        made = parts.button(words, clicked=lambda: self._take_bounds(*bounds))
        self._grid.addWidget(made, at // _ACROSS, at % _ACROSS)

    def _take_bounds(self, begin: int | None, end: int | None) -> None:
        self.chosen.emit(begin, end)
        self.close()

    def _take(self) -> None:
        first, last = sorted((_wall(self._from.date()), _wall(self._to.date())))
        self._take_bounds(first, last + DAY)

    def _take_none(self) -> None:
        self._take_bounds(None, None)

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._take()
        else:
            super().keyPressEvent(event)


def _date_edit(name: str, wall: int) -> QDateEdit:
    made = QDateEdit(_date(wall))
    made.setAccessibleName(name)
    made.setCalendarPopup(True)
    short = QLocale.system().dateFormat(QLocale.FormatType.ShortFormat)
    made.setDisplayFormat(short if "yyyy" in short else short.replace("yy", "yyyy"))
    made.setMinimumWidth(118)
    return made


def _date(wall: int) -> QDate:
    at = datetime.fromtimestamp(wall, UTC)
    return QDate(at.year, at.month, at.day)


def _wall(date: QDate) -> int:
    return wall_from(date.year(), date.month(), date.day())
