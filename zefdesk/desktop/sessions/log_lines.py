"""What the Source tab and the timeline want of a log: lines around an event, lines that are found, files to save."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from zefdesk.desktop import file_dialogs
from zefdesk.desktop.desk import Desk
from zefdesk.desktop.sessions import log_words
from zefdesk.desktop.sessions.drill_down import DrillDown
from zefdesk.desktop.sessions.loader import Loader
from zefdesk.domain.logged import Span
from zefdesk.domain.trouble import Cancelled
from zefdesk.services import charger_logs, log_find, log_saving
from zefdesk.services.log_find import Found
from zefdesk.services.log_saving import Saved

_KINDS = {".log": "Text (*.log)", ".csv": "CSV (*.csv)"}


class LogLines(QObject):
    """Answers the drill-down's wishes about the log of the session that it shows."""

    def __init__(
        self,
        desk: Desk,
        drill: DrillDown,
        loader: Callable[[], Loader | None],
        commands: Mapping[str, QAction],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._show_drill = commands["drill-down"]
        commands["find-in-log"].triggered.connect(self.begin_find)
        commands["times"].triggered.connect(drill.timeline.next_times)
        self._desk, self._drill, self._loader = desk, drill, loader
        drill.line_wanted.connect(self.show_lines)
        drill.source.find_wanted.connect(self.find)
        drill.source.back_wanted.connect(self._show_start)
        for signal in (drill.source.messages_wanted, commands["save-messages"].triggered):
            signal.connect(lambda: self._save("messages", ".log", log_saving.save_messages))
        for signal in (drill.source.values_wanted, commands["save-values"].triggered):
            signal.connect(lambda: self._save("meter-values", ".csv", log_saving.save_values))

    def begin_find(self) -> None:
        """Go to the field in which lines of the log are looked for."""
        self._show_drill.setChecked(True)
        self._drill.show_source()
        self._drill.source.focus_find()

    def show_lines(self, span: Span) -> None:
        """Show the lines around a place in the log."""
        trace, loader = self._drill.trace, self._loader()
        if loader is not None and trace is not None:
            loader.ask(lambda: charger_logs.lines_of(trace, span), self._drill.show_lines, "lines")

    def _show_start(self) -> None:
        if (trace := self._drill.trace) is not None:
            self.show_lines(trace.logged.span)

    def find(self, asked: str) -> None:
        """Find lines in the log, with progress, as long as it takes."""
        trace, loader = self._drill.trace, self._loader()
        place = trace.places.get(trace.logged.span.source) if trace else None
        if place is not None and loader is not None:
            work = partial(log_find.find_in, loader.ledger, place, asked)
            label = f"Find {asked}"
            self._desk.jobs.run(work, self._found, self._not_done, label=label, channel="find")

    def _found(self, found: Found) -> None:
        self._drill.source.show_found(found)

    def _save(self, what: str, ending: str, save: Callable[..., int | Saved]) -> None:
        loader, number = self._loader(), self._drill.shown_id
        window = self.parent()
        if loader is None or number is None or not isinstance(window, QWidget):
            return
        if self._drill.trace is None:
            self._desk.said.emit(f"No log tells this session: import its charger's log to have its {what}", "", None)
            return

        def write(files: list[Path]) -> None:
            work = partial(save, loader.ledger, number, files[0], overwrite=True)
            done = partial(self._saved, files[0])
            self._desk.jobs.run(lambda _report: work(), done, self._not_done, label=f"Save {files[0].name}")

        name = f"session-{number}-{what}{ending}"
        file_dialogs.ask_where(window.window(), self._desk.settings, "Save", name, _KINDS[ending], write)

    def _saved(self, target: Path, told: int | Saved) -> None:
        self._desk.said.emit(log_words.saved(told, target, self._desk.notation), "", None)

    def _not_done(self, error: Exception) -> None:
        if isinstance(error, Cancelled):
            self._desk.said.emit("Cancelled", "", None)
        else:
            self._desk.trouble.emit(str(error))
