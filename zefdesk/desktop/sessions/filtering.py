"""The filter as a person changes it: chips, pickers and search, all of which make one query."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from zefdesk.desktop.sessions import filter_words
from zefdesk.desktop.sessions.filter_bar import FilterBar
from zefdesk.desktop.sessions.filter_words import PERIOD, Part, Value
from zefdesk.desktop.sessions.period_picker import PeriodPicker
from zefdesk.desktop.sessions.search_field import SearchField
from zefdesk.desktop.sessions.value_picker import MOST_VALUES, ValuePicker
from zefdesk.domain import clock, filter_fields
from zefdesk.domain.filter_text import write_filter
from zefdesk.domain.notation import Notation
from zefdesk.domain.query import Condition, SessionQuery, Sort, Test
from zefdesk.services import faceting, reviewing

_LISTED = {"hour", "id"}
_PATIENCE = 20.0


class Asks(Protocol):
    """What answers small questions off the UI thread: see `loader.Loader`."""

    ledger: Any

    def ask(self, work: Callable[[], Any], done: Callable[[Any], None], channel: str) -> None:
        """Do the work, then call `done`; the newest of a channel wins."""


class Filtering(QObject):
    """`wanted` tells the query that a person asks for."""

    wanted = Signal(object)

    def __init__(self, bar: FilterBar, search: SearchField, notation: Notation) -> None:
        super().__init__(bar)
        self._bar, self._search, self._notation = bar, search, notation
        self._query = SessionQuery()
        self._rewritten: tuple[Condition, ...] = ()
        self.files: dict[int, str] = {}
        self.asks: Asks | None = None
        bar.removed.connect(self.wanted)
        bar.cleared.connect(self.clear)
        bar.wanted.connect(self.pick)
        search.wanted.connect(self._look_for)
        search.written.connect(self._take_written)
        search.completing.values_wanted.connect(self._complete)

    def show_query(self, query: SessionQuery) -> None:
        """Show what is asked for now."""
        self._query = query
        self._search.show_text(query.search)
        self._bar.show_parts(self.parts)

    @property
    def parts(self) -> list[Part]:
        """The parts of the filter in words."""
        return filter_words.parts(self._query, self._notation, self.files)

    @property
    def sentence(self) -> str:
        """The whole filter on one line; empty where nothing is asked for."""
        return ", ".join(part.words for part in self.parts)

    def clear(self) -> None:
        """Take every filter away; order and columns stay."""
        self.wanted.emit(replace(self._query, conditions=(), search=""))

    def pick(self, column: str, anchor: QWidget) -> None:
        """Open what sets the filter of a field, under a widget; numbers are written in the search field."""
        if self.asks is None or column == "import_id":
            return
        if column == PERIOD:
            self._pick_period(anchor)
        elif filter_fields.field(column).ranged and column not in _LISTED:
            self._write(column)
        else:
            self._pick_values(column, anchor)

    def _write(self, column: str) -> None:
        """Let a person write what a field is compared with; what is asked of it now stands there to be changed."""
        mine = tuple(part for part in self._query.conditions if part.column == column)
        said = write_filter(SessionQuery(mine)) if mine else f"{filter_fields.field(column).name}>"
        self._rewritten = mine
        self._search.write(said)

    def _pick_period(self, anchor: QWidget) -> None:
        bounds = {part.test: part.values[0] for part in self._query.conditions if part.column == PERIOD}
        begin, end = (_number(bounds.get(test)) for test in (Test.AT_LEAST, Test.BELOW))
        picker = PeriodPicker((begin, end), self._notation, anchor)
        picker.chosen.connect(self._take_period)
        if self.asks is not None:
            self.asks.ask(partial(_span, self.asks.ledger), picker.show_months, "span")
        picker.open_under(anchor)

    def _pick_values(self, column: str, anchor: QWidget) -> None:
        ticked = filter_words.chosen_values(self._query, column)
        picker = ValuePicker(column, ticked, self._notation, anchor)
        picker.chosen.connect(self._take_values)
        others = filter_words.with_values(self._query, column, ())
        if self.asks is not None:
            work = partial(faceting.facet, self.asks.ledger, column, others, values=MOST_VALUES, seconds=_PATIENCE)
            self.asks.ask(work, picker.show_facet, "values")
        picker.open_under(anchor)

    def _take_period(self, begin: int | None, end: int | None) -> None:
        self.wanted.emit(filter_words.with_period(self._query, begin, end))

    def _take_values(self, column: str, values: tuple[Value, ...]) -> None:
        self.wanted.emit(filter_words.with_values(self._query, column, values))

    def _look_for(self, text: str) -> None:
        self.wanted.emit(replace(self._query, search=text))

    def _take_written(self, written: SessionQuery) -> None:
        """Add what was written to what is asked already; free words take the place of earlier ones."""
        kept = tuple(part for part in self._query.conditions if part not in self._rewritten)
        self._rewritten = ()
        conditions = tuple(dict.fromkeys((*kept, *written.conditions)))
        self.wanted.emit(replace(self._query, conditions=conditions, search=written.search))

    def _complete(self, column: str) -> None:
        """Ask which values a field has, so that one can be chosen while it is written."""
        if self.asks is not None:
            work = partial(faceting.facet, self.asks.ledger, column, SessionQuery(), values=MOST_VALUES)
            self.asks.ask(work, self._search.completing.take_values, "completion")


def _number(value: Value) -> int | None:
    return value if isinstance(value, int) else None


def _span(ledger: Any) -> tuple[int, int] | None:  # noqa: ANN401 -- a Ledger
    """Give the wall clocks of the first and the last session; None where there are none."""
    ends = []
    for descending in (False, True):
        ids = reviewing.first_ids(ledger, SessionQuery(sort=(Sort(PERIOD, descending=descending),)), 1)
        ends += [clock.wall_of(one.display_zone, one.session.start) for one in reviewing.sessions(ledger, ids)]
    return (ends[0], ends[-1]) if ends else None
