"""The simple rate of a charger: an amount, what it is per, and what a stay costs by it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from zefdesk.desktop.rates import charger_words, price_words, words
from zefdesk.desktop.rates.fields import SEVERAL, Line
from zefdesk.desktop.widgets import parts
from zefdesk.desktop.widgets.choices import Choice
from zefdesk.domain.notation import Notation
from zefdesk.domain.rate import Basis, SimpleRate, parse_rate
from zefdesk.domain.trouble import UnknownName
from zefdesk.services.charger_overview import Seen

_AMOUNT_PX = 60


class RateRow(QWidget):
    """`given` tells the rate as `charger_file` writes it, once it can be taken; empty takes it away."""

    given = Signal(str)

    def __init__(self, notation: Notation, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notation = notation
        self._shown: str | None = ""
        self._serials: list[str] = []
        self._currency: str | None = None
        self.amount, self.per = Line(), Choice()
        self.amount.setAccessibleName("Simple rate: amount")
        self.amount.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.amount.setFixedWidth(_AMOUNT_PX)
        self.per.setAccessibleName("Simple rate: per")
        self.per.setPlaceholderText(SEVERAL)
        self.per.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for basis, called in price_words.PER.items():
            self.per.addItem(called, basis)
        self._sign = parts.label("", "muted")
        self._said = parts.label("", "secondary", wrap=True)
        layout = parts.column(self, spacing=4)
        row = parts.row(self._sign, self.amount, spacing=6)
        row.addWidget(self.per, 1)
        layout.addLayout(row)
        layout.addWidget(self._said)
        self.amount.textEdited.connect(self._preview)
        self.amount.editingFinished.connect(self._take)
        self.per.activated.connect(lambda _at: self._take())

    def show_chargers(self, chargers: Sequence[Seen]) -> None:
        """Show the rate that chargers have in common."""
        currencies = {seen.charger.currency for seen in chargers}
        self._currency = currencies.pop() if len(currencies) == 1 else None
        sign = self._notation.money(0, self._currency).rstrip("0.,") if self._currency else ""
        self._sign.setText(sign.strip())
        self._sign.setVisible(bool(sign))
        rates = {seen.charger.simple_rate for seen in chargers}
        rate = next(iter(rates)) if len(rates) == 1 else None
        shown = None if len(rates) > 1 else str(rate or "")
        serials = [seen.charger.serial for seen in chargers]
        if serials != self._serials:
            self._serials = serials
            self.per.setCurrentIndex(0)
        if shown == self._shown and self.amount.hasFocus() and self.amount.isModified():
            return
        self._shown = shown
        self._put(rate, {each.basis for each in rates if each})

    def _put(self, rate: SimpleRate | None, bases: set[Basis]) -> None:
        self.amount.setText(charger_words.amount(rate.price, self._notation) if rate else "")
        self.amount.setPlaceholderText(SEVERAL if self._shown is None else "")
        if len(bases) == 1:
            self.per.setCurrentIndex(self.per.findData(next(iter(bases))))
        else:
            self.per.setCurrentIndex(-1 if bases else max(self.per.currentIndex(), 0))
        self._preview()

    @property
    def said(self) -> str:
        """What is said of the rate: what a stay costs, or what is wrong."""
        return self._said.text()

    def _text(self) -> str:
        """Give the rate as it is kept, empty for no amount; raises UnknownName for one that cannot be read."""
        typed, basis = self.amount.text().strip(), self.per.currentData()
        if not typed:
            return ""
        amount = charger_words.read_decimal(typed, self._notation)
        if amount is None or basis is None:
            example = charger_words.decimal(350_000_000, self._notation)
            raise UnknownName(f"'{typed}' is no amount: write a number such as {example}, and say what it is per")
        if amount.startswith("-"):
            raise UnknownName(f"'{typed}' is negative: a rate may not be; 0 makes it free")
        return str(parse_rate(f"{amount}/{basis.value}"))

    def _preview(self) -> None:
        try:
            rate = parse_rate(self._text())
        except UnknownName:
            self._say("" if self._shown is not None else "The rates differ; an amount sets all of them.")
            return
        self._say(price_words.stay(rate, self._currency, self._notation))

    def _say(self, sentence: str, tone: str = "") -> None:
        parts.restyle(self._said, "tone", tone)
        self._said.setText(sentence)
        self._said.setVisible(bool(sentence))
        self.amount.setAccessibleDescription(sentence)

    def _take(self) -> None:
        if self._shown is None and not self.amount.text().strip():
            return
        try:
            text = self._text()
        except UnknownName as error:
            self._say(words.sentence(error), "bad")
            return
        self.amount.setModified(False)
        if text != self._shown:
            self._shown = text
            self.given.emit(text)
