"""A field for a day, written as dates are written here, with a calendar."""

from datetime import date

from PySide6.QtCore import QDate, QLocale, QSize, Qt
from PySide6.QtGui import QTextCharFormat, QWheelEvent
from PySide6.QtWidgets import QCalendarWidget, QDateEdit

from zefdesk.desktop.theme import colour, theme

_WIDTH, _CALENDAR = 118, QSize(300, 240)


class DayEdit(QDateEdit):
    """A day, typed or picked; the wheel scrolls the page around it."""

    def __init__(self, name: str, day: date | None = None) -> None:
        super().__init__(QDate(day.year, day.month, day.day) if day else QDate.currentDate())
        self.setAccessibleName(name)
        self.setCalendarPopup(True)
        short = QLocale.system().dateFormat(QLocale.FormatType.ShortFormat)
        self.setDisplayFormat(short if "yyyy" in short else short.replace("yy", "yyyy"))
        self.setMinimumWidth(_WIDTH)
        self._make_calendar()

    @property
    def day(self) -> date:
        """The day that is shown."""
        shown = self.date()
        return date(shown.year(), shown.month(), shown.day())

    def show_day(self, day: date) -> None:
        """Show another day."""
        self.setDate(QDate(day.year, day.month, day.day))

    def _make_calendar(self) -> None:
        """Give the calendar letters for the days of the week, and weekends in the colours of the theme."""
        calendar = self.calendarWidget()
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.SingleLetterDayNames)
        calendar.setMinimumSize(_CALENDAR)
        theme().changed.connect(self._take_colours)
        self._take_colours()

    def _take_colours(self) -> None:
        plain = QTextCharFormat()
        plain.setForeground(colour("text"))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.calendarWidget().setWeekdayTextFormat(day, plain)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
