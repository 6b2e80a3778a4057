"""The import before it happens: counts, what is to be answered, and each row with what would become of it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from zefdesk.desktop.imports import log_words, words
from zefdesk.desktop.imports.batch import Batch, Previewed
from zefdesk.desktop.imports.besides import Besides
from zefdesk.desktop.imports.counts import Counts
from zefdesk.desktop.imports.questions import Questions
from zefdesk.desktop.widgets import parts
from zefdesk.desktop.widgets.badge import Badge, Look
from zefdesk.desktop.widgets.callout import Callout
from zefdesk.desktop.widgets.elided import ElidedLabel
from zefdesk.desktop.widgets.empty_state import EmptyState
from zefdesk.desktop.widgets.segments import Segments
from zefdesk.desktop.widgets.text_table import Row, TextTable, TextTableView
from zefdesk.domain.notation import Notation
from zefdesk.services.previewing import FIRST_ROWS

ALL = "all"
_CHOICES = ((ALL, "All"), ("new", "New"), ("known", "Known"), ("doubtful", "Doubtful"), ("refused", "Refused"))
_SPAN = 6
_MOST_SPANS = 2000


class PreviewPane(QWidget):
    """Shows one file of a batch; `confirmed` wants the whole batch stored, `cancelled` wants it forgotten."""

    confirmed = Signal()
    cancelled = Signal()
    answered = Signal(str, str)

    def __init__(self, notation: Notation, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notation = notation
        self._rows: tuple[Row, ...] = ()
        self._name = ElidedLabel(role="object")
        self._format = Badge(Look(" "))
        self._facts = ElidedLabel(role="secondary")
        self._counts = Counts(notation)
        self.questions = Questions()
        self._error = Callout()
        self._unread = EmptyState("file-search", "")
        self._besides = Besides(notation)
        self._segments = Segments(_CHOICES)
        self._note = ElidedLabel(role="secondary")
        self._model = TextTable(words.PREVIEW_HEADINGS, self)
        self._table = TextTableView(self._model, "Rows of the file")
        self.confirm = parts.button("Import", "check", kind="primary", clicked=self.confirmed)
        cancel = parts.button("Cancel", tip="Forget this preview; nothing was stored", clicked=self.cancelled)
        for button in (self.confirm, cancel):
            button.setAutoDefault(True)  # Enter presses it too, which not every system lets it do
        self._segments.chosen.connect(self._filter)
        self.questions.answered.connect(self.answered)
        self._lay_out(cancel)

    def show_file(self, file: Previewed, whole: Batch) -> None:
        """Show what would come of a file, and of its batch if that is confirmed."""
        result, rows = file.preview.result, file.rows
        self._rows = rows
        self._name.setText(words.file_name(result.path))
        self._name.set_tip(result.path)
        self._format.show_look(Look(words.format_title(result.format), tone="accent"))
        self._format.setVisible(result.format is not None)
        noun = "session" if result.told else "row"
        facts = result.facts.items if result.facts else ()
        self._facts.setText(words.summary(facts, result.read, self._notation, noun=noun))
        self._facts.setVisible(result.error is None)
        self._counts.show_counts(result.new, result.duplicate, result.conflicting, result.rejected)
        self.questions.show_batch(whole)
        self._show_error(file)
        self._show_besides(file)
        self._show_counts(rows, result.read, many=len(whole.files) > 1)
        self._show_confirm(whole)
        self._filter(self._segments.current)

    def begin(self) -> None:
        """Put the keyboard where a person goes on: to the first question that waits, else to the Import button."""
        if not self.questions.begin() and self.confirm.isEnabled():
            self.confirm.setFocus()

    def _show_error(self, file: Previewed) -> None:
        result = file.preview.result
        readable = result.error is None
        for part in (self._counts, self._segments, self._card):
            part.setVisible(readable)
        self._unread.setVisible(not readable)
        self._unread.say("file-search", *words.WAITING.get(result.needs or "", words.NO_REPORT))
        self._error.setVisible(not readable and not result.needs)
        if result.closed:
            said = words.would_change(result.closed, self._notation)
            self._error.say("warn", "A closed month", f"{said}You are asked before it is stored, and it is recorded.")
        if result.error and not result.needs:
            self._error.say("bad", "This file cannot be read", f"{result.error}. Nothing of it is stored.")

    def _show_besides(self, file: Previewed) -> None:
        """Show what a log tells besides its sessions; one without any says what it has instead."""
        told = file.preview.result.told
        self._besides.show_rows(file.besides)
        self._besides_card.setVisible(bool(file.besides))
        if told is not None and not file.rows:
            self._card.hide()
            self._segments.hide()
            self._error.say("info", "No session begins in this log", log_words.sentence(told, self._notation))

    def _show_counts(self, rows: tuple[Row, ...], read: int, *, many: bool) -> None:
        counts = {key: sum(row.state == key for row in rows) for key, _ in _CHOICES[1:]}
        self._segments.show_counts({key: self._notation.count(number) for key, number in counts.items() if number})
        first = f"the first {self._notation.count(FIRST_ROWS)} rows; " if read > len(rows) else ""
        once = "; what several files tell is stored once" if many else ""
        self._note.setText(f"{first}nothing is stored until you import{once}".capitalize())

    def _show_confirm(self, whole: Batch) -> None:
        many = len(whole.files) > 1
        told = words.files(whole.readable, self._notation) if many else words.sessions(whole.new, self._notation)
        told = "this log" if whole.a_log and not whole.new else told
        self.confirm.setText("Import" if whole.waits else f"Import {told}")
        self.confirm.setAccessibleName(self.confirm.text())
        self.confirm.setEnabled(whole.readable > 0 and not whole.waits)
        waits = "Answer first what the files do not say" if whole.waits else "Store what can be read"
        self.confirm.setToolTip(waits)

    def _filter(self, key: str) -> None:
        shown = self._rows if key == ALL else tuple(row for row in self._rows if row.state == key)
        self._table.clearSpans()
        self._model.show_rows(shown)
        refused = [at for at, row in enumerate(shown[:_MOST_SPANS]) if row.state == "refused"]
        for at in refused:
            self._table.setSpan(at, 1, 1, _SPAN)

    def _lay_out(self, cancel: QWidget) -> None:
        self._card = parts.card()
        parts.column(self._card, margins=(2, 2, 2, 2)).addWidget(self._table)
        self._besides_card = parts.card()
        parts.column(self._besides_card, margins=(2, 10, 2, 2)).addWidget(self._besides)
        layout = parts.column(self, spacing=12)
        head = parts.row(spacing=10)
        head.addWidget(self._name, 2)
        head.addWidget(self._format)
        head.addWidget(self._facts, 3)
        layout.addLayout(head)
        layout.addWidget(self._counts)
        layout.addWidget(self.questions)
        layout.addWidget(self._error)
        bar = parts.row(self._segments, spacing=8)
        bar.addWidget(self._note, 1)
        bar.addWidget(cancel)
        bar.addWidget(self.confirm)
        layout.addLayout(bar)
        layout.addWidget(self._card, 3)
        layout.addWidget(self._besides_card, 2)
        layout.addWidget(self._unread, 1)
