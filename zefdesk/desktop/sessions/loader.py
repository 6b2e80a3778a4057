"""What the screen asks of one ledger: numbers, pages, totals, details; off the UI thread, the newest wins.

Two threads read, so that rows in sight come while a sort or a count still runs, and both go on while the
window's worker imports or exports.
"""

from array import array
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from zefdesk.desktop.desk import Desk
from zefdesk.desktop.jobs import Job, Jobs
from zefdesk.desktop.sessions import cells
from zefdesk.desktop.sessions.cells import Row, Writing
from zefdesk.domain.query import SessionQuery
from zefdesk.domain.trouble import Cancelled, Trouble
from zefdesk.services import importing, remarking, reviewing
from zefdesk.services.summing import Summable

if TYPE_CHECKING:
    from zefdesk.store.ledger import Ledger

FIRST_ROWS = 200
SUM_AFTER_MS = 400


class Pages(NamedTuple):
    """Pages of rows for a generation of the table, and the writing that their values need."""

    generation: int
    pages: dict[int, list[Row | None]]
    needs: Writing


class Whole(NamedTuple):
    """The ledger without any filter: how many sessions, the most frequent currency, the files by number."""

    sessions: int
    home: str | None
    files: dict[int, str]


class Loader(QObject):
    """Asks and answers by signals; `stop` lets it go."""

    ids_came = Signal(object, bool)
    """Numbers in order, and whether they are all."""
    totals_came = Signal(object)
    progress_came = Signal(object)
    """How far the review of what is shown is."""
    selection_summed = Signal(object)
    pages_came = Signal(object)
    pages_failed = Signal(int)
    whole_came = Signal(object)
    busy = Signal(bool)

    def __init__(self, ledger: "Ledger", desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self.ledger = ledger
        self._desk = desk
        self._queries, self._rows = Jobs(self), Jobs(self)
        self._queries.interrupt = self._interrupt
        self._query = SessionQuery()
        self._summable: Summable | None = None
        self._summing: Job | None = None
        self._waiting: array[int] | None = None
        self._sum_soon = QTimer(self, singleShot=True, interval=SUM_AFTER_MS)
        self._sum_soon.timeout.connect(self._prepare_sums)
        for jobs in (self._queries, self._rows):
            jobs.went_wrong.connect(self._went_wrong)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.stop)

    def load(self, query: SessionQuery, *, anew: bool, first: bool = True) -> None:
        """Ask for the numbers and totals of a query; `anew` that the ledger's content has changed too.

        With `first` the first rows come before all numbers do, where no filter has to look at every session anyway.
        """
        self._query = query
        self._set_sums_aside(forget=anew)
        self.busy.emit(True)
        if query.filtered or not first:
            self._ask_ids()
        else:
            work = partial(reviewing.first_ids, self.ledger, query, FIRST_ROWS)
            self._queries.run(lambda _report: work(), self._first_came, self._no_ids, channel="ids")
        if anew:
            self._queries.run(lambda _report: _whole(self.ledger), self.whole_came.emit, channel="whole")
        self._sum_soon.start()

    def fetch(self, generation: int, pages: Mapping[int, "array[int]"], writing: Writing) -> None:
        """Ask for pages of rows."""
        work = partial(_pages, self.ledger, generation, dict(pages), writing)
        failed = partial(self._no_pages, generation)
        self._rows.run(lambda _report: work(), self.pages_came.emit, failed)

    def ask(self, work: Callable[[], Any], done: Callable[[Any], None], channel: str) -> None:
        """Ask for something small about a row or a filter; the newest of a channel wins."""
        self._rows.run(lambda _report: work(), done, channel=channel)

    def sum_selection(self, ids: "array[int]") -> None:
        """Ask for the totals of some sessions."""
        self._waiting = ids
        if self._summable is not None:
            work = partial(self._summable.totals, ids)
            self._queries.run(lambda _report: work(), self.selection_summed.emit, channel="selection")
        elif self._summing is None:
            self._prepare_sums()

    def sum_again(self, *, anew: bool) -> None:
        """Ask for totals and progress again; `anew` that sessions are in them or out of them that were not."""
        self._set_sums_aside(forget=anew)
        self._ask_totals()
        self._sum_soon.start()

    def stop(self) -> None:
        """Answer nothing more, and go once nothing runs."""
        self._sum_soon.stop()
        self.blockSignals(True)
        for jobs in (self._queries, self._rows):
            jobs.idle.connect(self._leave)
            jobs.cancel_all()
            jobs.close()

    @property
    def at_rest(self) -> bool:
        """Whether nothing runs or waits."""
        return not (self._queries.busy or self._rows.busy)

    def _leave(self) -> None:
        """Go when both threads have answered, since an answer needs somebody to come to."""
        if self.at_rest:
            self.deleteLater()

    def _interrupt(self) -> None:
        """End running statements, but none of the window's long work; rows that are cut off are read again."""
        if not self._desk.jobs.busy:
            self.ledger.interrupt()

    def _first_came(self, ids: "array[int]") -> None:
        whole = len(ids) < FIRST_ROWS
        self.ids_came.emit(ids, whole)
        if whole:
            self._ask_totals()
        else:
            self._ask_ids()

    def _ask_ids(self) -> None:
        work = partial(reviewing.session_ids, self.ledger, self._query)
        self._queries.run(lambda _report: work(), self._all_came, self._no_ids, channel="ids")

    def _all_came(self, ids: "array[int]") -> None:
        self.ids_came.emit(ids, True)
        self._ask_totals()

    def _ask_totals(self) -> None:
        self.busy.emit(False)
        work = partial(reviewing.totals, self.ledger, self._query)
        self._queries.run(lambda _report: work(), self.totals_came.emit, channel="totals")
        progress = partial(remarking.review_state, self.ledger, self._query)
        self._queries.run(lambda _report: progress(), self.progress_came.emit, channel="progress")

    def _no_ids(self, error: Exception) -> None:
        self.busy.emit(False)
        self._say(error)

    def _no_pages(self, generation: int, error: Exception) -> None:
        self.pages_failed.emit(generation)
        self._say(error)

    def _went_wrong(self, _job: Job, error: Exception) -> None:
        self._say(error)

    def _say(self, error: Exception) -> None:
        if isinstance(error, Trouble):
            self._desk.trouble.emit(str(error))
        elif not isinstance(error, Cancelled):
            raise error

    def _set_sums_aside(self, *, forget: bool) -> None:
        """Let a new question go before the sums, which are made again afterwards."""
        if self._summing is not None:
            self._queries.cancel(self._summing)
        if forget:
            self._summable = None

    def _prepare_sums(self) -> None:
        if self._summable is None and self._summing is None:
            work = partial(reviewing.summable, self.ledger)
            self._summing = self._queries.run(lambda _report: work(), self._prepared, self._not_prepared)

    def _prepared(self, summable: Summable) -> None:
        asked, self._summing = self._summing, None
        if asked is not None and asked.cancelled:
            self._sum_soon.start()
            return
        self._summable = summable
        if self._waiting is not None:
            self.sum_selection(self._waiting)

    def _not_prepared(self, error: Exception) -> None:
        self._summing = None
        if isinstance(error, Cancelled):
            self._sum_soon.start()
        else:
            self._say(error)


def _whole(ledger: "Ledger") -> Whole:
    currencies = reviewing.values(ledger, "currency")
    home = next((str(code) for code, _ in currencies if code), None)
    files = {one.id: one.path for one in importing.imports(ledger)}
    return Whole(sum(count for _, count in currencies), home, files)


def _pages(ledger: "Ledger", generation: int, pages: dict[int, "array[int]"], writing: Writing) -> Pages:
    wanted = [number for ids in pages.values() for number in ids]
    found = reviewing.sessions(ledger, wanted)
    needs = replace(
        writing,
        home=writing.home or cells.currency_of(found),
        places=max(writing.places, cells.places_for(found)),
    )
    rows = {row.stored.id: row for row in cells.rows(found, needs)}
    return Pages(generation, {page: [rows.get(number) for number in ids] for page, ids in pages.items()}, needs)
