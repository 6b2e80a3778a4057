"""Rounding: blocks in which costs are billed, and the policy by which amounts are rounded, with its parts."""

from typing import Any

from PySide6.QtWidgets import QComboBox, QWidget

from zefdesk.billing.draft import items, put
from zefdesk.billing.profile_text import policy_document
from zefdesk.desktop.rates.designer import forms
from zefdesk.desktop.rates.designer.design import Design
from zefdesk.desktop.rates.designer.fields import Field
from zefdesk.desktop.widgets import parts
from zefdesk.desktop.widgets.flow import Flow
from zefdesk.domain.notation import Notation
from zefdesk.domain.policy import PRESETS, Direction, Lines, Rounding, Step
from zefdesk.domain.profile import Dimension

_NAMES = {
    "zefdesk": "ZefDesk",
    "ocpi": "OCPI",
    "ocpi-kit": "ocpi-kit",
    "sap": "SAP",
    "citrineos": "CitrineOS",
}
_PARTS: dict[str, tuple[tuple[str, str], ...]] = {
    "lines": ((Lines.PER_LINE.value, "each line is rounded"), (Lines.TOTAL_ONCE.value, "the total is rounded once")),
    "rounding": ((Rounding.HALF_UP.value, "half up"), (Rounding.DOWN.value, "cut off")),
    "step": (
        (Step.OCPI.value, "blocks are counted over the whole session"),
        (Step.PER_PRICE.value, "blocks are counted line by line"),
        (Step.NONE.value, "no blocks"),
    ),
    "direction": (
        (Direction.UP.value, "a block that is begun is billed"),
        (Direction.DOWN.value, "a block that is begun is not billed"),
        (Direction.NEAREST.value, "the nearer number of blocks is billed"),
    ),
}
_TITLES = {"lines": "Lines", "rounding": "Rounding", "step": "Blocks", "direction": "Begun blocks"}
_USUAL = "zefdesk"


class RoundingRows(QWidget):
    """The policy and the blocks of each cost."""

    def __init__(self, design: Design, notation: Notation, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._design, self._notation = design, notation
        self._preset = _box("Rounding policy", tuple(_NAMES.items()))
        self._preset.activated.connect(self._choose_preset)
        self._boxes = {key: _box(_TITLES[key], choices) for key, choices in _PARTS.items()}
        line = Flow()
        line.addWidget(parts.label("As", "muted"))
        line.addWidget(self._preset)
        for key, box in self._boxes.items():
            box.activated.connect(lambda _at, key=key: self._choose_part(key))
            line.addWidget(box)
        self._blocks = parts.column(spacing=4)
        layout = parts.column(self, spacing=6)
        layout.addWidget(parts.label("Rounding", "strong"))
        layout.addLayout(line)
        layout.addLayout(self._blocks)
        design.reshaped.connect(self._lay_out)
        design.edited.connect(self._show_of_blocks)

    def _lay_out(self) -> None:
        document = self._document()
        self._preset.setCurrentIndex(self._preset.findData(document["name"]))
        for key, box in self._boxes.items():
            box.setCurrentIndex(box.findData(document[key]))
        parts.empty(self._blocks)
        for number in range(len(items(self._design.draft, "costs"))):
            self._show_block(f"costs[{number}]")
        self._show_of_blocks()

    def _show_of_blocks(self) -> None:
        """Ask how blocks are counted only where there are some."""
        costs = range(len(items(self._design.draft, "costs")))
        some = any(self._design.value(f"costs[{number}].step") is not None for number in costs)
        for key in ("step", "direction"):
            self._boxes[key].setVisible(some)

    def _show_block(self, cost: str) -> None:
        dimension = self._design.value(f"{cost}.dimension")
        if dimension == Dimension.SESSION.value:
            return
        name = str(self._design.value(f"{cost}.name") or "cost")
        energy = dimension == Dimension.ENERGY.value
        form = forms.Form(forms.TEXT.show, _whole, "exactly") if energy else forms.span("s")._replace(hint="exactly")
        field = Field(self._design, f"{cost}.step", f"Block of {name}", form, width=80)
        field.setToolTip("Billed in whole blocks of this; empty: exactly what was measured")
        unit = parts.label("Wh" if energy else "", "muted")
        self._blocks.addLayout(parts.row(parts.label(f"{name} in blocks of", "muted"), field, unit, None, spacing=6))

    def _document(self) -> dict[str, Any]:
        """Give all parts of the policy as it stands."""
        told = self._design.value("policy")
        own = told if isinstance(told, dict) else {"name": told if isinstance(told, str) else _USUAL}
        base = PRESETS.get(str(own.get("name", _USUAL)), PRESETS[_USUAL])
        return {**policy_document(base), **own}

    def _choose_preset(self) -> None:
        name = self._preset.currentData()
        self._design.change(put(self._design.draft, "policy", None if name == _USUAL else name))

    def _choose_part(self, key: str) -> None:
        document = {**self._document(), key: self._boxes[key].currentData()}
        base = policy_document(PRESETS.get(document["name"], PRESETS[_USUAL]))
        own = {name: value for name, value in document.items() if value != base.get(name)}
        self._design.change(put(self._design.draft, "policy", {"name": document["name"], **own}))


def _whole(text: str) -> int | str | None:
    return int(text) if text.strip().isdigit() else text.strip() or None


def _box(name: str, choices: tuple[tuple[str, str], ...]) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(name)
    for value, words in choices:
        made.addItem(words, value)
    return made
