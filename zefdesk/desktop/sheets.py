"""Sheets beside the window that explain: fields, keys, a month end, the ledger, the program. None blocks it."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QDialog, QPushButton, QScrollArea, QVBoxLayout, QWidget

import zefdesk
from zefdesk.assets import resources
from zefdesk.desktop.widgets import parts
from zefdesk.desktop.widgets.key_values import KeyValues
from zefdesk.domain import columns


class Sheet(QDialog):
    """A window of its own with a title, something to read, and Close; Escape closes it too."""

    def __init__(self, title: str, content: QWidget, parent: QWidget, *, size: tuple[int, int]) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(content)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.buttons = parts.row(None)
        self.buttons.addWidget(parts.button("Close", clicked=self.close))
        layout = parts.column(self, spacing=14, margins=(20, 18, 20, 16))
        layout.addWidget(parts.label(title, "page"))
        layout.addWidget(scroll, 1)
        layout.addLayout(self.buttons)
        self.resize(*size)

    def add_button(self, button: QPushButton) -> None:
        """Put a button before Close."""
        self.buttons.insertWidget(self.buttons.count() - 1, button)


def fields(parent: QWidget) -> Sheet:
    """What each field of the charging session report means, in the article's words; then our own columns."""
    content = QWidget()
    layout = parts.column(content, spacing=12, margins=(0, 0, 12, 0))
    layout.addWidget(parts.label("The fields of the charging session report", "section"))
    _add_columns(layout, columns.ARTICLE_FIELDS)
    layout.addSpacing(6)
    layout.addWidget(parts.label("Columns that ZefDesk adds, or that other sources have", "section"))
    _add_columns(layout, [key for key in columns.COLUMNS if key not in columns.ARTICLE_FIELDS])
    layout.addStretch(1)
    return Sheet("Fields explained", content, parent, size=(680, 640))


def _add_columns(layout: QVBoxLayout, keys: Iterable[str]) -> None:
    rows = KeyValues(name_width=130)
    found = [columns.column(key) for key in keys]
    rows.show_rows([(one.title + (f" ({one.unit})" if one.unit else ""), one.help) for one in found])
    layout.addWidget(rows)


def keys(parent: QWidget, entries: Sequence[tuple[str, str, str]]) -> Sheet:
    """Every command with its key, by menu."""
    content = QWidget()
    layout = parts.column(content, spacing=10, margins=(0, 0, 12, 0))
    more = [("Everywhere", "Next and previous part of the window", "Tab, Shift+Tab")]
    more += [("Everywhere", "Menu bar", "Alt, F10"), ("Everywhere", "Close what is open above the page", "Esc")]
    every = [*entries, *more]
    for menu in dict.fromkeys(entry[0] for entry in every):
        layout.addWidget(parts.label(menu, "section"))
        rows = KeyValues(name_width=280)
        rows.show_rows([(command, key) for each, command, key in every if each == menu])
        layout.addWidget(rows)
    layout.addStretch(1)
    return Sheet("Keyboard shortcuts", content, parent, size=(560, 620))


def month_end(parent: QWidget) -> Sheet:
    """The guide to a month end: twelve tasks with their keys and clicks."""
    folder = resources() / "guide"
    title, said = (folder / "month-end.md").read_text("utf-8").split("\n", 1)
    content = parts.label(said.replace("\n## ", "\n&nbsp;\n\n## "), wrap=True, selectable=True)
    content.setTextFormat(Qt.TextFormat.MarkdownText)
    content.setAlignment(Qt.AlignmentFlag.AlignTop)
    content.setContentsMargins(0, 0, 12, 0)
    content.linkActivated.connect(lambda link: _open(str((folder / link).resolve())))
    return Sheet(title.removeprefix("# "), content, parent, size=(900, 640))


def ledger(parent: QWidget, rows: Sequence[tuple[str, str]], folder: str | None, location: str) -> Sheet:
    """Where the ledger lies, and how big it is."""
    content = QWidget()
    layout = parts.column(content, spacing=12)
    facts = KeyValues()
    facts.show_rows(rows)
    layout.addWidget(facts)
    said = (
        "All that ZefDesk knows is in this one place. Save a copy to take it along; quit and delete it to be rid of it."
    )
    layout.addWidget(parts.label(said, "secondary", wrap=True))
    layout.addStretch(1)
    made = Sheet("Ledger", content, parent, size=(560, 330))
    made.add_button(parts.button("Copy the path", "copy", clicked=lambda: _copy(location)))
    if folder:
        made.add_button(parts.button("Open its folder", "folder-open", clicked=lambda: _open(folder)))
    return made


def about(parent: QWidget) -> Sheet:
    """What this program is, its version, and whose work is in it."""
    content = QWidget()
    layout = parts.column(content, spacing=10)
    layout.addWidget(parts.label(f"Version {zefdesk.__version__}", "strong", selectable=True))
    said = (
        "ZefDesk reviews electric-vehicle charging sessions offline: it imports reports, shows and explains each bill, "
        "marks what does not add up, and exports spreadsheets. It makes no network connection."
    )
    layout.addWidget(parts.label(said, wrap=True))
    with_thanks = (
        "Under the MIT licence. With the typeface Inter (SIL Open Font License), icons of Lucide (ISC licence), "
        "and Qt for Python (LGPL)."
    )
    layout.addWidget(parts.label(with_thanks, "secondary", wrap=True))
    layout.addStretch(1)
    return Sheet("About ZefDesk", content, parent, size=(480, 300))


def _copy(text: str) -> None:
    QGuiApplication.clipboard().setText(text)


def _open(folder: str) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(folder))
