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
from zefdesk.domain import clock
from zefdesk.domain.notation import Notation
from zefdesk.domain.query import SessionQuery, Sort, Test
from zefdesk.services import reviewing


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
        self.files: dict[int, str] = {}
        self.asks: Asks | None = None
        bar.removed.connect(self.wanted)
        bar.cleared.connect(self.clear)
        bar.wanted.connect(self.pick)
        search.wanted.connect(self._look_for)

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
        """Open what sets the filter of a column, under a widget."""
        if self.asks is None or column == "import_id":
            return
        if column == PERIOD:
            self._pick_period(anchor)
        else:
            self._pick_values(column, anchor)

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
            work = partial(reviewing.values, self.asks.ledger, column, others, MOST_VALUES)
            self.asks.ask(work, picker.show_values, "values")
        picker.open_under(anchor)

    def _take_period(self, begin: int | None, end: int | None) -> None:
        self.wanted.emit(filter_words.with_period(self._query, begin, end))

    def _take_values(self, column: str, values: tuple[Value, ...]) -> None:
        self.wanted.emit(filter_words.with_values(self._query, column, values))

    def _look_for(self, text: str) -> None:
        self.wanted.emit(replace(self._query, search=text))


def _number(value: Value) -> int | None:
    return value if isinstance(value, int) else None


def _span(ledger: Any) -> tuple[int, int] | None:  # noqa: ANN401 -- a Ledger
    """Give the wall clocks of the first and the last session; None where there are none."""
    ends = []
    for descending in (False, True):
        ids = reviewing.first_ids(ledger, SessionQuery(sort=(Sort(PERIOD, descending=descending),)), 1)
        ends += [clock.wall_of(one.display_zone, one.session.start) for one in reviewing.sessions(ledger, ids)]
    return (ends[0], ends[-1]) if ends else None
