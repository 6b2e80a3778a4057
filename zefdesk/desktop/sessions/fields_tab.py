"""The Fields tab: each value of the session with what the article says of the field."""

from collections.abc import Mapping

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from zefdesk.desktop.bill.arithmetic import energy_text
from zefdesk.desktop.bill.pane import Pane
from zefdesk.desktop.sessions import cells, tips
from zefdesk.desktop.sessions.cells import Writing
from zefdesk.desktop.timeline.words import derived_words
from zefdesk.desktop.widgets import parts
from zefdesk.domain import columns
from zefdesk.domain.columns import Column, Kind
from zefdesk.domain.logged import Derived
from zefdesk.domain.stored import Stored

_OURS = tuple(key for key in columns.COLUMNS if key not in columns.ARTICLE_FIELDS)
_DERIVED = {"start", "end", "plug_duration", "charge_duration", "energy", "initiator"}
NOTHING: Mapping[str, Derived] = {}
_LONGEST = 2000
_REPORT = "The charging session report"
_LOG = "The fields of a session report, as far as the charger's log tells them"


class FieldsTab(Pane):
    """Made once; only its values change from session to session."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Fields", parent)
        self._values: dict[str, QLabel] = {}
        self._rules: dict[str, QLabel] = {}
        content = QWidget()
        layout = parts.column(content, spacing=12, margins=(16, 14, 16, 14))
        self._told_by = parts.label(_REPORT, "section", wrap=True)
        layout.addWidget(self._told_by)
        for key in columns.ARTICLE_FIELDS:
            self._add(layout, columns.COLUMNS[key])
        layout.addSpacing(4)
        layout.addWidget(parts.label("More that is known of it", "section"))
        for key in _OURS:
            self._add(layout, columns.COLUMNS[key])
        layout.addStretch(1)
        self.setWidget(content)

    def show_fields(
        self, stored: Stored, writing: Writing, derived: Mapping[str, Derived] = NOTHING, *, reported: bool = True
    ) -> None:
        """Show the values of a session, whole and exact; `derived` says by which rule a log gave some of them.

        `reported` is whether a report tells the session, or a log alone.
        """
        self._told_by.setText(_REPORT if reported else _LOG)
        for key, rule in self._rules.items():
            told = derived.get(key)
            rule.setText(f"From the log: {derived_words(told)}" if told else "")
            rule.setVisible(told is not None)
        for key, shown in self._values.items():
            column = columns.COLUMNS[key]
            words = value_words(stored, column, writing)
            why = tips.why_empty(stored, key) if not words else ""
            shown.setText(words or "empty")
            parts.restyle(shown, "role", "" if words else "muted")
            shown.setToolTip(tips.wrapped(why))
            shown.setAccessibleName(f"{column.title}: {words or why or 'empty'}")

    def _add(self, layout: QVBoxLayout, column: Column) -> None:
        value = parts.label("", wrap=True, selectable=True)
        self._values[column.key] = value
        each = parts.column(spacing=2)
        each.addLayout(_line(column, value))
        if column.key in _DERIVED:
            rule = parts.label("", "info", wrap=True)
            rule.hide()
            self._rules[column.key] = rule
            each.addWidget(rule)
        each.addWidget(parts.label(column.help, "secondary", wrap=True))
        layout.addLayout(each)


def _line(column: Column, value: QLabel) -> QVBoxLayout:
    line = parts.column(spacing=1)
    line.addWidget(parts.label(column.title, "strong"))
    line.addWidget(value)
    return line


def value_words(stored: Stored, column: Column, writing: Writing) -> str:
    """Write a value whole: energy with all its decimals, a time with its zone, a text with its line breaks."""
    value = columns.value_of(stored, column.key)
    if value is None or value == "":
        return ""
    if column.kind is Kind.INSTANT:
        return tips.moment(stored, value, writing.notation)
    if column.kind is Kind.ENERGY:
        return f"{energy_text(value, writing.notation)} kWh"
    if column.kind is Kind.TEXT and column.key != "findings":
        return str(value)[:_LONGEST]
    return cells.text(stored, column, writing)
