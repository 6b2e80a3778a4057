"""One cost as a card: its sentence on one line; opened, its rate, its week, its other rates and when it applies."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QMenu, QSizePolicy

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
from zefdesk.desktop.rates.designer.rule_row import RuleLook, RuleRow
from zefdesk.desktop.rates.designer.week_panel import WeekPanel
from zefdesk.desktop.widgets import parts
from zefdesk.desktop.widgets.elided import ElidedLabel
from zefdesk.desktop.widgets.flow import Flow
from zefdesk.domain.notation import Notation
from zefdesk.domain.profile import Dimension
from zefdesk.domain.rate import Per

_UNDER_ROUNDING = "Step"


class CostCard(QFrame):
    """`toggled` tells the number of a cost to be opened or closed, `rule_opened` the path of a rule to be open.

    `moved` tells to which number the cost goes.
    """

    toggled = Signal(int)
    rule_opened = Signal(str)
    moved = Signal(int)

    def __init__(self, design: Design, number: int, notation: Notation, *, opened: bool) -> None:
        super().__init__()
        self._design, self.number, self._notation = design, number, notation
        self._path = f"costs[{number}]"
        self._rule = ""
        self._rows: list[RuleRow] = []
        self._chevron = parts.icon_button("chevron-right", "", clicked=lambda: self.toggled.emit(number))
        icons.put(self._chevron, "chevron-down" if opened else "chevron-right")
        self._name = parts.label("", "strong")
        self._sentence = parts.label("", "secondary", wrap=True) if opened else ElidedLabel(role="secondary")
        self._sentence.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self._more, self._terms, self._rules = parts.row(), Flow(spacing=8), parts.column(spacing=8)
        self.week = WeekPanel(design, number, notation) if opened else None
        self.setProperty("card", "chosen" if opened else "inset")
        head = parts.row(self._chevron, self._name, 4, spacing=6)
        head.addWidget(self._sentence, 1)
        head.addLayout(self._more)
        layout = parts.column(self, spacing=8, margins=(4, 4, 4, 4))
        layout.addLayout(head)
        if self.week is not None:
            body = parts.column(spacing=10, margins=(8, 0, 8, 6))
            body.addLayout(self._terms)
            body.addWidget(self.week)
            body.addLayout(self._rules)
            layout.addLayout(body)
        self.fill("")

    # what it shows

    def fill(self, rule: str) -> None:
        """Lay out the rows anew, with the rule at a path opened."""
        self._rule, self._rows = rule, []
        parts.empty(self._more)
        self._fill_more()
        if self.week is not None:
            parts.empty(self._terms)
            parts.empty(self._rules)
            self._fill_terms()
            self._fill_rules("variations", "Variations", "other rates; the first that holds wins")
            self._fill_rules("exceptions", "Exceptions", "on some dates; they win over variations")
            self._fill_constraints()
            self._fill_adding()
            self.week.setVisible(self._dimension() is not Dimension.SESSION)

    def show_words(self, sentences: Mapping[str, str], colours: Mapping[str, int]) -> None:
        """Show the sentences of the cost and its rules, and the colours of the rules by their paths."""
        name = str(self._design.value(f"{self._path}.name") or f"Cost {self.number + 1}")
        self._name.setText(name)
        self._chevron.setAccessibleName(f"{'Close' if self.week else 'Open'} the cost {name}")
        self._sentence.setText(sentences.get(self._path, ""))
        for row in self._rows:
            row.show_words(sentences.get(row.path, ""))
            row.swatch.show_number(colours.get(row.path))

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

    def _fill_more(self) -> None:
        count = len(items(self._design.draft, "costs"))
        self._more.addWidget(
            menus.more_button(
                f"What can be done with the cost {self.number + 1}",
                (
                    menus.action("Move up\tAlt+Up", lambda: self._move(-1), enabled=self.number > 0),
                    menus.action("Move down\tAlt+Down", lambda: self._move(1), enabled=self.number + 1 < count),
                    menus.action("Duplicate", lambda: self._design.change(duplicate(self._design.draft, self._path))),
                    menus.action("Remove", lambda: self._design.change(remove(self._design.draft, self._path))),
                ),
            )
        )

    def _fill_terms(self) -> None:
        path, units = self._path, self._units()
        rate = Field(self._design, f"{path}.rate", "Base rate", forms.decimal(self._notation, "0.25"), width=80)
        rate.setAlignment(Qt.AlignmentFlag.AlignRight)
        dimensions = [(one.value, words) for one, words in DIMENSIONS.items()]
        counts = Choice(self._design, f"{path}.dimension", "What the cost counts", dimensions)
        unit = [(one.value, PER_WORDS[one]) for one in units]
        per = Choice(self._design, f"{path}.per", "Unit of the rates", unit, units[0].value)
        name = Field(self._design, f"{path}.name", "Name of the cost", width=150)
        for title, field in (("Name", name), ("Counts", counts), ("Base rate", rate), ("", per)):
            self._terms.addWidget(labelled(title, field))

    def _fill_rules(self, key: str, title: str, explained: str) -> None:
        path = f"{self._path}.{key}"
        found = items(self._design.draft, path)
        if not found:
            return
        self._rules.addLayout(parts.row(parts.label(title, "strong"), parts.label(explained, "secondary"), None))
        listed = parts.column(spacing=2)
        for number in range(len(found)):
            here = f"{path}[{number}]"
            look = RuleLook(here, PER_WORDS[self._per()], number, len(found), opened=self._rule == here)
            row = RuleRow(self._design, look, self._notation)
            row.toggled.connect(self._toggle_rule)
            row.moved.connect(self.rule_opened)
            self._rows.append(row)
            listed.addWidget(row)
        self._rules.addLayout(listed)

    def _fill_constraints(self) -> None:
        rows = ConditionRows(self._design, self._path, f"the cost {self.number + 1}", self._notation)
        if rows.count:
            explained = parts.label("when the cost applies at all, and what it comes to", "secondary")
            self._rules.addLayout(parts.row(parts.label("Constraints", "strong"), explained, None))
            self._rules.addWidget(rows)
        else:
            rows.deleteLater()

    def _fill_adding(self) -> None:
        variation, exception, constraint = QMenu(), QMenu(), QMenu()
        variation.setToolTipsVisible(True)
        for word in WORDS:
            if not word.of_cost:
                made = variation.addAction(word.word)
                made.setToolTip(word.help.capitalize())
                made.triggered.connect(lambda _on=False, word=word.word: self._add_variation(word))
        exception.addAction("Holidays").triggered.connect(lambda: self._add_exception(holidays=True))
        exception.addAction("Dates").triggered.connect(lambda: self._add_exception(holidays=False))
        menus.fill_with_words(constraint, self._design, self._path, without=_UNDER_ROUNDING)
        self._rules.addLayout(
            parts.row(
                menus.add_button("Variation", "Add a variation: another rate", variation),
                menus.add_button("Exception", "Add an exception: holidays or dates", exception),
                menus.add_button("Constraint", "Add a constraint: when the cost applies, a cap", constraint),
                None,
            )
        )

    # what a person does

    def _toggle_rule(self, path: str) -> None:
        self.rule_opened.emit("" if path == self._rule else path)
        self.fill("" if path == self._rule else path)

    def _add_variation(self, word: str) -> None:
        path = f"{self._path}.variations[{len(items(self._design.draft, f'{self._path}.variations'))}]"
        self.rule_opened.emit(path)
        self._design.change(add_row(editing.add_variation(self._design.draft, self.number, name=word), path, word))

    def _add_exception(self, *, holidays: bool) -> None:
        self.rule_opened.emit(f"{self._path}.exceptions[{len(items(self._design.draft, f'{self._path}.exceptions'))}]")
        self._design.change(editing.add_exception(self._design.draft, self.number, holidays=holidays))

    def _move(self, by: int) -> None:
        to = self.number + by
        if 0 <= to < len(items(self._design.draft, "costs")):
            self.moved.emit(to)
            self._design.change(move(self._design.draft, self._path, to))

    # what it counts

    def _dimension(self) -> Dimension:
        return Dimension(self._design.value(f"{self._path}.dimension") or Dimension.ENERGY.value)

    def _units(self) -> tuple[Per, ...]:
        return PERS.get(self._dimension(), TIME_UNITS)

    def _per(self) -> Per:
        told = self._design.value(f"{self._path}.per")
        return next((one for one in self._units() if one.value == told), self._units()[0])
