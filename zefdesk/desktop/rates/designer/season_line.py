"""Months of a new season, chosen on a line that opens in its place."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from zefdesk.desktop.rates.designer.condition_rows import MONTHS
from zefdesk.desktop.widgets import parts


class SeasonLine(QWidget):
    """Twelve months to be pressed in; `wanted` tells them."""

    wanted = Signal(tuple)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._months: list[tuple[int, QPushButton]] = []
        layout = parts.row(parts.label("In", "muted"), spacing=2)
        for number, name, whole in MONTHS:
            made = parts.button(name, kind="small")
            made.setProperty("narrow", "true")
            made.setCheckable(True)
            made.setAccessibleName(f"Season: {whole}")
            made.toggled.connect(self._offer)
            self._months.append((number, made))
            layout.addWidget(made)
        self._add = parts.button("Add", kind="", clicked=self._wanted)
        self._add.setAccessibleName("Add this season")
        self._add.setEnabled(False)
        layout.addSpacing(6)
        layout.addWidget(self._add)
        layout.addStretch(1)
        self.setLayout(layout)
        self.hide()

    def toggle(self) -> None:
        """Show or hide the line."""
        self.setVisible(self.isHidden())
        if not self.isHidden():
            self._months[0][1].setFocus()

    def _chosen(self) -> tuple[int, ...]:
        return tuple(number for number, made in self._months if made.isChecked())

    def _offer(self) -> None:
        self._add.setEnabled(0 < len(self._chosen()) < len(self._months))

    def _wanted(self) -> None:
        months = self._chosen()
        for _, made in self._months:
            made.setChecked(False)
        self.hide()
        self.wanted.emit(months)
