"""The Imports screen: the files at the left; at the right one of them, or what would come of those dropped."""

from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimeZone
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from zefdesk.desktop import closed_words, file_dialogs
from zefdesk.desktop.desk import Desk
from zefdesk.desktop.imports import stored, words
from zefdesk.desktop.imports.batch import Batch
from zefdesk.desktop.imports.detail import Came, DetailPane
from zefdesk.desktop.imports.file_list import Entry, FileListView
from zefdesk.desktop.imports.preview import PreviewPane
from zefdesk.desktop.jobs import Job
from zefdesk.desktop.widgets import parts
from zefdesk.desktop.widgets.empty_state import EmptyState
from zefdesk.desktop.widgets.title_bar import TitleBar
from zefdesk.domain.trouble import Cancelled
from zefdesk.formats.reading import Settings
from zefdesk.services.closing import MonthClosed
from zefdesk.services.importing import ImportOutcome, UndoResult
from zefdesk.services.progress import Report
from zefdesk.store.imports import ImportRow

if TYPE_CHECKING:
    from zefdesk.store.ledger import Ledger

LIST_PX = 300
NARROWEST_LIST_PX = 220
REMEMBERED = ("time_zone", "currency")


class ImportsPage(QWidget):
    """Files, detail and preview, and the jobs between them and the ledger."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._zone = bytes(QTimeZone.systemTimeZoneId().data()).decode() or "UTC"
        self._ledger: Ledger | None = None
        self._batch: Batch | None = None
        self._importing: Job | None = None
        self._imports: list[ImportRow] = []
        self._current = ""
        self._stale = False
        self._waits = False
        self._title = TitleBar("Imports")
        self._title.add_right(
            parts.button("Import…", "import", tip="Choose reports to import", key="Ctrl+I", clicked=desk.wants_import)
        )
        self._count = parts.label("", "muted")
        self._files = FileListView()
        self._files.chosen.connect(self._choose)
        self._empty = EmptyState("inbox", "No files yet")
        self._reading = EmptyState("file-search", "Reading…")
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._reading)
        self._lay_out()
        self._show_nothing()

    # what the window asks of a page

    def set_ledger(self, ledger: "Ledger | None") -> None:
        """Show the imports of this ledger."""
        self._ledger = ledger
        self._batch = None
        self._waits = False
        self._imports = []
        self.refresh()

    def refresh(self) -> None:
        """Read the list of files again, once somebody looks."""
        self._stale = True
        if self.isVisible():
            self._read()

    def _read(self) -> None:
        self._stale = False
        if (ledger := self._ledger) is not None:
            self._desk.jobs.run(lambda _report: stored.imports(ledger), self._show_imports, channel="imports")

    def actions_by_name(self) -> dict[str, QAction]:
        """Give nothing: what can be done here stands beside what it is done to."""
        return {}

    def preview(self, paths: list[Path]) -> None:
        """Show what an import of these files would do; nothing is stored."""
        kept = {name: self._desk.settings.text(f"imports/{name}") or None for name in REMEMBERED}
        self._look_at(Batch(tuple(paths), Settings(time_zone=kept["time_zone"], currency=kept["currency"])))

    def show_import(self, number: int) -> None:
        """Show the file of an import."""
        self._current = str(number)
        self._files.make_current(self._current)
        self._show_current()

    # preview

    def _look_at(self, batch: Batch) -> None:
        if (ledger := self._ledger) is None:
            return
        first = words.file_name(str(batch.paths[0]))
        more = f" and {len(batch.paths) - 1} more" if len(batch.paths) > 1 else ""
        if self._batch is None:
            self._reading.say("file-search", f"Reading {first}{more}…", "Nothing is stored yet.")
            self._waits = True
            self._show_current()
        self._desk.jobs.run(
            partial(self._previewed_work, batch, ledger),
            self._show_preview,
            self._not_previewed,
            label=f"Preview of {first}{more}",
            channel="preview",
        )

    def _previewed_work(self, batch: Batch, ledger: "Ledger", report: Report) -> Batch:
        return batch.previewed(ledger, self._desk.notation, report)

    def _show_preview(self, batch: Batch) -> None:
        self._batch = batch
        self._waits = False
        keys = [f"preview {at}" for at in range(len(batch.files))]
        self._current = self._current if self._current in keys else (keys[0] if keys else "")
        self._show_list()
        self._show_current()
        self._preview.begin()

    def _not_previewed(self, error: Exception) -> None:
        if not isinstance(error, Cancelled):
            self._desk.trouble.emit(str(error))
        self._forget()

    def _answer(self, name: str, value: str) -> None:
        if self._batch is not None:
            if name in REMEMBERED:
                self._desk.settings.keep(f"imports/{name}", value)
            self._look_at(self._batch.answered(name, value or None))

    def _forget(self) -> None:
        """Leave the preview; the newest file that is stored takes its place."""
        self._batch = None
        self._waits = False
        self._current = ""
        self._show_list()
        self._show_current()

    def _confirm(self) -> None:
        if self._batch is None or (ledger := self._ledger) is None:
            return
        batch, remember = self._batch, self._preview.questions.remember
        keeps = remember.isVisible() and remember.isChecked()
        self._preview.confirm.setEnabled(False)
        self._import(batch, ledger, remember=keeps)

    def _import(self, batch: Batch, ledger: "Ledger", *, remember: bool, closed_too: bool = False) -> None:
        """Import; where a closed month asks first, a link at the window's foot lets it."""
        again = partial(self._import, batch, ledger, remember=remember, closed_too=True)
        self._importing = self._desk.jobs.run(
            lambda report: batch.imported(ledger, report, remember=remember, closed_too=closed_too),
            partial(self._came, again),
            self._not_imported,
            label="Import",
        )

    def _cancel(self) -> None:
        """Stop the import that runs, else leave the preview."""
        if self._importing is not None:
            self._desk.jobs.cancel(self._importing)
        else:
            self._forget()

    def _came(self, again: Callable[[], None], outcome: ImportOutcome) -> None:
        self._importing = None
        number = next((result.import_id for result in outcome.results if result.import_id), None)
        told = words.outcome(outcome, self._desk.notation)
        self._batch = None
        self._current = str(number or "")
        if held := words.closed(outcome, self._desk.notation):
            self._desk.refused.emit(held, "import it all the same", again)
        else:
            self._desk.said.emit(told, "show", partial(self._desk.wants_import_shown.emit, number) if number else None)
        self._desk.stored.emit()

    def _not_imported(self, error: Exception) -> None:
        self._importing = None
        self._preview.confirm.setEnabled(True)
        told = "Import cancelled: of the file that was being read nothing is kept"
        self._desk.trouble.emit(told if isinstance(error, Cancelled) else str(error))
        self._desk.stored.emit()

    # the list

    def _show_imports(self, rows: list[ImportRow]) -> None:
        self._imports = rows
        self._show_list()
        self._show_current()

    def _show_list(self) -> None:
        notation = self._desk.notation
        coming = self._batch.files if self._batch else ()
        entries = [
            Entry(
                f"preview {at}",
                words.file_name(file.preview.result.path),
                words.short_title(file.preview.result.format),
                "being previewed",
                *words.would_come_of(file.preview, notation),
                file.preview.result.path,
            )
            for at, file in enumerate(coming)
        ]
        entries += [self._entry(row) for row in self._imports]
        keys = [entry.key for entry in entries]
        self._current = self._current if self._current in keys else (keys[0] if keys else "")
        self._count.setText(notation.count(len(self._imports)) if self._imports else "")
        self._files.show_entries(entries, self._current)

    def _entry(self, row: ImportRow) -> Entry:
        notation = self._desk.notation
        day = notation.day(words.wall(row.imported_at, self._zone))
        came = words.came_of(row, notation)
        return Entry(str(row.id), words.file_name(row.path), words.short_title(row.format), day, *came, row.path)

    def _choose(self, key: str) -> None:
        self._current = key
        self._waits = False
        self._show_current()

    def _show_current(self) -> None:
        if self._batch and self._current.startswith("preview"):
            self._preview.show_file(self._batch.files[int(self._current.split()[1])], self._batch)
            self._stack.setCurrentWidget(self._preview)
        elif self._waits:
            self._stack.setCurrentWidget(self._reading)
        elif row := self._row():
            self._detail.show_import(row)
            self._stack.setCurrentWidget(self._detail)
            self._ask_what_came(row)
        else:
            self._show_nothing()

    def _row(self) -> ImportRow | None:
        return next((row for row in self._imports if str(row.id) == self._current), None)

    def _ask_what_came(self, row: ImportRow) -> None:
        if (ledger := self._ledger) is not None:
            notation = self._desk.notation
            self._desk.jobs.run(
                lambda _report: stored.came_of(ledger, row, notation), self._show_came, channel="import detail"
            )

    def _show_came(self, came: Came) -> None:
        self._detail.show_came(came)

    def _show_nothing(self) -> None:
        self._stack.setCurrentWidget(self._empty)

    # what is done to a stored file

    def _show_sessions(self) -> None:
        if row := self._row():
            self._desk.wants_sessions_of.emit(row.id, words.file_name(row.path))

    def _ask_undo(self) -> None:
        if (row := self._row()) and (ledger := self._ledger) is not None:
            notation = self._desk.notation
            self._desk.jobs.run(
                lambda _report: stored.undo_question(ledger, row, notation),
                self._detail.ask,
                label=f"Counting what {words.file_name(row.path)} alone tells",
                channel="import detail",
            )

    def _ask_lines(self, number: int) -> None:
        if (row := self._row()) and (ledger := self._ledger) is not None:
            work = partial(stored.lines_around, ledger, row, number)
            self._desk.jobs.run(lambda _report: work(), self._detail.besides.show_lines, channel="import lines")

    def _undo(self) -> None:
        if (row := self._row()) and (ledger := self._ledger) is not None:
            self._take_back(row, ledger, closed_too=False)

    def _take_back(self, row: ImportRow, ledger: "Ledger", *, closed_too: bool) -> None:
        self._desk.jobs.run(
            partial(stored.undo, ledger, row.id, closed_too),
            self._undone,
            partial(self._not_undone, partial(self._take_back, row, ledger, closed_too=True)),
            label=f"Undo {words.file_name(row.path)}",
        )

    def _not_undone(self, again: Callable[[], None], error: Exception) -> None:
        if isinstance(error, MonthClosed):
            closed = closed_words.are_closed(error.months, self._desk.notation)
            self._desk.refused.emit(f"{closed}: nothing was taken back", "take it back all the same", again)
        elif not isinstance(error, Cancelled):
            self._desk.trouble.emit(str(error))

    def _undone(self, result: UndoResult) -> None:
        self._desk.said.emit(words.undone(result, self._desk.notation), "", None)
        self._desk.stored.emit()

    def _export(self) -> None:
        if row := self._row():
            name = f"{Path(words.file_name(row.path)).stem}-refused.csv"
            file_dialogs.ask_where(
                self, self._desk.settings, "Export refused rows", name, stored.REFUSED_KINDS, self._export_to
            )

    def _export_to(self, files: list[Path]) -> None:
        if (row := self._row()) and (ledger := self._ledger) is not None:
            self._desk.jobs.run(
                lambda _report: stored.export_refused(ledger, row, files[0]), self._exported, label="Refused rows"
            )

    def _exported(self, target: Path) -> None:
        self._desk.said.emit(f"Refused rows saved: {target}", "", None)

    def _keep_width(self, px: int) -> None:
        self._desk.settings.keep("imports/list", px)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        px = self._desk.settings.number("imports/list", LIST_PX)
        self._split.setSizes([px, max(self.width() - px, 1)])
        if self._stale:
            self._read()

    @cached_property
    def _preview(self) -> PreviewPane:
        """The pane of a batch, made when the first one is previewed."""
        pane = PreviewPane(self._desk.notation)
        pane.answered.connect(self._answer)
        pane.cancelled.connect(self._cancel)
        pane.confirmed.connect(self._confirm)
        self._stack.addWidget(pane)
        return pane

    @cached_property
    def _detail(self) -> DetailPane:
        """The pane of a stored file, made when the first one is shown."""
        pane = DetailPane(self._desk.notation, self._zone)
        pane.sessions_wanted.connect(self._show_sessions)
        pane.export_wanted.connect(self._export)
        pane.undo_wanted.connect(self._ask_undo)
        pane.undo_confirmed.connect(self._undo)
        pane.line_wanted.connect(self._ask_lines)
        self._stack.addWidget(pane)
        return pane

    def _lay_out(self) -> None:
        choose = parts.button("Import…", "import", kind="primary", key="Ctrl+I", clicked=self._desk.wants_import)
        self._empty.say("inbox", "No files yet", words.NOTHING_YET)
        self._empty.set_buttons(choose)
        card = parts.card()
        inside = parts.column(card, spacing=6, margins=(4, 12, 4, 4))
        inside.addLayout(parts.row(parts.label("Files", "section"), self._count, None, margins=(10, 0, 8, 0)))
        inside.addWidget(self._files, 1)
        card.setMinimumWidth(NARROWEST_LIST_PX)
        split = self._split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(14)
        split.addWidget(card)
        split.addWidget(self._stack)
        split.setStretchFactor(1, 1)
        split.splitterMoved.connect(self._keep_width)
        self.setFocusProxy(self._files)
        layout = parts.column(self, spacing=12, margins=(18, 14, 16, 14))
        layout.addWidget(self._title)
        layout.addWidget(split, 1)
