"""Two sessions, or a report's row and its log, beside each other, field by field; what differs is marked."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from zefdesk.desktop.sessions import cells
from zefdesk.desktop.sessions.cells import Writing
from zefdesk.desktop.sheets import Sheet
from zefdesk.desktop.widgets import parts
from zefdesk.domain import clock, columns
from zefdesk.domain.columns import Kind
from zefdesk.services.beside import Beside, Pair

_MINUTE = 60
_SIZE = (760, 640)
_FIELD_PX, _SIDE_PX = 130, 240


def compare_sheet(found: Beside, writing: Writing, parent: QWidget) -> Sheet:
    """Make the sheet."""
    content = QWidget()
    layout = parts.column(content, spacing=10, margins=(0, 0, 12, 0))
    differing = sum(not pair.same for pair in found.pairs)
    said = f"{differing} of {len(found.pairs)} fields differ; they are marked with \u2260."
    layout.addWidget(parts.label(said, "secondary", wrap=True))
    grid = QGridLayout()
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(7)
    grid.setColumnMinimumWidth(1, _FIELD_PX)
    for column in (2, 3):
        grid.setColumnMinimumWidth(column, _SIDE_PX)
        grid.setColumnStretch(column, 1)
    for column, name in enumerate(found.names, 2):
        grid.addWidget(parts.label(name, "section"), 0, column)
    for row, pair in enumerate(found.pairs, 1):
        _add(grid, row, pair, found, writing)
    if found.curves:
        _add_curves(layout, found)
    layout.addLayout(grid)
    layout.addStretch(1)
    return Sheet("Compare", content, parent, size=_SIZE)


def _add_curves(layout: QVBoxLayout, found: Beside) -> None:
    from zefdesk.desktop.timeline.overlay import Overlay, legend

    said = legend(found.names) if len(found.curves) > 1 else "The power that the log tells."
    chart = Overlay()
    chart.setAccessibleName(f"Power since the start. {said}")
    chart.show_curves(found.curves)
    layout.addWidget(chart)
    layout.addWidget(parts.label(said, "secondary"))


def _add(grid: QGridLayout, row: int, pair: Pair, found: Beside, writing: Writing) -> None:
    top = Qt.AlignmentFlag.AlignTop
    sign = parts.label("" if pair.same else "\u2260", "warn")
    sign.setAccessibleName("" if pair.same else "differs")
    grid.addWidget(sign, row, 0, top)
    named = parts.label(pair.column.title, "muted", wrap=True)
    named.setToolTip(pair.column.help)
    grid.addWidget(named, row, 1, top)
    for column, side in enumerate(found.sides, 2):
        text = cells.text(side, pair.column, writing) or ("empty" if pair.comparable else "\u2013")
        if not pair.same and pair.column.kind is Kind.INSTANT and (at := columns.value_of(side, pair.column.key)):
            text = f"{text} + {clock.wall_of(side.display_zone, at) % _MINUTE} s"  # it may be all that differs
        role = ("" if pair.same else "strong") if text not in {"empty", "\u2013"} else "muted"
        value = parts.label(text, role, wrap=True, selectable=True)
        value.setAccessibleName(f"{pair.column.title}, {found.names[column - 2]}: {text}")
        grid.addWidget(value, row, column, top)
