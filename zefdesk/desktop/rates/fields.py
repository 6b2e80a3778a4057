"""Fields of the charger form: a title, what is typed or chosen, and beside it what is wrong with that."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from zefdesk.desktop.rates import charger_words, words
from zefdesk.desktop.widgets import choices, parts
from zefdesk.domain.notation import Notation
from zefdesk.services import charger_changes

SEVERAL = "several values"
_UNDO = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class Line(QLineEdit):
    """A line whose Undo is that of what is typed; where nothing is typed, it is left to the page."""

    def event(self, event: QEvent) -> bool:
        if not self.isModified() and _is_undo(event):
            event.ignore()
            return False
        return super().event(event)


def _is_undo(event: QEvent) -> bool:
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    return any(event.matches(each) for each in _UNDO)


class Field(QWidget):
    """`given` tells the key and the text that a person gave, once it can be taken."""

    given = Signal(str, str)

    def __init__(self, key: str, title: str, editor: QWidget, note: str = "") -> None:
        super().__init__()
        self.key, self._editor, self._note_text = key, editor, note
        self._shown: str | None = ""
        self._title = parts.label(title, "secondary")
        self._title.setBuddy(editor)
        self._note = parts.label(note, "secondary", wrap=True)
        editor.setAccessibleName(title)
        self.setFocusProxy(editor)
        layout = parts.column(self, spacing=3)
        layout.addWidget(self._title)
        layout.addWidget(editor)
        layout.addWidget(self._note)
        self._note.setVisible(bool(note))

    def show_texts(self, texts: Sequence[str]) -> None:
        """Show what chargers have: the one text of all, or that there are several."""
        distinct = set(texts)
        shown = distinct.pop() if len(distinct) == 1 else None if distinct else ""
        if shown == self._shown and (self.is_at_work or self.wrong):
            return
        self._shown = shown
        self.say_wrong("")
        self.put(shown)

    def say_wrong(self, sentence: str) -> None:
        """Say beside the field what is wrong; nothing takes it away."""
        self._note.setText(sentence or self._note_text)
        self._note.setVisible(bool(sentence or self._note_text))
        parts.restyle(self._note, "role", "secondary")
        parts.restyle(self._note, "tone", "bad" if sentence else "")
        self._editor.setAccessibleDescription(sentence or self._note_text)

    @property
    def wrong(self) -> str:
        """What is wrong now, as it is said."""
        return self._note.text() if self._note.property("tone") == "bad" else ""

    def forget(self) -> str:
        """Take away what cannot be taken, as other chargers are shown now; say what that was."""
        wrong = self.wrong
        self.say_wrong("")
        self.put(self._shown)
        return f"{self._title.text()}: {wrong}" if wrong else ""

    @property
    def is_at_work(self) -> bool:
        """Whether somebody is typing here."""
        return False

    def put(self, text: str | None) -> None:
        """Put a text into the editor; None for several."""
        raise NotImplementedError

    def checked(self, text: str) -> str:
        """Say why a text cannot be taken; empty where it can."""
        return charger_changes.check(self.key, text)

    def take(self, text: str) -> None:
        """Give a text on, unless it is what there was or cannot be taken."""
        if text == self._shown or (self._shown is None and not text):
            self.say_wrong("")
            return
        wrong = self.checked(text)
        self.say_wrong(words.capital(wrong))
        if not wrong:
            self._shown = text
            self.given.emit(self.key, text)


class LineField(Field):
    """A field in which a text is typed; Enter or leaving it gives it."""

    def __init__(self, key: str, title: str, note: str = "", *, placeholder: str = "") -> None:
        self.line = Line()
        self._placeholder = placeholder
        super().__init__(key, title, self.line, note)
        self.line.editingFinished.connect(self._finished)
        self.line.textEdited.connect(lambda _text: self.say_wrong(""))

    @property
    def is_at_work(self) -> bool:
        return self.line.hasFocus() and self.line.isModified()

    def put(self, text: str | None) -> None:
        self.line.setText(self.written(text or ""))
        self.line.setCursorPosition(0)
        self.line.setPlaceholderText(SEVERAL if text is None else self._placeholder)

    def written(self, text: str) -> str:
        """Write what is kept as a person reads it."""
        return text

    def read(self, text: str) -> str:
        """Read what a person typed as it is kept."""
        return text.strip()

    def _finished(self) -> None:
        if self.line.isModified():
            self.take(self.read(self.line.text()))
            self.line.setModified(bool(self.wrong))


class SerialField(LineField):
    """The serial of a charger: it can be another one while no session names the charger."""

    _HELD = "Its sessions are told apart by it."

    def checked(self, text: str) -> str:
        return "" if text else "a charger needs a serial"

    def hold(self, *, held: bool) -> None:
        """Let the serial be changed, or hold it."""
        self.line.setReadOnly(held)
        self.line.setToolTip(self._HELD if held else "")


class NumberField(LineField):
    """A field for a decimal, written as numbers are written here."""

    def __init__(self, key: str, title: str, notation: Notation, note: str = "") -> None:
        self._notation = notation
        self._readable = True
        super().__init__(key, title, note)
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight)

    def written(self, text: str) -> str:
        return text.replace(".", self._notation.decimal)

    def read(self, text: str) -> str:
        number = charger_words.read_decimal(text, self._notation)
        self._readable = number is not None or not text.strip()
        return number or text.strip()

    def checked(self, text: str) -> str:
        example = self.written("7.2")
        return super().checked(text) if self._readable else f"'{text}' is no number: write one such as {example}"


class ListField(LineField):
    """A field for several texts, separated by semicolons."""

    def __init__(self, key: str, title: str, note: str = "") -> None:
        super().__init__(key, title, note, placeholder="several: a; b")

    def written(self, text: str) -> str:
        return text.replace(";", "; ")

    def read(self, text: str) -> str:
        return ";".join(part.strip() for part in text.split(";") if part.strip())


class ChoiceField(Field):
    """A field in which one of many is chosen, found by typing where the box can be typed into."""

    def __init__(self, key: str, title: str, box: QComboBox, note: str = "") -> None:
        self.box = box
        self._placeholder = line.placeholderText() if (line := box.lineEdit()) is not None else ""
        super().__init__(key, title, box, note)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(4)
        box.activated.connect(lambda _at: self._chosen())
        if line is not None:
            line.editingFinished.connect(self._chosen)
            line.textEdited.connect(lambda _text: self.say_wrong(""))

    @property
    def is_at_work(self) -> bool:
        line = self.box.lineEdit()
        return line is not None and line.hasFocus() and line.isModified()

    def put(self, text: str | None) -> None:
        at = self.box.findData(text) if text is not None else -1
        self.box.setCurrentIndex(at)
        if (line := self.box.lineEdit()) is not None:
            self.box.setEditText(self.box.itemText(at) if at >= 0 else text or "")
            line.setCursorPosition(0)
            line.setPlaceholderText(SEVERAL if text is None else self._placeholder)
        else:
            self.box.setPlaceholderText(SEVERAL)

    def _chosen(self) -> None:
        self.take(choices.value_of(self.box, self.box.currentText().strip()) or "")
