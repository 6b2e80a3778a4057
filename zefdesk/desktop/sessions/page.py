"""The Sessions screen: search, chips, table, totals and drill-down around one query."""

from array import array
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from zefdesk.desktop.desk import Desk
from zefdesk.desktop.sessions import by_value, ordering, remembering, row_menu
from zefdesk.desktop.sessions.arranging import Arranging
from zefdesk.desktop.sessions.cells import Row, Writing
from zefdesk.desktop.sessions.charted import Charted
from zefdesk.desktop.sessions.commands import commands
from zefdesk.desktop.sessions.detail import Detail, detail
from zefdesk.desktop.sessions.facets import Facets
from zefdesk.desktop.sessions.furniture import Furniture
from zefdesk.desktop.sessions.handing_on import HandingOn, Shown
from zefdesk.desktop.sessions.judging import Judging
from zefdesk.desktop.sessions.keeping import Keeping
from zefdesk.desktop.sessions.loader import Loader, Pages, Whole
from zefdesk.desktop.sessions.log_lines import LogLines
from zefdesk.desktop.sessions.looking import Looking
from zefdesk.desktop.sessions.nothing import Nothing, rescues
from zefdesk.desktop.sessions.pricing import Pricing
from zefdesk.desktop.sessions.review_sheets import ReviewSheets
from zefdesk.desktop.sessions.review_work import ReviewWork
from zefdesk.desktop.sessions.summing import Summing
from zefdesk.desktop.widgets import parts
from zefdesk.domain.query import SessionQuery, Test

if TYPE_CHECKING:
    from zefdesk.store.ledger import Ledger

FOLLOW_AFTER_MS = 60
QUERY = "sessions/query"
OF_REMARKS = frozenset({"reviewed", "counted", "severity"})
"""What a filter may ask that remarks answer."""


