"""Handing sessions on: to the clipboard, or to a file."""

import re
from array import array
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QWidget

from zefdesk.desktop import file_dialogs
from zefdesk.desktop.desk import Desk
from zefdesk.desktop.sessions import copying, ordering
from zefdesk.desktop.sessions.cells import Writing
from zefdesk.desktop.sessions.export_popup import ALL, CANONICAL, LOCAL, SEEN, ExportPopup, Wish
from zefdesk.domain import columns
from zefdesk.domain.notation import Notation
from zefdesk.domain.query import SessionQuery
from zefdesk.domain.trouble import Cancelled
from zefdesk.services import exporting
from zefdesk.services.exporting import EVERYTHING, Dialect
from zefdesk.services.progress import Report

if TYPE_CHECKING:
    from zefdesk.store.ledger import Ledger

SILENT_UP_TO = 500
"""So many rows are copied without a word about how far it is."""
_KINDS = {".xlsx": "Excel workbook (*.xlsx)", ".csv": "CSV (*.csv)"}
_NAME = "charging-sessions"
_NOT_IN_NAMES = re.compile(r"[^\w ,.-]+")
_LONGEST_NAME = 60


class Shown:
    """What the screen shows, as it is handed on: ledger, query, columns, writing, and how many sessions."""

    def __init__(
        self, ledger: "Ledger", query: SessionQuery, columns: tuple[str, ...], writing: Writing, counts: tuple[int, int]
    ) -> None:
        self.ledger, self.query, self.columns, self.writing = ledger, query, columns, writing
        self.shown, self.whole = counts


class HandingOn(QObject):
    """Copies and exports in the window's worker, with progress, and says what came of it."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._shown: Shown | None = None
        self._sentence = ""
        self._count = 0

    def copy_text(self, text: str) -> None:
        """Put a text on the clipboard."""
        QGuiApplication.clipboard().setText(text)
        self._desk.said.emit("The row is copied as it stands in the file", "", None)

    def copy_rows(self, shown: Shown, ids: "array[int]", *, headers: bool) -> None:
        """Put sessions on the clipboard, loaded or not."""
        if not ids:
            return
        self._count = len(ids)
        label = f"Copying {self._desk.notation.count(len(ids))} rows" if len(ids) > SILENT_UP_TO else ""
        work = partial(_copied, shown, ids, headers)
        self._desk.jobs.run(work, self._take_copy, self._not_copied, label=label, channel="copy")

    def ask_what(self, shown: Shown, sentence: str, anchor: QWidget) -> None:
        """Ask what is to be exported, in which form; then for the file."""
        self._shown, self._sentence = shown, sentence
        seen = seen_words(shown, sentence, self._desk.notation)
        count = self._desk.notation.count(shown.whole)
        popup = ExportPopup(seen, f"All {count} sessions, newest first", self._desk.settings, anchor)
        popup.wanted.connect(self._ask_where)
        popup.open_under(anchor)

    def write(self, wish: Wish, chosen: Path) -> None:
        """Write the file; the person has agreed to replace one of this name."""
        if (shown := self._shown) is None:
            return
        target = wish.target(chosen)
        overwrite = target == chosen
        work = partial(_exported, shown, wish, target, overwrite)
        self._desk.jobs.run(work, self._exported, self._not_exported, label=f"Export {target.name}")

    def _take_copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        rows = "1 row is" if self._count == 1 else f"{self._desk.notation.count(self._count)} rows are"
        self._desk.said.emit(f"{rows} copied", "", None)

    def _not_copied(self, error: Exception) -> None:
        self._say(error, "Nothing was copied")

    def _ask_where(self, wish: Wish) -> None:
        dialog = file_dialogs.ask_where(
            _window_of(self),
            self._desk.settings,
            "Export",
            wish.name(_stem(self._sentence if wish.what == SEEN else "")),
            _KINDS[wish.ending],
            lambda files: self.write(wish, files[0]),
        )
        dialog.setAccessibleName("Export to a file")

    def _exported(self, outcome: tuple[Path, int]) -> None:
        target, rows = outcome
        sentence = f"{self._desk.notation.count(rows)} rows written to {target.name}"
        self._desk.said.emit(sentence, "open the folder", partial(_open_folder, target))

    def _not_exported(self, error: Exception) -> None:
        self._say(error, "The export was cancelled; no file was written")

    def _say(self, error: Exception, cancelled: str) -> None:
        if isinstance(error, Cancelled):
            self._desk.said.emit(cancelled, "", None)
        else:
            self._desk.trouble.emit(str(error))


def seen_words(shown: Shown, sentence: str, notation: Notation) -> str:
    """Say what is seen: how many sessions, by which filter, in which order, with how many columns."""
    parts = [f"What I see: {notation.count(shown.shown)} sessions"]
    if sentence:
        parts.append(f"({sentence if len(sentence) <= 60 else sentence[:59] + chr(0x2026)})")  # noqa: PLR2004
    first = shown.query.sort[0]
    order = f"by {columns.column(first.column).title}, {ordering.words(first.column, descending=first.descending)}"
    return f"{' '.join(parts)}\n{order}; {len(shown.columns)} columns"


def _copied(shown: Shown, ids: "array[int]", headers: bool, report: Report) -> str:  # noqa: FBT001 -- a partial
    return copying.as_text(shown.ledger, ids, shown.columns, shown.writing, report, headers=headers)


def _exported(shown: Shown, wish: Wish, target: Path, overwrite: bool, report: Report) -> tuple[Path, int]:  # noqa: FBT001
    everything = wish.what == ALL
    keys = None if everything or wish.form == CANONICAL or wish.report != "sessions" else shown.columns
    rows = exporting.export(
        shown.ledger,
        target,
        EVERYTHING if everything else shown.query,
        report_kind=wish.report,
        dialect=Dialect(shown.writing.notation) if wish.form == LOCAL else None,
        columns=keys,
        overwrite=overwrite,
        report=report,
    )
    return target, rows


def _stem(sentence: str) -> str:
    """Name a file after the filter that its sessions passed."""
    told = _NOT_IN_NAMES.sub(" ", sentence)[:_LONGEST_NAME].strip(" ,.-")
    return f"{_NAME} {told}" if told else _NAME


def _open_folder(target: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(target.parent)))


def _window_of(owner: QObject) -> QWidget:
    parent = owner.parent()
    if not isinstance(parent, QWidget):
        raise TypeError(parent)
    return parent.window()
