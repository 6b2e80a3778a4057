"""How the screen is arranged: drill-down, facets and row height as commands that are remembered."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from zefdesk.desktop.sessions.commands import COMPACT
from zefdesk.desktop.sessions.furniture import Furniture
from zefdesk.desktop.settings import Settings


class Arranging(QObject):
    """Puts the commands to what was remembered, and does what they say; `follow` fills what comes into sight."""

    def __init__(
        self, parts: Furniture, settings: Settings, commands: Mapping[str, QAction], follow: Callable[[], None]
    ) -> None:
        super().__init__(parts)
        self._parts, self._settings, self._follow = parts, settings, follow
        drill, below, compact = (commands[n] for n in ("drill-down", "drill-down-below", "compact-rows"))
        drill.setChecked(parts.split.shows_drill)
        below.setChecked(parts.split.wants_below)
        compact.setChecked(settings.flag(COMPACT))
        parts.table.set_compact(compact=compact.isChecked())
        drill.toggled.connect(self._show_drill)
        below.toggled.connect(lambda on: parts.split.prefer_below(below=on))
        compact.toggled.connect(self._make_compact)

    def _show_drill(self, shown: bool) -> None:  # noqa: FBT001 -- a signal's argument
        self._parts.split.show_drill(shown=shown)
        self._follow()

    def _make_compact(self, compact: bool) -> None:  # noqa: FBT001 -- a signal's argument
        self._settings.keep(COMPACT, compact)
        self._parts.table.set_compact(compact=compact)
