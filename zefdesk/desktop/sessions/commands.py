"""The commands of the Sessions screen, with their keys, by the names under which the menus find them."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from zefdesk.desktop.widgets import parts

COMPACT = "sessions/compact"
_WORDS = {
    "export": ("&Export\u2026", "Ctrl+E"),
    "copy": ("&Copy", "Ctrl+C"),
    "copy-with-headers": ("Copy with &headers", "Ctrl+Shift+C"),
    "select-all": ("Select &all", "Ctrl+A"),
    "find": ("&Find", "Ctrl+F"),
    "filter-by-value": ("Filter by this &value", "Ctrl+Shift+F"),
    "clear-filters": ("Clear all filte&rs", "Ctrl+Shift+Backspace"),
    "back": ("&Back", "Alt+Left"),
    "forward": ("For&ward", "Alt+Right"),
    "save-view": ("Save as a &view\u2026", "Ctrl+D"),
    "facets": ("Fa&cets beside the table", "F3"),
    "charts": ("C&harts over the table", "F6"),
    "sums": ("S&ums by charger", "Shift+F6"),
    "drill-down": ("&Drill-down", "F4"),
    "drill-down-below": ("Drill-down a&lways below the table", "Shift+F4"),
    "columns": ("C&olumns\u2026", "Ctrl+K"),
    "compact-rows": ("Com&pact rows", "Ctrl+M"),
    "sort-by-column": ("Sort b&y this column", "Ctrl+Shift+O"),
    "source": ("Sou&rce of the session", "Ctrl+U"),
    "save-messages": ("Save &messages of the log\u2026", ""),
    "save-values": ("Save meter &values\u2026", ""),
    "find-in-log": ("Find in the &log of the session", "Ctrl+Shift+L"),
    "times": ("&Times: charger, UTC, as written", "Ctrl+T"),
    "mark-reviewed": ("Mark &reviewed", "Ctrl+R"),
    "mark-and-next": ("Mark reviewed and go &on", "Ctrl+Return"),
    "next-unreviewed": ("Next &unreviewed", "F8"),
    "next-finding": ("Next &finding", "F7"),
    "compare": ("&Compare", "Ctrl+Shift+D"),
    "months": ("&Months\u2026", "Ctrl+Shift+M"),
    "activity": ("&Activity log\u2026", "Ctrl+Shift+A"),
    "price": ("&Price these sessions", "Ctrl+B"),
    "price-one": ("Price this &session", "Ctrl+Shift+B"),
}
_CHECKABLE = {"facets", "charts", "drill-down", "drill-down-below", "compact-rows"}
_OF_THE_TABLE = {"copy", "copy-with-headers", "select-all"}


def commands(page: QWidget, table: QWidget) -> dict[str, QAction]:
    """Make the commands; those that a text field has too hold only while the table has the focus."""
    made = {}
    for name, words in _WORDS.items():
        action = parts.action(page, *words)
        action.setCheckable(name in _CHECKABLE)
        if name in _OF_THE_TABLE:
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            table.addAction(action)
        else:
            page.addAction(action)
        made[name] = action
    return made
