"""A field for a day, written as dates are written here, with a calendar."""

from datetime import date

from PySide6.QtCore import QDate, QLocale
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QDateEdit

_WIDTH = 118


class DayEdit(QDateEdit):
    """A day, typed or picked; the wheel scrolls the page around it."""

    def __init__(self, name: str, day: date | None = None) -> None:
        super().__init__(QDate(day.year, day.month, day.day) if day else QDate.currentDate())
        self.setAccessibleName(name)
        self.setCalendarPopup(True)
        short = QLocale.system().dateFormat(QLocale.FormatType.ShortFormat)
        self.setDisplayFormat(short if "yyyy" in short else short.replace("yy", "yyyy"))
        self.setMinimumWidth(_WIDTH)

    @property
    def day(self) -> date:
        """The day that is shown."""
        shown = self.date()
        return date(shown.year(), shown.month(), shown.day())

    def show_day(self, day: date) -> None:
        """Show another day."""
        self.setDate(QDate(day.year, day.month, day.day))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
