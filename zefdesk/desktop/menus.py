"""The menu bar: every command there is, in a fixed order, with its key; commands of the shown page come and go."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMainWindow, QMenu

from zefdesk.desktop import theme
from zefdesk.desktop.widgets import parts

LINE = "-"
LAYOUT = {
    "&File": (
        *("import", "recent-reports", "export", "save-messages", "save-values", LINE),
        *("new-ledger", "open-ledger", "recent-ledgers", "save-copy", "ledger-facts", "person", LINE, "quit"),
    ),
    "&Edit": (
        *("undo", "redo", LINE, "copy", "copy-with-headers", "select-all", LINE),
        *("find", "filter-by-value", "clear-filters", "find-in-log"),
    ),
    "&View": (
        *(
            "sessions",
            "rates",
            "imports",
            "findings",
            LINE,
            "back",
            "forward",
            "views",
            "save-view",
            LINE,
            "facets",
            "charts",
            "sums",
            "drill-down",
            "drill-down-below",
            "columns",
            "compact-rows",
            "times",
            "MORE",
            LINE,
        ),
        "theme",
    ),
    "Re&view": (
        *("mark-reviewed", "mark-and-next", "next-unreviewed", "next-finding", LINE),
        *("compare", LINE, "months", "activity"),
    ),
    "&Rates": (
        *("price", "price-one", LINE),
        *("new-profile", "save-version", "compare-month", LINE),
        *("open-profile-file", "export-profile", "export-tariff", LINE),
        *("import-profile", "assign-profile", LINE, "add-charger", "import-chargers", "export-chargers"),
    ),
    "&Help": ("fields", "keys", "month-end", LINE, "about"),
}
OF_THE_WINDOW = {
    "import": ("&Import…", "Ctrl+I"),
    "new-ledger": ("&New ledger…", "Ctrl+N"),
    "open-ledger": ("&Open ledger…", "Ctrl+O"),
    "save-copy": ("Save a &copy of the ledger…", "Ctrl+S"),
    "ledger-facts": ("&Where the ledger lies…", ""),
    "person": ("&Your name\u2026", ""),
    "quit": ("&Quit", "Ctrl+Q"),
    "sessions": ("&Sessions", "Ctrl+1"),
    "rates": ("Ch&argers && rates", "Ctrl+2"),
    "imports": ("&Imports", "Ctrl+4"),
    "findings": ("&Findings", "Ctrl+5"),
    "import-profile": ("Import &billing profile…", ""),
    "assign-profile": ("&Assign a profile…", ""),
    "import-chargers": ("Import &chargers (CSV)…", ""),
    "export-chargers": ("&Export chargers…", ""),
    "fields": ("&Fields explained", "F1"),
    "keys": ("&Keyboard shortcuts", "Ctrl+/"),
    "month-end": ("A &month end, step by step", ""),
    "about": ("&About ZefDesk", ""),
}
OF_RATES = ("import-profile", "assign-profile", "import-chargers", "export-chargers")
"""Commands that can be given once what they need is loaded."""
EVERYWHERE = ("months", "activity")
"""Commands of Sessions that hold in every place."""
THEMES = {theme.SYSTEM: "As the &system", theme.LIGHT_MODE: "&Light", theme.DARK_MODE: "&Dark"}


class Key(NamedTuple):
    """A command and its key, as a person reads them."""

    menu: str
    command: str
    key: str


class Menus:
    """The menus of a window: its own commands, and those that the shown page offers."""

    def __init__(self, window: QMainWindow) -> None:
        self._window = window
        self.own = {name: parts.action(window, *words) for name, words in OF_THE_WINDOW.items()}
        self.themes = QActionGroup(window)
        self._submenus = {
            "recent-reports": QMenu("&Recent reports", window),
            "recent-ledgers": QMenu("Recent &ledgers", window),
            "theme": self._theme_menu(),
        }
        self._menus = {title: window.menuBar().addMenu(title) for title in LAYOUT}
        self._offered: Mapping[str, QAction] = {}
        self._everywhere: Mapping[str, QAction] = {}
        for name in OF_RATES:
            self.own[name].setEnabled(False)
        self.own["quit"].setMenuRole(QAction.MenuRole.QuitRole)
        self.own["about"].setMenuRole(QAction.MenuRole.AboutRole)
        self.show_page({})

    def show_page(self, offered: Mapping[str, QAction]) -> None:
        """Fill the menus with the window's commands and these of a page."""
        self._offered = {**self._everywhere, **offered}
        for title, menu in self._menus.items():
            _empty(menu)
            for entry in _without_idle_lines(list(self._entries(title))):
                if isinstance(entry, QMenu):
                    menu.addMenu(entry)
                elif isinstance(entry, QAction):
                    menu.addAction(entry)
                else:
                    menu.addSeparator()

    def offer_everywhere(self, offered: Mapping[str, QAction]) -> None:
        """Keep those of these commands that hold in every place, whichever page is shown."""
        self._everywhere = {name: offered[name] for name in EVERYWHERE if name in offered}

    def show_recent(self, name: str, texts: Sequence[str], chosen: Callable[[str], None]) -> None:
        """Fill `recent-reports` or `recent-ledgers`."""
        menu = self._submenus[name]
        menu.clear()
        for text in texts:
            entry = menu.addAction(text)
            entry.triggered.connect(lambda _checked=False, text=text: chosen(text))
        menu.setEnabled(bool(texts))

    def with_keys(self) -> list[Key]:
        """Give every command that has a key now."""
        found, told = [], list[QAction]()
        for title in LAYOUT:
            for entry in _with_submenus(self._entries(title)):
                if isinstance(entry, QAction) and not entry.shortcut().isEmpty() and entry not in told:
                    told.append(entry)
                    shown = entry.shortcut().toString(entry.shortcut().SequenceFormat.NativeText)
                    found.append(Key(_plain(title), _plain(entry.text()), shown))
        return found

    def _entries(self, title: str) -> Iterator[QAction | QMenu | None]:
        for name in LAYOUT[title]:
            if name == LINE:
                yield None
            elif name == "MORE":
                known = {each for layout in LAYOUT.values() for each in layout}
                yield from (action for each, action in self._offered.items() if each not in known)
            elif name in self._submenus:
                yield self._submenus[name]
            elif entry := self.own.get(name) or self._offered.get(name):
                yield entry

    def _theme_menu(self) -> QMenu:
        menu = QMenu("The&me", self._window)
        for mode, words in THEMES.items():
            entry = menu.addAction(words)
            entry.setCheckable(True)
            entry.setData(mode)
            self.themes.addAction(entry)
        return menu


def _with_submenus(entries: Iterable[QAction | QMenu | None]) -> Iterator[QAction | QMenu | None]:
    """Give entries, and behind each what is in the menu that it opens."""
    for entry in entries:
        yield entry
        if isinstance(entry, QAction) and isinstance(below := entry.menu(), QMenu):
            yield from below.actions()


def _empty(menu: QMenu) -> None:
    """Take everything out of a menu; QMenu.clear would take for gone what opens a menu of its own."""
    for entry in menu.actions():
        menu.removeAction(entry)
        if entry.isSeparator():
            entry.deleteLater()


def _without_idle_lines(entries: list[QAction | QMenu | None]) -> list[QAction | QMenu | None]:
    """Leave out lines at the end, at the head, and beside one another."""
    kept: list[QAction | QMenu | None] = []
    for entry in entries:
        if entry is not None or (kept and kept[-1] is not None):
            kept.append(entry)
    return kept[:-1] if kept and kept[-1] is None else kept


def _plain(text: str) -> str:
    return parts.plain(text)
