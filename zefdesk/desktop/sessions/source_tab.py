"""The Source tab: every place that tells the session, with the raw row between its neighbours, and field by field."""

from collections.abc import Collection
from pathlib import PurePath
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from zefdesk.desktop.bill.pane import Pane
from zefdesk.desktop.bill.raw_lines import RawLines
from zefdesk.desktop.sessions import raw_rows
from zefdesk.desktop.theme import font
from zefdesk.desktop.widgets import parts
from zefdesk.desktop.widgets.elided import ElidedLabel
from zefdesk.desktop.widgets.key_values import KeyValues

if TYPE_CHECKING:
    from zefdesk.services.log_find import Found
    from zefdesk.services.log_text import Lines
    from zefdesk.store.sources import SourceView

MOST_PLACES = 8
_HITS_SHOWN = 9
_FIND_TIP = (
    "All words must stand on the line. /.../ is a regular expression; action:MeterValues, charger:NAME and only:errors "
    "narrow it. Enter finds; the hits are counted at the window's foot, where it can be cancelled."
)
_SAVE_TIP = "The lines of the log with all messages of the session, for a vendor; secrets are masked"
_GONE = {
    "moved": "The log is no longer where it was imported from. What was kept of it stands below.",
    "changed": "The log has changed since it was imported, so its lines are not shown. What was kept stands below.",
}


