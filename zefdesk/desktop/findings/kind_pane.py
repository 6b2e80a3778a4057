"""One kind of finding: what it is, its thresholds, and its findings with what is said of them."""

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Signal
from PySide6.QtWidgets import QHeaderView, QWidget

from zefdesk.desktop.findings import words
from zefdesk.desktop.findings.judging import Judging
from zefdesk.desktop.findings.limit_rows import LimitRows
from zefdesk.desktop.findings.reading import MOST, Line, Shown
from zefdesk.desktop.widgets import parts
from zefdesk.desktop.widgets.badge import Badge
from zefdesk.desktop.widgets.elided import ElidedLabel
from zefdesk.desktop.widgets.empty_state import EmptyState
from zefdesk.desktop.widgets.text_table import Row, TextTable, TextTableView
from zefdesk.domain.notation import Notation
from zefdesk.services.finding_kinds import KindSum


class KindPane(QWidget):
    """Shows a kind; the signals say what a person wants to do with its findings."""

    sessions_wanted = Signal(object)

    def __init__(self, notation: Notation, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notation = notation
        self._shown = Shown("", [], [])
        self._goes_on = False
        self._title = ElidedLabel(role="object")
        self._severity = Badge()
        self._counts = parts.label("", "secondary", wrap=True)
        self._innocent = parts.label("", wrap=True, selectable=True)
        self._next = parts.label("", wrap=True, selectable=True)
        self.limits = LimitRows()
        self.sessions = parts.button("Show its sessions", "table-2", clicked=self._ask_for_all)
        self._model = TextTable(words.HEADINGS, self)
        self.table = TextTableView(self._model, "Findings of this kind")
        self.table.selectionModel().selectionChanged.connect(self._select)
        self.table.activated.connect(self._ask_for_some)
        self.table.horizontalHeader().setStretchLastSection(False)
        self.table.horizontalHeader().setSectionResizeMode(words.SEEN, QHeaderView.ResizeMode.Stretch)
        self._none = EmptyState("circle-check", "Nothing of this kind", "It is looked for after every change.")
        self._more = parts.label("", "secondary", wrap=True)
        self.judging = Judging(notation)
        self.judging.sessions_wanted.connect(self._ask_for_some)
        self._lay_out()

    def show_kind(self, one: KindSum) -> None:
        """Show the head of a kind; its findings come by `show_findings`."""
        kind = one.kind
        self._title.setText(kind.title)
        self._title.set_tip(kind.code)
        self._severity.show_look(words.LOOKS[kind.severity])
        self._counts.setText(words.counts(one, self._notation))
        self._innocent.setText(f"May be innocent: {kind.innocent}")
        self._next.setText(f"Look next: {kind.look_next}")
        self.sessions.setEnabled(bool(one.open or one.aside))
        there = one.open + one.aside
        listed = f"The first {self._notation.count(MOST)} are listed; the others are among its sessions."
        self._more.setText(listed if there > MOST else "")
        self._more.setVisible(there > MOST)
        for part in (self.table, self.judging):
            part.setVisible(there > 0)
        self._none.setVisible(there == 0)

    def show_findings(self, shown: Shown, rows: list[Row]) -> None:
        """Show the findings of the kind as rows; what was selected stays selected where it still is there."""
        selected = {line.finding.id for line in self.selected()} if shown.code == self._shown.code else set()
        if self._goes_on:
            selected = self._following(selected)
            self.table.setFocus()
        self._goes_on = False
        self._shown = shown
        self._model.show_rows(rows)
        self.limits.show_limits(shown.limits)
        self._select_again(selected)

    def go_on(self) -> None:
        """Go to the finding after the selected ones, with the keyboard, once they are shown again."""
        self._goes_on = True

    def _following(self, selected: set[int]) -> set[int]:
        """Give the open finding below the selected ones, else the last open one; none where no other is open."""
        rows = [row for row, line in enumerate(self._shown.lines) if line.finding.id in selected]
        others = [
            (row, line.finding.id)
            for row, line in enumerate(self._shown.lines)
            if line.finding.set_aside is None and line.finding.id not in selected
        ]
        below = [number for row, number in others if rows and row > rows[0]]
        return {below[0]} if below else {number for _, number in others[-1:]}

    def selected(self) -> list[Line]:
        """Give the selected findings."""
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        return [self._shown.lines[row] for row in rows if row < len(self._shown.lines)]

    def _select_again(self, numbers: set[int]) -> None:
        at = [row for row, line in enumerate(self._shown.lines) if line.finding.id in numbers] or [0]
        last = self._model.columnCount() - 1
        chosen = QItemSelection()
        for row in at if self._shown.lines else ():
            chosen.select(self._model.index(row, 0), self._model.index(row, last))
        model = self.table.selectionModel()
        if self._shown.lines:
            model.setCurrentIndex(self._model.index(at[0], 0), QItemSelectionModel.SelectionFlag.NoUpdate)
        model.select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self._select()

    def _select(self) -> None:
        self.judging.show_lines(self.selected())

    def _ask_for_all(self) -> None:
        self.sessions_wanted.emit(words.sessions_of(self._shown.lines, self._shown.code))

    def _ask_for_some(self) -> None:
        if lines := self.selected():
            self.sessions_wanted.emit(words.sessions_of_some(lines))

    def _lay_out(self) -> None:
        layout = parts.column(self, spacing=10)
        head = parts.row(spacing=10)
        head.addWidget(self._title, 1)
        head.addWidget(self._severity)
        head.addWidget(self.sessions)
        layout.addLayout(head)
        about = parts.column(spacing=4)
        for part in (self._counts, self._innocent, self._next):
            about.addWidget(part)
        layout.addLayout(about)
        layout.addWidget(self.limits)
        card = parts.card()
        inside = parts.column(card, spacing=0, margins=(2, 2, 2, 2))
        inside.addWidget(self.table, 1)
        inside.addWidget(self._none, 1)
        inside.addWidget(self._more)
        inside.addWidget(self.judging)
        layout.addWidget(card, 1)
