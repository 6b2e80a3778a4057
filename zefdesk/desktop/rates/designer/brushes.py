"""The rates that hours can be painted with: a button for each, and a field for a new one."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QLineEdit, QPushButton, QWidget

from zefdesk.desktop.rates.designer import week_paint
from zefdesk.desktop.rates.designer.week_shape import Tag
from zefdesk.desktop.theme import theme
from zefdesk.desktop.widgets import parts
from zefdesk.desktop.widgets.flow import Flow
from zefdesk.domain.notation import Notation

_ICON = QSize(20, 14)
_SQUARE = 14
"""What is painted of an icon; the rest keeps its word apart."""
_FIELD_PX = 92


class Brushes(QWidget):
    """The legend of a week, to choose from; `entered` tells that a new rate was typed and Enter pressed."""

    entered = Signal()

    def __init__(self, notation: Notation, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notation = notation
        self._tags: tuple[Tag, ...] = ()
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        self._group.buttonClicked.connect(self._clicked)
        self._row = Flow(self, spacing=4)
        self.new_rate = QLineEdit()
        self.new_rate.setFixedWidth(_FIELD_PX)
        self.new_rate.setPlaceholderText("new rate")
        self.new_rate.setAccessibleName("New rate to paint with")
        self.new_rate.setToolTip(
            "Type a rate, then drag over hours; or select hours first, type a rate and press Enter"
        )
        self.new_rate.textEdited.connect(self._typed)
        self.new_rate.returnPressed.connect(self.entered)
        self._row.addWidget(self.new_rate)
        theme().changed.connect(self._colour_again)

    def show_tags(self, tags: Sequence[Tag]) -> None:
        """Show the rates there are."""
        if tuple(tags) == self._tags:
            return
        if [tag.colour for tag in tags] == [tag.colour for tag in self._tags]:
            self._tags = tuple(tags)
            for number, tag in enumerate(self._tags):
                _name(self._group.button(number), tag)
            return
        chosen = self.number
        kept = self._tags[chosen][:2] if chosen is not None else None
        self._tags = tuple(tags)
        for button in self._group.buttons():
            self._group.removeButton(button)
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        for number, tag in enumerate(self._tags):
            made = parts.button("", kind="brush")
            _name(made, tag)
            made.setCheckable(True)
            made.setIcon(_icon(tag.colour))
            made.setIconSize(_ICON)
            made.setToolTip(f"Paint with this rate (Alt+{number + 1} in the week)")
            made.setChecked(tag[:2] == kept)
            self._group.addButton(made, number)
            self._row.insert(number, made)
            made.show()

    @property
    def number(self) -> int | None:
        """The number of the rate that is chosen; None where none is."""
        found = [self._group.id(button) for button in self._group.buttons() if button.isChecked()]
        return found[0] if found else None

    @property
    def typed(self) -> str:
        """The new rate as a profile writes it; empty where none is typed."""
        return self.new_rate.text().strip().replace(self._notation.decimal, ".")

    def begin_typing(self, text: str) -> None:
        """Go on with a new rate that was begun elsewhere."""
        self.new_rate.setFocus()
        self.new_rate.setText(text)
        self._typed()

    def choose(self, number: int) -> None:
        """Choose a rate by its number; another number chooses none."""
        for button in self._group.buttons():
            button.setChecked(self._group.id(button) == number)
        self.new_rate.clear()

    def _clicked(self, button: QPushButton) -> None:
        self.choose(self._group.id(button) if button.isChecked() else -1)

    def _typed(self) -> None:
        for button in self._group.buttons():
            button.setChecked(False)

    def _colour_again(self) -> None:
        for button, tag in zip(self._group.buttons(), self._tags, strict=True):
            button.setIcon(_icon(tag.colour))


def _name(button: QAbstractButton, tag: Tag) -> None:
    words = f"{tag.name} {tag.price}".strip()
    if words == button.text():
        return
    button.setText(words)
    button.setAccessibleName(f"Paint with {words}")


def _icon(number: int) -> QIcon:
    picture = QPixmap(_ICON)
    picture.fill(Qt.GlobalColor.transparent)
    with QPainter(picture) as painter:
        week_paint.fill(painter, QRectF(0, 0, _SQUARE, _SQUARE), number)
    return QIcon(picture)
