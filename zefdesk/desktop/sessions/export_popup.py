"""What is exported, as which report, in which form; the file is asked for afterwards."""

from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from zefdesk.desktop.sessions.popup import Popup
from zefdesk.desktop.settings import Settings
from zefdesk.desktop.widgets import parts
from zefdesk.desktop.widgets.segments import Segments

SEEN, ALL = "seen", "all"
REPORTS = (("sessions", "Sessions"), ("bill-details", "Bill details"), ("findings", "Findings"))
XLSX, LOCAL, CANONICAL = "xlsx", "local", "canonical"
FORMS = (
    (XLSX, "Excel workbook (.xlsx)", "Real dates, durations and numbers; bill lines, totals and sources on sheets."),
    (LOCAL, "CSV for my Excel (.csv)", "With the separator, decimals and dates of this computer."),
    (CANONICAL, "Canonical CSV (.csv)", "For machines: documented, all columns, can be imported again."),
)
_WIDTH = 430
FORM, REPORT = "export/form", "export/report"


class Wish(NamedTuple):
    """What was chosen: what is seen or all, which report, in which form."""

    what: str
    report: str
    form: str

    @property
    def ending(self) -> str:
        """The ending of the file's name."""
        return ".xlsx" if self.form == XLSX else ".csv"

    def name(self, stem: str) -> str:
        """Give a name to propose for the file."""
        return f"{stem if self.report == 'sessions' else self.report}{self.ending}"

    def target(self, chosen: Path) -> Path:
        """Give the file with the ending that its form has."""
        return chosen if chosen.suffix.lower() == self.ending else chosen.with_name(chosen.name + self.ending)


class ExportPopup(Popup):
    """`wanted` tells the wish."""

    wanted = Signal(object)

    def __init__(self, seen: str, everything: str, settings: Settings, parent: QWidget) -> None:
        super().__init__("Export", parent)
        self._settings = settings
        self._what = _choices(self, ((SEEN, seen), (ALL, everything)), SEEN)
        self.body.addWidget(parts.rule())
        self._report = Segments(REPORTS)
        self._report.choose(settings.text(REPORT, "sessions"))
        self.body.addWidget(self._report)
        self.body.addWidget(parts.rule())
        self._form = QButtonGroup(self)
        chosen = settings.text(FORM, XLSX)
        for at, (form, words, help_) in enumerate(FORMS):
            button = QRadioButton(words)
            button.setChecked(form == chosen)
            self._form.addButton(button, at)
            self.body.addWidget(button)
            said = parts.label(help_, "secondary", wrap=True)
            said.setContentsMargins(28, 0, 0, 2)
            said.setFixedWidth(_WIDTH)
            self.body.addWidget(said)
        cancel = parts.button("Cancel", kind="ghost", tip="Esc", clicked=self.close)
        go = parts.button("Choose the file\u2026", "download", kind="primary", tip="Enter", clicked=self._take)
        self.body.addLayout(parts.row(None, cancel, go))
        self.setFocusProxy(self._what.button(0))

    def choose(self, wish: Wish) -> None:
        """Choose as clicks do."""
        self._what.button([SEEN, ALL].index(wish.what)).click()
        self._report.choose(wish.report)
        self._form.button([form for form, _, _ in FORMS].index(wish.form)).click()

    def _take(self) -> None:
        form = FORMS[max(self._form.checkedId(), 0)][0]
        wish = Wish((SEEN, ALL)[max(self._what.checkedId(), 0)], self._report.current, form)
        self._settings.keep(FORM, wish.form)
        self._settings.keep(REPORT, wish.report)
        self.close()
        self.wanted.emit(wish)

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._take()
        else:
            super().keyPressEvent(event)


def _choices(popup: Popup, choices: tuple[tuple[str, str], ...], chosen: str) -> QButtonGroup:
    group = QButtonGroup(popup)
    for at, (key, words) in enumerate(choices):
        button = QRadioButton(words)
        button.setChecked(key == chosen)
        group.addButton(button, at)
        popup.body.addWidget(button)
    return group
