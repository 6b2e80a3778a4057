"""Step 2: the costs of a profile as cards, one of them opened, and what can be added."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from zefdesk.billing import editing
from zefdesk.billing.draft import items, keys_of
from zefdesk.billing.sentences import draft_sentences, is_incomplete
from zefdesk.desktop.rates.designer import menus, rule_words, week_words
from zefdesk.desktop.rates.designer.cost_card import CostCard
from zefdesk.desktop.rates.designer.cost_words import DIMENSIONS
from zefdesk.desktop.rates.designer.design import Design
from zefdesk.desktop.rates.designer.keyboard import Keyboard, focus_on
from zefdesk.desktop.rates.designer.step import Step
from zefdesk.desktop.widgets import parts
from zefdesk.domain.notation import Notation


class CostsStep(Step):
    """The costs; `laid_out` tells that cards or rows were opened or made anew, `begun` the path to go on at."""

    laid_out = Signal()
    begun = Signal(str)

    def __init__(self, design: Design, notation: Notation, parent: QWidget | None = None) -> None:
        super().__init__("2", "Costs", parent)
        self._design, self._notation = design, notation
        self._opened: int | None = 0
        self._rule = ""
        self.cards: list[CostCard] = []
        self._list = parts.column(spacing=6)
        self._none = parts.label(
            "No cost yet: add what this profile takes money for. Costs are collected side by side and add up.",
            "secondary",
            wrap=True,
        )
        menu = QMenu()
        for dimension, words in DIMENSIONS.items():
            menus.add(menu, words, partial(self._add, dimension.value))
        self.add_action(menus.add_button("Add cost", "Add a cost", menu, kind=""))
        self.body.addWidget(self._none)
        self.body.addLayout(self._list)
        design.edited.connect(self._show_words)
        design.reshaped.connect(self._lay_out)

    def keep_open(self, number: int) -> None:
        """Let this cost be the open one when the costs are laid out next."""
        self._opened, self._rule = number, ""

    def open(self, number: int | None, rule: str = "") -> None:
        """Open a cost and one of its rules, and close the others."""
        self._opened, self._rule = number, rule
        self._make_cards()

    def open_at(self, path: str) -> None:
        """Open what is at a path."""
        keys = keys_of(path)
        if keys[:1] != ("costs",) or len(keys) < 2 or not isinstance(keys[1], int):  # noqa: PLR2004 -- a cost
            return
        rule = path if len(keys) > 3 and keys[2] in {"variations", "exceptions"} else ""  # noqa: PLR2004 -- a rule
        rule = f"costs[{keys[1]}].{keys[2]}[{keys[3]}]" if rule else ""
        if self._opened != keys[1] or (rule and rule != self._rule):
            self.open(keys[1], rule)

    def _add(self, dimension: str) -> None:
        self._opened, self._rule = len(items(self._design.draft, "costs")), ""
        self._design.change(editing.add_cost(self._design.draft, dimension))
        self.begun.emit(f"costs[{self._opened}].name")

    def _lay_out(self) -> None:
        count = len(items(self._design.draft, "costs"))
        if self._opened is not None and self._opened >= count:
            self._opened = count - 1 if count else None
        elif self._opened is None and count and not self.cards:
            self._opened = 0
        shown = next((card.number for card in self.cards if card.week is not None), None)
        if len(self.cards) != count or shown != self._opened:
            self._make_cards()
            return
        with Keyboard(self):
            for card in self.cards:
                card.fill(self._rule)
        self._show_words()

    def _make_cards(self) -> None:
        with Keyboard(self):
            parts.empty(self._list)
            self.cards = [self._card(number) for number in range(len(items(self._design.draft, "costs")))]
        self._none.setVisible(not self.cards)
        self._show_words()
        self.laid_out.emit()

    def _card(self, number: int) -> CostCard:
        made = CostCard(self._design, number, self._notation, opened=number == self._opened)
        made.toggled.connect(self._toggle)
        made.rule_opened.connect(self._open_rule)
        made.keyboard_went.connect(partial(focus_on, self))
        made.moved.connect(self.keep_open)
        self._list.addWidget(made)
        if self._rule:
            made.fill(self._rule)
        return made

    def _toggle(self, number: int) -> None:
        self.open(None if number == self._opened else number)

    def _open_rule(self, path: str) -> None:
        self._rule = path
        for card in self.cards:
            card.fill(path)
        self._show_words()
        self.laid_out.emit()

    def _show_words(self) -> None:
        sentences = draft_sentences(self._design.draft)
        if self._design.guess is not None:
            held = rule_words.when_each_holds(self._design.guess)
            sentences |= {path: words for path, words in held.items() if not is_incomplete(sentences.get(path, ""))}
        colours = week_words.colours(self._design.profile) if self._design.profile else {}
        for card in self.cards:
            card.show_words(sentences, colours)
            if card.week is not None:
                card.week.show_profile(self._design.of_cost(card.number))
