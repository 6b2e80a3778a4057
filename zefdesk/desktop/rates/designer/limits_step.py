"""Step 3: taxes, the least and the most that a session costs, from when on it is billed at all, and rounding."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from zefdesk.billing.sentences import draft_sentences
from zefdesk.desktop.rates.designer import forms
from zefdesk.desktop.rates.designer.design import Design
from zefdesk.desktop.rates.designer.fields import Field
from zefdesk.desktop.rates.designer.forms import Form
from zefdesk.desktop.rates.designer.rounding_rows import RoundingRows
from zefdesk.desktop.rates.designer.step import Step
from zefdesk.desktop.rates.designer.tax_rows import TaxRows
from zefdesk.desktop.widgets import parts
from zefdesk.domain.notation import Notation

_AMOUNT_PX = 84


class LimitsStep(Step):
    """Taxes, limits, threshold, rounding."""

    def __init__(self, design: Design, notation: Notation, parent: QWidget | None = None) -> None:
        super().__init__("3", "Taxes and limits", parent)
        self._design = design
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(6)
        self._grid.setVerticalSpacing(4)
        money = forms.money(notation, "none")
        self._add_limit(0, "A session costs at least", "minimum", money)
        self._add_limit(1, "and at most", "maximum", money)
        self._add_threshold(2, notation)
        self._grid.setColumnStretch(5, 1)
        self.body.addWidget(TaxRows(design, notation))
        self.body.addWidget(parts.label("Limits of a session", "strong"))
        self.body.addLayout(self._grid)
        self.body.addWidget(RoundingRows(design, notation))
        design.edited.connect(self._say)
        design.reshaped.connect(self._say)

    def _add_limit(self, row: int, words: str, key: str, form: Form) -> None:
        self._grid.addWidget(parts.label(words, "muted"), row, 0)
        for column, (part, after) in enumerate((("before_tax", "before tax"), ("after_tax", "after tax"))):
            field = Field(self._design, f"{key}.{part}", f"{key.capitalize()} {after}", form, width=_AMOUNT_PX)
            field.setAlignment(Qt.AlignmentFlag.AlignRight)
            self._grid.addWidget(field, row, 1 + 2 * column)
            self._grid.addWidget(parts.label(after, "muted"), row, 2 + 2 * column)

    def _add_threshold(self, row: int, notation: Notation) -> None:
        self._grid.addWidget(parts.label("It is billed only from", "muted"), row, 0)
        energy = forms.decimal(notation, "none")
        span = forms.span(forms.MINUTES)._replace(hint="none")
        for column, (key, name, form, after) in enumerate(
            (
                ("min_energy_kwh", "Least energy that is billed", energy, "kWh"),
                ("min_duration_s", "Least time that is billed", span, "plugged in"),
            )
        ):
            field = Field(self._design, f"billable_threshold.{key}", name, form, width=_AMOUNT_PX)
            field.setAlignment(Qt.AlignmentFlag.AlignRight)
            self._grid.addWidget(field, row, 1 + 2 * column)
            self._grid.addWidget(parts.label(after, "muted"), row, 2 + 2 * column)

    def _say(self) -> None:
        sentences = draft_sentences(self._design.draft)
        keys = [key for key in sentences if key.startswith("taxes[")]
        told = [
            sentences[key] for key in (*sorted(keys), "minimum", "maximum", "billable_threshold") if key in sentences
        ]
        self.summary.setText("  ·  ".join(told) or "no tax, no minimum, no maximum")
