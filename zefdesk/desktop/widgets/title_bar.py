"""The head of a page: its one title at the left, what can be done with the page at the right."""

from PySide6.QtWidgets import QWidget

from zefdesk.desktop.widgets import parts


class TitleBar(QWidget):
    """Title, small widgets beside it, buttons at the right."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._beside = parts.row()
        self._middle = parts.row(None)
        self._right = parts.row()
        layout = parts.row(parts.label(title, "page"), spacing=12)
        layout.addLayout(self._beside)
        layout.addLayout(self._middle, 1)
        layout.addLayout(self._right)
        self.setLayout(layout)

    def add_beside(self, widget: QWidget) -> None:
        """Put a widget beside the title."""
        self._beside.addWidget(widget)

    def add_wide(self, widget: QWidget) -> None:
        """Put a widget into all the room that is left between title and buttons."""
        parts.empty(self._middle)
        self._middle.addWidget(widget, 1)

    def add_right(self, widget: QWidget) -> None:
        """Put a widget at the right, after the earlier ones."""
        self._right.addWidget(widget)
