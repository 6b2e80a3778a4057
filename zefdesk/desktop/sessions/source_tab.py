"""The Source tab: every place that tells the session, with the raw row between its neighbours, and field by field."""

from pathlib import PurePath
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from zefdesk.desktop.bill.pane import Pane
from zefdesk.desktop.sessions import raw_rows
from zefdesk.desktop.theme import colour, font
from zefdesk.desktop.widgets import parts
from zefdesk.desktop.widgets.elided import ElidedLabel
from zefdesk.desktop.widgets.key_values import KeyValues

if TYPE_CHECKING:
    from zefdesk.store.sources import SourceView

MOST_PLACES = 8
_LONGEST_LINE, _MOST_LINES = 4000, 40
_PAD = 8


class SourceTab(Pane):
    """Shows sources; `import_wanted` asks for the import of one, `copied` tells what was copied."""

    import_wanted = Signal(int)
    copy_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Source", parent)

    def show_sources(self, sources: "list[SourceView]") -> None:
        """Show the places in the order of their imports."""
        content = QWidget()
        layout = parts.column(content, spacing=10, margins=(16, 14, 16, 14))
        if len(sources) > 1:
            layout.addWidget(parts.label(f"Told {len(sources)} times", "section"))
        for source in sources[:MOST_PLACES]:
            self._add_place(layout, source)
        if len(sources) > MOST_PLACES:
            layout.addWidget(parts.label(f"and {len(sources) - MOST_PLACES} more places", "secondary"))
        if not sources:
            layout.addWidget(parts.label("Nothing is selected.", "muted"))
        layout.addStretch(1)
        self.setWidget(content)

    def _add_place(self, layout: QVBoxLayout, source: "SourceView") -> None:
        place = source.place
        name = ElidedLabel(PurePath(place.path).name, role="strong", mode=Qt.TextElideMode.ElideMiddle)
        name.set_tip(place.path)
        copy = parts.button("Copy row", "copy", tip="Copy the row as it stands in the file")
        copy.clicked.connect(lambda: self.copy_wanted.emit(source.raw))
        show = parts.button("Show import", kind="link", tip="Show this file on the Imports screen")
        show.clicked.connect(lambda: self.import_wanted.emit(place.import_id))
        line = parts.label(f"line {place.line}", "muted")
        layout.addLayout(parts.row(name, line, None, spacing=8))
        digest = ElidedLabel(f"SHA-256 {source.sha256}", role="secondary")
        digest.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout.addWidget(digest)
        layout.addWidget(_Lines(source))
        layout.addLayout(parts.row(copy, show, None))
        named = raw_rows.fields(source.header, source.raw)
        if named:
            values = KeyValues(name_width=100)
            values.show_rows(named)
            layout.addWidget(values)


class _Lines(Pane):
    """The header and the rows around, in a monospaced face; the row itself is highlighted."""

    def __init__(self, source: "SourceView") -> None:
        super().__init__(f"Raw rows; line {source.place.line}: {source.raw[:200]}", inset=True)
        inside = _RawRows(source)
        self.setWidgetResizable(False)
        self.setWidget(inside)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedHeight(inside.sizeHint().height() + 14)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)


class _RawRows(QWidget):
    def __init__(self, source: "SourceView") -> None:
        super().__init__()
        self._rows: list[tuple[str, str, bool]] = []
        if source.header:
            self._add("", source.header)
        for line, raw in source.before:
            self._add(str(line), raw)
        self._add(str(source.place.line), source.raw, here=True)
        for line, raw in source.after:
            self._add(str(line), raw)
        self.setFont(font(12, raw=True))
        metrics = QFontMetrics(self.font())
        self._height = metrics.height() + 5
        self._margin = max(metrics.horizontalAdvance(number) for number, _, _ in self._rows) + 2 * _PAD
        widest = max(metrics.horizontalAdvance(text) for _, text, _ in self._rows)
        self._width = self._margin + widest + 2 * _PAD
        self.resize(self.sizeHint())

    def _add(self, number: str, raw: str, *, here: bool = False) -> None:
        for at, line in enumerate((raw.splitlines() or [""])[:_MOST_LINES]):
            shown = line[:_LONGEST_LINE].replace("\t", "\u2192 ")
            self._rows.append((number if at == 0 else "", shown, here))

    def sizeHint(self) -> QSize:
        return QSize(self._width, self._height * len(self._rows) + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            for at, (number, text, here) in enumerate(self._rows):
                box = QRect(0, at * self._height + 2, self.width(), self._height)
                if not box.intersects(event.rect()):
                    continue
                if here:
                    painter.fillRect(box, colour("selection"))
                    painter.fillRect(0, box.top(), 3, box.height(), colour("accent"))
                painter.setPen(colour("muted"))
                middle = Qt.AlignmentFlag.AlignVCenter
                number_box = QRect(0, box.top(), self._margin - _PAD, self._height)
                painter.drawText(number_box, Qt.AlignmentFlag.AlignRight | middle, number)
                painter.setPen(colour("text" if here else "muted"))
                painter.drawText(box.adjusted(self._margin, 0, 0, 0), Qt.AlignmentFlag.AlignLeft | middle, text)
