"""A part that scrolls, by keyboard too, and shows by a ring that it has the keyboard."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from zefdesk.desktop.theme import theme, tokens

_RING = """
Pane {{ border: 2px solid {edge}; border-radius: 6px; background: {ground}; }}
Pane:focus {{ border: 2px solid {accent}; }}
"""


class Content(QWidget):
    """What a pane holds: as high as it needs to be at its width, not as it would at its narrowest."""

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), 0)


class Pane(QScrollArea):
    """A scroll area without a frame; `inset` gives it the ground of raw text."""

    def __init__(self, name: str, parent: QWidget | None = None, *, inset: bool = False) -> None:
        super().__init__(parent)
        self._inset = inset
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        theme().changed.connect(self._take_colours)
        self._take_colours()

    def _take_colours(self) -> None:
        of = tokens()
        edge = of.line if self._inset else "transparent"
        self.setStyleSheet(
            _RING.format(edge=edge, accent=of.accent, ground=of.raised if self._inset else "transparent")
        )
