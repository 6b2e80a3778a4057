"""The files as a list of two-line entries: first those being previewed, then those that are in the ledger."""

from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QWidget

from zefdesk.desktop.theme import colour, font
from zefdesk.desktop.tokens import SECONDARY_PX, TEXT_PX
from zefdesk.desktop.widgets.entry_list import EntryDelegate, OneOfEntries, write_line

_STRONG = QFont.Weight.DemiBold
_MIDDLE = Qt.TextElideMode.ElideMiddle


class Entry(NamedTuple):
    """One file: key, name, what it is, when it came in, what came of it and the tone of that, its whole path."""

    key: str
    name: str
    kind: str
    when: str
    came: str
    tone: str
    path: str

    @property
    def title(self) -> str:
        """The name."""
        return self.name

    @property
    def spoken(self) -> str:
        """All of it on one line."""
        return f"{self.name}, {self.kind}, {self.when}, {self.came}"

    @property
    def tip(self) -> str:
        """The whole path."""
        return self.path


class FileListView(OneOfEntries):
    """The list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_EntryDelegate(), "Files", parent)


class _EntryDelegate(EntryDelegate):
    def write(self, painter: QPainter, inside: QRectF, entry: Entry) -> None:
        inside = inside.adjusted(10, 6, -10, -6)
        write_line(painter, inside, entry.name, font(TEXT_PX, weight=_STRONG), colour("text"), cut=_MIDDLE)
        inside.setTop(inside.center().y())
        came = font(SECONDARY_PX, weight=_STRONG if entry.tone != "muted" else QFont.Weight.Normal)
        room = QFontMetrics(came).horizontalAdvance(entry.came) + 12
        said = " · ".join(filter(None, (entry.when, entry.kind)))
        write_line(painter, inside.adjusted(0, 0, -room, 0), said, font(SECONDARY_PX), colour("muted"))
        write_line(painter, inside.adjusted(inside.width() - room + 10, 0, 2, 0), entry.came, came, colour(entry.tone))
