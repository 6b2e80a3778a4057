"""What is said of the selected findings, in place: set aside with a reason, open again, noted."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from zefdesk.desktop.findings import words
from zefdesk.desktop.findings.reading import Line
from zefdesk.desktop.widgets import parts
from zefdesk.domain.notation import Notation


class Judging(QFrame):
    """Shows the selected finding whole, with a field for a reason or a note, and what can be done with it."""

    aside_wanted = Signal(str)
    back_wanted = Signal()
    note_wanted = Signal(str)
    sessions_wanted = Signal()

    def __init__(self, notation: Notation, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notation = notation
        self._lines: list[Line] = []
        self.setProperty("card", "inset")
        self._what = parts.label("", "strong", wrap=True, selectable=True)
        self._said = parts.label("", "secondary", wrap=True, selectable=True)
        self.text = QLineEdit()
        self.text.setAccessibleName("Reason or note")
        self.text.setPlaceholderText("Why is it none? A few words, kept with your name and the time")
        self.text.textChanged.connect(self._enable)
        self.text.returnPressed.connect(self._entered)
        self.aside = parts.button("Set aside", "check", kind="primary", clicked=self._set_aside)
        self.note = parts.button("Note it", "bookmark", clicked=lambda: self.note_wanted.emit(self.text.text()))
        self.back = parts.button("Open again", "undo-2", clicked=self.back_wanted)
        self.sessions = parts.button("Show in Sessions", "table-2", clicked=self.sessions_wanted)
        self.aside.setToolTip("Set the selected findings aside for this reason; they no longer mark their sessions")
        self.note.setToolTip("Note this at the selected findings, which stay open")
        layout = parts.column(self, spacing=6, margins=(14, 10, 14, 10))
        layout.addWidget(self._what)
        layout.addWidget(self._said)
        row = parts.row(spacing=8)
        row.addWidget(self.text, 1)
        for button in (self.aside, self.note, self.back, self.sessions):
            row.addWidget(button)
        layout.addLayout(row)
        self.show_lines([])

    def show_lines(self, lines: list[Line]) -> None:
        """Show what is selected; an empty selection says what can be done."""
        if [line.finding.id for line in lines] != [line.finding.id for line in self._lines]:
            self.text.clear()
        self._lines = lines
        one = lines[0] if len(lines) == 1 else None
        several = f"{self._notation.count(len(lines))} findings selected" if lines else "Select one or several findings"
        self._what.setText(one.finding.message if one else several)
        said = words.judgements_of(lines, self._notation)
        self._said.setText("\n".join(said))
        self._said.setVisible(bool(said))
        self._enable()

    def _enable(self) -> None:
        reason = bool(self.text.text().strip())
        noted = any(line.note for line in self._lines)
        self.text.setEnabled(bool(self._lines))
        self.aside.setEnabled(bool(self._lines) and reason)
        self.note.setEnabled(bool(self._lines) and (reason or noted))
        self.note.setText("Note it" if reason or not noted else "Remove the note")
        self.back.setVisible(any(line.finding.set_aside for line in self._lines))
        self.sessions.setEnabled(bool(self._lines))

    def _set_aside(self) -> None:
        self.aside_wanted.emit(self.text.text())

    def _entered(self) -> None:
        if self.aside.isEnabled():
            self._set_aside()
