"""The kinds of findings as a list: title, severity with its sign, how many are open, what they cost."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QWidget

from zefdesk.desktop.theme import colour, font, tokens
from zefdesk.desktop.tokens import SECONDARY_PX, TEXT_PX
from zefdesk.desktop.widgets import entry_list, signs
from zefdesk.desktop.widgets.badge import Look
from zefdesk.desktop.widgets.entry_list import LINE_PX, EntryDelegate, OneOfEntries, write_line

_SIGN_PX = 18
_STRONG = QFont.Weight.DemiBold


class Entry(NamedTuple):
    """One kind: its code, title, severity, how many are open (empty where none was found), what they cost, more."""

    code: str
    title: str
    look: Look
    opened: str
    money: str
    tip: str

    @property
    def key(self) -> str:
        """The code."""
        return self.code

    @property
    def spoken(self) -> str:
        """All of it on one line."""
        return ", ".join(filter(None, (self.title, self.look.word, self.opened or "none found", self.money)))


class KindListView(OneOfEntries):
    """The list, which stays where it is when what it shows is counted again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_EntryDelegate(), "Kinds of findings", parent)

    def show_entries(self, entries: Sequence[entry_list.Entry], current: str) -> None:
        """Show other entries and make one of them current, without saying that it was chosen."""
        bar = self.verticalScrollBar()
        stands = bar.value()
        super().show_entries(entries, current)
        bar.setValue(stands)


class _EntryDelegate(EntryDelegate):
    height = 48

    def write(self, painter: QPainter, inside: QRectF, entry: Entry) -> None:
        inside = inside.adjusted(10, 5, -10, -5)
        found = bool(entry.opened)
        strong, plain = font(TEXT_PX, weight=_STRONG), font(TEXT_PX)
        room = QFontMetrics(strong).horizontalAdvance(entry.opened) + 10 if found else 0
        write_line(painter, inside.adjusted(0, 0, -room, 0), entry.title, strong if found else plain, _ink(found))
        write_line(
            painter, inside.adjusted(inside.width() - room, 0, 0, 0), entry.opened, strong, _ink(found), right=True
        )
        inside.setTop(inside.top() + LINE_PX + 2)
        ink = QColor(tokens().tone(entry.look.tone)[0]) if found else colour("muted")
        signs.draw(painter, QRectF(inside.left(), inside.top(), 10, LINE_PX), entry.look.sign, ink)
        small = font(SECONDARY_PX)
        inside.setLeft(inside.left() + _SIGN_PX)
        room = QFontMetrics(small).horizontalAdvance(entry.money) + 8
        said = entry.look.word if found else f"{entry.look.word} · none found"
        write_line(painter, inside.adjusted(0, 0, -room, 0), said, small, ink)
        write_line(
            painter, inside.adjusted(inside.width() - room, 0, 0, 0), entry.money, small, colour("muted"), right=True
        )


def _ink(found: bool) -> QColor:  # noqa: FBT001 -- one of two inks
    return colour("text" if found else "muted")
