"""The sheets of the review: months, what was done, two sessions compared; each filled by the worker."""

from array import array
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from zefdesk.desktop import file_dialogs
from zefdesk.desktop.desk import Desk
from zefdesk.desktop.sessions.activity_sheet import MOST, ActivitySheet
from zefdesk.desktop.sessions.cells import Writing
from zefdesk.desktop.sessions.compare_sheet import compare_sheet
from zefdesk.desktop.sessions.months_sheet import MonthsSheet
from zefdesk.domain.query import SessionQuery, Test
from zefdesk.services import activity, beside, closing, months
from zefdesk.services.beside import Beside

if TYPE_CHECKING:
    from zefdesk.store.ledger import Ledger

_CSV = "CSV (*.csv)"


class ReviewSheets(QObject):
    """`wanted` tells the query that a month stands for, `changed` that a month was closed or opened."""

    wanted = Signal(object)
    changed = Signal(bool)

    def __init__(
        self,
        desk: Desk,
        page: QWidget,
        commands: Mapping[str, QAction],
        chosen: "Callable[[], array[int]]",
        writing: Callable[[], Writing],
    ) -> None:
        super().__init__(page)
        self._desk, self._page, self._chosen, self._writing = desk, page, chosen, writing
        self.ledger: Ledger | None = None
        commands["months"].triggered.connect(self.show_months)
        commands["activity"].triggered.connect(self.show_activity)
        commands["compare"].triggered.connect(self.compare_chosen)

    def compare_chosen(self) -> None:
        """Compare the two sessions that are selected; where one is, with its log."""
        numbers = self._chosen()
        if (ledger := self.ledger) is None or not numbers:
            return
        if len(numbers) == 1:
            self._desk.jobs.run(
                lambda _report: beside.report_and_log(ledger, numbers[0]), self._compared, self._not_compared
            )
        else:
            self.compare(numbers[0], numbers[1])

    def compare(self, left: int, right: int) -> None:
        """Compare two sessions."""
        if (ledger := self.ledger) is not None:
            self._desk.jobs.run(
                lambda _report: beside.two_sessions(ledger, left, right), self._compared, self._not_compared
            )

    def _compared(self, found: Beside) -> None:
        compare_sheet(found, self._writing(), self._page).show()

    def _not_compared(self, error: Exception) -> None:
        self._desk.refused.emit(f"{error}. Select two sessions to compare them.", "", None)

    def show_months(self) -> None:
        """Show the months."""
        sheet = MonthsSheet(self._desk.notation, self._page)
        sheet.shown.connect(self._show_month)
        sheet.wanted.connect(partial(self._close, sheet))
        sheet.show()
        self._fill(sheet)

    def _fill(self, sheet: MonthsSheet) -> None:
        if (ledger := self.ledger) is not None and isValid(sheet):
            self._desk.jobs.run(lambda _report: months.months(ledger), sheet.show_months)

    def _show_month(self, month: str) -> None:
        self.wanted.emit(SessionQuery().where("month", Test.IS, month))

    def _close(self, sheet: MonthsSheet, month: str, closed: bool) -> None:  # noqa: FBT001 -- a signal's argument
        if (ledger := self.ledger) is not None:
            work = closing.close_month if closed else closing.reopen_month
            self._desk.jobs.run(lambda _report: work(ledger, month), partial(self._closed, sheet))

    def _closed(self, sheet: MonthsSheet, _came: object) -> None:
        self._fill(sheet)
        self.changed.emit(False)

    def show_activity(self) -> None:
        """Show what was done."""
        if (ledger := self.ledger) is not None:
            sheet = ActivitySheet(self._desk.notation, self._page)
            sheet.export_wanted.connect(self._export)
            sheet.show()
            self._desk.jobs.run(lambda _report: activity.activities_of(ledger, MOST), sheet.show_activity)

    def _export(self) -> None:
        file_dialogs.ask_where(
            self._page, self._desk.settings, "Export the activity log", "activity.csv", _CSV, self._export_to
        )

    def _export_to(self, files: list[Path]) -> None:
        if (ledger := self.ledger) is not None:
            target = files[0]
            self._desk.jobs.run(
                lambda _report: activity.export_activity(ledger, target, overwrite=True),
                partial(self._exported, target),
                label="Activity log",
            )

    def _exported(self, target: Path, rows: int) -> None:
        self._desk.said.emit(f"{rows:,} rows saved: {target}", "", None)
