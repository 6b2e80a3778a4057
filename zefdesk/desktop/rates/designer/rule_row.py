"""One variation or exception of a cost on one line; opened, with the rows of when it holds."""

from typing import NamedTuple

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QWidget

from zefdesk.billing.draft import duplicate, move, remove
from zefdesk.desktop.rates.designer import forms, menus, week_paint
from zefdesk.desktop.rates.designer.condition_rows import ConditionRows
from zefdesk.desktop.rates.designer.design import Design
from zefdesk.desktop.rates.designer.fields import Field, Flag, RateOrWaived
from zefdesk.desktop.theme import theme
from zefdesk.desktop.widgets import parts
from zefdesk.desktop.widgets.elided import ElidedLabel
from zefdesk.domain.notation import Notation

NAME_PX, RATE_PX, _SWATCH = 132, 72, 14


class Swatch(QWidget):
    """The colour and pattern of a rate, as in the week grid; empty for a rule that the grid does not show."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)

    def show_number(self, number: int | None) -> None:
        """Show another colour; None is none."""
        self._number = number
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(_SWATCH, _SWATCH)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._number is not None:
            with QPainter(self) as painter:
                week_paint.fill(painter, QRectF(self.rect()), self._number)


class RuleLook(NamedTuple):
    """What a row is: its path, the unit of its rate, its place in its list and whether it is opened."""

    path: str
    unit: str
    number: int
    among: int
    opened: bool

    @property
    def is_variation(self) -> bool:
        """Whether it is a variation, else an exception."""
        return ".variations[" in self.path

    @property
    def list_path(self) -> str:
        """The path of its list."""
        return self.path.rpartition("[")[0]


class RuleRow(QFrame):
    """`toggled` tells that it is to be opened or closed, `moved` where it went."""

    toggled = Signal(str)
    moved = Signal(str)

    def __init__(self, design: Design, look: RuleLook, notation: Notation) -> None:
        super().__init__()
        self._design, self._look, self._notation = design, look, notation
        self.swatch = Swatch()
        self._words = ElidedLabel(role="secondary")
        layout = parts.column(self, spacing=4, margins=(2, 1, 2, 1))
        self._named = self._whose()
        self._chevron = parts.icon_button("chevron-down" if look.opened else "chevron-right", "")
        self._chevron.clicked.connect(lambda: self.toggled.emit(look.path))
        layout.addLayout(self._line())
        if look.opened:
            self.setProperty("card", "inset")
            layout.addWidget(self._details())
        design.edited.connect(self._name_again)
        self._name_again()

    @property
    def path(self) -> str:
        """The path of the rule."""
        return self._look.path

    def show_words(self, words: str) -> None:
        """Show when it holds, in words."""
        self._words.setText(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if by and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._move(by)
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QEvent) -> None:
        event.accept()
        self.toggled.emit(self._look.path)

    def _whose(self) -> str:
        kind = "variation" if self._look.is_variation else "exception"
        return str(self._design.value(f"{self._look.path}.name") or f"{kind} {self._look.number + 1}")

    def _name_again(self) -> None:
        self._named = self._whose()
        self._chevron.setAccessibleName(f"{'Close' if self._look.opened else 'Open'} {self._named}")
        self._chevron.setToolTip("When it holds")

    def _line(self) -> QHBoxLayout:
        path = self._look.path
        kind = Field if self._look.is_variation else RateOrWaived
        price = forms.decimal(self._notation, "0.25" if self._look.is_variation else "waived")
        name = Field(self._design, f"{path}.name", f"Name of {self._named}", width=NAME_PX)
        rate = kind(self._design, f"{path}.rate", f"Rate of {self._named}", price, width=RATE_PX)
        rate.setAlignment(Qt.AlignmentFlag.AlignRight)
        for each in (name, rate):
            each.setProperty("compact", "true")
        unit = parts.label(self._look.unit, "secondary")
        line = parts.row(self._chevron, self.swatch, name, rate, unit, spacing=6)
        line.addWidget(self._words, 1)
        line.addWidget(self._more())
        return line

    def _more(self) -> QWidget:
        look = self._look
        return menus.more_button(
            f"What can be done with {self._named}",
            (
                menus.action("Move up\tAlt+Up", lambda: self._move(-1), enabled=look.number > 0),
                menus.action("Move down\tAlt+Down", lambda: self._move(1), enabled=look.number + 1 < look.among),
                menus.action("Duplicate", lambda: self._design.change(duplicate(self._design.draft, look.path))),
                menus.action("Remove", lambda: self._design.change(remove(self._design.draft, look.path))),
            ),
        )

    def _move(self, by: int) -> None:
        to = self._look.number + by
        if 0 <= to < self._look.among:
            self.moved.emit(f"{self._look.list_path}[{to}]")
            self._design.change(move(self._design.draft, self._look.path, to))

    def _details(self) -> QWidget:
        return self._conditions() if self._look.is_variation else self._dates()

    def _conditions(self) -> QWidget:
        made = QWidget()
        layout = parts.column(made, spacing=4, margins=(28, 0, 0, 2))
        layout.addWidget(ConditionRows(self._design, self._look.path, self._named, self._notation))
        menu = QMenu()
        menus.fill_with_words(menu, self._design, self._look.path)
        add = menus.add_button("Only when", f"Add when {self._named} holds", menu)
        layout.addLayout(parts.row(add, None))
        return made

    def _dates(self) -> QWidget:
        made = QWidget()
        path = self._look.path
        holidays = Flag(self._design, f"{path}.holidays", "On the holidays of this profile")
        dates = Field(self._design, f"{path}.dates", f"Dates of {self._named}", forms.DATES)
        layout = parts.row(holidays, parts.label("and on", "muted"), spacing=8, margins=(28, 0, 0, 2))
        layout.addWidget(dates, 1)
        made.setLayout(layout)
        return made
