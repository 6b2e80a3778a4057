"""One of the four steps: its number, its title, a summary beside it, what can be added, and its content below."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from zefdesk.desktop import icons
from zefdesk.desktop.widgets import parts
from zefdesk.desktop.widgets.elided import ElidedLabel


class Step(QWidget):
    """A step of the designer; `body` is where its content goes, `summary` says it in a line while it is closed."""

    def __init__(self, number: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        plate = parts.label(number, "step")
        plate.setAlignment(Qt.AlignmentFlag.AlignCenter)
        plate.setFixedSize(26, 20)
        self.setAccessibleName(f"Step {number}: {title}")
        self._chevron = parts.icon_button("chevron-down", "", clicked=self.toggle)
        self.summary = ElidedLabel(role="secondary")
        self.summary.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._head = parts.row(self._chevron, plate, parts.label(title, "section"), spacing=8)
        self._head.addWidget(self.summary, 1)
        self._content = QWidget()
        self.body: QVBoxLayout = parts.column(self._content, spacing=8, margins=(4, 0, 0, 6))
        layout = parts.column(self, spacing=6)
        layout.addLayout(self._head)
        layout.addWidget(self._content)
        self.open_up(opened=True)

    @property
    def is_open(self) -> bool:
        """Whether its content is shown."""
        return not self._content.isHidden()

    def open_up(self, *, opened: bool) -> None:
        """Show or hide the content; the head stays."""
        self._content.setVisible(opened)
        icons.put(self._chevron, "chevron-down" if opened else "chevron-right")
        self._chevron.setAccessibleName(f"{'Close' if opened else 'Open'} {self._title}")

    def toggle(self) -> None:
        """Show the content if it is hidden, hide it if it is shown."""
        self.open_up(opened=not self.is_open)

    def add_action(self, widget: QWidget) -> None:
        """Put a button at the right of the head."""
        self._head.addWidget(widget)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.position().y() <= self._chevron.geometry().bottom():
            self.toggle()
