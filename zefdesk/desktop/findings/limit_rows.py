"""The thresholds of a kind, each a field with its unit, its default and where that comes from."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from zefdesk.desktop.widgets import parts
from zefdesk.services.limits import Limit

_FIELD_PX = 76


class LimitRows(QWidget):
    """Fields side by side with what they decide; `changed` tells the name of a threshold and the text of its value."""

    changed = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(4, 1)
        self.fields: dict[str, QLineEdit] = {}
        self._trouble = parts.label("", "bad", wrap=True)
        self._trouble.setParent(self)
        self._trouble.hide()

    def show_limits(self, limits: list[Limit]) -> None:
        """Show the thresholds of another kind, or these anew."""
        self._grid.removeWidget(self._trouble)
        parts.empty(self._grid)
        self._trouble.hide()
        self.fields = {}
        for at, one in enumerate(limits):
            self._add(at, one)
        self._grid.addWidget(self._trouble, len(limits), 0, 1, 5)
        self.setVisible(bool(limits))

    def say_trouble(self, sentence: str) -> None:
        """Say beside the fields why a value was not taken."""
        self._trouble.setText(sentence)
        self._trouble.show()

    def _add(self, at: int, one: Limit) -> None:
        about = one.threshold
        field = QLineEdit(one.text)
        field.setFixedWidth(_FIELD_PX)
        field.setAlignment(Qt.AlignmentFlag.AlignRight)
        field.setAccessibleName(f"{about.what.capitalize()}, {about.unit.label or 'a number'}")
        field.setToolTip(f"{about.name}. Default {about.usual} {about.unit.label}. Source: {about.source}.")
        field.editingFinished.connect(lambda name=about.name, was=one.text, field=field: self._left(name, was, field))
        usual = f"default ({about.source})" if one.usual else f"default is {about.usual}"
        self._grid.addWidget(parts.label(about.what.capitalize()), at, 0)
        self._grid.addWidget(field, at, 1)
        self._grid.addWidget(parts.label(about.unit.label), at, 2)
        self._grid.addWidget(parts.label(usual, "secondary"), at, 3)
        if not one.usual:
            again = parts.button("Use the default", kind="link", clicked=lambda: self.changed.emit(about.name, ""))
            self._grid.addWidget(again, at, 4, alignment=Qt.AlignmentFlag.AlignLeft)
        self.fields[about.name] = field

    def _left(self, name: str, was: str, field: QLineEdit) -> None:
        if field.text().strip() != was:
            self.changed.emit(name, field.text())
