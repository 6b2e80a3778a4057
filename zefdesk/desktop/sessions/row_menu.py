"""The menu of a cell: filter by its value, sort by its column, copy, read it."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from zefdesk.desktop.sessions import by_value, filter_words, ordering
from zefdesk.desktop.sessions.cells import NUMBER, Row
from zefdesk.domain import columns, filter_fields
from zefdesk.domain.notation import Notation
from zefdesk.domain.query import SessionQuery, Sort, Test

MORE = (
    *("copy", "copy-with-headers", "source", "save-messages", "save-values", ""),
    *("mark-reviewed", "compare", "", "price-one", "price"),
)
"""Commands that follow, by their names; an empty one is a line."""
_LONGEST = 40
Ask = Callable[[SessionQuery], None]


def row_menu(
    parent: QWidget,
    row: Row,
    key: str,
    query: SessionQuery,
    notation: Notation,
    ask: Ask,
    more: Sequence[QAction | None],
) -> QMenu:
    """Make the menu for a cell; `ask` is called with the query that a person chooses, `more` follow, None as a line."""
    menu = QMenu(parent)
    menu.setObjectName("row-menu")
    column = columns.column(key)
    narrowed = by_value.narrowed(query, row.stored, key)
    if narrowed is not None:
        said = _said(row, key, notation)
        menu.addAction(f"Filter by this value: {said}").triggered.connect(partial(_ask, ask, narrowed))
        if column.kind is columns.Kind.TEXT and key not in {"findings", "source_file", "reviewed"}:
            others = query.where(key, Test.IS_NOT, columns.value_of(row.stored, key))
            menu.addAction(f"Leave this value out: {said}").triggered.connect(partial(_ask, ask, others))
        menu.addSeparator()
    if column.sortable:
        _add_orders(menu, key, query, ask)
    copy = menu.addAction("Copy this cell")
    copy.triggered.connect(partial(_copy, row.texts[NUMBER[key]]))
    for action in more:
        if action is None:
            menu.addSeparator()
        else:
            menu.addAction(action)
    return menu


def _add_orders(menu: QMenu, key: str, query: SessionQuery, ask: Ask) -> None:
    title = columns.column(key).title
    others = tuple(sort for sort in query.sort if sort.column != key)
    for descending in (False, True):
        words = ordering.words(key, descending=descending)
        wanted = _sorted(query, (Sort(key, descending),))
        menu.addAction(f"Sort by {title}, {words}").triggered.connect(partial(_ask, ask, wanted))
    if others:
        then = _sorted(query, (*others, ordering.first_way(key)))
        menu.addAction(f"Then by {title}").triggered.connect(partial(_ask, ask, then))
    menu.addSeparator()


def _sorted(query: SessionQuery, order: tuple[Sort, ...]) -> SessionQuery:
    return SessionQuery(query.conditions, query.search, order, query.columns)


def _said(row: Row, key: str, notation: Notation) -> str:
    text = row.texts[NUMBER[key]]
    if key == "start":
        text = notation.day(by_value.day_of(row.stored))
    words = text or filter_words.value_words(filter_fields.field(key), columns.value_of(row.stored, key), notation)
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}\u2026"


def _ask(ask: Ask, query: SessionQuery, *_checked: object) -> None:
    ask(query)


def _copy(text: str, *_checked: object) -> None:
    QGuiApplication.clipboard().setText(text)
