"""The foot of the table: how many sessions, and exact sums, always saying of what they are."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from zefdesk.desktop.sessions import totals_words
from zefdesk.desktop.sessions.cells import Writing
from zefdesk.desktop.sessions.totals_words import Counted
from zefdesk.desktop.widgets import parts
from zefdesk.desktop.widgets.elided import ElidedLabel
from zefdesk.domain.stored import Totals

SAY_BUSY_AFTER_MS = 200
_NARROW_PX, _COMPUTED_PX, _PROGRESS_PX = 860, 150, 200
_DURATIONS = ("plug", "charge")
_NAMES = (
    ("energy", "Energy"),
    ("cost", "Cost"),
    ("computed", "Computed"),
    ("adjusted", "Adjusted"),
    ("plug", "Plugged in"),
    ("charge", "Charging"),
)


class TotalsBar(QFrame):
    """Counts at the left, sums at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts = ElidedLabel(role="secondary")
        self._progress, self._said, self._is_of_some = "", "", False
        self._of_what = self._not_counted = ""
        self._of = parts.label("", "secondary")
        self._values: dict[str, QLabel] = {}
        self._named: dict[str, QLabel] = {}
        self._has_computed = self._has_adjusted = False
        layout = parts.row(self._counts, None, self._of, spacing=8, margins=(14, 0, 14, 0))
        for key, name in _NAMES:
            named, value = parts.label(name, "secondary"), parts.label("", "strong", selectable=True)
            self._named[key] = named
            self._values[key] = value
            layout.addSpacing(8)
            layout.addWidget(named)
            layout.addWidget(value)
        self.setLayout(layout)
        self.setFixedHeight(38)
        self._busy = QTimer(self, singleShot=True, interval=SAY_BUSY_AFTER_MS)
        self._busy.timeout.connect(self._say_busy)

    def show_counts(self, counted: Counted, writing: Writing, *, filtered: bool) -> None:
        """Say how many sessions are selected, shown and there."""
        self._busy.stop()
        words = totals_words.counts(counted, writing.notation, filtered=filtered)
        self._said, self._is_of_some = words, counted.selected > 1
        self._show_said()
        self._of_what = totals_words.of_what(counted, writing.notation, filtered=filtered)
        self._show_of()
        self._tell()

    def _show_of(self) -> None:
        self._of.setText(self._of_what + self._not_counted)

    def show_progress(self, words: str) -> None:
        """Say how far the review of what is shown is."""
        self._progress = words
        self._show_said()
        self._show_what_fits()
        self._tell()

    def _show_said(self) -> None:
        progress = "" if self._is_of_some else self._progress
        self._counts.setText(", ".join(filter(None, (self._said, progress))))

    def show_totals(self, totals: Totals | None, writing: Writing) -> None:
        """Show sums; None while they are being made."""
        if totals is not None:
            self._has_computed, self._has_adjusted = bool(totals.computed), bool(totals.adjusted)
            self._show_what_fits()
        self._not_counted = totals_words.not_counted(totals, writing.notation)
        self._show_of()
        for key, value in self._values.items():
            value.setText(_text(key, totals, writing) if totals else "\u2026")
        self._tell()

    def say_busy(self, *, busy: bool) -> None:
        """Say that sessions are being looked up, once that takes longer than a blink."""
        if busy:
            self._busy.start()
        else:
            self._busy.stop()

    def say_counting(self) -> None:
        """Say that it is not known yet how many sessions there are."""
        self._counts.setText("Counting\u2026")
        self._of_what = ""
        self._of.setText("")

    def _say_busy(self) -> None:
        self._counts.setText("Looking up\u2026")

    def _tell(self) -> None:
        sums = ", ".join(f"{name} {self._values[key].text()}" for key, name in _NAMES if self._values[key].text())
        self.setAccessibleName(f"{self._counts.text()}. {self._of.text()}: {sums}")

    def _show_what_fits(self) -> None:
        there = {"computed": self._has_computed, "adjusted": self._has_adjusted}
        needed = _NARROW_PX + _COMPUTED_PX * sum(there.values()) + _PROGRESS_PX * bool(self._progress)
        self._counts.setVisible(self.width() >= (needed - _PROGRESS_PX * bool(self._progress)) * 3 // 4)
        for key, named in self._named.items():
            fits = self.width() >= needed if key in _DURATIONS else there.get(key, True)
            named.setVisible(fits)
            self._values[key].setVisible(fits)

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_what_fits()


def _text(key: str, totals: Totals, writing: Writing) -> str:
    if key == "energy":
        return totals_words.energy(totals, writing.notation, writing.places)
    if key == "cost":
        return totals_words.cost(totals, writing.notation, writing.home) or "none"
    if key == "computed":
        return totals_words.computed(totals, writing.notation, writing.home)
    if key == "adjusted":
        return totals_words.adjusted(totals, writing.notation, writing.home)
    write = totals_words.plugged if key == "plug" else totals_words.charging
    return write(totals, writing.notation)
