"""Identities that look like a card reader, each with why, and a button that marks it as one."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from zefdesk.desktop.widgets import parts
from zefdesk.domain.notation import Notation
from zefdesk.services.card_readers import Suggestion


class ReaderHints(QWidget):
    """`wanted` tells the identity that is to be marked; hidden while nothing looks like a card reader."""

    wanted = Signal(str)

    def __init__(self, notation: Notation, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notation = notation
        self._rows = parts.column(self, spacing=4)
        self.hide()

    def show_suggestions(self, suggestions: Sequence[Suggestion]) -> None:
        """Show these instead of the earlier ones."""
        parts.empty(self._rows)
        for one in suggestions:
            said = hint(one, self._notation)
            mark = parts.button("Mark it", kind="link", tip=f"{one.identity} is a card reader")
            mark.setAccessibleName(f"Mark {one.identity} as a card reader: {said}")
            mark.clicked.connect(partial(self.wanted.emit, one.identity))
            row = parts.row(spacing=6)
            row.addWidget(parts.label(said, "secondary", wrap=True), 1)
            row.addWidget(mark)
            self._rows.addLayout(row)
        self.setVisible(bool(suggestions))


def hint(one: Suggestion, notation: Notation) -> str:
    """Say why an identity looks like a card reader."""
    of = f"{notation.count(one.sessions)} of {notation.count(one.of)} sessions ({one.percent} %)"
    times = "once" if one.at_once == 1 else f"{notation.count(one.at_once)} times"
    at_once = f", {times} in two at once" if one.at_once else ""
    return f"{one.identity} may be one: {of}{at_once}."
