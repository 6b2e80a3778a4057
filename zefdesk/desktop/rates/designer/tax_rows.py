"""The taxes of a profile: name, percentage, and the costs that each is taken on."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from zefdesk.billing import editing
from zefdesk.billing.draft import items, put, remove
from zefdesk.desktop.rates.designer import forms
from zefdesk.desktop.rates.designer.design import Design
from zefdesk.desktop.rates.designer.fields import Choice, Field, Flag
from zefdesk.desktop.rates.designer.keyboard import Keyboard
from zefdesk.desktop.widgets import parts
from zefdesk.desktop.widgets.flow import Flow
from zefdesk.domain.notation import Notation

_NAME_PX, _PERCENT_PX = 132, 76
_STACKS = ((0, "on the prices"), (1, "on the taxes before it too"))


class TaxRows(QWidget):
    """A row for each tax, and what is added."""

    def __init__(self, design: Design, notation: Notation, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._design, self._notation = design, notation
        self._toggles: list[tuple[str, str, QPushButton]] = []
        self._rows = parts.column(spacing=4)
        self._included = Flag(design, "prices_include_tax", "The prices include tax")
        add = parts.button("Tax", "plus", kind="ghost", tip="Add a tax on all costs", clicked=self._add)
        add.setAccessibleName("Add a tax")
        layout = parts.column(self, spacing=6)
        layout.addLayout(parts.row(parts.label("Taxes", "strong"), None, self._included, add))
        layout.addLayout(self._rows)
        design.reshaped.connect(self._lay_out)
        design.edited.connect(self._show_costs)

    def _lay_out(self) -> None:
        taxes = items(self._design.draft, "taxes")
        self._included.setVisible(bool(taxes))
        self._included.show_again()
        with Keyboard(self):
            parts.empty(self._rows)
            self._toggles = []
            for number in range(len(taxes)):
                self._rows.addLayout(self._row(number, several=len(taxes) > 1))
        self._show_costs()

    def _row(self, number: int, *, several: bool) -> QHBoxLayout:
        path = f"taxes[{number}]"
        name = Field(self._design, f"{path}.name", f"Name of tax {number + 1}", width=_NAME_PX)
        form = forms.decimal(self._notation, "8")
        percent = Field(self._design, f"{path}.percent", f"Percentage of tax {number + 1}", form, width=_PERCENT_PX)
        percent.setAlignment(Qt.AlignmentFlag.AlignRight)
        line = Flow()
        for each in (name, percent, parts.label("%  on", "muted")):
            line.addWidget(each)
        for at in range(len(items(self._design.draft, "costs"))):
            toggle = parts.button("", kind="small")
            toggle.setCheckable(True)
            toggle.clicked.connect(partial(self._toggle, f"{path}.name", f"costs[{at}]"))
            self._toggles.append((f"{path}.name", f"costs[{at}]", toggle))
            line.addWidget(toggle)
        if several:
            stack = Choice(self._design, f"{path}.stack", f"What tax {number + 1} is taken on", _STACKS, 0)
            line.addWidget(stack)
        made = parts.row(spacing=4)
        made.addLayout(line, 1)
        out = parts.icon_button("x", f"Remove tax {number + 1}")
        out.clicked.connect(lambda: self._design.change(remove(self._design.draft, path)))
        made.addWidget(out, alignment=Qt.AlignmentFlag.AlignTop)
        return made

    def _show_costs(self) -> None:
        for name, cost, toggle in self._toggles:
            tax = self._design.value(name)
            words = str(self._design.value(f"{cost}.name") or "cost")
            toggle.setText(words)
            toggle.setAccessibleName(f"{tax} on {words}")
            toggle.setChecked(tax in items(self._design.draft, f"{cost}.taxes"))

    def _toggle(self, name: str, cost: str) -> None:
        tax = self._design.value(name)
        taxed = items(self._design.draft, f"{cost}.taxes")
        changed = [one for one in taxed if one != tax] if tax in taxed else [*taxed, tax]
        self._design.change(put(self._design.draft, f"{cost}.taxes", changed or None))

    def _add(self) -> None:
        self._design.change(editing.add_tax(self._design.draft, "Sales tax"))