class SourceTab(Pane):
    """Shows sources; `import_wanted` asks for the import of one, `copied` tells what was copied."""

    import_wanted = Signal(int)
    copy_wanted = Signal(str)
    find_wanted = Signal(str)
    line_wanted = Signal(object)
    back_wanted = Signal()
    messages_wanted = Signal()
    values_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Source", parent)
        self._asked: QLineEdit | None = None
        self._hits: QListWidget | None = None
        self._hits_said: QLabel | None = None
        self._last_asked = ""
        self._last_found: Found | None = None

    def show_sources(
        self, sources: "list[SourceView]", lines: "Lines | None" = None, logs: Collection[int] = ()
    ) -> None:
        """Show the places in the order of their imports; of a log the lines around, as the file lies on disk.

        `logs` are the numbers of the imports that are logs.
        """
        self._asked = self._hits = self._hits_said = None
        content = QWidget()
        layout = parts.column(content, spacing=10, margins=(16, 14, 16, 14))
        if len(sources) > 1:
            layout.addWidget(parts.label(f"Told {len(sources)} times", "section"))
        if lines is not None:
            self._add_lines(layout, lines)
        for source in sources[:MOST_PLACES]:
            self._add_place(layout, source, of_log=source.place.import_id in logs)
        if len(sources) > MOST_PLACES:
            layout.addWidget(parts.label(f"and {len(sources) - MOST_PLACES} more places", "secondary"))
        if not sources:
            layout.addWidget(parts.label("Nothing is selected.", "muted"))
        layout.addStretch(1)
        self.setWidget(content)

    def _add_lines(self, layout: QVBoxLayout, lines: "Lines") -> None:
        """Show lines of a log; one that is gone or changed is said, and what was kept of it stands below."""
        name = ElidedLabel(PurePath(lines.path).name, role="strong", mode=Qt.TextElideMode.ElideMiddle)
        name.set_tip(lines.path)
        layout.addLayout(parts.row(name, parts.label("as it lies on disk", "muted"), None, spacing=8))
        if not lines.lines:
            layout.addWidget(parts.label(_GONE[lines.state], "warn", wrap=True))
            return
        here = next(line for line in lines.lines if line.here)
        if lines.elsewhere:
            self._add_elsewhere(layout, f"Line {here.number:,} stands {lines.elsewhere}.")
        rows = [(str(line.number), line.text, line.here) for line in lines.lines]
        layout.addWidget(RawLines(rows, f"Lines of the log around line {here.number}: {here.text[:200]}"))
        copy = parts.button("Copy lines", "copy", tip="Copy these lines; passwords and keys are masked")
        text = "\n".join(line.text for line in lines.lines)
        copy.clicked.connect(lambda: self.copy_wanted.emit(text))
        save = parts.button(
            "Save messages…",
            "file-down",
            tip=_SAVE_TIP,
        )
        save.clicked.connect(self.messages_wanted)
        values = parts.button("Save values…", "file-down", tip="The meter values of the session as CSV")
        values.clicked.connect(self.values_wanted)
        layout.addLayout(parts.row(copy, None))
        layout.addLayout(parts.row(save, values, None))
        self._add_find(layout)

    def _add_elsewhere(self, layout: QVBoxLayout, words: str) -> None:
        """Say that other lines are shown than those of the session, and offer the way back."""
        layout.addWidget(parts.label(words, "warn", wrap=True))
        back = parts.button("Back to this session's lines", "arrow-left", tip="Show the lines around its start")
        back.clicked.connect(self.back_wanted)
        layout.addLayout(parts.row(back, None))

    def _add_find(self, layout: QVBoxLayout) -> None:
        """Offer to find lines in the whole log."""
        self._asked = QLineEdit(self._last_asked)
        self._asked.setPlaceholderText("Find in this log, then Enter: words, /regex/, only:errors")
        self._asked.setAccessibleName("Find in this log")
        self._asked.setToolTip(_FIND_TIP)
        self._asked.setClearButtonEnabled(True)
        self._asked.returnPressed.connect(self._find)
        self._hits_said = parts.label("", "secondary", wrap=True)
        self._hits = QListWidget()
        self._hits.setAccessibleName("Lines that were found; Enter goes to one")
        self._hits.setFont(font(12, raw=True))
        self._hits.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._hits.setMinimumWidth(120)
        for signal in (self._hits.itemActivated, self._hits.itemClicked):
            signal.connect(lambda item: self.line_wanted.emit(item.data(Qt.ItemDataRole.UserRole)))
        for widget in (self._asked, self._hits_said, self._hits):
            layout.addWidget(widget)
        self._show_hits()

    def focus_find(self) -> None:
        """Take the keyboard where lines are looked for."""
        if self._asked is not None:
            self.ensureWidgetVisible(self._asked, 0, 200)
            self._asked.setFocus()
            self._asked.selectAll()

    def _find(self) -> None:
        if self._asked is not None:
            self._last_asked = self._asked.text()
            self.find_wanted.emit(self._last_asked)

    def show_found(self, found: "Found") -> None:
        """Show lines that were found."""
        self._last_found = found
        self._show_hits()
        if self._hits is not None and found.hits:
            self.ensureWidgetVisible(self._hits, 0, 8)

    def _show_hits(self) -> None:
        found = self._last_found
        if self._hits is None or self._hits_said is None:
            return
        self._hits.clear()
        self._hits.setVisible(found is not None and bool(found.hits))
        self._hits_said.setVisible(found is not None)
        if found is None:
            return
        more = f"; the first {len(found.hits):,} are shown" if found.in_all > len(found.hits) else ""
        count = f"{found.in_all:,} line{'' if found.in_all == 1 else 's'}{more}"
        self._hits_said.setText(count if found.in_all else "No line has all of that")
        for hit in found.hits:
            item = QListWidgetItem(f"{hit.span.line:>7}  {hit.text}")
            item.setData(Qt.ItemDataRole.UserRole, hit.span)
            self._hits.addItem(item)
        bar = self._hits.horizontalScrollBar().sizeHint().height()
        self._hits.setFixedHeight(_HITS_SHOWN * max(self._hits.sizeHintForRow(0), 20) + bar + 6)

    def _add_place(self, layout: QVBoxLayout, source: "SourceView", *, of_log: bool) -> None:
        place = source.place
        name = ElidedLabel(PurePath(place.path).name, role="strong", mode=Qt.TextElideMode.ElideMiddle)
        name.set_tip(place.path)
        copy = parts.button("Copy row", "copy", tip="Copy the row as it stands in the file")
        copy.clicked.connect(lambda: self.copy_wanted.emit(source.raw))
        show = parts.button("Show import", kind="link", tip="Show this file on the Imports screen")
        show.clicked.connect(lambda: self.import_wanted.emit(place.import_id))
        line = parts.label(f"{'the message that begins it, ' if of_log else ''}line {place.line}", "muted")
        layout.addLayout(parts.row(name, line, None, spacing=8))
        digest = ElidedLabel(f"SHA-256 {source.sha256}", role="secondary")
        digest.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout.addWidget(digest)
        rows = [(str(place.line), source.raw, True)] if of_log else _rows_of(source)
        layout.addWidget(RawLines(rows, f"Raw rows; line {source.place.line}: {source.raw[:200]}"))
        layout.addLayout(parts.row(copy, show, None))
        named = raw_rows.fields(source.header, source.raw)
        if named:
            values = KeyValues(name_width=100)
            values.show_rows(named)
            layout.addWidget(values)


def _rows_of(source: "SourceView") -> list[tuple[str, str, bool]]:
    """Give the header and the rows around a row."""
    head = [("", source.header, False)] if source.header else []
    before, after = ([(str(line), raw, False) for line, raw in rows] for rows in (source.before, source.after))
    return [*head, *before, (str(source.place.line), source.raw, True), *after]
