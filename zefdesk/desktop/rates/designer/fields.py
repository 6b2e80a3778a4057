"""Fields bound to paths of a draft: what is typed goes there at once, and what stands there is shown."""

from collections.abc import Sequence
from typing import Any, TypeAlias

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QCheckBox, QComboBox, QCompleter, QHBoxLayout, QLineEdit, QPushButton, QWidget

from zefdesk.billing.draft import put
from zefdesk.desktop.rates.designer.design import Design
from zefdesk.desktop.rates.designer.forms import TEXT, Form
from zefdesk.desktop.widgets import parts

_MANY = 7


class Field(QLineEdit):
    """A line of text; red while what stands there cannot be read, and its tip says why."""

    def __init__(
        self,
        design: Design,
        path: str,
        name: str,
        form: Form = TEXT,
        *,
        width: int = 0,
    ) -> None:
        super().__init__()
        self._design, self.path, self._form = design, path, form
        self._tip = ""
        self._typing = False
        self.setAccessibleName(name)
        self.setPlaceholderText(form.hint)
        if width:
            self.setFixedWidth(width)
        self.textEdited.connect(self._typed)
        design.edited.connect(self.show_again)
        design.reshaped.connect(self.show_anew)
        self.show_anew()

    def bind(self, path: str, name: str) -> None:
        """Belong to another path from now on."""
        self.setAccessibleName(name)
        if path != self.path:
            self.path = path
            self.show_anew()

    def show_again(self) -> None:
        """Show what stands in the draft, unless it is typed here just now."""
        if not (self.hasFocus() or self._typing):
            self.show_anew()
        self._mark()

    def show_anew(self) -> None:
        """Show what stands in the draft, whatever is typed here."""
        value = self._design.value(self.path)
        if value != self._form.read(self.text()) or not (self.hasFocus() or self._typing):
            text = self._form.show(value)
            if text != self.text():
                self.setText(text)
                self.setCursorPosition(0)
        self._mark()

    def setToolTip(self, text: str) -> None:
        self._tip = text
        self._mark()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._typing = False
        self._design.end_typing()
        self.show_again()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave undo and redo to the draft, which knows more than this field."""
        if undoes(event) or redoes(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _typed(self, text: str) -> None:
        self._typing = True
        self._design.type_in(self.path, self._form.read(text))
        self._mark()

    def _mark(self) -> None:
        said = self._design.fault_at(self.path)
        parts.restyle(self, "wrong", "true" if said else "false")
        self.setAccessibleDescription(said or self._tip)
        super().setToolTip(said or self._tip)


class Suggested(Field):
    """A line of text with suggestions from a long list, found by any part of them."""

    def __init__(self, design: Design, path: str, name: str, suggestions: Sequence[str], *, width: int = 0) -> None:
        super().__init__(design, path, name, width=width)
        completer = QCompleter(list(suggestions), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.activated.connect(self._typed)
        self.setCompleter(completer)


class RateOrWaived(Field):
    """The rate of an exception: a rate that is typed is no waiver any more; none at all is wrong."""

    def _typed(self, text: str) -> None:
        self._typing = True
        waived = self.path.removesuffix("rate") + "waived"
        self._design.type_in(self.path, self._form.read(text), also={waived: None})
        self._mark()


def undoes(event: QKeyEvent) -> bool:
    """Whether a key takes something back."""
    return event.matches(QKeySequence.StandardKey.Undo)


def redoes(event: QKeyEvent) -> bool:
    """Whether a key does again what was taken back."""
    control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    return event.matches(QKeySequence.StandardKey.Redo) or (control and event.key() == Qt.Key.Key_Y)


def labelled(title: str, field: QWidget) -> QWidget:
    """Put a small title over a field."""
    made = QWidget()
    layout = parts.column(made, spacing=2)
    layout.addWidget(parts.label(title, "secondary"))
    layout.addWidget(field)
    return made


class Choice(QComboBox):
    """One of a few values; choosing can reshape rows."""

    def __init__(
        self,
        design: Design,
        path: str,
        name: str,
        choices: Sequence[tuple[Any, str]],
        usual: Any = None,  # noqa: ANN401 -- any JSON
    ) -> None:
        super().__init__()
        self._design, self.path, self._usual = design, path, usual
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for value, words in choices:
            self.addItem(words, (value,))
        self.activated.connect(self._chosen)
        design.edited.connect(self.show_again)
        design.reshaped.connect(self.show_again)
        self.show_again()

    def show_again(self) -> None:
        """Show what stands in the draft."""
        value = self._design.value(self.path)
        value = self._usual if value is None else value
        found = next((at for at in range(self.count()) if self.itemData(at)[0] == value), -1)
        with QSignalBlocker(self):
            self.setCurrentIndex(found)

    def wheelEvent(self, event: QEvent) -> None:
        """Scroll the page, never the choice."""
        event.ignore()

    def _chosen(self, number: int) -> None:
        value = self.itemData(number)[0]
        self._design.change(put(self._design.draft, self.path, value))


class Flag(QCheckBox):
    """A yes or no; no is not written."""

    def __init__(self, design: Design, path: str, words: str) -> None:
        super().__init__(words)
        self.setAccessibleName(words)
        self._design, self.path = design, path
        self.toggled.connect(self._toggled)
        design.edited.connect(self.show_again)
        design.reshaped.connect(self.show_again)
        self.show_again()

    def bind(self, path: str, name: str) -> None:
        """Belong to another path from now on."""
        self.setAccessibleName(name)
        self.path = path
        self.show_again()

    def show_again(self) -> None:
        """Show what stands in the draft."""
        with QSignalBlocker(self):
            self.setChecked(self._design.value(self.path) is True)

    def _toggled(self, on: bool) -> None:  # noqa: FBT001 -- Qt's signal
        self._design.type_in(self.path, True if on else None)


class Waiver(Flag):
    """Whether an exception waives its cost: then it has no rate; taken back, it has the base rate."""

    def _toggled(self, on: bool) -> None:  # noqa: FBT001 -- Qt's signal
        rate = self.path.removesuffix("waived") + "rate"
        usual = self._design.value(f"{self.path.partition('.')[0]}.rate")
        self._design.type_in(self.path, True if on else None, also={rate: None if on else usual})


class Several(QWidget):
    """Several of a few values (days, months, taxes), each a button to be pressed in."""

    chosen = Signal()

    def __init__(self, design: Design, path: str, name: str, choices: Sequence[tuple[Any, str, str]]) -> None:
        super().__init__()
        self._design, self.path = design, path
        self._buttons: list[tuple[Any, QPushButton]] = []
        self.setAccessibleName(name)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(1 if len(choices) > _MANY else 2)
        for value, words, whole in choices:
            made = parts.button(words, kind="small")
            made.setProperty("narrow", "true" if len(choices) > _MANY else "false")
            made.setCheckable(True)
            made.setAccessibleName(f"{name}: {whole}")
            made.setToolTip(whole)
            made.clicked.connect(self._clicked)
            self._buttons.append((value, made))
            layout.addWidget(made)
        design.edited.connect(self.show_again)
        design.reshaped.connect(self.show_again)
        self.show_again()

    def show_again(self) -> None:
        """Show what stands in the draft."""
        told = self._design.value(self.path)
        found = told if isinstance(told, list) else ()
        for value, made in self._buttons:
            made.setChecked(value in found)

    def _clicked(self) -> None:
        found = [value for value, made in self._buttons if made.isChecked()]
        self._design.end_typing()
        self._design.type_in(self.path, found or None)
        self._design.end_typing()
        self.chosen.emit()


Bound: TypeAlias = Field | Choice | Flag | Several
"""What is bound to a path."""
