"""The variations or the exceptions of a cost: a title and a row for each; rows are used again when rules move."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from zefdesk.billing.draft import items
from zefdesk.desktop.rates.designer.design import Design
from zefdesk.desktop.rates.designer.rule_row import RuleLook, RuleRow
from zefdesk.desktop.widgets import parts
from zefdesk.domain.notation import Notation


class RuleList(QWidget):
    """`rule_opened` tells the path of the rule that is to be open (empty: none)."""

    rule_opened = Signal(str)
    keyboard_went = Signal(str)

    def __init__(self, design: Design, path: str, title: str, explained: str, notation: Notation) -> None:
        super().__init__()
        self._design, self._path, self._notation = design, path, notation
        self._opened = ""
        self.rows: list[RuleRow] = []
        self._listed = parts.column(spacing=2)
        layout = parts.column(self, spacing=6)
        layout.addLayout(parts.row(parts.label(title, "strong"), parts.label(explained, "secondary"), None))
        layout.addLayout(self._listed)

    def show_rules(self, unit: str, opened: str) -> None:
        """Show the rules that there are now; `opened` is the path of the one that is opened."""
        self._opened = opened
        count = len(items(self._design.draft, self._path))
        while len(self.rows) > count:
            row = self.rows.pop()
            row.hide()
            row.deleteLater()
        for number in range(count):
            path = f"{self._path}[{number}]"
            look = RuleLook(path, unit, number, count, opened=opened == path)
            if number < len(self.rows):
                self.rows[number].show_look(look)
            else:
                self._add(look)
        self.setVisible(bool(count))

    def show_words(self, sentences: Mapping[str, str], colours: Mapping[str, int]) -> None:
        """Show when each rule holds, and its colour in the week, by their paths."""
        for row in self.rows:
            row.show_words(sentences.get(row.path, ""))
            row.swatch.show_number(colours.get(row.path))

    def _add(self, look: RuleLook) -> None:
        row = RuleRow(self._design, look, self._notation)
        row.toggled.connect(self._toggle)
        row.moved.connect(self.rule_opened)
        row.keyboard_went.connect(self.keyboard_went)
        self.rows.append(row)
        self._listed.addWidget(row)

    def _toggle(self, path: str) -> None:
        self.rule_opened.emit("" if path == self._opened else path)
