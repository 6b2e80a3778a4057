"""One cost as a card: its sentence on one line; opened, its rate, its week, its other rates and when it applies."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout

from zefdesk.billing import editing
from zefdesk.billing.condition_rows import WORDS, add_row
from zefdesk.billing.draft import duplicate, items, move, remove
from zefdesk.billing.profile_reader import PERS
from zefdesk.desktop import icons
from zefdesk.desktop.rates.designer import forms, menus
from zefdesk.desktop.rates.designer.condition_rows import ConditionRows
from zefdesk.desktop.rates.designer.cost_words import DIMENSIONS, PER_WORDS, TIME_UNITS
from zefdesk.desktop.rates.designer.design import Design
from zefdesk.desktop.rates.designer.fields import Choice, Field, labelled
from zefdesk.desktop.rates.designer.rule_list import RuleList
from zefdesk.desktop.rates.designer.rule_words import shortened
from zefdesk.desktop.rates.designer.week_panel import WeekPanel
from zefdesk.desktop.widgets import parts
from zefdesk.desktop.widgets.elided import ElidedLabel
from zefdesk.desktop.widgets.flow import Flow
from zefdesk.domain.notation import Notation
from zefdesk.domain.profile import Dimension
from zefdesk.domain.rate import Per

_UNDER_ROUNDING = "Step"
_LISTS = (
    ("variations", "Variations", "other rates; the first that holds wins"),
    ("exceptions", "Exceptions", "on some dates; they win over variations"),
)


class CostCard(QFrame):
    """`toggled` tells the number of a cost to be opened or closed, `rule_opened` the path of a rule to be open.

    `moved` tells to which number the cost goes, `keyboard_went` where the keyboard goes with a rule that is moved.
    """

    toggled = Signal(int)
    rule_opened = Signal(str)
    moved = Signal(int)
    keyboard_went = Signal(str)

    def __init__(self, design: Design, number: int, notation: Notation, *, opened: bool) -> None:
        super().__init__()
        self._design, self.number, self._notation = design, number, notation
        self._path = f"costs[{number}]"
        self._chevron = parts.icon_button("chevron-right", "", clicked=lambda: self.toggled.emit(number))
        icons.put(self._chevron, "chevron-down" if opened else "chevron-right")
        self._name = parts.label("", "strong")
        self._sentence = parts.label("", "secondary", wrap=True) if opened else ElidedLabel(role="secondary")
        self._sentence.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.week = WeekPanel(design, number, notation) if opened else None
        self.setProperty("card", "chosen" if opened else "inset")
        head = parts.row(self._chevron, self._name, 4, spacing=6)
        head.addWidget(self._sentence, 1)
        head.addWidget(menus.more_button(f"What can be done with the cost {number + 1}", self._fill_more))
        layout = parts.column(self, spacing=8, margins=(4, 4, 4, 4))
        layout.addLayout(head)
        self._terms, self._constraints = Flow(spacing=8), parts.column(spacing=8)
        self._counted: Dimension | None = None
        self._lists: list[RuleList] = []
        if self.week is not None:
            self._lay_out_body(layout, self.week)
        self.fill("")

    # what it shows

    def fill(self, rule: str) -> None:
        """Lay out the rows for what there is now, with the rule at a path opened."""
        if self.week is None:
            return
        if self._counted is not self._dimension():
            self._counted = self._dimension()
            parts.empty(self._terms)
            self._fill_terms()
            self.week.setVisible(self._counted is not Dimension.SESSION)
        for each in self._lists:
            each.show_rules(PER_WORDS[self._per()], rule)
        parts.empty(self._constraints)
        self._fill_constraints()

    def show_words(self, sentences: Mapping[str, str], colours: Mapping[str, int]) -> None:
        """Show the sentences of the cost and its rules, and the colours of the rules by their paths."""
        name = str(self._design.value(f"{self._path}.name") or f"Cost {self.number + 1}")
        self._name.setText(name)
        self._chevron.setAccessibleName(f"{'Close' if self.week else 'Open'} the cost {name}")
        sentence = sentences.get(self._path, "")
        self._sentence.setText(shortened(sentence))
        self._sentence.setToolTip(sentence)
        for each in self._lists:
            each.show_words(sentences, colours)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.position().y() <= self._chevron.geometry().bottom():
            self.toggled.emit(self.number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if by and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._move(by)
        else:
            super().keyPressEvent(event)

    # how it is laid out

    def _lay_out_body(self, layout: QVBoxLayout, week: WeekPanel) -> None:
        body = parts.column(spacing=10, margins=(8, 0, 8, 6))
        body.addLayout(self._terms)
        body.addWidget(week)
        for key, title, explained in _LISTS:
            made = RuleList(self._design, f"{self._path}.{key}", title, explained, self._notation)
            made.rule_opened.connect(self.rule_opened)
            made.keyboard_went.connect(self.keyboard_went)
            self._lists.append(made)
            body.addWidget(made)
        body.addLayout(self._constraints)
        body.addLayout(self._adding())
        layout.addLayout(body)

    def _fill_more(self, menu: QMenu) -> None:
        design, count = self._design, len(items(self._design.draft, "costs"))
        menus.add(menu, "Move up\tAlt+Up", lambda: self._move(-1), enabled=self.number > 0)
        menus.add(menu, "Move down\tAlt+Down", lambda: self._move(1), enabled=self.number + 1 < count)
        menus.add(menu, "Duplicate", lambda: design.change(duplicate(design.draft, self._path)))
        menus.add(menu, "Remove", lambda: design.change(remove(design.draft, self._path)))

    def _fill_terms(self) -> None:
        path, units = self._path, self._units()
        rate = Field(self._design, f"{path}.rate", "Base rate", forms.money(self._notation, "0.25"), width=80)
        rate.setAlignment(Qt.AlignmentFlag.AlignRight)
        dimensions = [(one.value, words) for one, words in DIMENSIONS.items()]
        counts = Choice(self._design, f"{path}.dimension", "What the cost counts", dimensions)
        unit = [(one.value, PER_WORDS[one]) for one in units]
        per = Choice(self._design, f"{path}.per", "Unit of the rates", unit, units[0].value)
        name = Field(self._design, f"{path}.name", "Name of the cost", width=150)
        for title, field in (("Name", name), ("Counts", counts), ("Base rate", rate), ("", per)):
            self._terms.addWidget(labelled(title, field))

    def _fill_constraints(self) -> None:
        rows = ConditionRows(self._design, self._path, f"the cost {self.number + 1}", self._notation)
        if rows.count:
            explained = parts.label("when the cost applies at all, and what it comes to", "secondary")
            self._constraints.addLayout(parts.row(parts.label("Constraints", "strong"), explained, None))
            self._constraints.addWidget(rows)
        else:
            rows.deleteLater()

    def _adding(self) -> QHBoxLayout:
        constraints = menus.filled_later(QMenu(), self._offer_constraints)
        return parts.row(
            menus.add_button("Variation", "Add a variation: another rate", self._variations()),
            menus.add_button("Exception", "Add an exception: holidays or dates", self._exceptions()),
            menus.add_button("Constraint", "Add a constraint: when the cost applies, a cap", constraints),
            None,
        )

    def _variations(self) -> QMenu:
        made = QMenu()
        made.setToolTipsVisible(True)
        for word in WORDS:
            if not word.of_cost:
                menus.add(made, word.word, partial(self._add_variation, word.word), tip=word.help.capitalize())
        return made

    def _exceptions(self) -> QMenu:
        made = QMenu()
        menus.add(made, "Holidays", partial(self._add_exception, holidays=True))
        menus.add(made, "Dates", partial(self._add_exception, holidays=False))
        return made

    def _offer_constraints(self, menu: QMenu) -> None:
        menus.fill_with_words(menu, self._design, self._path, self.keyboard_went.emit, without=_UNDER_ROUNDING)

    # what a person does

    def _add_variation(self, word: str) -> None:
        path = f"{self._path}.variations[{len(items(self._design.draft, f'{self._path}.variations'))}]"
        self.rule_opened.emit(path)
        self._design.change(add_row(editing.add_variation(self._design.draft, self.number, name=word), path, word))
        self.keyboard_went.emit(f"{path}.rate")

    def _add_exception(self, *, holidays: bool) -> None:
        path = f"{self._path}.exceptions[{len(items(self._design.draft, f'{self._path}.exceptions'))}]"
        self.rule_opened.emit(path)
        self._design.change(editing.add_exception(self._design.draft, self.number, holidays=holidays))
        self.keyboard_went.emit(f"{path}.rate")

    def _move(self, by: int) -> None:
        to = self.number + by
        if 0 <= to < len(items(self._design.draft, "costs")):
            self.moved.emit(to)
            self._design.change(move(self._design.draft, self._path, to))

    # what it counts

    def _dimension(self) -> Dimension:
        told = self._design.value(f"{self._path}.dimension")
        return next((one for one in Dimension if one.value == told), Dimension.ENERGY)

    def _units(self) -> tuple[Per, ...]:
        return PERS.get(self._dimension(), TIME_UNITS)

    def _per(self) -> Per:
        told = self._design.value(f"{self._path}.per")
        return next((one for one in self._units() if one.value == told), self._units()[0])
