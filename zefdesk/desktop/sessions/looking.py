"""What is looked at: views under a name, and back and forward through what was asked."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton

from zefdesk.desktop.desk import Desk
from zefdesk.desktop.sessions.history import History
from zefdesk.desktop.sessions.view_popup import ViewPopup
from zefdesk.domain.query import SessionQuery
from zefdesk.domain.view import View
from zefdesk.services import views

if TYPE_CHECKING:
    from zefdesk.store.ledger import Ledger

_MOST_KEYS = 9
"""So many views have a key: Alt and their place in the menu."""
BACK, FORWARD, SAVE, VIEWS = "back", "forward", "save-view", "views"


class Looking(QObject):
    """Fills the menu of views, and leads back and forward; `show` is called with the query to be shown."""

    def __init__(
        self,
        button: QPushButton,
        desk: Desk,
        commands: dict[str, QAction],
        show: Callable[[SessionQuery], None],
        asked: Callable[[], SessionQuery],
    ) -> None:
        super().__init__(button)
        self._button, self._desk, self._commands = button, desk, commands
        self._show, self._asked = show, asked
        self._history = History()
        self._ledger: Ledger | None = None
        self._known: list[View] = []
        self.menu = QMenu("Vi&ews", button)
        button.setMenu(self.menu)
        commands[VIEWS] = self.menu.menuAction()
        commands[BACK].triggered.connect(lambda: self._go(self._history.back()))
        commands[FORWARD].triggered.connect(lambda: self._go(self._history.forward()))
        commands[SAVE].triggered.connect(self.begin_to_save)
        self._fill()
        self._enable()

    def set_ledger(self, ledger: "Ledger | None", query: SessionQuery) -> None:
        """Offer the views of this ledger, and begin with this query."""
        self._ledger = ledger
        self._history.begin(query)
        self._known = []
        self._enable()
        self.read_again()

    def read_again(self) -> None:
        """Read the views again."""
        if (ledger := self._ledger) is not None:
            self._desk.jobs.run(lambda _report: views.views(ledger), self._take, channel="views")
        else:
            self._fill()

    def went(self, query: SessionQuery) -> None:
        """Remember what is asked for now."""
        self._history.go(query)
        self._enable()
        self._tick()

    def begin_to_save(self) -> None:
        """Ask under which name what is shown is to be saved."""
        if self._ledger is None:
            return
        names = [one.name for one in self._known if not one.ready_made]
        popup = ViewPopup(names, self._button)
        popup.named.connect(self._save)
        popup.open_under(self._button)

    def _go(self, query: SessionQuery | None) -> None:
        if query is not None:
            self._show(query)
            self._enable()
            self._tick()

    def _enable(self) -> None:
        self._commands[BACK].setEnabled(self._history.can_go_back)
        self._commands[FORWARD].setEnabled(self._history.can_go_forward)
        self._commands[SAVE].setEnabled(self._ledger is not None)

    def _take(self, known: list[View]) -> None:
        self._known = known
        self._fill()

    def _fill(self) -> None:
        self.menu.clear()
        for number, one in enumerate(self._known, start=1):
            if not one.ready_made and self._known[self._known.index(one) - 1].ready_made:
                self.menu.addSeparator()
            entry = self.menu.addAction(one.name.replace("&", "&&"))
            entry.setCheckable(True)
            entry.setData(one)
            if number <= _MOST_KEYS:
                entry.setShortcut(f"Alt+{number}")
            entry.triggered.connect(partial(self._choose, one))
        self.menu.addSeparator()
        self.menu.addAction(self._commands[SAVE])
        saved = [one for one in self._known if not one.ready_made]
        if saved:
            removing = self.menu.addMenu("&Remove")
            for one in saved:
                removing.addAction(one.name.replace("&", "&&")).triggered.connect(partial(self._remove, one.name))
        self._tick()

    def _tick(self) -> None:
        """Mark the view that is looked at."""
        asked = self._asked()
        shown = ""
        for entry in self.menu.actions():
            if isinstance(entry.data(), View):
                entry.setChecked(_same(entry.data().query, asked))
                shown = entry.data().name if entry.isChecked() else shown
        self._button.setText(shown or "Views")

    def _choose(self, one: View, *_checked: object) -> None:
        self._show(one.query)
        self.went(one.query)

    def _save(self, name: str, replace: bool) -> None:  # noqa: FBT001 -- a signal's argument
        if (ledger := self._ledger) is not None:
            query = self._asked()
            self._desk.jobs.run(
                lambda _report: views.save_view(ledger, name, query, replace=replace), self._saved, self._not_saved
            )

    def _saved(self, one: View) -> None:
        self._desk.said.emit(f"Saved as the view \u201c{one.name}\u201d", "", None)
        self.read_again()

    def _not_saved(self, error: Exception) -> None:
        self._desk.trouble.emit(str(error))

    def _remove(self, name: str, *_checked: object) -> None:
        if (ledger := self._ledger) is not None:
            self._desk.jobs.run(lambda _report: views.remove_view(ledger, name), self._removed, self._not_saved)

    def _removed(self, _nothing: None) -> None:
        self.read_again()


def _same(view: SessionQuery, asked: SessionQuery) -> bool:
    """Whether a view asks for the same sessions in the same order."""
    return (set(view.conditions), view.search, view.sort) == (set(asked.conditions), asked.search, asked.sort)