class SessionsPage(QWidget):
    """Asks the loader, and shows what comes on its furniture."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.loader: Loader | None = None
        self.query = SessionQuery()
        self.writing = Writing(desk.notation)
        self._begun = self.complete = self._wants_all = False
        self.parts = Furniture(self.writing, desk.settings)
        self.table, self.rows, self.drill = self.parts.table, self.parts.table.rows, self.parts.drill
        self._keeping, self._summing = Keeping(self.table), Summing(self, self.parts)
        self._nothing = Nothing(self.parts.empty, desk, self)
        self._handing_on, self._pricing = HandingOn(desk, self), Pricing(desk, self)
        self._follow_soon = QTimer(self, singleShot=True, interval=FOLLOW_AFTER_MS)
        self._commands = commands(self, self.table)
        self._log_lines = LogLines(desk, self.drill, lambda: self.loader, self._commands, self)
        self._judging = Judging(desk, self.drill, lambda: self.loader, self)
        layout = parts.column(self, spacing=0, margins=(16, 12, 16, 12))
        layout.addWidget(self.parts)
        self._facets = Facets(self.parts.facets, self._commands["facets"], desk.settings)
        self._charted = Charted(self.parts.charts, self._commands, desk, lambda: self.parts.filtering.sentence)
        self._work = ReviewWork(
            desk, self.drill.review, self._commands, self._chosen, self._place, self.table.go_to_row
        )
        self._sheets = ReviewSheets(desk, self, self._commands, self._chosen, lambda: self.writing)
        self._looking = Looking(self.parts.views, desk, self._commands, self._look_at, lambda: self.query)
        self._connect()
        self._arranging = Arranging(self.parts, desk.settings, self._commands, self._follow)
        self._show_columns()

    # what the window asks of a page

    def set_ledger(self, ledger: "Ledger | None") -> None:
        """Show this ledger with the filter and order that it was left with, or nothing."""
        if self.loader is not None:
            self.loader.stop()
            self.loader = None
        self._summing.forget()
        self._begun = self.complete = self._wants_all = False
        self.rows.show_ids(array("q"))
        self._follow()
        self.parts.filtering.asks = None
        self._pricing.ledger = ledger
        self._work.ledger = self._sheets.ledger = ledger
        self._facets.set_ledger(ledger)
        self._charted.set_ledger(ledger)
        if ledger is None:
            self._looking.set_ledger(None, self.query)
            return
        self.loader = loader = Loader(ledger, self.desk, self)
        self.parts.filtering.asks = loader
        self._hear(loader)
        self.query = remembering.from_text(self.desk.settings.text(QUERY), ledger.location)
        self._looking.set_ledger(ledger, self.query)
        self._show_query()
        loader.load(self.query, anew=True)

    def refresh(self) -> None:
        """Read again what is shown; the current session stays where it is."""
        if self.loader is not None:
            self.loader.load(self.query, anew=True, first=not self._keeping.keep())
            self._looking.read_again()
            self.parts.search.completing.forget()

    def actions_by_name(self) -> dict[str, QAction]:
        """Give the commands of this screen that belong into the menus."""
        return self._commands

    def show_import(self, number: int, path: str) -> None:
        """Show only the sessions of one import."""
        self.parts.filtering.files[number] = path
        self.ask(SessionQuery().where("import_id", Test.IS, number))

    @property
    def at_rest(self) -> bool:
        """Whether everything asked for has come."""
        waits = self._follow_soon.isActive() or self._summing.waits
        beside = self._facets.at_rest and self._charted.at_rest
        return not waits and beside and (self.loader is None or self.loader.at_rest)

    # what a person asks

    def ask(self, query: SessionQuery) -> None:
        """Show what another query lets through, in its order, and remember it as a step."""
        if self.loader is not None and query != self.query:
            self._look_at(query)
            self._looking.went(query)

    def _look_at(self, query: SessionQuery) -> None:
        """Show what a query lets through; its columns too, where it names some."""
        if self.loader is None or query == self.query:
            return
        if query.columns:
            self.parts.layout_of_columns.choose(list(query.columns))
        self.query = query
        self.desk.settings.keep(QUERY, remembering.to_text(self.loader.ledger.location, query))
        self._summing.begin()
        self._show_query()
        self.loader.load(query, anew=False)

    def sort(self, key: str, more: bool) -> None:  # noqa: FBT001 -- a signal's argument
        """Sort by a column, or by it too."""
        self.ask(replace(self.query, sort=ordering.by_click(self.query.sort, key, more=more)))

    def filter_by_value(self) -> None:
        """Let only the value of the current cell through."""
        row, key = self._current(), self.table.current_key()
        narrowed = by_value.narrowed(self.query, row.stored, key) if row else None
        if narrowed is not None:
            self.ask(narrowed)

    def sort_by_column(self) -> None:
        """Sort by the column of the current cell."""
        if key := self.table.current_key():
            self.sort(key, more=False)

    def select_all(self) -> None:
        """Select all sessions that the filter lets through, also those whose numbers are still to come."""
        self._wants_all = not self.complete
        self.table.selectAll()

    def show_source(self) -> None:
        """Show the raw row of the current session."""
        self._commands["drill-down"].setChecked(True)
        self.drill.show_source()

    def begin_search(self) -> None:
        """Go to the search field."""
        self.parts.search.setFocus()
        self.parts.search.selectAll()

    def copy(self, *, headers: bool) -> None:
        """Copy the selected rows, loaded or not."""
        if (shown := self._handed()) is not None:
            self._handing_on.copy_rows(shown, self.table.selected_ids(), headers=headers)

    def export(self) -> None:
        """Ask what is to be exported."""
        if (shown := self._handed()) is not None and shown.whole:
            self._handing_on.ask_what(shown, self.parts.filtering.sentence, self.parts.export)

    def price(self) -> None:
        """Price the selected sessions where several are selected, else all that the filter lets through."""
        counted = self._summing.counted()
        some = self.table.selected_ids() if 1 < counted.selected < counted.shown else None
        self._pricing.price(self.query, counted.shown, some)

    def price_one(self) -> None:
        """Price the current session."""
        number = self._current_id()
        if number is not None:
            self._pricing.price_listed(array("q", [number]))

    def _handed(self) -> Shown | None:
        if self.loader is None:
            return None
        counted = self._summing.counted()
        keys = self.parts.layout_of_columns.shown
        return Shown(self.loader.ledger, self.query, keys, self.writing, (counted.shown, counted.whole))

    # what comes

    def _show_ids(self, ids: "array[int]", complete: bool) -> None:  # noqa: FBT001 -- a signal's argument
        goes_on = 0 < len(self.rows.ids) < len(ids) and ids[: len(self.rows.ids)] == self.rows.ids
        self.complete = complete
        self.rows.show_ids(ids)
        if not goes_on:
            self.drill.shown_id = None
        if not goes_on and ids:
            if not self._begun:
                self._begun = True
                self.table.setFocus()
            self._keeping.go_back()
        if complete and self._wants_all:
            self._wants_all = False
            self.table.selectAll()
        self._summing.show_again()
        if not ids:
            self._say_nothing()
        self.parts.show_table(shown=bool(ids), anything=bool(ids) or self.query.filtered)
        self._follow_soon.start()

    def _say_nothing(self) -> None:
        if not self.query.filtered:
            self._nothing.say_empty(self.loader)
            return
        found = self.parts.filtering.parts
        self._nothing.say_filtered(found, self.ask)
        if self.loader is not None:
            ledger = self.loader.ledger
            self.loader.ask(lambda: rescues(ledger, found), self._nothing.offer, "rescue")

    def _show_whole(self, whole: Whole) -> None:
        self._summing.whole = whole
        self.parts.filtering.files |= whole.files
        if whole.home != self.writing.home:
            self._write(replace(self.writing, home=whole.home), again=True)
        self._show_query()
        self._summing.show_counts()

    def _show_pages(self, pages: Pages) -> None:
        needs = replace(pages.needs, shown=self.writing.shown)
        if needs != self.writing:
            again = needs.places != self.writing.places and self.rows.has_rows
            self._write(needs, again=again)
            if again:
                return
        self.rows.take_pages(pages.generation, pages.pages)
        if self.drill.shown_id != self._current_id():
            self._follow_soon.start()

    def _write(self, writing: Writing, *, again: bool) -> None:
        self.writing = self.table.writing = self.drill.writing = writing
        if again:
            self.rows.rewrite()
        self._summing.show_again()

    def _fetch(self, generation: int, pages: "dict[int, array[int]]") -> None:
        if self.loader is not None:
            self.loader.fetch(generation, pages, self.writing)

    # the drill-down

    def _current(self) -> Row | None:
        number = self.table.currentIndex().row()
        return self.rows.row(number) if 0 <= number < len(self.rows.ids) else None

    def _current_id(self) -> int | None:
        number = self.table.currentIndex().row()
        return self.rows.ids[number] if 0 <= number < len(self.rows.ids) else None

    def _follow(self) -> None:
        """Show the current session beside the table."""
        row, number = self._current(), self._current_id()
        self.desk.shown_session = number
        if row is None and number is not None:
            return
        self.drill.show_row(row)
        self._charted.mark(row.stored if row else None)
        if row is not None and self.loader is not None and self.parts.split.shows_drill:
            ledger, wanted = self.loader.ledger, row.stored.id
            self.loader.ask(lambda: detail(ledger, wanted), self._show_detail, "detail")

    def _chosen(self) -> "array[int]":
        """Give the selected sessions, else the current one."""
        number = self._current_id()
        return self.table.selected_ids() or array("q", [] if number is None else [number])

    def _place(self) -> "tuple[SessionQuery, array[int], int]":
        return self.query, self.rows.ids, self.table.currentIndex().row()

    def _compare(self, other: int) -> None:
        number = self._current_id()
        if number is not None:
            self._sheets.compare(number, other)

    def _show_remarks(self, sums: bool) -> None:  # noqa: FBT001 -- a signal's argument
        """Show what is said of sessions now; the filter may let others through."""
        if self.loader is None:
            return
        if any(part.column in OF_REMARKS for part in self.query.conditions):
            self.refresh()
            return
        self.rows.rewrite()
        self.drill.shown_id = None
        self._follow_soon.start()
        self.loader.sum_again(anew=sums)
        self._facets.count_again()

    def _show_detail(self, found: Detail | None) -> None:
        self._work.shown_id = found.stored.id if found else None
        if found is not None and found.stored.id == self._current_id():
            self.drill.show_detail(found)

    # how it hangs together

    def _show_query(self) -> None:
        self.table.header.show_order(self.query.sort)
        self.parts.filtering.show_query(self.query)
        self._facets.show_query(self.query, self.parts.filtering.files)
        whole = self._summing.whole
        self._charted.show_query(self.query, whole.home, anything=bool(whole.sessions))
        self._commands["clear-filters"].setEnabled(self.query.filtered)

    def _connect(self) -> None:
        table, drill, handing_on = self.table, self.drill, self._handing_on
        self.rows.pages_wanted.connect(self._fetch)
        table.settled.connect(self._follow_soon.start)
        table.opened.connect(self._read)
        table.menu_wanted.connect(self._open_menu)
        table.header.sort_wanted.connect(self.sort)
        self._follow_soon.timeout.connect(self._follow)
        drill.left.connect(table.setFocus)
        drill.closed.connect(lambda: self._commands["drill-down"].setChecked(False))
        drill.bill.copied.connect(lambda: self.desk.said.emit("The bill is copied", "", None))
        drill.bill.price_wanted.connect(self.price_one)
        drill.source.copy_wanted.connect(handing_on.copy_text)
        drill.source.import_wanted.connect(self.desk.wants_import_shown)
        self.parts.layout_of_columns.changed.connect(self._show_columns)
        self.parts.filtering.wanted.connect(self.ask)
        self.parts.facets.wanted.connect(self.ask)
        self._facets.failed.connect(self.desk.trouble)
        self._charted.panel.wanted.connect(self.ask)
        self.parts.facets.more_wanted.connect(self.parts.filtering.pick)
        self.parts.search.left.connect(table.setFocus)
        self._work.changed.connect(self._show_remarks)
        self._sheets.changed.connect(self._show_remarks)
        self._sheets.wanted.connect(self.desk.wants_query)
        drill.review.comparison_wanted.connect(self._compare)
        self.parts.importing.clicked.connect(self.desk.wants_import)
        for name, does in {
            "export": self.export,
            "copy": lambda: self.copy(headers=False),
            "copy-with-headers": lambda: self.copy(headers=True),
            "select-all": self.select_all,
            "find": self.begin_search,
            "filter-by-value": self.filter_by_value,
            "sort-by-column": self.sort_by_column,
            "clear-filters": self.parts.filtering.clear,
            "columns": self.parts.choose_columns,
            "source": self.show_source,
            "price": self.price,
            "price-one": self.price_one,
        }.items():
            self._commands[name].triggered.connect(does)
        for name, button in self.parts.buttons.items():
            button.clicked.connect(self._commands[name].trigger)

    def _hear(self, loader: Loader) -> None:
        loader.ids_came.connect(self._show_ids)
        loader.totals_came.connect(self._summing.take)
        self._summing.hear(loader)
        loader.pages_came.connect(self._show_pages)
        loader.pages_failed.connect(self.rows.pages_failed)
        loader.whole_came.connect(self._show_whole)
        loader.busy.connect(lambda busy: self.parts.totals.say_busy(busy=busy))

    def _show_columns(self) -> None:
        shown = frozenset(self.parts.layout_of_columns.shown)
        if shown - self.writing.shown or self.writing.shown == Writing(self.desk.notation).shown:
            self._write(replace(self.writing, shown=shown), again=bool(self.rows.ids))

    def _read(self) -> None:
        """Go on with the keyboard in the drill-down."""
        self._commands["drill-down"].setChecked(True)
        self.drill.focus_in()

    def _open_menu(self, where: QPoint) -> None:
        row, key = self._current(), self.table.current_key()
        if row is not None and key:
            more = [self._commands.get(name) for name in row_menu.MORE]
            menu = row_menu.row_menu(self, row, key, self.query, self.desk.notation, self.ask, more)
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(where)
