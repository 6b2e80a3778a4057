"""A list of rows to be ticked, by space, by a click, or by Enter."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from zefdesk.desktop import pictures
from zefdesk.desktop.theme import theme, tokens

ROW = QSize(0, 28)
_BOX = """
QListView::indicator {{
  width: 14px; height: 14px; border: 1px solid {muted}; border-radius: 4px; background: {surface};
}}
QListView::indicator:checked {{ background: {accent}; border-color: {accent}; image: url({check}); }}
"""


class CheckList(QListWidget):
    """Rows with a box in the theme's colours."""

    def __init__(self, name: str, width: int, height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFixedSize(width, height)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme().changed.connect(self._take_colours)
        self._take_colours()

    def add_row(self, words: str, value: object, *, ticked: bool, tip: str = "") -> QListWidgetItem:
        """Add a row that stands for a value."""
        item = QListWidgetItem(words)
        item.setData(Qt.ItemDataRole.UserRole, (value,))
        item.setSizeHint(ROW)
        item.setToolTip(tip)
        item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        self.addItem(item)
        return item

    def items_in_order(self) -> list[QListWidgetItem]:
        """Give the rows from top to bottom."""
        return [self.item(at) for at in range(self.count())]

    def ticked(self) -> list[object]:
        """Give the values of the ticked rows."""
        return [value_of(item) for item in self.items_in_order() if item.checkState() == Qt.CheckState.Checked]

    def _take_colours(self) -> None:
        of = tokens()
        check = pictures.for_style_sheet(of)["check"]
        self.setStyleSheet(_BOX.format(muted=of.muted, surface=of.surface, accent=of.accent, check=check))


def value_of(item: QListWidgetItem) -> object:
    """Give the value that a row stands for."""
    value: object = item.data(Qt.ItemDataRole.UserRole)[0]
    return value
