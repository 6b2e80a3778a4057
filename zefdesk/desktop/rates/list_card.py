"""The card at the left: how many chargers there are, a search, the list, and the list's files."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from zefdesk.desktop import icons
from zefdesk.desktop.rates import charger_words
from zefdesk.desktop.rates.charger_list import ChargerListView, Entry
from zefdesk.desktop.rates.page_keys import COMMANDS
from zefdesk.desktop.widgets import parts
from zefdesk.domain.notation import Notation
from zefdesk.services.charger_overview import Seen

NARROWEST_PX = 216


class ListCard(QFrame):
    """`chosen` tells the serials that are selected; `add_wanted` the serial of a new one.

    `import_wanted` and `export_wanted` ask for the list's file.
    """

    chosen = Signal(tuple)
    add_wanted = Signal(str)
    import_wanted = Signal()
    export_wanted = Signal()

    def __init__(self, notation: Notation, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "surface")
        self.setMinimumWidth(NARROWEST_PX)
        self._notation = notation
        self._entries: tuple[Entry, ...] = ()
        self._selected: tuple[str, ...] = ()
        self._count = parts.label("", "muted")
        self.add = parts.button(
            "Add", "plus", tip="Add a charger", key=COMMANDS["add-charger"][1], clicked=self.begin_add
        )
        self.new = _New()
        self.new.hide()
        self.search = _Search()
        self.list = ChargerListView()
        self._none = parts.label("", "secondary", wrap=True)
        self._none.setContentsMargins(10, 4, 10, 4)
        self._lay_out()
        self.search.textChanged.connect(self._narrow)
        self.search.left.connect(self.list.setFocus)
        self.list.chosen.connect(self._choose)
        self.new.given.connect(self.add_wanted)
        self.new.left.connect(self._end_add)

    def begin_add(self) -> None:
        """Ask for the serial of a new charger."""
        self.new.show()
        self.new.line.setFocus()

    def _end_add(self) -> None:
        self.new.hide()
        self.add.setFocus()

    def show_chargers(self, chargers: Sequence[Seen], selected: Sequence[str]) -> None:
        """Show these chargers, some of them selected."""
        self._selected = tuple(selected)
        self._entries = tuple(_entry(one, self._notation) for one in chargers)
        self._narrow()

    def _narrow(self) -> None:
        sought = self.search.text().strip().casefold()
        shown = [entry for entry in self._entries if sought in entry.spoken.casefold()]
        self.list.show_entries(shown, self._selected)
        whole = self._notation.count(len(self._entries))
        self._count.setText(f"{self._notation.count(len(shown))} of {whole}" if sought else whole)
        self._none.setVisible(not shown)
        self._none.setText("No charger is called like this." if self._entries else "No charger is known yet.")

    def _choose(self, serials: tuple[str, ...]) -> None:
        self._selected = serials
        self.chosen.emit(serials)

    def _lay_out(self) -> None:
        layout = parts.column(self, spacing=8, margins=(4, 12, 4, 6))
        head = parts.row(parts.label("Chargers", "section"), self._count, None, self.add, margins=(10, 0, 8, 0))
        layout.addLayout(head)
        layout.addLayout(parts.row(self.new, margins=(8, 0, 8, 0)))
        layout.addLayout(parts.row(self.search, margins=(8, 0, 8, 0)))
        layout.addWidget(self._none)
        layout.addWidget(self.list, 1)
        taken = parts.button(
            "Import\u2026", kind="ghost", tip="Set chargers from a CSV file", clicked=self.import_wanted
        )
        given = parts.button("Export\u2026", kind="ghost", tip="Write all as a CSV file", clicked=self.export_wanted)
        layout.addLayout(parts.row(taken, given, None, margins=(4, 0, 4, 0), spacing=2))


class _New(QWidget):
    """The serial of a new charger: Enter gives it, Escape leaves; what is wrong with it stands beneath."""

    given = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.line = QLineEdit()
        self.line.setPlaceholderText("New serial")
        self.line.setAccessibleName("Serial of the new charger; Enter adds it")
        self.line.returnPressed.connect(lambda: self.given.emit(self.line.text()))
        self.line.textEdited.connect(lambda _text: self.say_wrong(""))
        self._wrong = parts.label("", "secondary", wrap=True)
        parts.restyle(self._wrong, "tone", "bad")
        give = parts.icon_button("check", "Add this charger", clicked=lambda: self.given.emit(self.line.text()))
        leave = parts.icon_button("x", "Add none", clicked=self.left)
        layout = parts.column(self, spacing=3)
        layout.addLayout(parts.row(self.line, give, leave, spacing=2))
        layout.addWidget(self._wrong)
        self.say_wrong("")

    def say_wrong(self, sentence: str) -> None:
        """Say why it was not added."""
        self._wrong.setText(sentence)
        self._wrong.setVisible(bool(sentence))

    def end(self) -> None:
        """Begin anew next time."""
        self.line.clear()
        self.say_wrong("")
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class _Search(QLineEdit):
    """The search; Down and Enter go on into the list, Escape takes the text away."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText("Find a charger")
        self.setAccessibleName("Find a charger")
        self.setToolTip(parts.with_key("By name, serial, kind or rate", COMMANDS["find"][1]))
        self.setClearButtonEnabled(True)
        self.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.left.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


def _entry(seen: Seen, notation: Notation) -> Entry:
    charger = seen.charger
    return Entry(
        charger.serial,
        charger_words.title(charger),
        charger_words.build(charger, notation),
        charger_words.priced(seen, notation),
    )
