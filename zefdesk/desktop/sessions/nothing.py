"""What stands where the table would be: an empty ledger, or a filter that lets nothing through."""

from collections.abc import Callable
from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QPushButton

from zefdesk.desktop.desk import Desk
from zefdesk.desktop.sessions.filter_words import Part
from zefdesk.desktop.widgets import parts
from zefdesk.desktop.widgets.empty_state import EmptyState
from zefdesk.domain.query import SessionQuery
from zefdesk.services import importing, reviewing
from zefdesk.services.log_files import LOG
from zefdesk.store.imports import ImportRow

if TYPE_CHECKING:
    from zefdesk.desktop.sessions.loader import Loader
    from zefdesk.store.ledger import Ledger

_MOST_OFFERS = 3
Rescue = tuple[Part, int]


def rescues(ledger: "Ledger", found: list[Part]) -> list[Rescue]:
    """Give the parts of a filter without which sessions would be let through, and how many."""
    counted = [(part, reviewing.totals(ledger, part.without).count) for part in found]
    return [(part, count) for part, count in counted if count]


class Nothing(QObject):
    """Says why there is nothing, and offers the next step."""

    def __init__(self, empty: EmptyState, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._empty, self._desk = empty, desk
        self._ask: Callable[[SessionQuery], None] | None = None
        self._several = False

    def say_empty(self, loader: "Loader | None") -> None:
        """Say that the ledger has no sessions yet; and soon, which files came in all the same."""
        if loader is not None:
            loader.ask(partial(importing.imports, loader.ledger), self._say_imported, "rescue")
        self._empty.say(
            "inbox",
            "No sessions yet",
            "Import charging session reports (CSV or Excel) from the ZEFNET portal, or chargers' logs (OCPP). Files, "
            "folders and zip archives can also be dropped anywhere on this window; nothing is stored before you have "
            "seen a preview.",
        )
        self._offer_import()

    def _say_imported(self, files: list[ImportRow]) -> None:
        """Say which files are there, although none of them tells a session."""
        if not files:
            return
        newest = files[0]
        name = PurePath(newest.path).name
        others = f" and {self._desk.notation.counted(len(files) - 1, 'other file')}" if len(files) > 1 else ""
        log = " A log from the middle of a charging needs the file before it." if newest.format == LOG else ""
        self._empty.say(
            "inbox",
            "No session in what was imported",
            f"{name}{others} came in, but no whole session is told.{log} What was found in it stands on the Imports "
            "screen.",
        )
        show = parts.button("Show what was found", "inbox")
        show.clicked.connect(partial(self._desk.wants_import_shown.emit, newest.id))
        self._offer_import(show)

    def _offer_import(self, *before: QPushButton) -> None:
        made = parts.button("Import files\u2026", "import", kind="primary", key="Ctrl+I")
        made.clicked.connect(self._desk.wants_import)
        self._empty.set_buttons(*before, made)

    def say_filtered(self, found: list[Part], ask: Callable[[SessionQuery], None]) -> None:
        """Say that the filter hides all; the offers come when they are counted."""
        self._ask = ask
        self._several = len(found) > 1
        words = ", ".join(part.words for part in found)
        self._empty.say("filter", "No session passes the filter", words)
        self._empty.set_buttons(*self._clear(primary=True))

    def offer(self, counted: list[Rescue]) -> None:
        """Offer to remove each part that alone hides all."""
        offers = []
        for part, count in counted[:_MOST_OFFERS]:
            sessions = "1 session" if count == 1 else f"{self._desk.notation.count(count)} sessions"
            made = parts.button(f"Remove {part.words} ({sessions})", "x")
            made.clicked.connect(partial(self._take, part.without))
            offers.append(made)
        if offers:
            self._empty.set_buttons(*offers, *(self._clear(primary=False) if self._several else ()))

    def _clear(self, *, primary: bool) -> tuple[QPushButton, ...]:
        made = parts.button("Clear all filters", kind="primary" if primary else "ghost")
        made.clicked.connect(partial(self._take, SessionQuery()))
        return (made,)

    def _take(self, query: SessionQuery, *_clicked: object) -> None:
        if self._ask is not None:
            self._ask(query)
