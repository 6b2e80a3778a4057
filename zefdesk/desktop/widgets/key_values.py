"""Rows of a name and a value, the values to be selected and copied."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from zefdesk.desktop.widgets import parts


class KeyValues(QWidget):
    """A small table of facts; an unknown value is empty, and its tip says why."""

    def __init__(self, parent: QWidget | None = None, *, name_width: int = 110) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnMinimumWidth(0, name_width)
        self._grid.setColumnStretch(1, 1)

    def show_rows(self, rows: Iterable[tuple[str, str] | tuple[str, str, str]]) -> None:
        """Show these rows: name, value, and optionally what hovering says."""
        self.clear()
        for at, (name, value, *tip) in enumerate(rows):
            named = parts.label(name, "muted", wrap=True)
            shown = parts.label(value, wrap=True, selectable=True)
            for each in (named, shown):
                each.setToolTip(tip[0] if tip else "")
                each.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            shown.setAccessibleName(f"{name}: {value or 'not known'}")
            self._grid.addWidget(named, at, 0)
            self._grid.addWidget(shown, at, 1)

    def clear(self) -> None:
        """Show nothing."""
        while item := self._grid.takeAt(0):
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
