"""One variation or exception of a cost on one line; opened, with the rows of when it holds."""

from typing import NamedTuple

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QMenu, QSizePolicy, QWidget

from zefdesk.billing.draft import duplicate, move, remove
from zefdesk.desktop import icons
from zefdesk.desktop.rates.designer import forms, menus, week_paint
from zefdesk.desktop.rates.designer.condition_rows import ConditionRows
from zefdesk.desktop.rates.designer.design import Design
from zefdesk.desktop.rates.designer.fields import Bound, Field, Flag, RateOrWaived, Waiver
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
    """`toggled` tells that it is to be opened or closed; `moved` where it goes, and then where its keyboard is."""

    toggled = Signal(str)
    moved = Signal(str)
    keyboard_went = Signal(str)

    def __init__(self, design: Design, look: RuleLook, notation: Notation) -> None:
        super().__init__()
        self._design, self._look, self._notation = design, look, notation
        self.swatch = Swatch()
        self._words = ElidedLabel(role="secondary")
        self._chevron = parts.icon_button("chevron-right", "", clicked=self._toggle)
        self._chevron.setToolTip("When it holds")
        self._name = Field(design, f"{look.path}.name", "", width=NAME_PX)
        kind = Field if look.is_variation else RateOrWaived
        price = forms.money(notation, "0.25")
        self._rate = kind(design, f"{look.path}.rate", "", price, width=RATE_PX)
        self._rate.setAlignment(Qt.AlignmentFlag.AlignRight)
        for each in (self._name, self._rate):
            each.setProperty("compact", "true")
        self._unit = parts.label("", "secondary")
        self._waiver = None if look.is_variation else Waiver(design, f"{look.path}.waived", "waived")
        self._more = menus.more_button("", self._fill_more)
        line = parts.row(self._chevron, self.swatch, self._name, self._rate, self._unit, spacing=6)
        if self._waiver is not None:
            line.addWidget(self._waiver)
        line.addWidget(self._words, 1)
        line.addWidget(self._more)
        self._below = parts.column()
        layout = parts.column(self, spacing=4, margins=(2, 1, 2, 1))
        layout.addLayout(line)
        layout.addLayout(self._below)
        self._details: QWidget | None = None
        self.show_look(look)
        design.edited.connect(self._name_again)

    @property
    def path(self) -> str:
        """The path of the rule."""
        return self._look.path

    def show_look(self, look: RuleLook) -> None:
        """Be the row of another rule, or of the same in another place."""
        self._look = look
        self._unit.setText(look.unit)
        self._name_again()
        icons.put(self._chevron, "chevron-down" if look.opened else "chevron-right")
        parts.restyle(self, "card", "inset" if look.opened else "")
        if self._details is not None:
            parts.empty(self._below)
            self._details = None
        if look.opened:
            self._details = self._conditions() if look.is_variation else self._dates()
            self._below.addWidget(self._details)

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
        self._toggle()

    def _toggle(self) -> None:
        self.toggled.emit(self._look.path)

    def _whose(self) -> str:
        kind = "variation" if self._look.is_variation else "exception"
        return str(self._design.value(f"{self._look.path}.name") or f"{kind} {self._look.number + 1}")

    def _name_again(self) -> None:
        named = self._whose()
        self._chevron.setAccessibleName(f"{'Close' if self._look.opened else 'Open'} {named}")
        self._more.setAccessibleName(f"What can be done with {named}")
        self._name.bind(f"{self._look.path}.name", f"Name of {named}")
        self._rate.bind(f"{self._look.path}.rate", f"Rate of {named}")
        if self._waiver is not None:
            self._waiver.bind(f"{self._look.path}.waived", f"Waive the cost on {named}")
            self._rate.setPlaceholderText("waived" if self._waiver.isChecked() else "0.25")

    def _fill_more(self, menu: QMenu) -> None:
        look, design = self._look, self._design
        menus.add(menu, "Move up\tAlt+Up", lambda: self._move(-1), enabled=look.number > 0)
        menus.add(menu, "Move down\tAlt+Down", lambda: self._move(1), enabled=look.number + 1 < look.among)
        menus.add(menu, "Duplicate", lambda: design.change(duplicate(design.draft, look.path)))
        menus.add(menu, "Remove", lambda: design.change(remove(design.draft, look.path)))

    def _move(self, by: int) -> None:
        to, look = self._look.number + by, self._look
        if not 0 <= to < look.among:
            return
        focused = QApplication.focusWidget()
        within = focused.path.removeprefix(look.path) if isinstance(focused, Bound) else ".name"
        there = f"{look.list_path}[{to}]"
        if look.opened:
            self.moved.emit(there)
        self._design.change(move(self._design.draft, look.path, to))
        self.keyboard_went.emit(there + within)

    def _conditions(self) -> QWidget:
        made = QWidget()
        layout = parts.column(made, spacing=4, margins=(28, 0, 0, 2))
        layout.addWidget(ConditionRows(self._design, self._look.path, self._whose(), self._notation))
        menu = QMenu()
        menus.fill_with_words(menu, self._design, self._look.path, self.keyboard_went.emit)
        add = menus.add_button("Only when", f"Add when {self._whose()} holds", menu)
        layout.addLayout(parts.row(add, None))
        return made

    def _dates(self) -> QWidget:
        made = QWidget()
        path = self._look.path
        holidays = Flag(self._design, f"{path}.holidays", "On the holidays of this profile")
        dates = Field(self._design, f"{path}.dates", f"Dates of {self._whose()}", forms.DATES)
        layout = parts.row(holidays, parts.label("and on", "muted"), spacing=8, margins=(28, 0, 0, 2))
        layout.addWidget(dates, 1)
        made.setLayout(layout)
        return made
