"""One file that came in: what came of it, what was found of it, its refused rows as they were, and taking it back."""

from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from zefdesk.desktop.imports import log_words, words
from zefdesk.desktop.imports.besides import Besides
from zefdesk.desktop.imports.counts import Counts
from zefdesk.desktop.widgets import parts
from zefdesk.desktop.widgets.badge import Badge, Look
from zefdesk.desktop.widgets.callout import Callout
from zefdesk.desktop.widgets.elided import ElidedLabel
from zefdesk.desktop.widgets.empty_state import EmptyState
from zefdesk.desktop.widgets.key_values import KeyValues
from zefdesk.desktop.widgets.text_table import Row, TextTable, TextTableView
from zefdesk.domain.logged import LogSummary
from zefdesk.domain.notation import Notation
from zefdesk.services.log_files import LOG
from zefdesk.store.imports import ImportRow

FACTS_PX = 300
_FINE = ("Every row was read", "Nothing of this file was refused.")
_FINE_LOG = (
    "Nothing besides its sessions",
    "No attempt that failed, no error, no silence of an hour, and no message that cannot be read.",
)


class Came(NamedTuple):
    """What is to be shown of a stored file besides its row: refused rows, and how many sessions are doubtful.

    Of a log (`told`) the rows are what it tells besides sessions, and `chargers` what it tells of each charger.
    """

    problems: tuple[Row, ...]
    doubtful: int
    chargers: tuple[tuple[str, str], ...] = ()
    told: LogSummary | None = None


class DetailPane(QWidget):
    """Shows one stored file; the signals say what a person wants to do with it."""

    sessions_wanted = Signal()
    export_wanted = Signal()
    undo_wanted = Signal()
    undo_confirmed = Signal()
    line_wanted = Signal(int)

    def __init__(self, notation: Notation, zone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notation, self._zone = notation, zone
        self._row: ImportRow | None = None
        self._name = ElidedLabel(role="object")
        self._format = Badge(Look(" "))
        self._counts = Counts(notation)
        self._question = Callout()
        self._facts = KeyValues(name_width=88)
        self._refused = parts.label("", "section")
        self._model = TextTable(words.PROBLEM_HEADINGS, self)
        self._table = TextTableView(self._model, "Refused rows")
        self._fine = EmptyState("check", *_FINE)
        self.besides = Besides(notation)
        self.besides.line_wanted.connect(self.line_wanted)
        self.undo = parts.button("Undo this import…", "undo-2", clicked=self.undo_wanted)
        self.sessions = parts.button("Show its sessions", "table-2", clicked=self.sessions_wanted)
        self.export = parts.button("Export these rows…", "file-down", clicked=self.export_wanted)
        self._lay_out()

    def show_import(self, row: ImportRow) -> None:
        """Show a stored file; what takes a question to the ledger comes by `show_came`."""
        self._row = row
        self._name.setText(words.file_name(row.path))
        self._name.set_tip(row.path)
        self._format.show_look(Look(words.format_title(row.format), tone="accent"))
        self._question.hide()
        self._facts.show_rows(self._facts_of(row))
        self.sessions.setEnabled(row.sessions > 0)
        self._show(Came((), 0))
        self._fine.hide()

    def show_came(self, came: Came) -> None:
        """Show the refused rows, and how many of the sessions are doubtful."""
        self._show(came)

    def _show(self, came: Came) -> None:
        row = self._row
        if row is None:
            return
        self._counts.show_counts(row.new, row.duplicate, came.doubtful, row.rejected)
        is_log = came.told is not None
        count = len(came.problems) if is_log else row.rejected
        self._refused.setText(f"Refused rows  {self._notation.count(count)}" if count else "Refused rows")
        self.besides.show_rows(came.problems if is_log else ())
        self.besides.setVisible(is_log and count > 0)
        self._model.show_rows(() if is_log else came.problems)
        self._table.setVisible(count > 0 and not is_log)
        self._refused.setVisible(not is_log)
        self.export.setVisible(row.rejected > 0)
        self._fine.say("check", *(_FINE_LOG if is_log else _FINE))
        self._fine.setVisible(count == 0)
        if came.told is not None:
            self._facts.show_rows([*came.chargers, *self._facts_of(row)])
            self._say_of_log(row, came.told)

    def _say_of_log(self, row: ImportRow, told: LogSummary) -> None:
        """Say of a log without sessions what it has instead."""
        if row.sessions or row.read:
            return
        self._question.say("info", "No session begins in this log", log_words.sentence(told, self._notation))
        if not told.fragments:
            self._fine.say("file-search", "Nothing else either", "It tells of no attempt and of no error.")

    def _facts_of(self, row: ImportRow) -> list[tuple[str, str]]:
        told = [
            ("Imported", words.when(row.imported_at, self._zone, self._notation)),
            ("Sessions" if row.format == LOG else "Rows", self._notation.count(row.read)),
            ("Sessions now", self._notation.count(row.sessions)),
            *row.facts,
            ("Size", self.locale().formattedDataSize(row.size, 1)),
            ("Path", row.path),
            ("SHA-256", " ".join(row.sha256[at : at + 16] for at in range(0, len(row.sha256), 16))),
        ]
        return [(name, value) for name, value in told if value]

    def ask(self, question: str) -> None:
        """Ask in place whether the file is to be taken back, saying what would go."""
        if (row := self._row) is None:
            return
        go = parts.button("Undo this import", "trash-2", kind="danger", clicked=self._confirmed)
        keep = parts.button("Keep it", clicked=self._question.hide)
        self._question.say("warn", f"Undo {words.file_name(row.path)}?", question, go, keep)
        keep.setFocus()

    def _confirmed(self) -> None:
        self._question.hide()
        self.undo_confirmed.emit()

    def _lay_out(self) -> None:
        layout = parts.column(self, spacing=12)
        head = parts.row(spacing=10)
        head.addWidget(self._name, 1)
        head.addWidget(self._format)
        head.addWidget(self.sessions)
        head.addWidget(self.undo)
        layout.addLayout(head)
        layout.addWidget(self._question)
        layout.addWidget(self._counts)
        below = parts.row(spacing=12)
        below.addWidget(self._refused_card(), 1)
        below.addWidget(self._facts_card())
        layout.addLayout(below, 1)

    def _refused_card(self) -> QWidget:
        card = parts.card()
        inside = parts.column(card, spacing=6, margins=(2, 10, 2, 2))
        inside.addLayout(parts.row(self._refused, None, self.export, margins=(12, 0, 10, 0)))
        inside.addWidget(self._table, 1)
        inside.addWidget(self.besides, 1)
        inside.addWidget(self._fine, 1)
        return card

    def _facts_card(self) -> QWidget:
        card = parts.card()
        card.setFixedWidth(FACTS_PX)
        holder = QWidget()
        inside = parts.column(holder, spacing=8, margins=(14, 12, 12, 12))
        inside.addWidget(parts.label("What was found", "section"))
        inside.addWidget(self._facts)
        inside.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(holder)
        parts.column(card, margins=(1, 1, 1, 1)).addWidget(scroll)
        return card
