"""The card that puts the computed cost beside the reported one, with the difference and its reason."""

from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from zefdesk.desktop.bill.beside import Beside
from zefdesk.desktop.widgets import parts
from zefdesk.desktop.widgets.badge import Badge, Look
from zefdesk.desktop.widgets.signs import Sign

_SIGNS = {"accent": Sign.CHECK, "info": Sign.DASH, "warn": Sign.TRIANGLE}
_NAMES = ("Cost reported", "Computed", "Difference")


class BesideCard(QWidget):
    """Three figures in a row, and under them a badge and a sentence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figures = {name: parts.label("", "section", selectable=True) for name in _NAMES}
        self._badge = Badge()
        self._sentence = parts.label("", "secondary", wrap=True, selectable=True)
        self._sentence.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        card = parts.card("inset")
        inside = parts.column(card, spacing=8, margins=(12, 9, 12, 10))
        row = parts.row(spacing=12)
        self._names = {name: parts.label(name, "secondary") for name in _NAMES}
        self._columns = [_column(self._names[name], shown) for name, shown in self._figures.items()]
        for column in self._columns:
            row.addWidget(column, 1)
        inside.addLayout(row)
        inside.addLayout(parts.row(self._badge, None))
        inside.addWidget(self._sentence)
        parts.column(self, spacing=0).addWidget(card)

    def show_beside(self, said: Beside, *, former: bool = False) -> None:
        """Show two amounts and how they compare; `former` that the computed one stands no longer."""
        self._names["Computed"].setText("Former bill" if former else "Computed")
        for (name, shown), text in zip(self._figures.items(), said[:3], strict=True):
            shown.setText(text)
            shown.setAccessibleName(f"{name}: {text or 'none'}")
        parts.restyle(self._figures["Difference"], "tone", "warn" if said.tone == "warn" else "")
        self._columns[-1].setVisible(bool(said.difference))
        self._badge.show_look(Look(said.word, _SIGNS[said.tone], said.tone))
        self._sentence.setText(said.sentence)
        self._sentence.setVisible(bool(said.sentence))


def _column(name: QLabel, shown: QLabel) -> QWidget:
    column = QWidget()
    layout = parts.column(column, spacing=1)
    layout.addWidget(name)
    layout.addWidget(shown)
    return column
