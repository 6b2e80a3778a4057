"""How many sessions name the selected chargers, which can be shown; a charger without any can be removed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from zefdesk.desktop.widgets import parts
from zefdesk.domain.notation import Notation
from zefdesk.domain.query import SessionQuery


class SessionsLine(QWidget):
    """`show_wanted` tells the query that shows the sessions; `remove_wanted` asks for the chargers to go."""

    show_wanted = Signal(object)
    remove_wanted = Signal()

    def __init__(self, notation: Notation, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notation = notation
        self._query = SessionQuery()
        self._said = parts.label("", "secondary")
        self.show_them = parts.button("Show them", kind="link", clicked=lambda: self.show_wanted.emit(self._query))
        self.show_them.setAccessibleName("Show the sessions of this charger")
        self.remove = parts.button("Remove", "trash-2", kind="danger", clicked=self.remove_wanted)
        self.setLayout(parts.row(self._said, self.show_them, None, self.remove))
        self.clear()

    def clear(self) -> None:
        """Say nothing until it is counted."""
        self._said.setText("")
        self.show_them.hide()
        self.remove.hide()

    def show_count(self, count: int, query: SessionQuery, chargers: int) -> None:
        """Say how many sessions name so many chargers."""
        self._query = query
        if count:
            self._said.setText("1 session" if count == 1 else f"{self._notation.count(count)} sessions")
        else:
            self._said.setText(f"No session names {'it' if chargers == 1 else 'them'}")
        self.show_them.setVisible(bool(count))
        self.remove.setVisible(not count)
        self.remove.setAccessibleName("Remove this charger" if chargers == 1 else f"Remove these {chargers} chargers")
